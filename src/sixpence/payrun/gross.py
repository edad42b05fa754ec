"""Gross pay of one person for one period: salary, hours at a rate, and what was added by hand."""

from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np

from sixpence.law.part_period import PartPeriod, PartPeriodMethod, Span, part_period_pay
from sixpence.law.rounding import half_up
from sixpence.payrun.figures import PayLine
from sixpence.payrun.window import Window
from sixpence.people.person import Days, Person, Salary
from sixpence.rates.frequency import Frequency

PER_YEAR = {"weekly": 52, "fortnightly": 26, "four-weekly": 13, "monthly": 12, "quarterly": 4, "yearly": 1}
_RUNS_PER_YEAR = {
    Frequency.WEEKLY: 52,
    Frequency.FORTNIGHTLY: 26,
    Frequency.FOUR_WEEKLY: 13,
    Frequency.MONTHLY: 12,
    Frequency.ANNUAL: 1,
}


def employed_days(person: Person, window: Window) -> tuple[date, date]:
    """First and last day of the period on which the person was employed (the last before the first: none)."""
    start, leaving = person.day("start_date"), person.day("leaving_date")
    return max(window.starts_on, start or window.starts_on), min(window.ends_on, leaving or window.ends_on)


def gross_lines(
    person: Person,
    days: Days,
    added: Iterable[PayLine],
    window: Window,
    part_period: PartPeriodMethod = PartPeriodMethod.CALENDAR_DAYS,
) -> tuple[PayLine, ...]:
    """The items of gross pay, whole pence. Hours without a rate take the person's hourly rate.

    `part_period` is how the employer pays for a part of a period (docs/law/starters-and-leavers.md).
    """
    rate = int(person.get("hourly_rate") or 0)
    of_pay = (line for line in added if line.kind.is_of_gross_pay)
    by_hand = (_at_rate(line, rate) if line.hours is not None else line for line in of_pay)
    return (*_salary_lines(person, days, window, part_period), *by_hand)


def salary_of_period(person: Person, frequency: Frequency) -> int:
    """What a whole period's salary comes to, in pence; 0 for somebody without one."""
    salary = person.salary
    return half_up(salary.pence * PER_YEAR[salary.interval], _RUNS_PER_YEAR[frequency]) if salary else 0


def _at_rate(line: PayLine, hourly_rate_pence: int) -> PayLine:
    rate, hours = line.rate_pence or hourly_rate_pence, line.hours or 0
    return PayLine(
        label=line.label, amount_pence=half_up(hours * rate, 100), hours=hours, rate_pence=rate, kind=line.kind
    )


def _salary_lines(person: Person, days: Days, window: Window, method: PartPeriodMethod) -> Iterable[PayLine]:
    """One line for each salary that applied; a part of the period is paid by the employer's method."""
    for pence, part in _salary_of_days(person, days, window, method, *employed_days(person, window)):
        label = "Salary"
        if part is not None:
            kind = "days" if method is PartPeriodMethod.CALENDAR_DAYS else "working days"
            label = f"Salary, {part.days[0]} of {part.of_days[0]} {kind}"
        yield PayLine(label=label, amount_pence=pence)


def salary_of_days(
    person: Person, days: Days, window: Window, method: PartPeriodMethod, first: date, last: date
) -> int:
    """What the salary of some days of the period comes to: all of them together come to what is paid for the period."""
    begins, ends = employed_days(person, window)
    parts = _salary_of_days(person, days, window, method, max(first, begins), min(last, ends))
    return sum(pence for pence, _ in parts)


def _salary_of_days(
    person: Person, days: Days, window: Window, method: PartPeriodMethod, first: date, last: date
) -> Iterable[tuple[int, PartPeriod | None]]:
    """The pay for each salary that applied on these days, with how many days it was of, None where of the whole."""
    runs = _RUNS_PER_YEAR[window.frequency]
    for starts_on, ends_on, salary in _salaries(days, first, last):
        whole = salary.pence * PER_YEAR[salary.interval]
        if (starts_on, ends_on) == (window.starts_on, window.ends_on):
            yield half_up(whole, runs), None
            continue
        part = part_period_pay(
            method,
            pay_of_year_pence=np.array([whole]),
            periods_in_year=np.array([runs]),
            part=_span(starts_on, ends_on),
            employed=_span(*employed_days(person, window)),
            period=_span(window.starts_on, window.ends_on),
        )
        yield int(part.pay_pence[0]), part


def _span(first: date, last: date) -> Span:
    return Span(np.array([first], dtype="M8[D]"), np.array([last], dtype="M8[D]"))


def _salaries(days: Days, first: date, last: date) -> Iterable[tuple[date, date, Salary]]:
    """The stretches of days from `first` to `last`, each with the salary in effect."""
    if first > last:
        return
    begins, until = first.isoformat(), last.isoformat()
    starts_on, told = first, ""
    for since, values in days.items():
        if "salary" not in values or since > until:
            continue
        if since > begins:
            changes_on = date.fromisoformat(since)
            if salary := Salary.of(told):
                yield starts_on, changes_on - timedelta(days=1), salary
            starts_on = changes_on
        told = values["salary"]
    if salary := Salary.of(told):
        yield starts_on, last, salary
