"""How many people are employed, and how that came about, month by month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sixpence.people.person import Person

_BEFORE_ALL = date.min


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount:
    """One calendar month. `employed` were still there when it had ended."""

    month: date  # its first day
    starters: int
    leavers: int
    employed: int


def months_to(last: date, count: int) -> tuple[date, ...]:
    """The first days of so many calendar months, the last of which has `last` in it."""
    firsts = [last.replace(day=1)]
    while len(firsts) < count:
        firsts.append((firsts[-1] - timedelta(days=1)).replace(day=1))
    return tuple(reversed(firsts))


def headcount(people: Iterable[Person], months: Sequence[date]) -> tuple[Headcount, ...]:
    """Of each month, given by its first day. An unknown start counts as long ago; somebody who leaves on the last day
    of a month is one of its leavers, and not employed when it has ended."""
    spans = [(person.day("start_date") or _BEFORE_ALL, person.day("leaving_date")) for person in people]
    counted = []
    for month in months:
        following = (month + timedelta(days=31)).replace(day=1)
        counted.append(
            Headcount(
                month=month,
                starters=sum(month <= start < following for start, _ in spans),
                leavers=sum(left is not None and month <= left < following for _, left in spans),
                employed=sum(start < following and (left is None or left >= following) for start, left in spans),
            )
        )
    return tuple(counted)
