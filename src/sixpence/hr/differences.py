"""What HR would change in payroll, worked out before anything is changed, so that somebody can look at it first."""

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from operator import attrgetter

from sixpence.hr.mapped import MappedPerson, Problem
from sixpence.hr.notices import Notice, Seen, notices_of, rehires_in
from sixpence.people.fields import ENDED
from sixpence.people.person import Fact

# One kind of pay takes the place of the other.
_PAY_IN_PLACE_OF = (("hourly_rate", "salary"), ("salary", "hourly_rate"))


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One field of one person, from a day on. `old` is what payroll has for that day, "" where it has nothing."""

    employee_id: str
    field: str
    effective_from: date
    old: str = dataclass_field(repr=False)
    new: str = dataclass_field(repr=False)


# The order of a change, told once for each: asked of every two that are compared, it takes seconds of a first import.
_IN_ORDER = attrgetter(*Change.__dataclass_fields__)


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
    NI number, or the name and birth date, of somebody payroll knows under another id, by which they are given: HR makes
    a rehired person a new profile. `leavers` are people whose leaving date is new or moved. `vanished` are people
    payroll knows and this read did not bring: look, but they have not left, since HR leaves people out of a list for
    many reasons. `unchanged` counts people about whom nothing changes. `notices` say what is odd about anybody.
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
    notices: tuple[Notice, ...] = ()


def compare(
    people: Iterable[MappedPerson],
    stored: Mapping[str, Iterable[Fact]],
    as_of: date,
    excluded: Mapping[str, str] | None = None,
    cut_off_day: int | None = None,
    undated_from: date | None = None,
    asked_for: Collection[str] | None = None,
) -> ChangeSet:
    """The differences between HR and the stored facts.

    `excluded` are the source ids that conditions left out, each with the reason; nothing of theirs is compared. A value
    with HR's own day takes that day; of somebody new, their start date; any other, `undated_from`, or else `as_of`.
    What is empty, not readable, not mapped or refused in HR changes nothing, but for one thing: pay by the hour in the
    place of a salary ends the salary on the day it begins, and the other way round. Somebody new who starts after the
    `cut_off_day` of the month of `as_of` waits. Where not everybody was `asked_for`, nobody else has vanished. Applying
    the changes and comparing again finds none.
    """
    left_out = dict(excluded or {})
    known = {who: _by_field(facts) for who, facts in stored.items()}
    taking_part: dict[str, MappedPerson] = {}
    for person in people:
        employee_id = person.source_id
        if employee_id in taking_part:
            raise ValueError(f"employee {employee_id} stands twice in what HR sent")
        because = "" if known.get(employee_id) else _why_not_now(person, as_of, cut_off_day)
        if because:
            left_out[employee_id] = because
        else:
            taking_part[employee_id] = person
    day = undated_from or as_of
    expected = known.keys() if asked_for is None else known.keys() & set(asked_for)
    found = {who: _changes_of(person, known.get(who, {}), as_of, day) for who, person in taking_part.items()}
    changes = sorted((change for each in found.values() for change in each), key=_IN_ORDER)
    seen = Seen(
        people=taking_part,
        stored={who: tuple(fact for each in fields.values() for fact in each) for who, fields in known.items()},
        starters=tuple(who for who, each in found.items() if each and not known.get(who)),
        excluded=left_out,
        vanished=tuple(sorted(expected - taking_part.keys() - left_out.keys())),
        changed={who: frozenset(change.field for change in each) for who, each in found.items()},
        new_pay={who: new for who, each in found.items() if (new := _new_pay(each))},
        as_of=as_of,
    )
    return ChangeSet(
        changes=tuple(changes),
        starters=seen.starters,
        rehires=rehires_in(seen),
        leavers=tuple(sorted({change.employee_id for change in changes if change.field == "leaving_date"})),
        excluded=left_out,
        problems={who: person.problems for who, person in taking_part.items() if person.problems},
        kept=tuple(
            sorted(kept for who, person in taking_part.items() for kept in _kept_of(person, known.get(who, {})))
        ),
        unchanged=sum(not each for each in found.values()),
        vanished=seen.vanished,
        notices=notices_of(seen),
    )


def facts_of(changes: ChangeSet) -> list[Fact]:
    """The facts to store when the changes are applied; one of the same person, field and day replaces the stored."""
    return [Fact(each.employee_id, each.field, each.effective_from, each.new) for each in changes.changes]


def _changes_of(person: MappedPerson, facts: Mapping[str, list[Fact]], as_of: date, undated_from: date) -> list[Change]:
    start = person.values.get("start_date")
    from_day = date.fromisoformat(start) if start and not facts else undated_from
    beside = max(from_day, as_of) if facts else from_day  # what is in effect then is what HR's value is beside
    dated: dict[str, list[Fact]] = {}
    for fact in person.dated:
        dated.setdefault(fact.field, []).append(fact)
    changes: list[Change] = []
    for name, new in person.values.items():
        if name not in dated:
            standing = _standing(facts.get(name, []), beside)
            old, day = ("", from_day) if standing is None else (standing.value, max(from_day, standing.effective_from))
            if old != new:
                changes.append(Change(person.source_id, name, day, old, new))
    for name, timeline in dated.items():
        changes += _dated_changes(timeline, facts.get(name, []), as_of)
    return [*changes, *_ended_pay(person, facts, changes, as_of)]


def _ended_pay(
    person: MappedPerson, facts: Mapping[str, list[Fact]], changes: list[Change], as_of: date
) -> list[Change]:
    """The end of a salary that an hourly rate takes the place of, on the day the rate begins; and the other way round.

    HR has to show both halves in one read: the new kind where there was none, and nothing in the old.
    """
    ended: list[Change] = []
    for new_kind, old_kind in _PAY_IN_PLACE_OF:
        ours = facts.get(old_kind, [])
        begins = [each.effective_from for each in changes if each.field == new_kind and each.old in ("", ENDED)]
        if begins and ours and old_kind in person.empty:
            day = max(min(begins), ours[0].effective_from)
            ended += _dated_changes([Fact(person.source_id, old_kind, day, ENDED)], ours, as_of)
    return ended


def _new_pay(changes: list[Change]) -> tuple[str, date] | None:
    """The kind of pay that takes the place of the other, and since when."""
    ended = {change.field: change.effective_from for change in changes if change.new == ENDED}
    return next(((new, ended[old]) for new, old in _PAY_IN_PLACE_OF if old in ended), None)


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
    standing = {name for name, each in facts.items() if not each[-1].has_ended}
    return [Kept(person.source_id, name, because) for names, because in reasons for name in names & standing]


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


def _why_not_now(person: MappedPerson, as_of: date, cut_off_day: int | None) -> str:
    """Why somebody new to payroll does not come in with this sync, "" where they do.

    HR keeps listing people who left years ago. A tax year begins on 6 April (ITA 2007 s.4).
    """
    begins = date(as_of.year, 4, 6)
    if as_of < begins:
        begins = begins.replace(year=as_of.year - 1)
    leaving, start = person.values.get("leaving_date"), person.values.get("start_date")
    if leaving is not None and date.fromisoformat(leaving) < begins:
        return f"Left on {leaving}, before this tax year, and is new to payroll"
    if cut_off_day is not None and start is not None:
        cut_off = as_of.replace(day=min(cut_off_day, monthrange(as_of.year, as_of.month)[1]))
        if date.fromisoformat(start) > cut_off:
            return f"Starts after the cut-off on {cut_off}, and waits for the next run"
    return ""
