"""Variance: a run beside the one before it, by person and by item."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from sixpence.reports.report import Column, Kind, Report, Row, total_of

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Varied:
    """One person on either of the two runs, in whole pence; 0 where they were not paid."""

    employee_id: str
    name: str
    department: str
    last_net_pay_pence: int
    net_pay_pence: int
    unexplained_pence: int
    causes: str

    @property
    def difference_pence(self) -> int:
        return self.net_pay_pence - self.last_net_pay_pence


def changed_first(people: Iterable[Varied]) -> list[Varied]:
    """Whose net pay is not what it was: the least explained first, then the largest difference."""
    changed = [one for one in people if one.difference_pence]
    return sorted(changed, key=lambda one: (-abs(one.unexplained_pence), -abs(one.difference_pence), one.employee_id))


def variance(people: Sequence[Varied], *, of: str, only: Container[str] | None = None) -> Report:
    """A line for everyone whose net pay is not what it was, or for some of them; the total is of all."""
    changed = changed_first(people)
    rows = _rows(changed)
    alike = len(people) - len(changed)
    return Report(
        name="variance",
        title="Variance by person",
        of=of,
        columns=_BY_PERSON,
        rows=tuple(row for row in rows if only is None or row[0] in only),
        total=total_of(_BY_PERSON, rows),
        notes=(_UNEXPLAINED, f"Net pay is what it was, to the penny, and not listed: {alike}."),
    )


def variance_total(people: Iterable[Varied]) -> Row:
    return total_of(_BY_PERSON, _rows(people))


def _rows(people: Iterable[Varied]) -> list[Row]:
    return [
        (
            one.employee_id,
            one.name,
            one.department,
            one.last_net_pay_pence,
            one.net_pay_pence,
            one.difference_pence,
            one.unexplained_pence,
            one.causes,
        )
        for one in people
    ]


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
