"""Variance: a run beside the one before it, by person and by item."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sixpence.reports.report import Column, Kind, Report, Row

_BY_PERSON = (
    Column("employee_id", "Employee"),
    Column("name", "Name"),
    Column("department", "Department"),
    Column("last_net_pay", "Net pay last time", Kind.MONEY),
    Column("net_pay", "Net pay now", Kind.MONEY),
    Column("difference", "Difference", Kind.MONEY),
    Column("unexplained", "Of it unexplained", Kind.MONEY),
    Column("causes", "Causes"),
)
_BY_ITEM = (
    Column("item", "Item"),
    Column("last", "Last time", Kind.MONEY),
    Column("now", "Now", Kind.MONEY),
    Column("difference", "Difference", Kind.MONEY),
)
_UNEXPLAINED = "Unexplained is what nobody decided: tax put right with the year so far, beyond a pound. It comes first."


class Moved(NamedTuple):
    """The net pay of one person on either of the two runs, in whole pence; 0 where they were not paid."""

    employee_id: str
    last_net_pay_pence: int
    net_pay_pence: int
    unexplained_pence: int

    @property
    def difference_pence(self) -> int:
        return self.net_pay_pence - self.last_net_pay_pence


@dataclass(frozen=True, slots=True, kw_only=True)
class Varied:
    """The same with what it is told with."""

    moved: Moved
    name: str
    department: str
    causes: str


def least_explained_first(changed: Iterable[Moved]) -> list[Moved]:
    """Then the largest difference."""
    return sorted(changed, key=lambda one: (-abs(one.unexplained_pence), -abs(one.difference_pence), one.employee_id))


def variance(people: Sequence[Varied], *, alike: int, of: str) -> Report:
    """A line for each of these people, in that order, and the total of them; `alike` is of how many net pay is what it
    was."""
    return Report(
        name="variance",
        title="Variance by person",
        of=of,
        columns=_BY_PERSON,
        rows=tuple(
            (
                one.moved.employee_id,
                one.name,
                one.department,
                one.moved.last_net_pay_pence,
                one.moved.net_pay_pence,
                one.moved.difference_pence,
                one.moved.unexplained_pence,
                one.causes,
            )
            for one in people
        ),
        total=variance_total([one.moved for one in people]),
        notes=(_UNEXPLAINED, f"Net pay is what it was, to the penny, and not listed: {alike}."),
    )


def variance_total(people: Sequence[Moved]) -> Row:
    last, now = sum(one.last_net_pay_pence for one in people), sum(one.net_pay_pence for one in people)
    return ("Total", None, None, last, now, now - last, sum(one.unexplained_pence for one in people), None)


def variance_by_item(items: Sequence[tuple[str, int, int]], *, of: str, before: str) -> Report:
    """A line an item, with what it came to on the run before and on this one. `before` names the run before."""
    rows: list[Row] = [(item, last, now, now - last) for item, last, now in items]
    return Report(
        name="variance-by-item",
        title="Variance by item",
        of=of,
        columns=_BY_ITEM,
        rows=tuple(rows),
        notes=(f"Last time is {before}." if before else "There is no run before it.",),
    )
