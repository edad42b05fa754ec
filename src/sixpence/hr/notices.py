"""The odd turns a life takes in HR, each said in one line, so that somebody decides before it counts.

Nothing here changes anything, and no line holds a value: only ids of employees, days, and the names of fields.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from sixpence.hr.mapped import MappedPerson
from sixpence.hr.words import plain
from sixpence.people.fields import ENDED, FIELDS
from sixpence.people.person import Fact

NoticeKind = Literal[
    "duplicate",
    "half-filled",
    "leaves before the start",
    "leaving date withdrawn",
    "left in the past",
    "left out",
    "new kind of pay",
    "paid two ways",
    "rehire",
    "started before",
    "vanished",
]
# Without these nobody can be paid and reported, whatever else is known (`payrun.readiness` has the last word).
_ESSENTIAL = ("first_name", "last_name", "gender", "birth_date", "start_date")
_PAY = ("salary", "hourly_rate")


@dataclass(frozen=True, slots=True, order=True)
class Notice:
    """Something to look at about one employee. `about` is the other employee it concerns, "" where there is none."""

    employee_id: str
    kind: NoticeKind
    words: str
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What one comparison saw: people as HR has them, `stored` facts by employee, of each field the oldest first, and
    what came of it.

    `changed` are the fields that change, by employee; `new_pay` the kind of pay that takes the other's place, and since
    when.
    """

    people: Mapping[str, MappedPerson]
    stored: Mapping[str, tuple[Fact, ...]]
    starters: tuple[str, ...]
    excluded: Mapping[str, str]
    vanished: tuple[str, ...]
    changed: Mapping[str, frozenset[str]]
    new_pay: Mapping[str, tuple[str, date]]
    as_of: date

    @cached_property
    def newest(self) -> dict[str, dict[str, str]]:
        """Of everyone stored the newest fact of each field."""
        return {who: {fact.field: fact.value for fact in facts} for who, facts in self.stored.items()}

    @cached_property
    def known(self) -> dict[str, dict[str, str]]:
        """The same, of people HR has too, and over it what HR says now."""
        found = dict(self.newest)
        for who, person in self.people.items():
            found[who] = {**found.get(who, {}), **{fact.field: fact.value for fact in person.dated}, **person.values}
        return found


def rehires_in(seen: Seen) -> dict[str, str]:
    """By each starter who looks like somebody payroll knows under another id, that id; the same NI number is surer."""
    known = {who for who, facts in seen.stored.items() if facts}
    return {who: others[0] for who, others in _alike(seen, set(seen.starters), known).items()}


def notices_of(seen: Seen) -> tuple[Notice, ...]:
    """Everything to look at, by employee."""
    found = [*_of_identity(seen), *_of_the_absent(seen)]
    starters = set(seen.starters)
    for who, person in seen.people.items():
        found += _of_leaving(person, who in starters, seen)
        found += _of_pay(person, who in starters, seen)
        if who in starters:
            found += _of_starting(person, seen)
    return tuple(sorted(found))


def _of_identity(seen: Seen) -> Iterator[Notice]:
    """Rehires and duplicates, told of whoever is new or has changed name, birth date or NI number."""
    telling = {"first_name", "last_name", "birth_date", "ni_number"}
    starters = set(seen.starters)
    news = {who for who in seen.people if who in starters or telling & seen.changed.get(who, frozenset())}
    for who, others in _alike(seen, news, seen.known).items():
        start = _day(seen.known[who], "start_date") or seen.as_of
        for other in others:
            left = _day(seen.known[other], "leaving_date")
            if left is not None and left < start:
                words = (
                    f"looks like employee {other}, who left: a new employment, which takes nothing over from the old"
                )
                yield Notice(who, "rehire", words, other)
            else:
                words = (
                    f"looks like employee {other}, who has not left: two employments of one person, or one person "
                    "twice; decide before both are paid"
                )
                yield Notice(who, "duplicate", words, other)


