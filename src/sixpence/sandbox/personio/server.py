"""The sandbox as a running server: it starts in a thread of its own and stops at once."""

import socket
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from sixpence.sandbox.personio import staff
from sixpence.sandbox.personio.account import Account, Person
from sixpence.sandbox.personio.answers import error_for
from sixpence.sandbox.personio.control import control_routes
from sixpence.sandbox.personio.credentials import CLIENT_ID, CLIENT_SECRET, Clock, SignIns
from sixpence.sandbox.personio.facts import WrongFact, read_day
from sixpence.sandbox.personio.faults import Faults
from sixpence.sandbox.personio.gate import Gate
from sixpence.sandbox.personio.limits import Limits, Unlimited
from sixpence.sandbox.personio.recorded import RecordedAccount
from sixpence.sandbox.personio.signin import sign_in_routes
from sixpence.sandbox.personio.traffic import RequestLog
from sixpence.sandbox.personio.v1 import v1_routes
from sixpence.sandbox.personio.v2 import v2_routes

_HOST = "127.0.0.1"
_START_SECONDS = 10


def _now() -> datetime:
    return datetime.now(UTC)


class PersonioSandbox:
    """A stand-in for Personio on this machine. Give `account` another value and the next request is answered from it.

    `port` 0 takes a free one. `clock` decides when tokens expire, how fast limits recover and when people changed.
    """

    client_id = CLIENT_ID
    client_secret = CLIENT_SECRET

    def __init__(
        self,
        account: Account | RecordedAccount,
        port: int = 0,
        clock: Clock = _now,
        limits: Callable[[Clock], Limits] = Unlimited,
    ) -> None:
        self.requests = RequestLog()
        self.faults = Faults()
        self.sign_ins = SignIns(clock)
        self._account = account
        self._clock = clock
        self._limits = limits
        # Tests change the account from their own thread, control paths in the server's.
        self._editing = threading.RLock()
        self._port = port
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def account(self) -> Account | RecordedAccount:
        """The account that is served."""
        return self._account

    @account.setter
    def account(self, account: Account | RecordedAccount) -> None:
        """Serve another, as if somebody in HR had made the difference just now: who differs from before has changed."""
        with self._editing:
            before = self._account
            if isinstance(account, Account) and isinstance(before, Account):
                account = account.stamped(before, self._clock())
            self._account = account

    def reset(self, account: Account | RecordedAccount) -> None:
        """Serve `account` as it is, and forget requests, faults, credentials and tokens."""
        self._account = account
        self.requests.clear()
        self.faults.add("none")
        self.sign_ins.reset()

    def hire(self, /, **facts: object) -> Person:
        """A new person, with a new id. Raises WrongFact; `facts.read_facts` says what can be stated."""
        return self._edit(lambda account: staff.hire(account, facts))

    def change(self, person_id: int, /, **facts: object) -> Person:
        """Other facts about a person. Raises WrongFact."""
        return self._edit(lambda account: staff.change(account, person_id, facts))

    def terminate(self, person_id: int, last_day: object, notice_given: object = None) -> Person:
        """The employment ends with `last_day`, past or future. Raises WrongFact."""
        return self._edit(lambda account: staff.terminate(account, person_id, last_day, notice_given))

    def rehire(self, person_id: int, /, **facts: object) -> Person:
        """Somebody who left begins again on the day `start`, in a new profile. Raises WrongFact."""
        return self._edit(lambda account: staff.rehire(account, person_id, facts))

    def delete(self, person_id: int) -> None:
        """The person is gone for good. Raises WrongFact."""
        self._edit(lambda account: (staff.delete(account, person_id), staff.known(account, person_id)))

    def move_to(self, as_at: object) -> date:
        """The account is looked at on another day: who has begun, who has left, what is paid. Nobody changes by it."""
        day = read_day("as_at", as_at)
        with self._editing:
            self.account = replace(self._editable(), as_at=day)
        return day

    def _edit(self, edit: Callable[[Account], tuple[Account, Person]]) -> Person:
        with self._editing:
            self.account, person = edit(self._editable())
        return person

    def _editable(self) -> Account:
        if not isinstance(self._account, Account):
            raise WrongFact("a recorded account is served as it was recorded and cannot be edited")
        return self._account

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
        app = Starlette(routes=[*served, *control_routes(self)], exception_handlers={HTTPException: _http_error})
        app.router.redirect_slashes = False
        return Gate(app, served, self.requests, self.faults, self._limits(self._clock), self.sign_ins)


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
