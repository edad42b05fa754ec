"""What leaves the employer's account when: net pay, HMRC, pensions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from sixpence.actions.employer_month import owed_to_hmrc
from sixpence.basics.refused import Refused
from sixpence.payments.calendar import bacs_days, working_day_on_or_before
from sixpence.payrun.life import RunState
from sixpence.rates import tax_years
from sixpence.store.payments_made import made_by_period
from sixpence.store.records import RunTotals
from sixpence.store.run_totals import run_totals

_LOOK_BACK, _LOOK_AHEAD = timedelta(days=31), timedelta(days=62)
_PAID_WITHIN = _LOOK_BACK + timedelta(days=62)  # whatever a run owes is paid within two months of its pay date
# Employees' contributions must reach the scheme by the 22nd after the month they were taken in, three days before where
# not paid electronically. Source: SI 1996/1715 regulation 16; SI 2000/2692 regulation 5.
_PENSION_DAY = 22
_FINAL = (RunState.APPROVED, RunState.CLOSED)


class To(StrEnum):
    """Whom the money is for."""

    EMPLOYEES = "employees"
    HMRC = "hmrc"
    PENSION = "pension"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {To.EMPLOYEES: "employees", To.HMRC: "HMRC", To.PENSION: "the pension scheme"}


def hmrc_period(tax_year: str, tax_month: int) -> str:
    return f"{tax_year}-{tax_month:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyOut:
    """One amount that leaves, whole pence, None while its pay run has no figures."""

    to: To
    day: date  # on which the money has to be there
    amount_pence: int | None
    run_keys: tuple[str, ...]
    is_final: bool  # every run it comes from is approved
    send_by: date | None = None  # the last day to send the bank's file
    tax_month: int | None = None  # of what goes to HMRC
    period: str = ""  # of what somebody has to say was paid: "2026-27-08", a tax month, or "2026-11" of contributions
    made_pence: int = 0  # of it, as somebody says

    @property
    def left_pence(self) -> int:
        """What is still to be paid of a payment that somebody has to say was made."""
        return max((self.amount_pence or 0) - self.made_pence, 0) if self.period and self.is_final else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PensionMonth:
    """What was contributed on the runs of a calendar month, whole pence, and when the scheme must have it."""

    month: date  # its first day
    pay_by: date
    employee_pence: int
    employer_pence: int
    run_keys: tuple[str, ...]
    is_final: bool

    @property
    def period(self) -> str:
        """As payments are marked with it."""
        return f"{self.month:%Y-%m}"

    @property
    def to_scheme_pence(self) -> int:
        return self.employee_pence + self.employer_pence


def payments_timeline(employer: str, totals: Iterable[RunTotals], *, today: date) -> tuple[MoneyOut, ...]:
    """What left in the last month and what leaves in the next two, by day.

    `totals` are those of all its runs. What goes to HMRC is known once a run of the tax month is approved.
    """
    runs = [each for each in totals if each.run.pay_date >= today - _PAID_WITHIN]
    owed = [*_pensions(runs), *_hmrc(employer, {each.run.tax_year for each in runs})]
    everything = [*_net_pay(runs), *_with_what_was_made(employer, owed)]
    near = [one for one in everything if today - _LOOK_BACK <= one.day <= today + _LOOK_AHEAD]
    return tuple(sorted(near, key=lambda one: (one.day, one.to, one.run_keys)))


def owed_for(employer: str, to: To, period: str) -> MoneyOut:
    """What goes to HMRC or a pension scheme for a period. Raises Refused where nothing final is owed for it."""
    if to is To.HMRC:
        tax_year = period.rpartition("-")[0]
        known = {year.name for year in tax_years()}
        owed = _hmrc(employer, {tax_year} & known)
    else:
        owed = _pensions(run_totals(employer)) if to is To.PENSION else ()
    for one in _with_what_was_made(employer, owed):
        if one.period == period and one.is_final:
            return one
    raise Refused(f"nothing that is approved is owed to {to.label} for {period!r}: look at what is ahead")


def _with_what_was_made(employer: str, owed: Iterable[MoneyOut]) -> list[MoneyOut]:
    made = made_by_period(employer)
    return [replace(one, made_pence=made[one.to, one.period]) for one in owed]


def _net_pay(runs: Iterable[RunTotals]) -> Iterable[MoneyOut]:
    for totals in runs:
        days = bacs_days(totals.run.pay_date)
        yield MoneyOut(
            to=To.EMPLOYEES,
            day=days.entry,
            send_by=days.submission,
            amount_pence=None if totals.run.state is RunState.OPEN else totals.net_pay_pence,
            run_keys=(totals.run.run_key,),
            is_final=totals.run.state in _FINAL,
        )


def _pensions(runs: Iterable[RunTotals]) -> Iterable[MoneyOut]:
    for month in pension_months(runs):
        yield MoneyOut(
            to=To.PENSION,
            day=month.pay_by,
            amount_pence=month.to_scheme_pence,
            period=month.period,
            run_keys=month.run_keys,
            is_final=month.is_final,
        )


def pension_months(runs: Iterable[RunTotals]) -> tuple[PensionMonth, ...]:
    """One payment for all runs of a calendar month in which something was contributed, oldest first."""
    by_month: dict[date, list[RunTotals]] = {}
    for totals in runs:
        if totals.employee_pension_pence or totals.employer_pension_pence:
            by_month.setdefault(totals.run.pay_date.replace(day=1), []).append(totals)
    return tuple(
        PensionMonth(
            month=month,
            pay_by=working_day_on_or_before((month + timedelta(days=31)).replace(day=_PENSION_DAY)),
            employee_pence=sum(totals.employee_pension_pence for totals in theirs),
            employer_pence=sum(totals.employer_pension_pence for totals in theirs),
            run_keys=tuple(totals.run.run_key for totals in theirs),
            is_final=all(totals.run.state in _FINAL for totals in theirs),
        )
        for month, theirs in sorted(by_month.items())
    )


def _hmrc(employer: str, tax_years: Iterable[str]) -> Iterable[MoneyOut]:
    for tax_year in sorted(tax_years):
        for month in owed_to_hmrc(employer, tax_year).months:
            if month.owed_pence > 0:
                yield MoneyOut(
                    to=To.HMRC,
                    day=month.pay_by,
                    amount_pence=month.owed_pence,
                    run_keys=month.run_keys,
                    is_final=True,
                    tax_month=month.tax_month,
                    period=hmrc_period(tax_year, month.tax_month),
                )
