"""What orders, absences, leaves and benefits share: each is kept, changed, taken back and listed in one way.

All but `entry_made` and `standing` are for inside the transaction of a use case. The log tells of each by its kind and
number, without what it says.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import TypeVar

from sixpence.basics.refused import Refused
from sixpence.people.entries import Content, Entry, EntryKind, NotAnEntry, newest
from sixpence.store.entries import add_entry, change_entry, entries_of, newest_entry
from sixpence.store.events import Detail, record

T = TypeVar("T")


def entry_made(what: str, read: Callable[[Content], T], content: Content) -> T:
    """The kind's own type, made of the content. Raises Refused where it cannot be; `what` says what, and whose."""
    try:
        return read(content)
    except NotAnEntry as problem:
        raise Refused(f"the {what} is not kept: {problem}", at=problem.key) from None


def keep(
    employer: str,
    employee_id: str,
    kind: EntryKind,
    from_day: date,
    content: Content,
    *,
    actor: str,
    at: datetime,
    more: Detail | None = None,
) -> int:
    """A new entry; its number. Raises Refused where one that stands says just the same: it was sent twice."""
    for number, there in newest(entries_of(employer, {employee_id}).get(employee_id, ()), kind).items():
        if there.content == content:
            raise Refused(f"{kind} {number} of employee {employee_id} says just this already: change that one")
    entry = add_entry(employer, employee_id, kind, effective_from=from_day, content=content, at=at)
    _tell("added", employer, entry, actor, at, more)
    return entry.number


def change(
    before: Entry,
    employer: str,
    from_day: date,
    content: Content | None,
    *,
    verb: str = "changed",
    actor: str,
    at: datetime,
    more: Detail | None = None,
) -> None:
    """The next version of an entry."""
    entry = change_entry(before, employer, effective_from=from_day, content=content, at=at)
    _tell(verb, employer, entry, actor, at, more)


def withdraw(employer: str, employee_id: str, kind: EntryKind, number: int, *, actor: str, at: datetime) -> None:
    """Say that an entry does not stand any more. Raises Refused where there is none, or it is withdrawn already."""
    before = newest_entry(employer, employee_id, kind, number)
    if before.content is None:
        raise Refused(f"{kind} {number} of employee {employee_id} is withdrawn already")
    change(before, employer, before.effective_from, None, verb="withdrawn", actor=actor, at=at)


def standing(
    employer: str, employee_id: str | None, kind: EntryKind, read: Callable[[Content], T]
) -> Iterator[tuple[str, int, T]]:
    """Every entry of the kind that is not withdrawn (or one employee's), by employee id and number."""
    for who, entries in entries_of(employer, {employee_id} if employee_id else None).items():
        for number, entry in newest(entries, kind).items():
            if entry.content is not None:
                yield who, number, read(entry.content)


def _tell(verb: str, employer: str, entry: Entry, actor: str, at: datetime, more: Detail | None) -> None:
    detail = {"employee_id": entry.employee_id, entry.kind.value: entry.number, **(more or {})}
    record(kind=f"{entry.kind} {verb}", subject=employer, detail=detail, actor=actor, at=at)
