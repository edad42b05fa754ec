"""What HR would change in payroll, worked out before anything is changed, so that somebody can look at it first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date

from sixpence.hr.mapped import MappedPerson, Problem
from sixpence.people.person import Fact


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One field of one person, from a day on. `old` is what payroll has for that day, "" where it has nothing."""

    employee_id: str
    field: str
    effective_from: date
    old: str = dataclass_field(repr=False)
    new: str = dataclass_field(repr=False)


@dataclass(frozen=True, slots=True, order=True)
class Kept:
    """A stored fact that stays although HR has nothing there any more."""

    employee_id: str
    field: str
    because: str


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Everything a sync found.

    `changes` holds every new value, those of `starters` (people new to payroll) too. `rehires` are starters with the
    NI number of somebody payroll knows under another id, by which they are given: HR makes a rehired person a new
    profile. `leavers` are people whose leaving date is new or moved. `vanished` are people payroll knows and this
    read did not bring: look, but they have not left, since HR leaves people out of a list for many reasons.
    `unchanged` counts people about whom nothing changes.
    """

    changes: tuple[Change, ...]
    starters: tuple[str, ...]
    rehires: Mapping[str, str]
    leavers: tuple[str, ...]
    excluded: Mapping[str, str]
    problems: Mapping[str, tuple[Problem, ...]]
    kept: tuple[Kept, ...]
    unchanged: int
    vanished: tuple[str, ...]


def compare(
    people: Iterable[MappedPerson],
    stored: Mapping[str, Iterable[Fact]],
    as_of: date,
    excluded: Mapping[str, str] | None = None,
) -> ChangeSet:
    """The differences between HR and the stored facts.

    `excluded` are the source ids that conditions left out, each with the reason; nothing is said about them. A value
    with HR's own day takes that day; of somebody new, their start date; any other, `as_of`. What is empty, not
    readable, not mapped or refused in HR changes nothing. Applying the changes and comparing again finds none.
    """
    left_out = dict(excluded or {})
    changes: list[Change] = []
    kept: list[Kept] = []
    problems: dict[str, tuple[Problem, ...]] = {}
    starters: dict[str, MappedPerson] = {}
    seen: set[str] = set()
    unchanged = 0
    for person in people:
        employee_id = person.source_id
        if employee_id in seen:
            raise ValueError(f"employee {employee_id} stands twice in what HR sent")
        seen.add(employee_id)
        facts = _by_field(stored.get(employee_id, ()))
        if not facts and _left_before_this_tax_year(person, as_of):
            left_out[employee_id] = (
                f"Left on {person.values['leaving_date']}, before this tax year, and is new to payroll"
            )
            continue
        found = _changes_of(person, facts, as_of)
        changes += found
        kept += _kept_of(person, facts)
        unchanged += not found
        if not facts and found:
            starters[employee_id] = person
        if person.problems:
            problems[employee_id] = person.problems
    return ChangeSet(
        changes=tuple(sorted(changes)),
        starters=tuple(starters),
        rehires=_rehires(starters, stored),
        leavers=tuple(sorted({change.employee_id for change in changes if change.field == "leaving_date"})),
        excluded=left_out,
        problems=problems,
        kept=tuple(sorted(kept)),
        unchanged=unchanged,
        vanished=tuple(sorted(stored.keys() - seen - left_out.keys())),
    )


def facts_of(changes: ChangeSet) -> list[Fact]:
    """The facts to store when the changes are applied; one of the same person, field and day replaces the stored."""
    return [Fact(each.employee_id, each.field, each.effective_from, each.new) for each in changes.changes]


def _changes_of(person: MappedPerson, facts: Mapping[str, list[Fact]], as_of: date) -> list[Change]:
    start = person.values.get("start_date")
    from_day = date.fromisoformat(start) if start and not facts else as_of
    dated: dict[str, list[Fact]] = {}
    for fact in person.dated:
        dated.setdefault(fact.field, []).append(fact)
    changes: list[Change] = []
    for name, new in person.values.items():
        if name not in dated:
            standing = _standing(facts.get(name, []), from_day)
            old, day = ("", from_day) if standing is None else (standing.value, max(from_day, standing.effective_from))
            if old != new:
                changes.append(Change(person.source_id, name, day, old, new))
    for name, timeline in dated.items():
        changes += _dated_changes(timeline, facts.get(name, []), as_of)
    return changes


def _dated_changes(timeline: list[Fact], facts: list[Fact], as_of: date) -> list[Change]:
    """HR's values with their days against ours.

    Ours have to agree on every day HR names, and on every later day up to `as_of` on which ours change: HR has no
    change there. Days before our first fact are left alone when HR says of them what that fact says.
    """
    timeline = sorted(timeline, key=lambda fact: fact.effective_from)
    first = timeline[0].effective_from
    days = {fact.effective_from for fact in timeline}
    days |= {fact.effective_from for fact in facts if first < fact.effective_from <= as_of}
    if facts and facts[0].effective_from <= as_of:
        before = {fact for fact in timeline if fact.effective_from < facts[0].effective_from}
        then = _in_effect(timeline, facts[0].effective_from)
        if then is not None and {fact.value for fact in (*before, then)} == {facts[0].value}:
            days -= {fact.effective_from for fact in before}
    changes = []
    settled = {fact.effective_from: fact for fact in facts}
    for day in sorted(days):
        new = _in_effect(timeline, day)
        # A change to an earlier day reaches this one too, unless ours change on the way.
        ours = _in_effect([settled[each] for each in sorted(settled)], day)
        old = "" if ours is None else ours.value
        if new is not None and new.value != old:
            changes.append(Change(new.employee_id, new.field, day, old, new.value))
            settled[day] = Fact(new.employee_id, new.field, day, new.value)
    return changes


def _kept_of(person: MappedPerson, facts: Mapping[str, list[Fact]]) -> list[Kept]:
    reasons = ((person.empty, "It is empty in HR"), (person.unreadable, "It cannot be read in HR"))
    return [Kept(person.source_id, name, because) for names, because in reasons for name in names if name in facts]


def _rehires(starters: Mapping[str, MappedPerson], stored: Mapping[str, Iterable[Fact]]) -> dict[str, str]:
    known = {fact.value: fact.employee_id for facts in stored.values() for fact in facts if fact.field == "ni_number"}
    numbers = {employee_id: person.values.get("ni_number", "") for employee_id, person in starters.items()}
    return {employee_id: known[number] for employee_id, number in numbers.items() if number in known}


def _by_field(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """Oldest first; of two on one day the later one given counts, as in `people.person_on`."""
    by_day = {(fact.field, fact.effective_from): fact for fact in facts}
    fields: dict[str, list[Fact]] = {}
    for (name, _), fact in sorted(by_day.items(), key=lambda item: item[0]):
        fields.setdefault(name, []).append(fact)
    return fields


def _in_effect(facts: list[Fact], day: date) -> Fact | None:
    return next((fact for fact in reversed(facts) if fact.effective_from <= day), None)


def _standing(facts: list[Fact], day: date) -> Fact | None:
    """The fact in effect on a day; of somebody still to start, the first to come."""
    return _in_effect(facts, day) or next(iter(facts), None)


def _left_before_this_tax_year(person: MappedPerson, as_of: date) -> bool:
    """HR keeps listing people who left years ago. A tax year begins on 6 April (ITA 2007 s.4)."""
    begins = date(as_of.year, 4, 6)
    if as_of < begins:
        begins = begins.replace(year=as_of.year - 1)
    leaving = person.values.get("leaving_date")
    return leaving is not None and date.fromisoformat(leaving) < begins
