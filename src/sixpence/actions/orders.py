"""Orders to take money from somebody's pay: entered from the papers, changed, ended, listed."""

from dataclasses import dataclass
from datetime import date, datetime

from sixpence.actions import entered
from sixpence.basics.refused import Refused
from sixpence.people.entries import Entry, EntryKind, newest
from sixpence.people.orders import Order, order_of
from sixpence.store import transaction
from sixpence.store.entries import entries_of, newest_entry


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
        kind, more = EntryKind.ORDER, _from(starts_on)
        return entered.keep(employer, employee_id, kind, starts_on, order.content(), actor=actor, at=at, more=more)


def change_order(
    employer: str, employee_id: str, number: int, order: Order, from_day: date, *, actor: str, at: datetime
) -> None:
    """Keep new terms of an order for payments from a day on. Its kind stays. Raises Refused."""
    _check(employee_id, order)
    with transaction():
        before = _running(employer, employee_id, number)
        if before.content is not None and before.content["kind"] != order.content()["kind"]:
            raise Refused(f"order {number} of employee {employee_id} is of another kind: end it, and add the new one")
        entered.change(before, employer, from_day, order.content(), actor=actor, at=at, more=_from(from_day))


def end_order(employer: str, employee_id: str, number: int, ends_on: date, *, actor: str, at: datetime) -> None:
    """Take nothing more under an order from payments on that day and after. Raises Refused."""
    with transaction():
        before = _running(employer, employee_id, number)
        entered.change(before, employer, ends_on, None, verb="ended", actor=actor, at=at, more=_from(ends_on))


def orders_listed(employer: str, employee_id: str | None = None) -> list[ListedOrder]:
    """Every order of the employer, or of one employee, by employee id and number."""
    listed = []
    for who, entries in entries_of(employer, {employee_id} if employee_id else None).items():
        terms = {entry.number: entry.content for entry in entries if entry.kind is EntryKind.ORDER and entry.content}
        listed += [
            ListedOrder(
                employee_id=who,
                number=number,
                order=order_of(terms[number]),
                effective_from=entry.effective_from,
                ended_on=entry.effective_from if entry.content is None else None,
            )
            for number, entry in newest(entries, EntryKind.ORDER).items()
        ]
    return listed


def _check(employee_id: str, order: Order) -> None:
    entered.entry_made(f"order against employee {employee_id}", order_of, order.content())


def _running(employer: str, employee_id: str, number: int) -> Entry:
    last = newest_entry(employer, employee_id, EntryKind.ORDER, number)
    if last.content is None:
        raise Refused(f"order {number} of employee {employee_id} has ended on {last.effective_from}: add a new one")
    return last


def _from(day: date) -> dict[str, str]:
    """What the log says of an order besides: an order begins, changes and ends on a day of its own."""
    return {"from": day.isoformat()}
