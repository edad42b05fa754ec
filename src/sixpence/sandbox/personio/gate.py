"""The door in front of both versions: it counts each request, refuses every write, and lets faults happen."""

import asyncio
from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sixpence.sandbox.personio.answers import (
    RATE_LIMIT_HEADERS,
    RATE_LIMIT_SPENT_HEADERS,
    error_for,
    v1_error,
)
from sixpence.sandbox.personio.faults import Fault, FaultKind, Faults
from sixpence.sandbox.personio.signin import V1_SIGN_IN, V2_SIGN_IN
from sixpence.sandbox.personio.traffic import RequestLog, RequestSeen

CONTROL_PATHS = "/sandbox/"


class Gate:
    """Wraps the application. Requests to the sandbox's own control paths pass uncounted and never meet a fault."""

    def __init__(self, app: ASGIApp, routes: Sequence[Route], requests: RequestLog, faults: Faults) -> None:
        self._app = app
        self._routes = routes
        self._requests = requests
        self._faults = faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"].startswith(CONTROL_PATHS):
            await self._app(scope, receive, send)
            return
        answer = self._counting(scope, send)
        if scope["method"] != _method_for(scope["path"]):
            refusal = error_for(scope["path"], 405, "Method Not Allowed")
            refusal.headers["allow"] = _method_for(scope["path"])
            await refusal(scope, receive, answer)
            return
        fault = self._faults.take(scope["path"])
        if fault is None:
            await self._app(scope, receive, answer)
        else:
            await self._suffer(fault, scope, receive, answer)

    async def _suffer(self, fault: Fault, scope: Scope, receive: Receive, send: Send) -> None:
        if fault.kind is FaultKind.TOO_MANY_REQUESTS:
            await _too_many_requests(scope["path"])(scope, receive, send)
        elif fault.kind is FaultKind.SERVER_ERROR:
            await error_for(scope["path"], 500, "Something went wrong")(scope, receive, send)
        elif fault.kind is FaultKind.CUT:
            await self._app(scope, receive, _cutting(send))
        else:
            await asyncio.sleep(fault.seconds)
            await self._app(scope, receive, send)

    def _counting(self, scope: Scope, send: Send) -> Send:
        """Counts when the answer begins, so that a client that has its answer always finds it counted."""

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen = RequestSeen(scope["method"], self._template(scope), message["status"])
                self._requests.add(seen)
                if scope["path"].startswith("/v2/"):
                    headers = MutableHeaders(scope=message)
                    for name, value in RATE_LIMIT_HEADERS.items():
                        headers.setdefault(name, value)
            await send(message)

        return counted

    def _template(self, scope: Scope) -> str:
        matching = (route for route in self._routes if route.matches(scope)[0] is not Match.NONE)
        route = next(matching, None)
        return route.path if route is not None else str(scope["path"])


def _method_for(path: str) -> str:
    return "POST" if path in (V1_SIGN_IN, V2_SIGN_IN) else "GET"


def _too_many_requests(path: str) -> Response:
    if path.startswith("/v2/"):
        answer = error_for(path, 429, "Too Many Requests")
    else:
        answer = v1_error(429, "Too many requests")
    answer.headers.update(RATE_LIMIT_SPENT_HEADERS)
    return answer


def _cutting(send: Send) -> Send:
    """Promises the whole body, sends half of it, and leaves the server to find the answer unfinished and hang up."""

    async def cut(message: Message) -> None:
        if message["type"] == "http.response.body":
            body = message.get("body", b"")
            message = {**message, "body": body[: len(body) // 2], "more_body": True}
        await send(message)

    return cut
