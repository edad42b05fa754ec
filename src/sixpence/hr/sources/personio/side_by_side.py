"""Lists read beside one another, so that none waits while another's bucket is full.

Everybody's employments, a request each, take all that version 2 lets through in a second; what else there is to read
fits in between.
"""

from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Generic, TypeVar

from sixpence.hr.sources.personio.answers import NotAvailable, NotPermitted

T = TypeVar("T")


class Beside(Generic[T]):
    """A list of which a page is read whenever there is time for it."""

    def __init__(self, pages: Iterator[list[T]]) -> None:
        self._pages = pages
        self._rows: list[T] = []
        self._is_over = False
        self.refusal: NotAvailable | NotPermitted | None = None  # why it may not be read, once that has turned out

    @classmethod
    def refused(cls, refusal: NotAvailable | NotPermitted) -> "Beside[T]":
        """One that may not be read, which is known before."""
        beside = cls(iter(()))
        beside._is_over, beside.refusal = True, refusal
        return beside

    def read_on(self) -> bool:
        """A page more. False where there is none. Raises what ends a list in the middle: half of one is none."""
        if self._is_over:
            return False
        try:
            page = next(self._pages, None)
        except (NotAvailable, NotPermitted) as refusal:
            if self._rows:
                raise
            page, self.refusal = None, refusal
        self._rows += page or ()
        self._is_over = page is None
        return not self._is_over

    def may_be_read(self) -> bool:
        """Whether these credentials may, which its first page shows."""
        return bool(self._rows) or self.read_on() or self.refusal is None

    def each(self) -> Iterator[T]:
        """Its rows; a page is read when the rows before it are through."""
        at = 0
        while at < len(self._rows) or self.read_on():
            yield from self._rows[at : (at := len(self._rows))]

    def rows(self) -> list[T] | None:
        """All of it. None where these credentials may not read it."""
        while self.read_on():
            pass
        return None if self.refusal else self._rows

    def is_read(self) -> bool:
        """Whether nothing of it is still to be asked for."""
        return self._is_over


def looking_ahead(items: Iterator[T], expect: Callable[[T], None], most: int) -> Iterator[T]:
    """The items in their order; `expect` hears of each when at most so many are still before it.

    Of the first it does not hear: its answer says whether there is a right to ask for the others.
    """
    yield from islice(items, 1)
    waiting = deque[T]()
    for item in items:
        expect(item)
        waiting.append(item)
        if len(waiting) > most:
            yield waiting.popleft()
    yield from waiting
