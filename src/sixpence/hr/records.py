"""What an HR source offers, in a form that no longer knows which system it came from.

Nothing here is interpreted for payroll; that is `mapping`. Values are personal data, so none of them is in a repr.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class HrAttribute:
    """One thing the HR system can say about people. `options` are the words of a list; empty for free text.

    `universal_id` is the source's own name for a well-known attribute, the same in every account, or "".
    """

    key: str
    label: str
    type: str
    universal_id: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HrMoney:
    """An amount of pay as HR states it: plain decimal text ("4166.67"), an ISO currency, and what it is for.

    `interval` is hourly, weekly, monthly, quarterly, half-yearly or yearly; currency and interval are "" if unsaid.
    """

    amount: str
    currency: str
    interval: str


HrValue = str | HrMoney | tuple[str, ...] | None


def is_empty(value: HrValue) -> bool:
    """Whether HR has the attribute but says nothing in it. An amount of money is never empty, not even of nothing."""
    return value is None or value == () or (isinstance(value, str) and not value.strip())


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value together with the day from which HR says it holds."""

    key: str
    effective_from: date
    value: HrValue = field(repr=False)


@dataclass(frozen=True, slots=True)
class HrRecord:
    """One person as read. A key absent from `values` could not be read, so nothing is known; None or "" is empty."""

    source_id: str
    values: Mapping[str, HrValue] = field(repr=False)
    dated: tuple[DatedValue, ...] = ()


HrProgress = Callable[[int, int | None, str], None]
"""Called as reading goes on: how many are done, of how many (None while unknown), and of what ("people")."""


def no_progress(done: int, total: int | None, what: str) -> None:
    """For callers who show none."""


class HrAnswers(Protocol):
    """What a system answered to the requests of one reading, kept so that after a crash it goes on behind them."""

    def __contains__(self, request: object) -> bool:
        """Whether a request was answered."""
        ...

    def get(self, request: str) -> bytes | None:
        """The answer to a request, None where it was not made yet."""
        ...

    def put(self, request: str, body: bytes) -> None:
        """Keep an answer that was good."""
        ...


class HrSource(Protocol):
    """An HR system that can be read, and only read. `Refused` says in one line what kept it from being read.

    A reading is of everybody, or `only` of some. After one, `mark` says where the next reading of changes goes on: with
    it `changed_since` tells whom to read again. What it tells overlaps with what was read before, and is never all that
    may have changed: everybody has to be read now and then.
    """

    def attributes(self) -> tuple[HrAttribute, ...]:
        """Every attribute the records may hold, each key once."""
        ...

    def records(self, progress: HrProgress = no_progress, only: frozenset[str] | None = None) -> Iterator[HrRecord]:
        """Everyone, or everyone named that is there, each source id once.

        Who is missing was not read; that does not say they left.
        """
        ...

    def a_few(self) -> tuple[str, ...]:
        """The source ids of some people, to try things on; as many as one answer has."""
        ...

    def changed_since(self, mark: str) -> frozenset[str] | None:
        """The source ids of those who may have changed; None where the source cannot tell, and has to be read whole."""
        ...

    def mark(self, begun: datetime) -> str:
        """To be kept after a reading that began then, by our clock; "" where the source cannot tell changes."""
        ...
