"""The days on which wages are paid, for leave that statutory pay covers.

Source: Social Security Contributions and Benefits Act 1992 section 165 and the Statutory Maternity Pay (General)
Regulations 1986 regulation 29: statutory pay is paid on the days on which wages normally are.
"""

from datetime import date, timedelta
from enum import Enum

import numpy as np

from sixpence.law.pay_calendar import usual_by_month, usual_by_week, usual_on_last_working_day
from sixpence.rates.frequency import Frequency


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


_BY_WEEK = {
    PayRhythm.WEEKLY: Frequency.WEEKLY,
    PayRhythm.EVERY_2_WEEKS: Frequency.FORTNIGHTLY,
    PayRhythm.EVERY_4_WEEKS: Frequency.FOUR_WEEKLY,
}
_DAY_OF_MONTH = {PayRhythm.FIRST_DAY_OF_THE_MONTH: 1, PayRhythm.LAST_DAY_OF_THE_MONTH: 31}


def needs_first_pay_day(rhythm: PayRhythm) -> bool:
    return rhythm in _BY_WEEK


def needs_day_of_month(rhythm: PayRhythm) -> bool:
    return rhythm is PayRhythm.DAY_OF_THE_MONTH


def pay_days(
    rhythm: PayRhythm, first: date, last: date, *, first_pay_day: date | None = None, day_of_month: int | None = None
) -> tuple[date, ...]:
    """The pay days from `first` on, until one is on or after `last`.

    Weekly rhythms count on from `first_pay_day`. In a month without the day asked for it is the month's last. Working
    days are Monday to Friday, without regard to bank holidays.

    >>> pay_days(PayRhythm.LAST_DAY_OF_THE_MONTH, date(2026, 2, 3), date(2026, 3, 1))
    (datetime.date(2026, 2, 28), datetime.date(2026, 3, 31))
    """
    end = last + timedelta(days=62)  # beyond the next pay day of any rhythm
    begin, horizon = np.datetime64(first, "D"), np.datetime64(end, "D")
    if rhythm is PayRhythm.EACH_PAY_WEEK:
        days = usual_by_week(Frequency.WEEKLY, begin + np.timedelta64(6, "D"), begin, horizon)
    elif rhythm in _BY_WEEK:
        if first_pay_day is None:
            raise ValueError("pay days some weeks apart need a first one")
        one = np.datetime64(first_pay_day, "D")
        days = usual_by_week(_BY_WEEK[rhythm], one, max(begin, one), horizon)
    elif rhythm is PayRhythm.LAST_WORKING_DAY_OF_THE_MONTH:
        days = usual_on_last_working_day(begin, horizon, np.array([], dtype="M8[D]"))
    else:
        day = _DAY_OF_MONTH.get(rhythm, day_of_month)
        if day is None:
            raise ValueError("a day of each month is needed")
        days = usual_by_month(day, begin, horizon)
    found: list[date] = days.tolist()
    return tuple(found[: next(place for place, day in enumerate(found, start=1) if day >= last)])
