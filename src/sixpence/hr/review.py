"""What HR proposes and what people make of it: kinds of change, guards, and the life of a proposal until it is decided.

Nothing HR says counts until it is accepted. A guarded change counts when a second person has confirmed it.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sixpence.basics.refused import Refused
from sixpence.hr.differences import Change, ChangeSet
from sixpence.people.fields import ENDED, FIELDS
from sixpence.people.person import Days, dated


class Kind(StrEnum):
    """What a change is about, as people choose what to accept and whom to trust."""

    STARTERS = "starters"  # everything about somebody new to payroll
    LEAVERS = "leavers"
    PAY = "pay"
    TAX_AND_NI = "tax-and-ni"
    BANK = "bank-details"
    PENSION = "pension"
    PERSONAL = "personal-details"
    WORK = "work"


BANK_FIELDS = ("account_name", "sort_code", "account_number", "roll_number")
NAME_FIELDS = ("first_name", "last_name")
_FIELDS_OF = {
    Kind.LEAVERS: ("leaving_date",),
    Kind.PAY: ("salary", "hourly_rate", "weekly_hours"),
    Kind.TAX_AND_NI: (
        "ni_number",
        "starter_declaration",
        "tax_code",
        "ni_category",
        "student_loan_plan",
        "postgraduate_loan",
        "director",
        "director_since",
    ),
    Kind.BANK: BANK_FIELDS,
    Kind.PENSION: ("pension", "pension_basis", "employee_pension_percent", "employer_pension_percent"),
    Kind.WORK: ("start_date", "job_title", "department", "workplace_postcode"),
}
_OWN_DAY = ("start_date", "leaving_date")  # their value is the day from which they count
_KIND_OF_FIELD = {name: kind for kind, names in _FIELDS_OF.items() for name in names}


def kind_of(field: str, *, of_starter: bool) -> Kind:
    """What a change of the field is about; whatever has no other kind is a personal detail."""
    return Kind.STARTERS if of_starter else _KIND_OF_FIELD.get(field, Kind.PERSONAL)


def counts_from(change: Change) -> date:
    """The first day a change makes a difference. A date of starting or leaving counts from that date itself."""
    if change.field in _OWN_DAY and change.new != ENDED:
        return min(change.effective_from, date.fromisoformat(change.new))
    return change.effective_from


def backdated(proposed: Mapping[str, Days], last_day: date) -> dict[str, Days]:
    """Of what is proposed of each person, what makes a difference up to that day, by the day from which it does."""
    until = last_day.isoformat()
    return dated(
        (who, field, since, value)
        for who, days in proposed.items()
        for day, values in days.items()
        if day <= until or not values.keys().isdisjoint(_OWN_DAY)
        for field, value in values.items()
        if (since := min(day, value) if field in _OWN_DAY and value != ENDED else day) <= until
    )


class Status(StrEnum):
    PROPOSED = "proposed"
    TO_CONFIRM = "to confirm"  # accepted by one person, waiting for another
    ACCEPTED = "accepted"  # stored: it counts
    HELD = "held"  # not now; stays so for the same value
    REJECTED = "rejected"  # not at all; not proposed again while HR says the same
    SUPERSEDED = "superseded"  # a later sync took its place before anybody decided


class Act(StrEnum):
    ACCEPT = "accept"
    HOLD = "hold"
    REJECT = "reject"
    CONFIRM = "confirm"


WAITING = (Status.PROPOSED, Status.TO_CONFIRM)
_ACTS_ON = {
    Act.ACCEPT: (Status.PROPOSED, Status.HELD, Status.REJECTED),
    Act.HOLD: (Status.PROPOSED, Status.TO_CONFIRM, Status.REJECTED),
    Act.REJECT: (Status.PROPOSED, Status.TO_CONFIRM, Status.HELD),
    Act.CONFIRM: (Status.TO_CONFIRM,),
}
_LEADS_TO = {
    Act.ACCEPT: Status.ACCEPTED,
    Act.CONFIRM: Status.ACCEPTED,
    Act.HOLD: Status.HELD,
    Act.REJECT: Status.REJECTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One proposed change, and what was decided of it so far.

    `hr_day` is the day HR itself gives, None where it gives none. `by_hand` says that it contradicts what somebody here
    entered: accepting takes HR's value, rejecting keeps ours for as long as HR says the same.
    """

    change: Change
    kind: Kind
    hr_day: date | None = None
    by_hand: bool = False
    status: Status = Status.PROPOSED
    first_by: str = ""  # who accepted first, where a second person is needed
    decided_by: str = ""
    decided_at: datetime | None = None

    @property
    def says(self) -> tuple[str, str, date | None, str]:
        """What HR says; two proposals are the same when this is."""
        return self.change.employee_id, self.change.field, self.hr_day, self.change.new


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which proposals an act is for: those that meet all that is named. `lines` are people with a field of theirs."""

    lines: frozenset[tuple[str, str]] = frozenset()
    employees: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    everything: bool = False

    def __post_init__(self) -> None:
        if not (self.lines or self.employees or self.fields or self.kinds or self.everything):
            raise Refused("nothing is chosen: name an employee, a field or a kind, or choose everything")
        if unknown := sorted({*self.fields, *(field for _, field in self.lines)} - FIELDS.keys()):
            raise Refused(f"no field is called {unknown[0]!r}: the review names each field")

    @property
    def people(self) -> frozenset[str]:
        """Whom it is about at most; empty where that is not said."""
        named = frozenset(who for who, _ in self.lines)
        return named & self.employees if named and self.employees else named | self.employees

    def takes(self, proposal: Proposal, act: Act) -> bool:
        """What is decided already, or contradicts what was entered by hand, is for an act that names the employee."""
        names_people = bool(self.employees or self.lines)
        if not names_people and (proposal.status not in WAITING or (proposal.by_hand and act is Act.ACCEPT)):
            return False
        return proposal.status in _ACTS_ON[act] and (
            (not self.lines or (proposal.change.employee_id, proposal.change.field) in self.lines)
            and (not self.employees or proposal.change.employee_id in self.employees)
            and (not self.fields or proposal.change.field in self.fields)
            and (not self.kinds or proposal.kind in self.kinds)
        )


def with_bank_change(proposals: Iterable[Proposal]) -> frozenset[str]:
    """The people of whom a change of bank details waits."""
    return frozenset(
        each.change.employee_id for each in proposals if each.change.field in BANK_FIELDS and each.status in WAITING
    )


def needs_second_person(proposal: Proposal, bank_changes: Collection[str], *, first_import: bool) -> bool:
    """Whether one person's word is not enough: a guarded field, or a new name together with new bank details.

    In the first import of an employer (no run is closed yet) one person may take starters over as they are: nobody has
    been paid, and the approval of the first run looks at every one of them.
    """
    if first_import and proposal.kind is Kind.STARTERS:
        return False
    change = proposal.change
    is_new_name = change.field in NAME_FIELDS and change.old != ""
    return FIELDS[change.field].guarded or (is_new_name and change.employee_id in bank_changes)


def decided(proposal: Proposal, act: Act, *, second_person: bool, actor: str, at: datetime) -> Proposal:
    """The proposal after the act. Raises Refused where it is decided already, or where one person would be both."""
    change = proposal.change
    named = f"{FIELDS[change.field].label} of employee {change.employee_id}"
    if proposal.status not in _ACTS_ON[act]:
        raise Refused(f"cannot {act} {named}: it is {proposal.status}")
    if act is Act.ACCEPT and second_person:
        return replace(proposal, status=Status.TO_CONFIRM, first_by=actor, decided_by="", decided_at=None)
    if act is Act.CONFIRM and proposal.first_by == actor:
        raise Refused(f"{named} needs a second person: {actor} has accepted it, and somebody else has to confirm it")
    first_by = proposal.first_by if act is Act.CONFIRM else ""
    return replace(proposal, status=_LEADS_TO[act], first_by=first_by, decided_by=actor, decided_at=at)


def carried(
    fresh: Iterable[Proposal],
    before: Iterable[Proposal],
    said: Collection[tuple[str, str]],
    asked_for: Collection[str] | None = None,
) -> tuple[Proposal, ...]:
    """A new read's proposals, with what was made of the same ones before. Where not everybody was `asked_for`, those of
    all others stay as they are.

    Held and rejected ones stay so while HR says the same value, and while it says nothing (`said` are the people and
    fields of which it said something). What says the same against the same value of ours keeps the day and the kind it
    was first seen with, and its first acceptance.
    """
    earlier = {each.says: each for each in before if each.status not in (Status.ACCEPTED, Status.SUPERSEDED)}
    proposals = []
    for proposal in fresh:
        seen = earlier.pop(proposal.says, None)
        proposals.append(proposal if seen is None else _as_before(proposal, seen))
    proposals += (
        each
        for each in earlier.values()
        if (asked_for is not None and each.change.employee_id not in asked_for)
        or (each.status not in WAITING and (each.change.employee_id, each.change.field) not in said)
    )
    return tuple(proposals)


def _as_before(proposal: Proposal, seen: Proposal) -> Proposal:
    if proposal.change.old == seen.change.old:
        return replace(seen, by_hand=proposal.by_hand)
    if seen.status in WAITING:
        return proposal
    return replace(proposal, status=seen.status, decided_by=seen.decided_by, decided_at=seen.decided_at)


class Found(StrEnum):
    """What a sync found of one person, or of one of their fields."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    EXCLUDED = "excluded"
    REHIRE = "rehire"
    VANISHED = "vanished"
    REFUSED = "refused"
    WARNING = "warning"
    KEPT = "kept"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Outcome:
    """One line of the log of a sync. `because` is in words that hold no personal value."""

    employee_id: str
    found: Found
    field: str = ""
    because: str = ""


