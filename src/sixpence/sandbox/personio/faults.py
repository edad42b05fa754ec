"""Faults on demand: what a client must survive, made to happen on the requests a test names."""

import threading
from dataclasses import dataclass
from enum import StrEnum

from starlette.requests import Request
from starlette.types import Scope

DEFAULT_DELAY_SECONDS = 5.0
_MET = "sixpence.fault"


class FaultKind(StrEnum):
    """What goes wrong. `none` takes back the faults asked for so far."""

    TOO_MANY_REQUESTS = "429"
    SERVER_ERROR = "500"
    CUT = "cut"
    SLOW = "slow"
    NOT_FOUND = "404"
    NOT_JSON = "not-json"
    UNSUCCESSFUL = "unsuccessful"
    REPEATED_CURSOR = "repeated-cursor"
    RELATIVE_LINKS = "relative-links"
    NONE = "none"


@dataclass(slots=True)
class Fault:
    """One fault, for the next `times` requests whose path begins with `path`, or whose endpoint is written so."""

    kind: FaultKind
    path: str
    times: int
    seconds: float


class Faults:
    """The faults still to happen, asked for first, met first."""

    def __init__(self) -> None:
        # Tests add faults from their own thread while the server takes them in its own.
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []

    def add(self, kind: str, path: str = "/", times: int = 1, seconds: float = DEFAULT_DELAY_SECONDS) -> None:
        """Ask for a fault by the name of its kind; "slow" makes an answer late by `seconds`.

        `path` is how a path begins, or an endpoint such as "/v2/persons/{person_id}/employments". Raises ValueError for
        a fault that does not exist or a number of times below one.
        """
        if kind not in list(FaultKind):
            raise ValueError(f"{kind!r} is not a fault: the faults are {', '.join(FaultKind)}")
        fault = Fault(FaultKind(kind), path, times, seconds)
        if times < 1 or seconds < 0:
            raise ValueError("a fault happens at least once, and is not over before it began")
        with self._lock:
            if fault.kind is FaultKind.NONE:
                self._waiting = [waiting for waiting in self._waiting if not waiting.path.startswith(path)]
            else:
                self._waiting.append(fault)

    def take(self, path: str, endpoint: str) -> Fault | None:
        """The fault that the request for `path` meets, if any; it counts as having happened."""
        with self._lock:
            for fault in self._waiting:
                if path.startswith(fault.path) or endpoint == fault.path:
                    fault.times -= 1
                    if fault.times == 0:
                        self._waiting.remove(fault)
                    return fault
        return None


def meet(scope: Scope, kind: FaultKind) -> None:
    """Have the page that answers this request go wrong."""
    scope[_MET] = kind


def met(request: Request) -> FaultKind | None:
    """The fault that the answer to this request is to have."""
    kind: FaultKind | None = request.scope.get(_MET)
    return kind
