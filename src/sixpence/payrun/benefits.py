"""Benefits taxed through the payroll on a run: the part of each that this payday bears."""

from datetime import date, timedelta

import numpy as np

from sixpence.law.payrolled_benefits import benefit_of_payday, value_for_days
from sixpence.payrun.figures import BenefitTaxed
from sixpence.payrun.readiness import History
from sixpence.payrun.window import Window
from sixpence.people.benefits import Benefit, benefit_of
from sixpence.people.entries import EntryKind, newest
from sixpence.people.person import Person
from sixpence.rates import tax_year_named
from sixpence.rates.frequency import WEEKS, Frequency

_MONTHS, _WEEKS = 12, 52


def benefits_of(person: Person, window: Window, history: History) -> tuple[BenefitTaxed, ...]:
    """Each benefit that somebody has in the tax year and by the end of the period, in order of its number."""
    last = history.last_payment
    same_year = last is not None and last.pay_date >= window.tax_year_starts_on
    before = {one.number: one for one in last.payment.benefits} if last is not None and same_year else {}
    taxed = []
    for number, entry in newest(history.entries, EntryKind.BENEFIT).items():
        if entry.content is None:
            continue
        benefit = benefit_of(entry.content)
        value = _value_in_year(benefit, person, window)
        if value == 0 or benefit.first_day > window.ends_on:
            continue
        elsewhere = benefit.taxed_before_pence if benefit.taxed_before_year == window.tax_year else 0
        taxed_before = before[number].taxed_to_date_pence if number in before else elsewhere
        part = benefit_of_payday(np.array([value]), np.array([taxed_before]), np.array([_paydays_left(person, window)]))
        taxed.append(
            BenefitTaxed(
                number=number,
                name=benefit.name,
                value_in_year_pence=value,
                taxed_before_pence=taxed_before,
                # A payday bears nothing at least: what was taxed too much is for HMRC to give back.
                amount_pence=max(int(part[0]), 0),
            )
        )
    return tuple(taxed)


def _value_in_year(benefit: Benefit, person: Person, window: Window) -> int:
    """Of the days in this tax year on which it is there, as far as they are known now."""
    year = tax_year_named(window.tax_year)
    ends = [day for day in (benefit.last_day, person.day("leaving_date"), year.ends_on) if day is not None]
    first, last = max(benefit.first_day, year.starts_on), min(ends)
    if (first, last) == (year.starts_on, year.ends_on):
        return benefit.value_of_year_pence
    there, days_in_year = max(_days(first, last), 0), _days(year.starts_on, year.ends_on)
    value = value_for_days(np.array([benefit.value_of_year_pence]), np.array([there]), np.array([days_in_year]))
    return int(value[0])


def _days(first: date, last: date) -> int:
    return (last - first).days + 1


def _paydays_left(person: Person, window: Window) -> int:
    """In the tax year and the employment, this one included."""
    if window.frequency is Frequency.ANNUAL:
        return 1
    if window.frequency is Frequency.MONTHLY:
        of_year = _MONTHS - window.tax_period + 1
    else:
        of_year = max(_WEEKS - window.tax_period, 0) // WEEKS[window.frequency] + 1
    leaving = person.day("leaving_date")
    if leaving is None:
        return of_year
    if window.frequency is Frequency.MONTHLY:
        until = 12 * (leaving.year - window.ends_on.year) + leaving.month - window.ends_on.month
    else:
        until = -((window.ends_on - leaving) // timedelta(weeks=WEEKS[window.frequency]))
    return min(of_year, max(until, 0) + 1)
