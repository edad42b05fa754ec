"""The door before both versions: it counts each request, refuses every write, keeps the limits, lets faults happen."""

import asyncio
from collections.abc import Mapping, Sequence

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sixpence.sandbox.personio.answers import error_for, json_answer, too_many_requests, v2_no_resource
from sixpence.sandbox.personio.credentials import SignIns
from sixpence.sandbox.personio.faults import Fault, FaultKind, Faults, meet
from sixpence.sandbox.personio.limits import SPENT, Limits
from sixpence.sandbox.personio.signin import V1_SIGN_IN, V2_REVOKE, V2_SIGN_IN, bearer_token
from sixpence.sandbox.personio.traffic import RequestLog, RequestSeen

CONTROL_PATHS = "/sandbox/"

_NOT_JSON = "<!doctype html><title>One moment</title><p>We are checking your browser.</p>"
_UNSUCCESSFUL = {"success": False, "error": {"code": 0, "message": "Something went wrong"}}


class Gate:
    """Wraps the application. Requests to the sandbox's own control paths pass uncounted and never meet a fault."""

    def __init__(
        self,
        app: ASGIApp,
        routes: Sequence[Route],
        requests: RequestLog,
        faults: Faults,
        limits: Limits,
        sign_ins: SignIns,
    ) -> None:
        self._app = app
        self._routes = routes
        self._requests = requests
        self._faults = faults
        self._limits = limits
        self._sign_ins = sign_ins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"].startswith(CONTROL_PATHS):
            await self._app(scope, receive, send)
            return
        endpoint, path = self._endpoint(scope), scope["path"]
        ration = self._limits.ask(*self._who(scope), path)
        answer = self._counting(scope, endpoint, ration.headers, send)
        refusal = _refusal_of_method(scope) if ration.passes else too_many_requests(path)
        fault = None if refusal is not None else self._faults.take(path, endpoint)
        if refusal is not None:
            await refusal(scope, receive, answer)
        elif fault is not None:
            await self._suffer(fault, scope, receive, answer)
        else:
            await self._app(scope, receive, answer)

    def _who(self, scope: Scope) -> tuple[str, str]:
        """Whose credentials ask, and from where; without good ones the address stands for both."""
        address = scope["client"][0] if scope.get("client") else ""
        permit = self._sign_ins.permit(bearer_token(Request(scope)) or "")
        return address if permit is None else permit.client_id, address

    async def _suffer(self, fault: Fault, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = _refusal_of_fault(fault.kind, scope["path"])
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        if fault.kind is FaultKind.SLOW:
            await asyncio.sleep(fault.seconds)
        meet(scope, fault.kind)
        await self._app(scope, receive, _cutting(send) if fault.kind is FaultKind.CUT else send)

    def _counting(self, scope: Scope, endpoint: str, headers: Mapping[str, str], send: Send) -> Send:
        """Counts when the answer begins, so that a client that has its answer always finds it counted."""

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._requests.add(RequestSeen(scope["method"], endpoint, message["status"]))
                answer = MutableHeaders(scope=message)
                for name, value in headers.items():
                    answer.setdefault(name, value)
            await send(message)

        return counted

    def _endpoint(self, scope: Scope) -> str:
        """The template of the endpoint, where one is served at the path; else the path."""
        matching = (route for route in self._routes if route.matches(scope)[0] is not Match.NONE)
        route = next(matching, None)
        return route.path if route is not None else str(scope["path"])


def _refusal_of_method(scope: Scope) -> Response | None:
    allowed = "POST" if scope["path"] in (V1_SIGN_IN, V2_SIGN_IN, V2_REVOKE) else "GET"
    if scope["method"] == allowed:
        return None
    refusal = error_for(scope["path"], 405, "Method Not Allowed")
    refusal.headers["allow"] = allowed
    return refusal


def _refusal_of_fault(kind: FaultKind, path: str) -> Response | None:
    """What is answered in place of the real answer; None for a fault that leaves it to be given, somehow."""
    match kind:
        case FaultKind.TOO_MANY_REQUESTS:
            refusal = too_many_requests(path)
            refusal.headers.update(SPENT if path.startswith("/v2/") else {})
            return refusal
        case FaultKind.SERVER_ERROR:
            return error_for(path, 500, "Something went wrong")
        case FaultKind.NOT_FOUND:
            return v2_no_resource() if path.startswith("/v2/") else error_for(path, 404, "Not Found")
        case FaultKind.NOT_JSON:
            return Response(_NOT_JSON, media_type="text/html")
        case FaultKind.UNSUCCESSFUL:
            return json_answer(_UNSUCCESSFUL)
        case _:
            return None


def _cutting(send: Send) -> Send:
    """Promises the whole body, sends half of it, and leaves the server to find the answer unfinished and hang up."""

    async def cut(message: Message) -> None:
        if message["type"] == "http.response.body":
            body = message.get("body", b"")
            message = {**message, "body": body[: len(body) // 2], "more_body": True}
        await send(message)

    return cut
