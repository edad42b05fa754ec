"""What an employer owes HMRC for each tax month, as form P32 has it, from what its pay runs came to.

Source: SI 2003/2682 regulations 2 (tax months), 67G and 69 (what is paid, and by when) and 147C (the levy with it);
SI 2001/1004 schedule 4 paragraphs 10 and 11 (contributions); SI 1994/1882 (statutory pay that is recovered).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from sixpence.law.apprenticeship_levy import apprenticeship_levy
from sixpence.law.employment_allowance import Exclusion, employment_allowance
from sixpence.law.parental_pay import ParentalPayment
from sixpence.law.statutory_recovery import statutory_recovery
from sixpence.law.tax_periods import tax_month
from sixpence.payrun.figures import NO_PARENTAL_PAY
from sixpence.people.employer import EmployerYear
from sixpence.rates import Rates, tax_year_named

_MONTHS = 12
_PAID_ON = 22  # 17 days after the tax month, by electronic payment; anything else is due three days before


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSums:
    """What one pay run came to that HMRC is concerned with, in whole pence."""

    run_key: str
    pay_date: date
    is_closed: bool  # otherwise approved, and may still be reopened
    income_tax_pence: int
    student_loans_pence: int  # student and postgraduate loans together
    employee_ni_pence: int
    employer_ni_pence: int
    pay_bill_pence: int  # earnings within secondary Class 1
    with_parental_pay: int  # people who were paid any, or from whom any was taken back
    parental_pay_pence: tuple[int, ...] = NO_PARENTAL_PAY  # by place in `ParentalPayment`


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerMonth:
    """One tax month of a PAYE scheme, whole pence. Everything is owed to HMRC but what is named as taken off."""

    tax_month: int
    starts_on: date
    ends_on: date
    pay_by: date  # the 22nd after it; where banks are closed that day, the money must be there before
    run_keys: tuple[str, ...]
    is_final: bool  # every run is closed
    income_tax_pence: int
    student_loans_pence: int
    employee_ni_pence: int
    employer_ni_pence: int
    apprenticeship_levy_pence: int  # negative where the year's levy has come down
    employment_allowance_pence: int  # taken off; negative where the year's contributions came down
    parental_pay_pence: tuple[int, ...]  # paid, by place in `ParentalPayment`
    recovered_pence: int  # of it, taken off
    compensation_pence: int  # a small employer's on top, taken off

    @property
    def national_insurance_pence(self) -> int:
        """Both sides' contributions, before anything is taken off."""
        return self.employee_ni_pence + self.employer_ni_pence

    @property
    def taken_off_pence(self) -> int:
        return self.employment_allowance_pence + self.recovered_pence + self.compensation_pence

    @property
    def owed_pence(self) -> int:
        """Below nothing where HMRC owes the employer: it is set against the next month."""
        due = self.income_tax_pence + self.student_loans_pence + self.national_insurance_pence
        return due + self.apprenticeship_levy_pence - self.taken_off_pence


def employer_months(year: EmployerYear, runs: Sequence[RunSums]) -> tuple[EmployerMonth, ...]:
    """The tax months from the first to the last with one of these runs, all of which are of the year.

    Raises Refused for a tax year whose rates are not loaded.
    """
    if not runs:
        return ()
    in_month = [number - 1 for number in tax_month(np.array([run.pay_date for run in runs], dtype="M8[D]")).tolist()]
    first, last = min(in_month), max(in_month)
    rates = tuple(tax_year_named(year.tax_year).on(_days_of(year.tax_year, month)[1]) for month in range(_MONTHS))
    employer_ni = _by_month(in_month, [run.employer_ni_pence for run in runs])
    allowance = _allowance(year, rates, employer_ni, first)
    levy = _levy(year, rates, _by_month(in_month, [run.pay_bill_pence for run in runs]), first)
    parental = np.stack([_by_month(in_month, [run.parental_pay_pence[kind] for run in runs]) for kind in _KINDS])
    recovered, compensation = _recovered(year, rates, parental)
    sums = {
        "income_tax_pence": _by_month(in_month, [run.income_tax_pence for run in runs]),
        "student_loans_pence": _by_month(in_month, [run.student_loans_pence for run in runs]),
        "employee_ni_pence": _by_month(in_month, [run.employee_ni_pence for run in runs]),
        "employer_ni_pence": employer_ni,
        "apprenticeship_levy_pence": levy,
        "employment_allowance_pence": allowance,
        "recovered_pence": recovered,
        "compensation_pence": compensation,
    }
    months = []
    for month in range(first, last + 1):
        starts_on, ends_on = _days_of(year.tax_year, month)
        theirs = [run for run, number in zip(runs, in_month, strict=True) if number == month]
        months.append(
            EmployerMonth(
                tax_month=month + 1,
                starts_on=starts_on,
                ends_on=ends_on,
                pay_by=ends_on.replace(day=_PAID_ON),
                run_keys=tuple(run.run_key for run in theirs),
                is_final=all(run.is_closed for run in theirs),
                parental_pay_pence=tuple(parental[:, month].tolist()),
                **{name: int(by_month[month]) for name, by_month in sums.items()},
            )
        )
    return tuple(months)


