"""The sandbox as a running server: it starts in a thread of its own and stops at once."""

import socket
import threading
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from sixpence.sandbox.personio.account import Account
from sixpence.sandbox.personio.answers import error_for, json_answer
from sixpence.sandbox.personio.faults import DEFAULT_DELAY_SECONDS, Faults
from sixpence.sandbox.personio.gate import Gate
from sixpence.sandbox.personio.recorded import RecordedAccount
from sixpence.sandbox.personio.signin import CLIENT_ID, CLIENT_SECRET, Clock, SignIns, sign_in_routes
from sixpence.sandbox.personio.traffic import RequestLog
from sixpence.sandbox.personio.v1 import v1_routes
from sixpence.sandbox.personio.v2 import v2_routes

_HOST = "127.0.0.1"
_START_SECONDS = 10


def _now() -> datetime:
    return datetime.now(UTC)


class PersonioSandbox:
    """A stand-in for Personio on this machine. Give `account` another value and the next request is answered from it.

    `port` 0 takes a free one. `clock` decides only when tokens expire.
    """

    client_id = CLIENT_ID
    client_secret = CLIENT_SECRET

    def __init__(self, account: Account | RecordedAccount, port: int = 0, clock: Clock = _now) -> None:
        self.account = account
        self.requests = RequestLog()
        self.faults = Faults()
        self.sign_ins = SignIns(clock)
        self._port = port
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def base_url(self) -> str:
        """Where it is served, without a slash at the end. Known once it has started."""
        if self._server is None:
            raise RuntimeError("the sandbox has not been started")
        return f"http://{_HOST}:{self._port}"

    def start(self) -> None:
        """Serve from now on, and return when requests are being taken. Raises OSError when the port is in use."""
        if self._server is not None:
            raise RuntimeError("the sandbox is already running")
        listening = socket.create_server((_HOST, self._port))
        # Otherwise the body waits for the client to acknowledge the headers, 40 ms a request.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._port = listening.getsockname()[1]
        self._server = uvicorn.Server(_quiet(self._application()))
        self._thread = threading.Thread(target=self._server.run, args=([listening],), name="personio-sandbox")
        self._thread.daemon = True
        self._thread.start()
        self._wait_until_serving()

    def stop(self) -> None:
        """Stop serving, and drop whatever is still being answered. Stopping twice is no error."""
        if self._server is None or self._thread is None:
            return
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join()
        self._server = self._thread = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _wait_until_serving(self) -> None:
        assert self._server is not None
        assert self._thread is not None
        pause = threading.Event()
        for _ in range(_START_SECONDS * 200):
            if self._server.started or not self._thread.is_alive():
                break
            pause.wait(0.005)
        if not self._server.started:
            raise RuntimeError(f"the sandbox did not start within {_START_SECONDS} seconds")

    def _application(self) -> ASGIApp:
        served = [
            *sign_in_routes(self.sign_ins),
            *v1_routes(lambda: self.account, self.sign_ins),
            *v2_routes(lambda: self.account, self.sign_ins),
        ]
        control = [
            Route("/sandbox/requests", self._show_requests, methods=["GET"]),
            Route("/sandbox/faults", self._ask_for_fault, methods=["POST"]),
        ]
        app = Starlette(routes=[*served, *control], exception_handlers={HTTPException: _http_error})
        app.router.redirect_slashes = False
        return Gate(app, served, self.requests, self.faults)

    async def _show_requests(self, _: Request) -> Response:
        return json_answer(self.requests.summary())

    async def _ask_for_fault(self, request: Request) -> Response:
        try:
            asked = await request.json()
            kind, path, times = str(asked["fault"]), str(asked.get("path", "/")), int(asked.get("times", 1))
            self.faults.add(kind, path, times, float(asked.get("seconds", DEFAULT_DELAY_SECONDS)))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            return json_answer({"error": f"not a fault: {error}"}, status=400)
        return json_answer({"fault": kind, "path": path, "times": times})


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # it is registered for no other
    return error_for(request.url.path, error.status_code, error.detail)


def _quiet(app: ASGIApp) -> uvicorn.Config:
    """One thread, no log lines (they would hold query strings), and no waiting for idle connections on the way out."""
    return uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level=100,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=0,
    )
