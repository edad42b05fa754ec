"""Who is paid less than the minimum wage on a run, as far as their facts can tell.

Looked at are hours that were entered, and salaries of whole periods with weekly hours known. Apprentices are not known
as such and are told with the others; so it is a thing to look at, and not for Sixpence to decide.
"""

from collections.abc import Iterator

import numpy as np

from sixpence.law.minimum_wage import age_on, hourly_rate, minimum_wage, salaried_hours
from sixpence.law.rounding import half_up
from sixpence.payrun.figures import PersonPay, RunFigures
from sixpence.rates import TaxYearNotLoaded, rates_on
from sixpence.rates.frequency import BY_LABEL


def below_minimum_wage(run: RunFigures) -> Iterator[tuple[PersonPay, int]]:
    """Each with how many pence are missing. Nobody where the rates of the period's first day are not loaded."""
    try:
        rates = rates_on(run.period_start).minimum_wage
    except TaxYearNotLoaded:
        return
    known = [(pay, *worked) for pay in run.people if (worked := _worked(pay)) is not None]
    if not known:
        return
    hours, paid, by_salary = (np.array(column) for column in zip(*(worked for _, *worked in known), strict=True))
    frequency = np.full(len(known), BY_LABEL[run.frequency], dtype=np.int8)
    born = np.array([pay.person.get("birth_date") for pay, *_ in known], dtype="M8[D]")
    nobody = np.zeros(len(known), dtype=np.bool_)
    age = age_on(born, np.full(len(known), run.period_start, dtype="M8[D]"))
    found = minimum_wage(
        rates,
        rate_per_hour_pence=hourly_rate(rates, age=age, is_apprentice=nobody, in_first_year=nobody),
        hours_hundredths=np.where(by_salary, salaried_hours(hours, frequency), hours),
        pay_pence=paid,
        given_up_pence=np.array([_given_up(pay) for pay, *_ in known]),
    )
    for (pay, *_), short in zip(known, found.short_pence, strict=True):
        if short:
            yield pay, int(short)


def _given_up(pay: PersonPay) -> int:
    return pay.employee_pension_pence if pay.pension == "salary-sacrifice" else 0


def _worked(pay: PersonPay) -> tuple[int, int, bool] | None:
    """Hours in hundredths, the pay for them, and whether they are the year's hours of a salary; None where unknown."""
    if not pay.person.get("birth_date"):
        return None
    by_the_hour = [line for line in pay.lines if line.hours is not None]
    if by_the_hour and pay.person.salary is None:
        return sum(line.hours or 0 for line in by_the_hour), sum(line.amount_pence for line in by_the_hour), False
    weekly = pay.person.get("weekly_hours")
    salary = [line.amount_pence for line in pay.lines if line.label == "Salary"]
    if not weekly or not salary or pay.statutory:
        return None
    return half_up(int(weekly.replace(".", "")) * 365, 7), salary[0], True
