"""Parental leave: entered, changed, withdrawn, listed."""

from dataclasses import dataclass
from datetime import datetime

from sixpence.basics.refused import Refused
from sixpence.people.entries import Entry, EntryKind, newest
from sixpence.people.leaves import ParentalLeave, leave_of
from sixpence.store import transaction
from sixpence.store.entries import add_entry, change_entry, entries_of, newest_entry
from sixpence.store.events import record


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedLeave:
    employee_id: str
    number: int
    leave: ParentalLeave


def add_leave(employer: str, employee_id: str, leave: ParentalLeave, *, actor: str, at: datetime) -> int:
    """Keep a new leave; gives its number. Raises Refused for one that cannot be, or that overlaps another."""
    with transaction():
        _check(employer, employee_id, leave)
        entry = add_entry(
            employer, employee_id, EntryKind.LEAVE, effective_from=leave.first_day, content=leave.content(), at=at
        )
        _tell("leave added", employer, entry, actor, at)
    return entry.number


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
        entry = change_entry(before, employer, effective_from=leave.first_day, content=leave.content(), at=at)
        _tell("leave changed", employer, entry, actor, at)


def withdraw_leave(employer: str, employee_id: str, number: int, *, actor: str, at: datetime) -> None:
    """Say that a leave was a mistake; the next run takes back what was paid of it. Raises Refused."""
    with transaction():
        before = newest_entry(employer, employee_id, EntryKind.LEAVE, number)
        if before.content is None:
            raise Refused(f"leave {number} of employee {employee_id} is withdrawn already")
        entry = change_entry(before, employer, effective_from=before.effective_from, content=None, at=at)
        _tell("leave withdrawn", employer, entry, actor, at)


def leaves_listed(employer: str, employee_id: str | None = None) -> list[ListedLeave]:
    """Every leave that is not withdrawn, by employee id and number."""
    return [
        ListedLeave(employee_id=who, number=number, leave=leave_of(entry.content))
        for who, entries in entries_of(employer, {employee_id} if employee_id else None).items()
        for number, entry in newest(entries, EntryKind.LEAVE).items()
        if entry.content is not None
    ]


def _check(employer: str, employee_id: str, leave: ParentalLeave, number: int | None = None) -> None:
    try:
        leave_of(leave.content())
    except ValueError as problem:
        raise Refused(f"the leave of employee {employee_id} is not kept: {problem}") from None
    for other in leaves_listed(employer, employee_id):
        begun, ended = other.leave.first_day, other.leave.last_day
        if other.number != number and begun <= leave.last_day and leave.first_day <= ended:
            raise Refused(
                f"the leave of employee {employee_id} from {leave.first_day} holds days of leave {other.number}, "
                f"from {begun}: change that one"
            )


def _tell(kind: str, employer: str, entry: Entry, actor: str, at: datetime) -> None:
    detail: dict[str, str | int] = {"employee_id": entry.employee_id, "leave": entry.number}
    record(kind=kind, subject=employer, detail=detail, actor=actor, at=at)
