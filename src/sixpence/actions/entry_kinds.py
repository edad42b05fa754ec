"""Orders, absences, leaves and benefits for a face that takes any of them: the use cases of each, by its kind.

An order begins, changes and ends on a day of its own, which goes along as `from_day`; with the others it is None.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sixpence.actions.absences import add_absence, change_absence, withdraw_absence
from sixpence.actions.benefits import add_benefit, change_benefit, withdraw_benefit
from sixpence.actions.leaves import add_leave, change_leave, withdraw_leave
from sixpence.actions.orders import add_order, change_order, end_order
from sixpence.people.absences import absence_of
from sixpence.people.benefits import benefit_of
from sixpence.people.entries import Content, EntryKind
from sixpence.people.leaves import leave_of
from sixpence.people.orders import order_of


@dataclass(frozen=True, slots=True)
class _UseCases:
    read: Callable[[Content], Any]  # content as the kind's own type
    add: Callable[..., int]
    change: Callable[..., None]
    take_back: Callable[..., None]


_OF = {
    EntryKind.ORDER: _UseCases(order_of, add_order, change_order, end_order),
    EntryKind.ABSENCE: _UseCases(absence_of, add_absence, change_absence, withdraw_absence),
    EntryKind.LEAVE: _UseCases(leave_of, add_leave, change_leave, withdraw_leave),
    EntryKind.BENEFIT: _UseCases(benefit_of, add_benefit, change_benefit, withdraw_benefit),
}


def reader_of(kind: EntryKind) -> Callable[[Content], Any]:
    """What makes the kind's own type of content. Raises NotAnEntry where it cannot."""
    return _OF[kind].read


def add(
    kind: EntryKind, employer: str, employee_id: str, entry: Any, from_day: date | None, *, actor: str, at: datetime
) -> int:
    """Keep a new one, of the kind's own type; gives its number. Raises Refused."""
    return _OF[kind].add(employer, employee_id, entry, *_day(from_day), actor=actor, at=at)


def change(
    kind: EntryKind,
    employer: str,
    employee_id: str,
    number: int,
    entry: Any,
    from_day: date | None,
    *,
    actor: str,
    at: datetime,
) -> None:
    """Put one right: all of it, as it is to be. Raises Refused."""
    _OF[kind].change(employer, employee_id, number, entry, *_day(from_day), actor=actor, at=at)


def take_back(
    kind: EntryKind, employer: str, employee_id: str, number: int, from_day: date | None, *, actor: str, at: datetime
) -> None:
    """Say that one was a mistake, or from which day nothing more is taken under an order. Raises Refused."""
    _OF[kind].take_back(employer, employee_id, number, *_day(from_day), actor=actor, at=at)


def _day(from_day: date | None) -> tuple[date, ...]:
    return () if from_day is None else (from_day,)
