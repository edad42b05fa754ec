"""The starter checklist, answered by the employee; what it says is proposed, and payroll decides on it."""

from dataclasses import dataclass
from datetime import date, datetime

from sixpence.actions.own_pay import own_employee_id
from sixpence.actions.proposals import propose
from sixpence.basics.refused import Refused
from sixpence.hr.differences import Change
from sixpence.hr.review import WAITING, Proposal, kind_of
from sixpence.people.person import Person, person_on
from sixpence.people.starter_checklist import Answers, facts_said
from sixpence.rates import rates_on
from sixpence.store import transaction
from sixpence.store.change_sets import newest_change_set, proposals_in
from sixpence.store.employments import facts_of, opening_figures
from sixpence.store.events import record
from sixpence.store.members import Member
from sixpence.store.person_payments import payments_to

SOURCE = "starter checklist"
_FIELDS = ("starter_declaration", "student_loan_plan", "postgraduate_loan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """Where somebody stands with their starter checklist."""

    closed_because: str  # why it cannot be answered any more, in words; "" where it can
    waits: bool  # answered, and payroll has not decided yet
    known: bool  # payroll knows a statement of theirs


def own_checklist(member: Member, *, today: date) -> Checklist:
    """Whether the checklist is open to this member. Raises Refused for somebody who is not on this payroll."""
    employee_id = own_employee_id(member)
    newest = newest_change_set(member.employer, SOURCE)
    theirs = proposals_in(newest, frozenset({employee_id})).values() if newest else ()
    return Checklist(
        closed_because=_closed_because(member.employer, employee_id, today),
        waits=any(each.status in WAITING for each in theirs),
        known=bool(_person(member.employer, employee_id, today).get("starter_declaration")),
    )


def answer_checklist(member: Member, answers: Answers, *, today: date, at: datetime) -> int | None:
    """Propose what the answers say, from the first day of the employment; gives the number of the change set.

    None where payroll knows all of it already. Raises Refused where they have been paid before, or for what is unclear.
    """
    employer, employee_id = member.employer, own_employee_id(member)
    with transaction():
        if because := _closed_because(employer, employee_id, today):
            raise Refused(because)
        person = _person(employer, employee_id, today)
        starts_on = person.day("start_date") or today
        try:
            said = facts_said(answers, rates_on(max(starts_on, today)).student_loans)
        except ValueError as unclear:
            raise Refused(str(unclear)) from None
        proposals = [
            Proposal(
                change=Change(employee_id, field, starts_on, person.get(field), said[field]),
                kind=kind_of(field, of_starter=False),
            )
            for field in _FIELDS
            if person.get(field) != said[field]
        ]
        found = propose(employer, SOURCE, proposals, as_of=today, actor=member.email, at=at) if proposals else None
        record(
            kind="starter checklist answered",
            subject=employer,
            detail={"employee_id": employee_id, "change_set": found.number if found else None},
            actor=member.email,
            at=at,
        )
    return found.number if found else None


def _closed_because(employer: str, employee_id: str, today: date) -> str:
    """HMRC's codes and notices take over after the first payment."""
    paid = any(each.is_final for each in payments_to(employer, employee_id))
    brought = opening_figures(employer, rates_on(today).tax_year, {employee_id}).get(employee_id)
    if paid or (brought is not None and brought.to_date is not None):
        return "you have been paid here already, so the starter checklist is closed: tell payroll what has changed"
    return ""


def _person(employer: str, employee_id: str, today: date) -> Person:
    facts = facts_of(employer, only={employee_id}).get(employee_id)
    if facts is None:
        raise Refused(f"employee {employee_id} is not known at {employer}: check the id")
    person = person_on(employee_id, facts, today)
    return person if person.facts else person_on(employee_id, facts, date.max)
