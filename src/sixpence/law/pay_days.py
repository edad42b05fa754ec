"""The days on which wages are paid, for leave that statutory pay covers.

Source: Social Security Contributions and Benefits Act 1992 section 165 and the Statutory Maternity Pay (General)
Regulations 1986 regulation 29: statutory pay is paid on the days on which wages normally are.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum

_SATURDAY = 5


class PayRhythm(Enum):
    """How often wages are paid. The values are the names that the gov.uk calculator gives them."""

    EACH_PAY_WEEK = "weekly_starting"  # on the last day of each week of the leave
    WEEKLY = "weekly"
    EVERY_2_WEEKS = "every_2_weeks"
    EVERY_4_WEEKS = "every_4_weeks"
    FIRST_DAY_OF_THE_MONTH = "first_day_of_the_month"
    LAST_DAY_OF_THE_MONTH = "last_day_of_the_month"
    LAST_WORKING_DAY_OF_THE_MONTH = "last_working_day_of_the_month"
    DAY_OF_THE_MONTH = "specific_date_each_month"


_WEEKS = {PayRhythm.WEEKLY: 1, PayRhythm.EVERY_2_WEEKS: 2, PayRhythm.EVERY_4_WEEKS: 4}


def needs_first_pay_day(rhythm: PayRhythm) -> bool:
    return rhythm in _WEEKS


def needs_day_of_month(rhythm: PayRhythm) -> bool:
    return rhythm is PayRhythm.DAY_OF_THE_MONTH


def pay_days(
    rhythm: PayRhythm, first: date, last: date, *, first_pay_day: date | None = None, day_of_month: int | None = None
) -> tuple[date, ...]:
    """The pay days from `first` on, until one is on or after `last`.

    Weekly rhythms count on from `first_pay_day`. In a month without the day asked for it is the month's last. Working
    days are Monday to Friday.

    >>> pay_days(PayRhythm.LAST_DAY_OF_THE_MONTH, date(2026, 2, 3), date(2026, 3, 1))
    (datetime.date(2026, 2, 28), datetime.date(2026, 3, 31))
    """
    if rhythm is PayRhythm.EACH_PAY_WEEK:
        days = _every(7, first + timedelta(days=6))
    elif rhythm in _WEEKS:
        if first_pay_day is None:
            raise ValueError("pay days some weeks apart need a first one")
        days = _every(7 * _WEEKS[rhythm], first_pay_day)
    else:
        days = (_of_month(rhythm, month, day_of_month) for month in _months(first))
    found: list[date] = []
    for day in days:
        if day >= first:
            found.append(day)
        if day >= last:
            break
    return tuple(found)


def _every(days: int, first: date) -> Iterator[date]:
    while True:
        yield first
        first += timedelta(days=days)


def _months(first: date) -> Iterator[date]:
    """The first of each month, from that of a day on."""
    month = first.replace(day=1)
    while True:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)


def _of_month(rhythm: PayRhythm, month: date, day_of_month: int | None) -> date:
    last = month.replace(day=monthrange(month.year, month.month)[1])
    if rhythm is PayRhythm.FIRST_DAY_OF_THE_MONTH:
        return month
    if rhythm is PayRhythm.LAST_DAY_OF_THE_MONTH:
        return last
    if rhythm is PayRhythm.LAST_WORKING_DAY_OF_THE_MONTH:
        return last - timedelta(days=max(last.weekday() - _SATURDAY + 1, 0))
    if day_of_month is None:
        raise ValueError("a day of each month is needed")
    return month.replace(day=min(day_of_month, last.day))
