"""As fast as Personio lets us, and no faster: when a request may leave, and some that leave before their turn."""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Generic, TypeVar

from sixpence.hr.sources.personio.answers import seconds_to_refill

AT_ONCE = 4  # the way there and back takes a tenth of a second, and the bucket fills by thirty a second
_FEW = 2 * AT_ONCE

Answer = TypeVar("Answer")


class Pace:
    """Lets requests of a family of endpoints leave as fast as its bucket fills, once few answers are left in it."""

    def __init__(self, longest_wait: float) -> None:
        self._longest_wait = longest_wait
        self._lock = Lock()
        self._leaves: dict[str, float] = {}
        self._every: dict[str, float] = {}

    def wait(self, family: str) -> None:
        """Until it is this request's turn."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._leaves.get(family, 0.0))
            self._leaves[family] = turn + self._every.get(family, 0.0)
        if turn > now:
            time.sleep(turn - now)

    def learn(self, family: str, headers: Mapping[str, str]) -> None:
        """What an answer says about its bucket."""
        left = headers.get("x-ratelimit-remaining", "")
        few = left.isdecimal() and int(left) <= _FEW
        with self._lock:
            self._every[family] = min(seconds_to_refill(headers), self._longest_wait) if few else 0.0
            if few and int(left) == 0:  # somebody else reads too
                self._leaves[family] = max(self._leaves.get(family, 0.0), time.monotonic() + self._every[family])


class Ahead(Generic[Answer]):
    """Requests under way before anybody asks for their answers; an error comes when its answer is asked for."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="personio")
        self._under_way: dict[str, Future[Answer]] = {}

    def send(self, name: str, request: Callable[[], Answer]) -> None:
        self._under_way[name] = self._pool.submit(request)

    def answer(self, name: str) -> Answer | None:
        """The answer, which is given once. None for what was not sent ahead."""
        under_way = self._under_way.pop(name, None)
        return None if under_way is None else under_way.result()

    def close(self) -> None:
        """Send no more, and wait for nobody."""
        self._pool.shutdown(wait=False, cancel_futures=True)
