"""The only place that talks to Personio. It signs in and reads; it has no way to do anything else.

What can be read is the list of public methods below. All of them go through one `_get`, and whatever happens above it,
`ReadOnlyTransport` stops every other request before it leaves the machine.

Source: Personio developer documentation, "Authentication" (v1 and v2), "Include our headers in your requests" and the
GET endpoints named in the methods.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from types import TracebackType
from typing import Literal, Self
from urllib.parse import quote

import httpx
import stamina

from sixpence.basics.refused import Refused
from sixpence.hr.records import HrAnswers
from sixpence.hr.sources.personio.access import CREDENTIALS_PAGE, PERSONIO, Credentials, Patience, checked_base_url
from sixpence.hr.sources.personio.answers import (
    Json,
    JsonObject,
    NotAvailable,
    as_object,
    as_text,
    endless,
    expect_new,
    expect_success,
    next_cursor,
    no_right,
    read_json,
    rows_in,
    seconds_to_refill,
)
from sixpence.hr.sources.personio.gateway import SIGN_IN_V1, SIGN_IN_V2, ReadOnlyTransport, to_personio
from sixpence.hr.sources.personio.pace import Ahead, Pace

_EMPLOYEES = "/v1/company/employees"
_V1_PAGE_ROWS = 100
PERSONS_PAGE_ROWS = 50
_COMPENSATIONS_PAGE_ROWS = 100
# A million people: whatever goes on longer than this is not a list of people.
_MOST_PAGES = 20_000
_TOKEN = re.compile(r"[!-~]{1,8192}")
_BETA = {"Beta": "true"}

Names = Literal["legal entities", "offices", "departments", "teams", "cost centres"]
# Legal entities are in general use; Personio serves the others to those who ask for beta endpoints.
_NAMES: dict[Names, tuple[str, dict[str, str], dict[str, str]]] = {
    "legal entities": ("/v2/legal-entities", {}, {}),
    "offices": ("/v2/workplaces", {}, _BETA),
    "departments": ("/v2/org-units", {"type": "department"}, _BETA),
    "teams": ("/v2/org-units", {"type": "team"}, _BETA),
    "cost centres": ("/v2/cost-centers", {}, _BETA),
}


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    body: bytes = field(repr=False)
    token: str = field(default="", repr=False)  # that was sent along


class _TryAgain(Exception):
    """Worth another attempt after `wait` seconds."""

    def __init__(self, line: str, wait: float) -> None:
        super().__init__(line)
        self.wait = wait


class PersonioClient:
    """Reads one Personio account.

    Every method raises `Refused` with one line: wrong credentials, no right to read (`NotPermitted`), no such endpoint
    (`NotAvailable`), no connection, too many requests for too long, or an answer that is not what Personio documents.
    What is `kept` of an earlier attempt at the same reading is not asked for again.
    """

    def __init__(
        self,
        credentials: Credentials,
        base_url: str = PERSONIO,
        patience: Patience | None = None,
        transport: httpx.BaseTransport | None = None,
        kept: HrAnswers | None = None,
    ) -> None:
        self._credentials = credentials
        self._base_url = checked_base_url(base_url)
        self._patience = patience or Patience()
        self._kept = kept
        self._token = ""
        self._pace = Pace(self._patience.longest_wait)
        self._ahead = Ahead[_Answer]()
        self._http = httpx.Client(
            transport=ReadOnlyTransport(httpx.URL(self._base_url), transport or to_personio()),
            timeout=self._patience.answer_within,
            follow_redirects=False,
            trust_env=False,  # no credentials out of a .netrc
            headers={
                "Accept": "application/json",
                "X-Personio-Partner-ID": "SIXPENCE",
                "X-Personio-App-ID": "SIXPENCE_PAYROLL",
            },
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._ahead.close()
        self._http.close()

    def check_sign_in(self) -> None:
        """Sign in and read nothing, for whoever has just typed the credentials."""
        self._sign_in()

    def attributes(self) -> list[JsonObject]:
        """`GET /v1/company/employees/attributes`: the key, label, type and list options of every attribute."""
        what = "attributes"
        return rows_in(self._get("/v1/company/employees/attributes", {}, what), "data", what)

    def employees(self, *, ahead: bool = False) -> Iterator[tuple[list[JsonObject], int | None]]:
        """`GET /v1/company/employees`, page by page: the rows, and of how many people they are (None if unsaid).

        The walk advances by the rows received, since a server may give fewer than asked for. Here and below, a page is
        asked for `ahead` of its turn by whoever reads them all.
        """
        what, offset, seen = "employees", 0, set[str]()
        for _ in range(_MOST_PAGES):
            answer = self._get(_EMPLOYEES, _from(offset), what)
            rows = rows_in(answer, "data", what)
            if not rows:
                return
            expect_new(seen, rows, what)
            total = as_text(as_object(as_object(answer).get("metadata")).get("total_elements"))
            people = int(total) if re.fullmatch(r"[0-9]{1,9}", total) else None
            offset += len(rows)
            is_last = people is not None and offset >= people
            if ahead and not is_last:
                self._expect(_EMPLOYEES, _from(offset), what)
            yield rows, people
            if is_last:
                return
        raise endless(what, _MOST_PAGES)

    def employee(self, employee_id: str) -> JsonObject | None:
        """`GET /v1/company/employees/{id}`; None for somebody who is not there."""
        try:
            answer = self._get(f"{_EMPLOYEES}/{quote(employee_id, safe='')}", {}, "employees")
        except NotAvailable:
            return None
        return as_object(as_object(answer).get("data"))

    def persons(self, *, ahead: bool = False) -> Iterator[list[JsonObject]]:
        """`GET /v2/persons`, page by page."""
        yield from self._walk("/v2/persons", {"limit": str(PERSONS_PAGE_ROWS)}, "persons", ahead=ahead)

    def persons_changed_after(self, moment: datetime) -> Iterator[list[JsonObject]]:
        """The same, of those of whom Personio says that they were updated after a moment."""
        after = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        yield from self._walk("/v2/persons", {"limit": str(PERSONS_PAGE_ROWS), "updated_at.gt": after}, "persons")

    def persons_named(self, person_ids: Sequence[str]) -> list[JsonObject]:
        """The same, of a page of people at most, by their ids. Who is not there is left out."""
        pages = self._walk("/v2/persons", {"limit": str(PERSONS_PAGE_ROWS), "id": ",".join(person_ids)}, "persons")
        return [row for page in pages for row in page]

    def employments(self, person_id: str) -> list[JsonObject]:
        """`GET /v2/persons/{person_id}/employments`, newest first."""
        return [row for page in self._walk(_employments_of(person_id), {}, "employments") for row in page]

    def expect_employments(self, person_ids: Iterable[str]) -> None:
        """Ask for the employments of people who will soon be asked for, a few at once, unless they are kept."""
        for path in map(_employments_of, person_ids):
            self._expect(path, {}, "employments")

    def compensations(
        self, first: date, last: date, only: Sequence[str] = (), *, ahead: bool = False
    ) -> Iterator[list[JsonObject]]:
        """`GET /v2/compensations`, page by page: pay in effect between two days, at most a month apart; of everybody,
        or of a page of people at most, by their ids."""
        params = {
            "start_date": first.isoformat(),
            "end_date": last.isoformat(),
            "limit": str(_COMPENSATIONS_PAGE_ROWS),
            **({"person.id": ",".join(only)} if only else {}),
        }
        yield from self._walk("/v2/compensations", params, "compensations", ahead=ahead)

    def names(self, of: Names) -> dict[str, str]:
        """The names behind the ids of version 2, by id."""
        path, params, headers = _NAMES[of]
        pages = self._walk(path, params, of, headers)
        return {as_text(row.get("id")): as_text(row.get("name")) for page in pages for row in page}

    def _walk(
        self,
        path: str,
        params: Mapping[str, str],
        what: str,
        headers: Mapping[str, str] | None = None,
        *,
        ahead: bool = False,
    ) -> Iterator[list[JsonObject]]:
        of_page, seen = dict(params), set[str]()
        for _ in range(_MOST_PAGES):
            answer = self._get(path, of_page, what, headers)
            rows, cursor = rows_in(answer, "_data", what), next_cursor(answer, what)
            # Whether Personio remembers the filters with the cursor is undocumented, so they are sent again.
            of_page = {**params, "cursor": cursor}
            if ahead and cursor and cursor not in seen:
                self._expect(path, of_page, what, headers)
            yield rows
            if not cursor:
                return
            if cursor in seen:
                raise Refused(f"Personio sent the same page of {what} twice: sync again, and ask Personio if it stays")
            seen.add(cursor)
        raise endless(what, _MOST_PAGES)

    def _expect(
        self, path: str, params: Mapping[str, str], what: str, headers: Mapping[str, str] | None = None
    ) -> None:
        """What will soon be asked for is asked for already now, unless it is kept."""
        request = self._name_of(path, params)
        if self._token and (self._kept is None or request not in self._kept):
            self._ahead.send(request, partial(self._read_once, path, params, what, headers))

    def _get(self, path: str, params: Mapping[str, str], what: str, headers: Mapping[str, str] | None = None) -> Json:
        """The one way to read. Signs in when there is no token, and once more when Personio no longer takes it."""
        request = self._name_of(path, params)
        if self._kept is not None and (body := self._kept.get(request)) is not None:
            return read_json(body, what)
        fresh = not self._token
        if fresh:
            self._sign_in()
        answer = self._ahead.answer(request) or self._read_once(path, params, what, headers)
        # Version 1 says 403 and version 2 says 401 to a token that has expired or lost a right; the right is missing if
        # a new one is refused too.
        while answer.status in (401, 403) and not fresh:
            if answer.token == self._token:  # a request sent ahead may have left with an earlier one
                self._sign_in()
                fresh = True
            answer = self._read_once(path, params, what, headers)
        expect_success(answer.status, what)
        content = read_json(answer.body, what)
        if as_object(content).get("success") is False:
            message = as_text(as_object(as_object(content).get("error")).get("message"))
            if "forbidden" in message:
                raise no_right(what)
            raise Refused(f"Personio said it could not give {what}: sync again, and ask Personio if it stays")
        if self._kept is not None:
            self._kept.put(request, answer.body)
        return content

    def _name_of(self, path: str, params: Mapping[str, str]) -> str:
        """What was asked, and as whom: another account's answer is no answer."""
        return json.dumps([self._base_url, self._credentials.client_id, path, sorted(params.items())])

    def _read_once(self, path: str, params: Mapping[str, str], what: str, headers: Mapping[str, str] | None) -> _Answer:
        token = self._token
        request = self._http.build_request(
            "GET",
            f"{self._base_url}{path}",
            params=dict(params),
            headers={**(headers or {}), "Authorization": f"Bearer {token}"},
        )
        return replace(self._exchange(request, what), token=token)

    def _sign_in(self) -> None:
        """A new token. One pair of credentials and one token open both versions of the API.

        The old one stays until then: a request sent ahead that leaves meanwhile is refused with it, and asked again.
        """
        what = "the sign-in"
        answer = self._exchange(self._sign_in_request(SIGN_IN_V2, grant_type="client_credentials"), what)
        if answer.status == 404:
            answer = self._exchange(self._sign_in_request(SIGN_IN_V1), what)
        if answer.status in (400, 401, 403):
            raise Refused(
                "Personio refused the Client ID or Client Secret: check both, or make a new pair " + CREDENTIALS_PAGE
            )
        expect_success(answer.status, what)
        content = as_object(read_json(answer.body, what))
        token = as_text(content.get("access_token")) or as_text(as_object(content.get("data")).get("token"))
        if not _TOKEN.fullmatch(token):
            raise Refused(
                f"{self._base_url} answered the sign-in without an access token: check that it is Personio's API"
            )
        self._token = token

    def _sign_in_request(self, path: str, **more: str) -> httpx.Request:
        """The credentials go in the body, and into no variable that a traceback might show."""
        return self._http.build_request(
            "POST",
            f"{self._base_url}{path}",
            data={
                **more,
                "client_id": self._credentials.client_id,
                "client_secret": self._credentials.client_secret,
            },
        )

    def _exchange(self, request: httpx.Request, what: str) -> _Answer:
        """Send, and try again where that may help. Reading and signing in change nothing, so both may be repeated."""
        most = max(self._patience.attempts, self._patience.busy_attempts)
        for attempt in stamina.retry_context(on=_wait_before_next, attempts=most, timeout=None):
            with attempt:
                return self._exchange_once(request, what, attempt.num)
        raise AssertionError("the last attempt either answers or raises")

    def _no_answer(self, error: httpx.RequestError, what: str) -> str:
        if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError | httpx.ReadTimeout):
            return f"Personio's answer about {what} broke off or did not come: nothing was changed, sync again"
        return f"Could not reach {self._base_url} for {what}: check the address and the network, then sync again"

    def _exchange_once(self, request: httpx.Request, what: str, number: int) -> _Answer:
        patience = self._patience
        slow_down = 2 ** (number - 1)
        wait = min(patience.first_wait * slow_down, patience.longest_wait)
        family = _family(request.url)
        self._pace.wait(family)
        try:
            response = self._http.send(request, stream=True)
            try:
                body = self._body(response, what)
            finally:
                response.close()
        except httpx.RequestError as error:
            line = self._no_answer(error, what)
            if number >= patience.attempts:
                raise Refused(line) from error
            raise _TryAgain(line, wait) from error
        if response.status_code == 429:
            line = f"Personio answered too many requests while reading {what}: wait some minutes, then sync again"
            if number >= patience.busy_attempts:
                raise Refused(line)
            refill = max(patience.busy_first_wait, seconds_to_refill(response.headers))
            raise _TryAgain(line, min(refill * slow_down, patience.longest_wait))
        if response.status_code >= 500:
            line = f"Personio answered {response.status_code} while reading {what}: sync again later"
            if number >= patience.attempts:
                raise Refused(line)
            raise _TryAgain(line, wait)
        self._pace.learn(family, response.headers)
        return _Answer(response.status_code, body)

    def _body(self, response: httpx.Response, what: str) -> bytes:
        """Read no further than the limit, whatever length the answer claims to have."""
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > self._patience.largest_answer:
                megabytes = self._patience.largest_answer // 1_000_000
                raise Refused(f"Personio's answer with {what} is larger than {megabytes} MB and was not read")
        return bytes(body)


def _wait_before_next(error: Exception) -> bool | float:
    return error.wait if isinstance(error, _TryAgain) else False


def _from(offset: int) -> dict[str, str]:
    return {"limit": str(_V1_PAGE_ROWS), "offset": str(offset)}


def _employments_of(person_id: str) -> str:
    return f"/v2/persons/{quote(person_id, safe='')}/employments"


def _family(url: httpx.URL) -> str:
    """What shares a bucket, as far as anybody has seen: everything under /v2/persons, say."""
    return "/".join(url.path.split("/")[:3])
