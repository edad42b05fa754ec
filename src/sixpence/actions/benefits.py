"""Benefits that are taxed through the payroll: entered, changed, withdrawn, listed."""

from dataclasses import dataclass
from datetime import datetime

from sixpence.basics.refused import Refused
from sixpence.people.benefits import Benefit, benefit_of
from sixpence.people.entries import Entry, EntryKind, newest
from sixpence.rates import tax_year_named
from sixpence.store import transaction
from sixpence.store.entries import add_entry, change_entry, entries_of, newest_entry
from sixpence.store.events import record


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedBenefit:
    employee_id: str
    number: int
    benefit: Benefit


def add_benefit(employer: str, employee_id: str, benefit: Benefit, *, actor: str, at: datetime) -> int:
    """Keep a new benefit; gives its number. Raises Refused for one that cannot be."""
    _check(employee_id, benefit)
    with transaction():
        entry = add_entry(
            employer,
            employee_id,
            EntryKind.BENEFIT,
            effective_from=benefit.first_day,
            content=benefit.content(),
            at=at,
        )
        _tell("benefit added", employer, entry, actor, at)
    return entry.number


def change_benefit(employer: str, employee_id: str, number: int, benefit: Benefit, *, actor: str, at: datetime) -> None:
    """Put a benefit right, such as its value or last day; the paydays left bear the difference. Raises Refused."""
    _check(employee_id, benefit)
    with transaction():
        before = newest_entry(employer, employee_id, EntryKind.BENEFIT, number)
        entry = change_entry(before, employer, effective_from=benefit.first_day, content=benefit.content(), at=at)
        _tell("benefit changed", employer, entry, actor, at)


def withdraw_benefit(employer: str, employee_id: str, number: int, *, actor: str, at: datetime) -> None:
    """Tax a benefit no more; what was taxed of it stays taxed. Raises Refused."""
    with transaction():
        before = newest_entry(employer, employee_id, EntryKind.BENEFIT, number)
        if before.content is None:
            raise Refused(f"benefit {number} of employee {employee_id} is withdrawn already")
        entry = change_entry(before, employer, effective_from=before.effective_from, content=None, at=at)
        _tell("benefit withdrawn", employer, entry, actor, at)


def benefits_listed(employer: str, employee_id: str | None = None) -> list[ListedBenefit]:
    """Every benefit that is not withdrawn, by employee id and number."""
    only = {employee_id} if employee_id else None
    return [
        ListedBenefit(employee_id=who, number=number, benefit=benefit_of(entry.content))
        for who, entries in entries_of(employer, only).items()
        for number, entry in newest(entries, EntryKind.BENEFIT).items()
        if entry.content is not None
    ]


def _check(employee_id: str, benefit: Benefit) -> None:
    try:
        benefit_of(benefit.content())
    except ValueError as problem:
        raise Refused(f"the benefit of employee {employee_id} is not kept: {problem}") from None
    if benefit.taxed_before_pence:
        tax_year_named(benefit.taxed_before_year)


def _tell(kind: str, employer: str, entry: Entry, actor: str, at: datetime) -> None:
    detail: dict[str, str | int] = {"employee_id": entry.employee_id, "benefit": entry.number}
    record(kind=kind, subject=employer, detail=detail, actor=actor, at=at)
