"""Benefits that are taxed through the payroll: entered, changed, withdrawn, listed."""

from dataclasses import dataclass
from datetime import datetime

from sixpence.actions import entered
from sixpence.people.benefits import Benefit, benefit_of
from sixpence.people.entries import EntryKind
from sixpence.rates import tax_year_named
from sixpence.store import transaction
from sixpence.store.entries import newest_entry


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedBenefit:
    employee_id: str
    number: int
    benefit: Benefit


def add_benefit(employer: str, employee_id: str, benefit: Benefit, *, actor: str, at: datetime) -> int:
    """Keep a new benefit; gives its number. Raises Refused for one that cannot be."""
    _check(employee_id, benefit)
    with transaction():
        kind, first_day = EntryKind.BENEFIT, benefit.first_day
        return entered.keep(employer, employee_id, kind, first_day, benefit.content(), actor=actor, at=at)


def change_benefit(employer: str, employee_id: str, number: int, benefit: Benefit, *, actor: str, at: datetime) -> None:
    """Put a benefit right, such as its value or last day; the paydays left bear the difference. Raises Refused."""
    _check(employee_id, benefit)
    with transaction():
        before = newest_entry(employer, employee_id, EntryKind.BENEFIT, number)
        entered.change(before, employer, benefit.first_day, benefit.content(), actor=actor, at=at)


def withdraw_benefit(employer: str, employee_id: str, number: int, *, actor: str, at: datetime) -> None:
    """Tax a benefit no more; what was taxed of it stays taxed. Raises Refused."""
    with transaction():
        entered.withdraw(employer, employee_id, EntryKind.BENEFIT, number, actor=actor, at=at)


def benefits_listed(employer: str, employee_id: str | None = None) -> list[ListedBenefit]:
    """Every benefit that is not withdrawn, by employee id and number."""
    return [
        ListedBenefit(employee_id=who, number=number, benefit=benefit)
        for who, number, benefit in entered.standing(employer, employee_id, EntryKind.BENEFIT, benefit_of)
    ]


def _check(employee_id: str, benefit: Benefit) -> None:
    entered.entry_made(f"benefit of employee {employee_id}", benefit_of, benefit.content())
    if benefit.taxed_before_pence:
        tax_year_named(benefit.taxed_before_year)
