"""Orders to take money from somebody's pay: entered from the papers, changed, ended, listed."""

from dataclasses import dataclass
from datetime import date, datetime

from sixpence.basics.refused import Refused
from sixpence.people.entries import Entry, EntryKind
from sixpence.people.orders import Order, order_of
from sixpence.store import transaction
from sixpence.store.entries import add_entry, change_entry, entries_of, newest_entry
from sixpence.store.events import record


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedOrder:
    """One order as it stands now: its newest terms and from which day, or that it has ended and when."""

    employee_id: str
    number: int
    order: Order  # its last terms, where it has ended
    effective_from: date
    ended_on: date | None


def add_order(employer: str, employee_id: str, order: Order, starts_on: date, *, actor: str, at: datetime) -> int:
    """Keep a new order, to be taken from payments on that day and after; gives its number.

    Raises Refused for an order that cannot be, and for an employee nobody knows.
    """
    _check(employee_id, order)
    with transaction():
        entry = add_entry(
            employer, employee_id, EntryKind.ORDER, effective_from=starts_on, content=order.content(), at=at
        )
        _tell("order added", employer, entry, actor, at)
    return entry.number


def change_order(
    employer: str, employee_id: str, number: int, order: Order, from_day: date, *, actor: str, at: datetime
) -> None:
    """Keep new terms of an order for payments from a day on. Its kind stays. Raises Refused."""
    _check(employee_id, order)
    with transaction():
        before = _running(employer, employee_id, number)
        if before.content is not None and before.content["kind"] != order.content()["kind"]:
            raise Refused(f"order {number} of employee {employee_id} is of another kind: end it, and add the new one")
        entry = change_entry(before, employer, effective_from=from_day, content=order.content(), at=at)
        _tell("order changed", employer, entry, actor, at)


def end_order(employer: str, employee_id: str, number: int, ends_on: date, *, actor: str, at: datetime) -> None:
    """Take nothing more under an order from payments on that day and after. Raises Refused."""
    with transaction():
        before = _running(employer, employee_id, number)
        entry = change_entry(before, employer, effective_from=ends_on, content=None, at=at)
        _tell("order ended", employer, entry, actor, at)


def orders_listed(employer: str, employee_id: str | None = None) -> list[ListedOrder]:
    """Every order of the employer, or of one employee, by employee id and number."""
    listed = []
    for who, entries in entries_of(employer, {employee_id} if employee_id else None).items():
        newest = {entry.number: entry for entry in entries if entry.kind is EntryKind.ORDER}
        terms = {entry.number: entry.content for entry in entries if entry.kind is EntryKind.ORDER and entry.content}
        listed += [
            ListedOrder(
                employee_id=who,
                number=number,
                order=order_of(terms[number]),
                effective_from=entry.effective_from,
                ended_on=entry.effective_from if entry.content is None else None,
            )
            for number, entry in sorted(newest.items())
        ]
    return listed


def _check(employee_id: str, order: Order) -> None:
    try:
        order_of(order.content())
    except ValueError as problem:
        raise Refused(f"the order against employee {employee_id} is not kept: {problem}") from None


def _running(employer: str, employee_id: str, number: int) -> Entry:
    newest = newest_entry(employer, employee_id, EntryKind.ORDER, number)
    if newest.content is None:
        raise Refused(f"order {number} of employee {employee_id} has ended on {newest.effective_from}: add a new one")
    return newest


def _tell(kind: str, employer: str, entry: Entry, actor: str, at: datetime) -> None:
    detail: dict[str, str | int] = {"employee_id": entry.employee_id, "order": entry.number}
    detail["from"] = entry.effective_from.isoformat()
    record(kind=kind, subject=employer, detail=detail, actor=actor, at=at)
