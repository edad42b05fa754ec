"""Personio's rate limits: off unless asked for, so that trying things out is quick.

Sources: Personio developer changelog, "Rate limits on GET employees endpoint" (300 a minute, 15 a second) and "IP
address based rate limiting on v1 endpoints" (2000 a minute); its reference of the two sign-ins (60 and 150 a minute,
and what follows them). Version 2 documents no limit: the bucket is the one its headers told an outside client of, 30
requests a second after a burst of 100, and 10 a second for absence periods. That there is one bucket for each family
of endpoints, such as everything under /v2/persons, is our reading of it.
"""

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sixpence.sandbox.personio.credentials import Clock
from sixpence.sandbox.personio.signin import V1_SIGN_IN, V2_SIGN_IN

_BURST = 100
_USUAL_RATE = 30
_RATES = {"absence-periods": 10}
_MINUTE = timedelta(minutes=1)
_SECOND = timedelta(seconds=1)


def _headers(rate: int, remaining: int) -> dict[str, str]:
    return {
        "x-ratelimit-replenish-rate": str(rate),
        "x-ratelimit-burst-capacity": str(_BURST),
        "x-ratelimit-requested-tokens": "1",
        "x-ratelimit-remaining": str(remaining),
    }


# What an answer says when nothing is left.
SPENT = _headers(_USUAL_RATE, 0)


@dataclass(frozen=True, slots=True)
class Ration:
    """Whether a request may pass, and what the answer says about it."""

    passes: bool
    headers: Mapping[str, str]


class Limits(Protocol):
    """Decides about each request before it is served."""

    def ask(self, who: str, address: str, path: str) -> Ration:
        """The ration of one request by the credentials `who` from the network address `address`."""


class Unlimited:
    """Tells of a bucket, as Personio does, that never runs dry."""

    def __init__(self, _: Clock) -> None:
        """No clock is needed."""

    def ask(self, who: str, address: str, path: str) -> Ration:
        """Every request passes."""
        return Ration(True, _headers(_USUAL_RATE, _BURST - 1) if path.startswith("/v2/") else {})


class RealLimits:
    """The limits that a real account has."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._buckets: dict[tuple[str, str], _Bucket] = {}
        self._sign_ins = defaultdict[tuple[str, str], _SignIns](_SignIns)
        self._by_address = defaultdict[str, _Window](lambda: _Window(2000, _MINUTE))
        self._employees = defaultdict[str, tuple[_Window, _Window]](
            lambda: (_Window(300, _MINUTE), _Window(15, _SECOND))
        )

    def ask(self, who: str, address: str, path: str) -> Ration:
        """The ration of one request; one that passes is spent."""
        now = self._clock()
        if path.startswith("/v2/"):
            return self._v2(who, address, path, now)
        windows: tuple[_Window, ...] = (self._by_address[address],)
        if path == V1_SIGN_IN:
            return Ration(self._sign_ins[address, path].spend(now, most=60, afterwards=0), {})
        if path == "/v1/company/employees":
            windows = (*windows, *self._employees[who])
        passes = all(window.has_room(now) for window in windows)
        if passes:
            for window in windows:
                window.note(now)
        return Ration(passes, {})

    def _v2(self, who: str, address: str, path: str, now: datetime) -> Ration:
        if path == V2_SIGN_IN:
            passes = self._sign_ins[address, path].spend(now, most=150, afterwards=1)
            return Ration(passes, _headers(_USUAL_RATE, _BURST - 1 if passes else 0))
        family = path.split("/")[2]
        rate = _RATES.get(family, _USUAL_RATE)
        bucket = self._buckets.setdefault((who, family), _Bucket(rate, now))
        passes = bucket.spend(now)
        return Ration(passes, _headers(rate, bucket.remaining))


class _Bucket:
    """Fills by `rate` tokens a second up to the burst; a request takes one."""

    def __init__(self, rate: int, now: datetime) -> None:
        self._rate = rate
        self._tokens = float(_BURST)
        self._filled = now

    @property
    def remaining(self) -> int:
        return int(self._tokens)

    def spend(self, now: datetime) -> bool:
        since = max((now - self._filled).total_seconds(), 0.0)
        self._tokens = min(self._tokens + since * self._rate, float(_BURST))
        self._filled = now
        passes = self._tokens >= 1
        self._tokens -= passes
        return passes


class _Window:
    """At most so many requests in any stretch of time of that length; those refused do not count."""

    def __init__(self, most: int, length: timedelta) -> None:
        self._most = most
        self._length = length
        self._passed: deque[datetime] = deque()

    def has_room(self, now: datetime) -> bool:
        while self._passed and now - self._passed[0] >= self._length:
            self._passed.popleft()
        return len(self._passed) < self._most

    def note(self, now: datetime) -> None:
        self._passed.append(now)


class _SignIns:
    """So many in a minute; whoever asks for more gets so many a second, perhaps none, for the minute after."""

    def __init__(self) -> None:
        self._minute: _Window | None = None
        self._slow_until: datetime | None = None
        self._second = _Window(1, _SECOND)

    def spend(self, now: datetime, most: int, afterwards: int) -> bool:
        self._minute = self._minute or _Window(most, _MINUTE)
        if self._slow_until is not None and now < self._slow_until:
            if not (afterwards and self._second.has_room(now)):
                return False
            self._second.note(now)
            return True
        if self._minute.has_room(now):
            self._minute.note(now)
            return True
        self._slow_until = now + _MINUTE
        return False