_KINDS = tuple(ParentalPayment)
_Int = np.ndarray[tuple[int], np.dtype[np.int64]]


def _by_month(in_month: Sequence[int], amounts: Sequence[int]) -> _Int:
    sums = np.zeros(_MONTHS, dtype=np.int64)
    np.add.at(sums, np.array(in_month), np.array(amounts, dtype=np.int64))
    return sums


def _allowance(year: EmployerYear, rates: Sequence[Rates], employer_ni: _Int, first: int) -> _Int:
    """Employment Allowance of each month, from the year's contributions to date."""
    if not year.employment_allowance:
        return np.zeros(_MONTHS, dtype=np.int64)
    used = employment_allowance(
        rates[-1].employer,
        excluded=np.full(_MONTHS, Exclusion.NONE, dtype=np.int8),
        secondary_class_1_to_date_pence=year.before.employer_ni_pence + np.cumsum(employer_ni),
        used_before_pence=np.zeros(_MONTHS, dtype=np.int64),
    )
    return _of_each(used.used_to_date_pence, year.before.employment_allowance_pence, first)


def _levy(year: EmployerYear, rates: Sequence[Rates], pay_bill: _Int, first: int) -> _Int:
    """The apprenticeship levy of each month from the first that Sixpence paid in."""
    whole = rates[-1].employer.apprenticeship_levy_allowance_pence
    share = whole if year.levy_allowance_pence is None else year.levy_allowance_pence
    levy = apprenticeship_levy(
        rates[-1].employer,
        tax_month=np.arange(1, _MONTHS + 1),
        pay_bill_to_date_pence=year.before.pay_bill_pence + np.cumsum(pay_bill),
        allowance_of_year_pence=np.full(_MONTHS, share, dtype=np.int64),
        due_before_pence=np.zeros(_MONTHS, dtype=np.int64),
    )
    return _of_each(levy.due_to_date_pence, year.before.apprenticeship_levy_pence, first)


def _of_each(to_date: _Int, before: int, first: int) -> _Int:
    """Of a year to date, each month's part from the first that Sixpence paid in; what was due earlier is `before`."""
    months = np.zeros(_MONTHS, dtype=np.int64)
    months[first:] = np.diff(to_date[first:], prepend=before)
    return months


def _recovered(
    year: EmployerYear, rates: Sequence[Rates], parental: np.ndarray[tuple[int, int], np.dtype[np.int64]]
) -> tuple[_Int, _Int]:
    """What comes back of each month's parental pay, and the compensation; kind by kind, on the year to date."""
    back = statutory_recovery(
        rates[-1].statutory_pay_recovery,
        paid_pence=np.cumsum(parental, axis=1),
        small_employer=np.full(parental.shape, year.small_employer),
    )
    recovered, compensation = (
        np.diff(each, axis=1, prepend=0).sum(axis=0) for each in (back.recovered_pence, back.compensation_pence)
    )
    return recovered, compensation


def _days_of(tax_year: str, month: int) -> tuple[date, date]:
    """The 6th and the 5th between which a tax month (from 0) runs."""
    april = int(tax_year[:4]) * _MONTHS + 3
    (begins, january), (ends, next_january) = (divmod(april + month + after, _MONTHS) for after in (0, 1))
    return date(begins, january + 1, 6), date(ends, next_january + 1, 5)
