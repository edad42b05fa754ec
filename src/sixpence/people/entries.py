"""What is entered about an employment beside its facts: an order, an absence, a leave, a benefit. Any number of each.

An entry has a number within its kind and employment, and says what is so from a day on. A change is the next version of
it, so nothing that was once entered is lost; one that is ended, or was a mistake, says so in its newest version.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class EntryKind(StrEnum):
    ORDER = "order"
    ABSENCE = "absence"
    LEAVE = "leave"
    BENEFIT = "benefit"


_FIRST_DAY, _LAST_DAY = date(1950, 1, 1), date(2199, 12, 31)
Content = Mapping[str, str | int | bool | None]


class NotAnEntry(ValueError):
    """Content that no entry can have; the message says why, in words. `key` is the part that is to be put right."""

    def __init__(self, key: str, why: str) -> None:
        super().__init__(why)
        self.key = key


def day_in(content: Mapping[str, Any], key: str) -> date:
    """A day of the content. Raises NotAnEntry where it is none that payroll has to do with."""
    day = date.fromisoformat(content[key])
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise NotAnEntry(key, f"{day} is not a day between {_FIRST_DAY} and {_LAST_DAY}")
    return day


def day_or_none_in(content: Mapping[str, Any], key: str) -> date | None:
    """The same of a day that may be left out."""
    return day_in(content, key) if content[key] else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One version. `content` is what the kind's own type reads (`orders.order_of`); None where it has ended."""

    employee_id: str
    kind: EntryKind
    number: int  # 1, 2, 3 ...
    version: int  # 1, 2, 3 ... of the entry
    effective_from: date
    content: Content | None


def newest(entries: Iterable[Entry], kind: EntryKind) -> dict[int, Entry]:
    """Of each entry of a kind, by number, its newest version, whatever its day; also an ended one."""
    found: dict[int, Entry] = {}
    for entry in sorted(entries, key=lambda each: (each.number, each.version)):
        if entry.kind is kind:
            found[entry.number] = entry
    return found


def in_force(entries: Iterable[Entry], kind: EntryKind, day: date) -> dict[int, Entry]:
    """Of each entry of a kind, by number, the version in force on a day: the newest of the latest day. No ended one."""
    found: dict[int, Entry] = {}
    for entry in sorted(entries, key=lambda each: (each.number, each.effective_from, each.version)):
        if entry.kind is kind and entry.effective_from <= day:
            found[entry.number] = entry
    return {number: entry for number, entry in found.items() if entry.content is not None}
