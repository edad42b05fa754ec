"""Version 2's pages: an opaque cursor, and absolute links to this page and the next."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from sixpence.sandbox.personio.answers import json_answer
from sixpence.sandbox.personio.faults import FaultKind, met
from sixpence.sandbox.personio.filters import BadParameter

JsonObject = dict[str, object]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Listing(Generic[Item]):
    """Items in their lasting order, how each is known, and how it is shown. Only what is on the page is ever shown."""

    items: Sequence[Item]
    key: Callable[[Item], str]
    show: Callable[[Item], JsonObject]


def records(items: Sequence[JsonObject]) -> Listing[JsonObject]:
    """A listing of records that are made already, known by their "id"."""
    return Listing(items, lambda record: str(record["id"]), lambda record: record)


def page(request: Request, listing: Listing[Item], default_limit: int, max_limit: int) -> Response:
    """One page. The cursor names the last item served, so the next page is right even without the filters."""
    limit = _limit(request, default_limit, max_limit)
    begin = _begin(request, listing)
    shown = listing.items[begin : begin + limit]
    links: JsonObject = {"self": {"href": str(request.url)}}
    cursor = f"cur_{_token(listing.key(shown[-1]))}" if begin + limit < len(listing.items) else None
    fault = met(request)
    if fault is FaultKind.REPEATED_CURSOR:
        cursor = request.query_params.get("cursor", cursor)
    if cursor is not None:
        url = request.url.include_query_params(cursor=cursor)
        links["next"] = {"href": f"{url.path}?{url.query}" if fault is FaultKind.RELATIVE_LINKS else str(url)}
    return json_answer({"_data": [listing.show(item) for item in shown], "_meta": {"links": links}})


def _limit(request: Request, default: int, maximum: int) -> int:
    text = request.query_params.get("limit", str(default))
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= maximum):
        raise BadParameter("Provided value for limit is not valid")
    return int(text)


def _begin(request: Request, listing: Listing[Item]) -> int:
    cursor = request.query_params.get("cursor")
    if cursor is None:
        return 0
    last = _key_in(cursor)
    for position, item in enumerate(listing.items, start=1):
        if listing.key(item) == last:
            return position
    raise BadParameter("Provided value for cursor is not valid")


def _token(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def _key_in(cursor: str) -> str:
    token = cursor.removeprefix("cur_")
    try:
        return base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
    except (binascii.Error, ValueError):
        raise BadParameter("Provided value for cursor is not valid") from None
