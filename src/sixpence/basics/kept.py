"""What was worked out before, kept in the memory of a process under a key that names everything it rests on."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """The last `most` values that were asked for. One is never changed: what it rests on has another key."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = Lock()  # requests are answered by several threads

    def of(self, key: Callable[[], Hashable], moment: Callable[[], Hashable], work_out: Callable[[], Value]) -> Value:
        """What is kept under the key as it is now, or else what is worked out.

        That is kept where nothing has happened meanwhile: `moment` is another after any change, and never the same
        again. Otherwise what was read before a change and after it, or after one that was taken back, would be found
        under a key that says nothing of it.
        """
        began, now = moment(), key()
        value = self.found(now)
        if value is None:
            value = work_out()
            if (moment(), key()) == (began, now):
                self.keep(now, value)
        return value

    def found(self, key: Hashable) -> Value | None:
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def keep(self, key: Hashable, value: Value) -> None:
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
