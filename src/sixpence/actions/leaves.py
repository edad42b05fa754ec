"""Parental leave: entered, changed, withdrawn, listed."""

from dataclasses import dataclass
from datetime import datetime

from sixpence.actions import entered
from sixpence.basics.refused import Refused
from sixpence.people.entries import EntryKind
from sixpence.people.leaves import ParentalLeave, leave_of
from sixpence.store import transaction
from sixpence.store.entries import newest_entry


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedLeave:
    employee_id: str
    number: int
    leave: ParentalLeave


def add_leave(employer: str, employee_id: str, leave: ParentalLeave, *, actor: str, at: datetime) -> int:
    """Keep a new leave; gives its number. Raises Refused for one that cannot be, or that overlaps another."""
    with transaction():
        _check(employer, employee_id, leave)
        kind, first_day = EntryKind.LEAVE, leave.first_day
        return entered.keep(employer, employee_id, kind, first_day, leave.content(), actor=actor, at=at)


def change_leave(
    employer: str, employee_id: str, number: int, leave: ParentalLeave, *, actor: str, at: datetime
) -> None:
    """Put a leave right, such as its last day; the next run pays or takes back the difference. Raises Refused."""
    with transaction():
        before = newest_entry(employer, employee_id, EntryKind.LEAVE, number)
        _check(employer, employee_id, leave, number)
        if before.content is not None and before.content["payment"] != leave.payment.label:
            raise Refused(
                f"leave {number} of employee {employee_id} is for {before.content['payment']}: "
                "withdraw it, and add the other one"
            )
        entered.change(before, employer, leave.first_day, leave.content(), actor=actor, at=at)


def withdraw_leave(employer: str, employee_id: str, number: int, *, actor: str, at: datetime) -> None:
    """Say that a leave was a mistake; the next run takes back what was paid of it. Raises Refused."""
    with transaction():
        entered.withdraw(employer, employee_id, EntryKind.LEAVE, number, actor=actor, at=at)


def leaves_listed(employer: str, employee_id: str | None = None) -> list[ListedLeave]:
    """Every leave that is not withdrawn, by employee id and number."""
    return [
        ListedLeave(employee_id=who, number=number, leave=leave)
        for who, number, leave in entered.standing(employer, employee_id, EntryKind.LEAVE, leave_of)
    ]


def _check(employer: str, employee_id: str, leave: ParentalLeave, number: int | None = None) -> None:
    entered.entry_made(f"leave of employee {employee_id}", leave_of, leave.content())
    for other in leaves_listed(employer, employee_id):
        begun, ended = other.leave.first_day, other.leave.last_day
        if other.number != number and begun <= leave.last_day and leave.first_day <= ended:
            raise Refused(
                f"the leave of employee {employee_id} from {leave.first_day} holds days of leave {other.number}, "
                f"from {begun}: change that one",
                at="first_day",
            )
