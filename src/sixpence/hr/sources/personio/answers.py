"""Personio's answers: bytes that are not trusted, made into JSON whose numbers are kept as they were written."""

import json
import re
from collections.abc import Mapping
from typing import NoReturn, TypeAlias
from urllib.parse import parse_qs, urlsplit

from sixpence.basics.refused import Refused
from sixpence.hr.sources.personio.access import CREDENTIALS_PAGE

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | bool | None
JsonObject: TypeAlias = dict[str, Json]


class NotPermitted(Refused):
    """The credentials are right but have no right to read this."""


class NotAvailable(Refused):
    """Personio knows nothing at this address."""


def read_json(body: bytes, what: str) -> Json:
    """The JSON in `body`, numbers as exact text. `what` names what was asked for. Raises Refused."""
    try:
        # Text keeps 4166.67 to the penny and ids above 2**53 whole; a float would do neither.
        answer: Json = json.loads(body.decode(), parse_float=str, parse_int=str, parse_constant=_not_a_number)
    except (ValueError, RecursionError) as error:
        raise Refused(
            f"Personio's answer with {what} is cut short or not JSON: check that the address is that of Personio's "
            "API, then sync again"
        ) from error
    return answer


def _not_a_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def as_object(value: Json) -> JsonObject:
    """The object, or an empty one where Personio sent something else: every part of an answer is optional."""
    return value if isinstance(value, dict) else {}


def as_text(value: Json) -> str:
    """The text or the number, "" where there is neither."""
    return value if isinstance(value, str) else ""


def rows_in(answer: Json, key: str, what: str) -> list[JsonObject]:
    """The list of objects under `key`. A list is what makes an answer an answer, so anything else is refused."""
    rows = as_object(answer).get(key)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Refused(
            f"Personio's answer with {what} has no list of {what} in it: sync again, and ask Personio if it stays"
        )
    return [as_object(row) for row in rows]


def next_cursor(answer: Json, what: str) -> str:
    """Where the next page begins, "" on the last one.

    Only the cursor is taken out of the link. Its host and path are never followed: another host would be handed the
    access token, and Personio's own example points at a path that does not exist.
    """
    links = as_object(as_object(as_object(answer).get("_meta")).get("links"))
    link = as_text(as_object(links.get("next")).get("href"))
    if not link:
        return ""
    try:
        cursors = parse_qs(urlsplit(link).query).get("cursor", [])
    except ValueError:
        cursors = []
    if not cursors:
        raise Refused(
            f"Personio's link to the next page of {what} has no cursor: sync again, and ask Personio if it stays"
        )
    return cursors[0]


def seconds_to_refill(headers: Mapping[str, str]) -> float:
    """Personio sends no Retry-After; its token bucket tells how fast it fills."""
    rate = headers.get("x-ratelimit-replenish-rate", "")
    needed = headers.get("x-ratelimit-requested-tokens", "1")
    if not all(re.fullmatch(r"[0-9]{1,6}", number) for number in (rate, needed)) or int(rate) == 0:
        return 0.0
    return int(needed) / int(rate)


def expect_success(status: int, what: str) -> None:
    """Raises Refused for anything but an answer, and says what kept it from being one."""
    if 300 <= status < 400:
        raise Refused(
            f"Personio's address answered {what} with a redirect, which is not followed, since the access token would "
            "go along: check the address"
        )
    if status in (401, 403):
        raise no_right(what)
    if status == 404:
        raise NotAvailable(f"Personio knows no {what} at this address: check the address, and what your plan includes")
    if status != 200:
        raise Refused(f"Personio answered {status} while reading {what}: sync again, and ask Personio if it stays")


def no_right(what: str) -> NotPermitted:
    """The refusal where the credentials have no right."""
    return NotPermitted(
        f"Personio does not let these credentials read {what}: tick the right to read it, and all readable employee "
        f"attributes, {CREDENTIALS_PAGE}"
    )


def endless(what: str, pages: int) -> Refused:
    """The refusal of a list that does not end."""
    return Refused(f"Personio's list of {what} did not end after {pages} pages: ask Personio")


def expect_new(seen: set[str], rows: list[JsonObject], what: str) -> None:
    """People may shift between pages while they are read; a page of nobody new is the same page again."""
    ids = {as_text(as_object(as_object(row.get("attributes")).get("id")).get("value")) for row in rows}
    if ids <= seen:
        raise Refused(f"Personio sent the same page of {what} twice: sync again, and ask Personio if it stays")
    seen |= ids
