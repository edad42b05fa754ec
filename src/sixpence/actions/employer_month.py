"""What an employer owes HMRC by tax month (form P32), and what it claims in a tax year."""

from dataclasses import dataclass, replace
from datetime import datetime

from sixpence.actions.kept_runs import payment_of
from sixpence.basics.refused import Refused
from sixpence.payments.calendar import working_day_on_or_before
from sixpence.payrun.employer_month import EmployerMonth, RunSums, employer_months
from sixpence.people.employer import EmployerYear
from sixpence.rates import tax_year_named
from sixpence.store import transaction
from sixpence.store.employer_years import employer_year, run_sums, save_employer_year
from sixpence.store.events import record
from sixpence.store.payruns import people_with_parental_pay


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedToHmrc:
    """A tax year of a PAYE scheme, by tax month, from the runs that are approved or closed."""

    year: EmployerYear
    months: tuple[EmployerMonth, ...]

    @property
    def owed_pence(self) -> int:
        return sum(month.owed_pence for month in self.months)


def owed_to_hmrc(employer: str, tax_year: str) -> OwedToHmrc:
    """The tax months from the first to the last that Sixpence paid in.

    `pay_by` is the working day on which the money has to be there. Raises Refused where the year's rates are unknown.
    """
    tax_year_named(tax_year)
    year = employer_year(employer, tax_year)
    months = employer_months(year, [_with_parental_pay(employer, run) for run in run_sums(employer, tax_year)])
    return OwedToHmrc(
        year=year, months=tuple(replace(each, pay_by=working_day_on_or_before(each.pay_by)) for each in months)
    )


def _with_parental_pay(employer: str, run: RunSums) -> RunSums:
    """The same with what was paid of each kind; only payments with any are opened."""
    if not run.with_parental_pay:
        return run
    payments = map(payment_of, people_with_parental_pay(employer, run.run_key))
    by_kind = tuple(map(sum, zip(*(pay.parental_pay_by_kind for pay in payments), strict=True)))
    return replace(run, parental_pay_pence=by_kind) if by_kind else run


def claim_in_year(employer: str, year: EmployerYear, *, actor: str, at: datetime) -> None:
    """Keep what the employer claims in a tax year. Raises Refused for an unknown year, or an amount that cannot be."""
    rates = tax_year_named(year.tax_year)
    allowance = rates.on(rates.ends_on).employer
    _at_most("the levy allowance", year.levy_allowance_pence or 0, allowance.apprenticeship_levy_allowance_pence)
    used = year.before.employment_allowance_pence
    _at_most("the Employment Allowance used before", used, allowance.employment_allowance_pence)
    if used > year.before.employer_ni_pence:
        raise Refused("more Employment Allowance was used before than there were employer contributions: check both")
    for what, pence in (
        ("the employer's contributions before", year.before.employer_ni_pence),
        ("the pay bill before", year.before.pay_bill_pence),
        ("the apprenticeship levy before", year.before.apprenticeship_levy_pence),
    ):
        if pence < 0:
            raise Refused(f"{what} is below zero: give what was reported from 6 April on")
    with transaction():
        save_employer_year(employer, year)
        record(
            kind="claims of a tax year set",
            subject=employer,
            detail={
                "tax_year": year.tax_year,
                "employment_allowance": year.employment_allowance,
                "small_employer": year.small_employer,
            },
            actor=actor,
            at=at,
        )


def _at_most(what: str, pence: int, most_pence: int) -> None:
    if not 0 <= pence <= most_pence:
        raise Refused(f"{what} is not between 0 and {most_pence // 100:,}, the allowance of the year")
