"""One person: what is known of them and since when, what they lack, what they were paid, what takes from their pay."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sixpence.actions.absences import ListedAbsence, absences_listed
from sixpence.actions.benefits import ListedBenefit, benefits_listed
from sixpence.actions.checks import changed_since
from sixpence.actions.leaves import ListedLeave, leaves_listed
from sixpence.actions.orders import ListedOrder, orders_listed
from sixpence.actions.people import is_opened, lacks_on, lines_on, run_ahead
from sixpence.actions.permissions import Right, why_not
from sixpence.basics.refused import Refused
from sixpence.payrun.lacks import Lack
from sixpence.payrun.life import RunState
from sixpence.people.fields import FIELDS
from sixpence.people.person import Person, person_on
from sixpence.people.sections import SECTIONS
from sixpence.people.shown import in_full, shown
from sixpence.store import transaction
from sixpence.store.employers import employer as employer_named
from sixpence.store.employments import RecordedFact, facts_of, recorded_facts
from sixpence.store.events import record
from sixpence.store.members import Member
from sixpence.store.person_payments import PersonPayment, payments_to
from sixpence.store.records import PayRun


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One fact as it is shown: private ones masked. `told` says since when it is so and whose word it is."""

    field: str
    shown: str
    told: RecordedFact | None  # None where nothing is known

    @property
    def label(self) -> str:
        return FIELDS[self.field].label

    @property
    def is_private(self) -> bool:
        return FIELDS[self.field].private

    @property
    def is_guarded(self) -> bool:
        return FIELDS[self.field].guarded


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    heading: str
    known: tuple[Known, ...]

    @property
    def can_be_revealed(self) -> tuple[str, ...]:
        """The fields of which something is known and masked."""
        return tuple(each.field for each in self.known if each.is_private and each.told is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One version of a fact in the history, masked where private. Only the last version of a day counts."""

    field: str
    shown: str
    recorded: RecordedFact
    counts: bool

    @property
    def label(self) -> str:
        return FIELDS[self.field].label


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFile:
    """All there is about one person on a day, no private value in it."""

    employee_id: str
    name: str
    person: Person  # for the faces' own words; hold it back from people
    sections: tuple[Section, ...]
    ahead: tuple[Told, ...]  # what will count from a later day
    history: tuple[Told, ...]  # everything ever recorded, the newest first
    run: PayRun  # the one that is being worked on, or this month's
    lack: Lack | None
    not_worked_out: str  # why it could not be found out what they lack; "" where it could
    payments: tuple[PersonPayment, ...]
    orders: tuple[ListedOrder, ...]
    absences: tuple[ListedAbsence, ...]
    leaves: tuple[ListedLeave, ...]
    benefits: tuple[ListedBenefit, ...]
    to_work_out: bool  # the run is there, and does not hold all that is known of them


def person_file(employer: str, employee_id: str, *, today: date) -> PersonFile:
    """One person as they stand today. Raises Refused where nobody knows them."""
    recorded = recorded_facts(employer, employee_id)
    if not recorded and employee_id not in facts_of(employer, only={employee_id}):
        raise Refused(f"employee {employee_id} is not known at {employer}: check the id")
    company, run = employer_named(employer), run_ahead(employer, today)
    last = _last_versions(recorded)
    person = person_on(employee_id, (each.fact for each in last), today)
    if not person.facts:  # a starter, as they will be
        person = person_on(employee_id, (each.fact for each in last), date.max)
    lack, why_not_worked_out = None, ""
    try:
        lack = lacks_on(company, run, {employee_id}, lines_on(run)).get(employee_id)
    except Refused as refusal:  # of a fact the law cannot take: it has to be seen here to be put right
        why_not_worked_out = str(refusal)
    return PersonFile(
        employee_id=employee_id,
        name=person.name,
        person=person,
        sections=_sections(person, last, today),
        ahead=tuple(
            _told(each, counts=True)
            for each in sorted(last, key=lambda each: (each.fact.effective_from, each.fact.field))
            if each.fact.effective_from > today
        ),
        history=tuple(_told(each, counts=each in last) for each in reversed(recorded)),
        run=run,
        lack=lack,
        not_worked_out=why_not_worked_out,
        payments=tuple(payments_to(employer, employee_id)),
        orders=tuple(orders_listed(employer, employee_id)),
        absences=tuple(absences_listed(employer, employee_id)),
        leaves=tuple(leaves_listed(employer, employee_id)),
        benefits=tuple(benefits_listed(employer, employee_id)),
        to_work_out=is_opened(run) and (run.state is RunState.OPEN or employee_id in changed_since(run)),
    )


def reveal(member: Member, employee_id: str, fields: Sequence[str], *, day: date, at: datetime) -> dict[str, str]:
    """Private values of one person as they stand on a day, in full, by field. The log says who looked at which.

    Their own values anybody may see. Raises Refused for somebody whose role may not, and for a field that is none.
    """
    own = bool(member.employee_id) and member.employee_id == employee_id
    if reason := why_not(member.role, Right.SEE_OWN if own else Right.REVEAL, own=own):
        raise Refused(f"you cannot do this: {reason}")
    return reveal_here(member.employer, employee_id, fields, day=day, actor=member.email, at=at)


def reveal_here(
    employer: str, employee_id: str, fields: Sequence[str], *, day: date, actor: str, at: datetime
) -> dict[str, str]:
    """The same for whoever is at the machine itself: they have the database and its key."""
    if unknown := [field for field in fields if field not in FIELDS]:
        raise Refused(f"no field is called {unknown[0]!r}: there are {', '.join(FIELDS)}")
    with transaction():
        facts = facts_of(employer, only={employee_id}).get(employee_id)
        if facts is None:
            raise Refused(f"employee {employee_id} is not known at {employer}: check the id")
        person = person_on(employee_id, facts, day)
        record(
            kind="private value revealed",
            subject=employer,
            detail={"employee_id": employee_id, "fields": ", ".join(fields)},
            actor=actor,
            at=at,
        )
    return {field: in_full(field, person.get(field)) for field in fields}


def _last_versions(recorded: Iterable[RecordedFact]) -> list[RecordedFact]:
    last = {(each.fact.field, each.fact.effective_from): each for each in recorded}
    return list(last.values())


def _sections(person: Person, last: Iterable[RecordedFact], today: date) -> tuple[Section, ...]:
    # Of a starter nothing counts yet: what is shown is what will.
    in_order = sorted(last, key=lambda each: each.fact.effective_from)
    by_today = [each for each in in_order if each.fact.effective_from <= today]
    told = {each.fact.field: each for each in by_today or in_order}
    return tuple(
        Section(
            heading=heading,
            known=tuple(
                Known(
                    field=field,
                    shown=shown(field, person.get(field)),
                    told=told.get(field) if person.get(field) else None,
                )
                for field in fields
            ),
        )
        for heading, fields in SECTIONS.items()
    )


def _told(each: RecordedFact, *, counts: bool) -> Told:
    fact = each.fact
    return Told(field=fact.field, shown=shown(fact.field, fact.value), recorded=each, counts=counts)
