"""Version 2's pages: an opaque cursor, and absolute links to this page and the next."""

import base64
import binascii
from collections.abc import Sequence

from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import Response

from sixpence.sandbox.personio.answers import json_answer, v2_bad_request

JsonObject = dict[str, object]


class BadParameter(Exception):
    """A query parameter that version 2 does not take; the text is the error's detail."""


def page(request: Request, items: Sequence[JsonObject], default_limit: int, max_limit: int) -> Response:
    """One page of `items`, which have an "id" each and are in their lasting order.

    The cursor names the last item served, so the next page is right even if the client does not repeat its filters.
    """
    try:
        limit = _limit(request, default_limit, max_limit)
        begin = _begin(request, items)
    except BadParameter as error:
        return v2_bad_request(str(error))
    shown = items[begin : begin + limit]
    links: JsonObject = {"self": {"href": str(request.url)}}
    if begin + limit < len(items):
        links["next"] = {"href": str(_next_url(request, str(shown[-1]["id"])))}
    return json_answer({"_data": shown, "_meta": {"links": links}})


def refuse_unknown_parameters(request: Request, known: Sequence[str]) -> None:
    """Raise BadParameter for a filter the sandbox does not have: ignoring it would be a wrong answer."""
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        raise BadParameter(f"The sandbox does not know the parameter {unknown[0]}.")


def _limit(request: Request, default: int, maximum: int) -> int:
    text = request.query_params.get("limit", str(default))
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= maximum):
        raise BadParameter("Provided value for limit is not valid")
    return int(text)


def _begin(request: Request, items: Sequence[JsonObject]) -> int:
    cursor = request.query_params.get("cursor")
    if cursor is None:
        return 0
    last = _id_in(cursor)
    for position, item in enumerate(items):
        if item["id"] == last:
            return position + 1
    raise BadParameter("Provided value for cursor is not valid")


def _next_url(request: Request, last_id: str) -> URL:
    token = base64.urlsafe_b64encode(last_id.encode()).decode().rstrip("=")
    return request.url.include_query_params(cursor=f"cur_{token}")


def _id_in(cursor: str) -> str:
    token = cursor.removeprefix("cur_")
    try:
        return base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
    except (binascii.Error, ValueError):
        raise BadParameter("Provided value for cursor is not valid") from None