def _of_the_absent(seen: Seen) -> Iterator[Notice]:
    """People payroll still pays of whom HR, or what takes part of it, says nothing more."""
    for who in (*seen.vanished, *seen.excluded):
        known = seen.newest.get(who, {})
        left = _day(known, "leaving_date")
        if not known or (left is not None and left < _month_of(seen.as_of)):
            continue
        if who in seen.excluded:
            words = (
                f"is known to payroll and now left out ({seen.excluded[who]}): changes are not seen any more; if they "
                "moved to another employer, they need a leaving date"
            )
            yield Notice(who, "left out", words)
        else:
            words = "was not in what HR sent: deleted there, or not shown any more; paid until they have a leaving date"
            yield Notice(who, "vanished", words)


def _of_leaving(person: MappedPerson, is_new: bool, seen: Seen) -> Iterator[Notice]:
    who = person.source_id
    known = seen.known[who]
    if "leaving_date" in person.empty and _day(known, "leaving_date"):
        words = "has no leaving date in HR any more; payroll keeps it until somebody decides"
        yield Notice(who, "leaving date withdrawn", words)
    leaving, start = _day(person.values, "leaving_date"), _day(known, "start_date")
    if leaving is None or not (is_new or "leaving_date" in seen.changed.get(who, frozenset())):
        return
    if start is not None and leaving < start:
        yield Notice(who, "leaves before the start", "has a leaving date before the start date: correct one in HR")
    elif leaving < _month_of(seen.as_of):
        words = f"left on {leaving}, before this month: look at what was paid, or is still owed, from then on"
        yield Notice(who, "left in the past", words)


def _of_pay(person: MappedPerson, is_new: bool, seen: Seen) -> Iterator[Notice]:
    who = person.source_id
    if who in seen.new_pay:
        kind, day = seen.new_pay[who]
        words = (
            f"is paid by the hour from {day} on: the salary ends, and hours are added to each run"
            if kind == "hourly_rate"
            else f"is on a salary from {day} on: the hourly rate ends"
        )
        yield Notice(who, "new kind of pay", words)
    has = person.values.keys() | {fact.field for fact in person.dated}
    if has.issuperset(_PAY) and (is_new or seen.changed.get(who, frozenset()).intersection(_PAY)):
        words = (
            "has a salary and an hourly rate in HR: the salary is paid, and hours where they are added; if one has "
            "replaced the other, empty the old one in HR"
        )
        yield Notice(who, "paid two ways", words)


def _of_starting(person: MappedPerson, seen: Seen) -> Iterator[Notice]:
    known = seen.known[person.source_id]
    missing = [FIELDS[name].label for name in _ESSENTIAL if not known.get(name)]
    if not (known.get("ni_number") or known.get("address_line_1")):
        missing.append("National Insurance number or address")
    if not any(known.get(name) for name in _PAY):
        missing.append("Salary or hourly rate")
    if missing:
        yield Notice(person.source_id, "half-filled", f"still lacks: {', '.join(missing)}")
    start = _day(known, "start_date")
    if start is not None and start < _month_of(seen.as_of) and any(seen.stored.values()):
        words = (
            f"is new to payroll and started on {start}, before this month: if they moved here from another employer, "
            "the day of the move is their start date, or the whole month is paid"
        )
        yield Notice(person.source_id, "started before", words)


def _alike(seen: Seen, news: set[str], among: Iterable[str]) -> dict[str, list[str]]:
    """By each of `news` those `among` others of the same NI number, then those of the same name and birth date."""
    by_sign: dict[tuple[str, ...], list[str]] = {}
    for who in sorted(among) if news else ():
        for sign in _signs(seen.known[who]):
            by_sign.setdefault(sign, []).append(who)
    alike: dict[str, list[str]] = {}
    for who in sorted(news):
        others = [other for sign in _signs(seen.known[who]) for other in by_sign.get(sign, ()) if other != who]
        if others:
            alike[who] = list(dict.fromkeys(others))
    return alike


def _signs(known: Mapping[str, str]) -> list[tuple[str, ...]]:
    """What tells that two ids are one person, the surest first."""
    number, born = known.get("ni_number"), known.get("birth_date")
    names = (plain(known.get("first_name", "")), plain(known.get("last_name", "")))
    return [*([(number,)] if number else []), *([(*names, born)] if born and all(names) else [])]


def _day(known: Mapping[str, str], name: str) -> date | None:
    text = known.get(name, ENDED)
    return None if text == ENDED else date.fromisoformat(text)


def _month_of(day: date) -> date:
    return day.replace(day=1)
