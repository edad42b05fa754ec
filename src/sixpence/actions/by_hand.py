"""Facts that somebody here enters, beside those that HR tells."""

from datetime import date, datetime

from sixpence.actions.proposals import propose
from sixpence.basics.refused import Refused
from sixpence.hr.differences import Change
from sixpence.hr.review import (
    NAME_FIELDS,
    Act,
    Proposal,
    decided,
    kind_of,
    with_bank_change,
)
from sixpence.people.fields import ENDED, FIELDS
from sixpence.people.person import Fact, person_on
from sixpence.store import transaction
from sixpence.store.change_sets import (
    BY_HAND,
    change_sets,
    proposals_in,
)
from sixpence.store.employments import facts_of, save_facts
from sixpence.store.events import record


def set_by_hand(
    employer: str, employee_id: str, field: str, text: str, day: date, *, actor: str, at: datetime
) -> int | None:
    """Enter a fact from a day on; a sync keeps it until somebody takes HR's value instead.

    A guarded one, or a new name while a change of bank details waits, is not stored: it becomes a change set, whose
    number is returned, and a second person has to confirm it. Raises Refused for an employee nobody knows and a value
    that the field does not take.
    """
    value = _read(employee_id, field, text)
    with transaction():
        stored = facts_of(employer, only={employee_id}).get(employee_id)
        if stored is None:
            raise Refused(f"employee {employee_id} is not known at {employer}: check the id")
        detail: dict[str, str | int] = {"employee_id": employee_id, "field": field, "effective_from": day.isoformat()}
        if not (FIELDS[field].guarded or _is_name_beside_bank_change(employer, employee_id, field)):
            save_facts(employer, [Fact(employee_id, field, day, value)], origin=BY_HAND, at=at, by=actor)
            record(kind="fact entered by hand", subject=employer, detail=detail, actor=actor, at=at)
            return None
        old = person_on(employee_id, stored, day).get(field)
        proposal = Proposal(change=Change(employee_id, field, day, old, value), kind=kind_of(field, of_starter=False))
        first = decided(proposal, Act.ACCEPT, second_person=True, actor=actor, at=at)
        found = propose(employer, BY_HAND, [first], as_of=day, actor=actor, at=at)
        detail["change_set"] = found.number
        record(kind="guarded fact proposed by hand", subject=employer, detail=detail, actor=actor, at=at)
    return found.number


def _read(employee_id: str, field: str, text: str) -> str:
    if field not in FIELDS:
        raise Refused(f"no field is called {field!r}: there are {', '.join(FIELDS)}")
    kind = FIELDS[field]
    if kind.can_end and text == ENDED:
        return ENDED
    try:
        return kind.read(text)
    except ValueError as error:
        # The words of the tax code quote it.
        reason = "is not a tax code, such as 1257L, K100, BR or NT" if field == "tax_code" else str(error)
        raise Refused(f"{kind.label} of employee {employee_id} {reason}") from None


def _is_name_beside_bank_change(employer: str, employee_id: str, field: str) -> bool:
    if field not in NAME_FIELDS:
        return False
    newest = {each.source: each for each in reversed(change_sets(employer))}
    theirs = frozenset({employee_id})
    return any(employee_id in with_bank_change(proposals_in(each, theirs).values()) for each in newest.values())