_DAY_OF_A_LIFE = re.compile(r" on \d{4}-\d{2}-\d{2}")


def outcomes(changes: ChangeSet, read: Iterable[str]) -> tuple[Outcome, ...]:
    """Of everyone `read` (by id, conditions met or not) and everyone who was missed, what was found and why."""
    changed, starters = {change.employee_id for change in changes.changes}, frozenset(changes.starters)
    found = []
    for who in {*read, *changes.excluded}:
        if who in changes.excluded:
            # The log says why, not when: the day somebody left is theirs.
            found.append(
                Outcome(
                    employee_id=who,
                    found=Found.EXCLUDED,
                    because=_DAY_OF_A_LIFE.sub("", changes.excluded[who], count=1),
                )
            )
        else:
            what = Found.CREATED if who in starters else Found.CHANGED if who in changed else Found.UNCHANGED
            found.append(Outcome(employee_id=who, found=what))
    found += _particulars(changes)
    return tuple(sorted(found))


def _particulars(changes: ChangeSet) -> Iterable[Outcome]:
    for who, known_as in changes.rehires.items():
        yield Outcome(employee_id=who, found=Found.REHIRE, because=f"looks like employee {known_as}")
    for who in changes.vanished:
        because = "known to payroll and not in what HR sent; nobody is taken to have left for that"
        yield Outcome(employee_id=who, found=Found.VANISHED, because=because)
    for who, problems in changes.problems.items():
        for problem in problems:
            what = Found.REFUSED if problem.severity == "refused" else Found.WARNING
            yield Outcome(employee_id=who, found=what, field=problem.field, because=problem.reason)
    for notice in changes.notices:
        because = _DAY_OF_A_LIFE.sub("", notice.words)
        yield Outcome(employee_id=notice.employee_id, found=Found.NOTICE, because=because)
    for kept in changes.kept:
        yield Outcome(employee_id=kept.employee_id, found=Found.KEPT, field=kept.field, because=kept.because)


def proposals_of(
    changes: ChangeSet, with_hr_days: Collection[tuple[str, str]], of_by_hand: Collection[Change]
) -> tuple[Proposal, ...]:
    """Every change as a proposal. `with_hr_days` are the people and fields whose values HR gives with days of its own;
    `of_by_hand` are the changes to what somebody here entered."""
    starters = frozenset(changes.starters)
    return tuple(
        Proposal(
            change=change,
            kind=kind_of(change.field, of_starter=change.employee_id in starters),
            hr_day=change.effective_from if (change.employee_id, change.field) in with_hr_days else None,
            by_hand=change in of_by_hand,
        )
        for change in changes.changes
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What an employer lets through without a look, and whether syncing is paused."""

    trusted: frozenset[Kind] = frozenset()
    paused: bool = False

    def covers(self, proposal: Proposal, *, second_person: bool, last_closed_day: date | None) -> bool:
        """Never a guarded change, never one of what was entered by hand, never one into a closed period."""
        backdated = last_closed_day is not None and counts_from(proposal.change) <= last_closed_day
        return (
            proposal.status is Status.PROPOSED
            and proposal.kind in self.trusted
            and not (second_person or proposal.by_hand or backdated)
        )
