"""How many people are employed, and how that came about, month by month."""

from bisect import bisect_left
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
    starts, leavings, ends = [], [], []
    for person in people:
        start, leaving = person.day("start_date") or _BEFORE_ALL, person.day("leaving_date")
        starts.append(start)
        if leaving is not None:
            leavings.append(leaving)
            ends.append(max(start, leaving))  # from then on they have both started and left
    for days in (starts, leavings, ends):
        days.sort()
    counted = []
    for month in months:
        following = (month + timedelta(days=31)).replace(day=1)
        started = bisect_left(starts, following)
        counted.append(
            Headcount(
                month=month,
                starters=started - bisect_left(starts, month),
                leavers=bisect_left(leavings, following) - bisect_left(leavings, month),
                employed=started - bisect_left(ends, following),
            )
        )
    return tuple(counted)
