"""Bacs working days, and the three days a Bacs payment takes.

Working days are Monday to Friday less the bank holidays of England and Wales, wherever the employer is. Source: the
Bacs processing calendar (Pay.UK), whose bank holidays are those of gov.uk/bank-holidays; `holidays` carries them.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays

from sixpence.rates.frequency import BY_LABEL, WEEKS, Frequency

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BacsDays:
    """The three consecutive working days of one Bacs payment, last first."""

    entry: date  # the money arrives, and leaves the employer's account
    processing: date  # the day written in the file
    submission: date  # the last day on which the file can be sent


@lru_cache(maxsize=64)
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def is_bacs_working_day(day: date) -> bool:
    """True on Monday to Friday, bank holidays of England and Wales apart."""
    return day.weekday() < 5 and day not in _bank_holidays(day.year)


def working_day_on_or_before(day: date) -> date:
    """The last Bacs working day that is not after `day`."""
    while not is_bacs_working_day(day):
        day -= _DAY
    return day


def bacs_days(pay_date: date) -> BacsDays:
    """When a payment due on `pay_date` must be sent, is processed and arrives.

    A pay date that is no working day is brought forward, so that nobody is paid late.
    """
    entry = working_day_on_or_before(pay_date)
    processing = working_day_on_or_before(entry - _DAY)
    return BacsDays(entry, processing, working_day_on_or_before(processing - _DAY))


def next_pay_date(pay_date: date, frequency_label: str) -> date:
    """The pay date after this one, if pay goes on as it came: the last working day of a month is followed by the next
    one's, any other day by the same day of the month.

    >>> next_pay_date(date(2026, 8, 28), "monthly"), next_pay_date(date(2026, 11, 27), "weekly")
    (datetime.date(2026, 9, 30), datetime.date(2026, 12, 4))
    """
    frequency = BY_LABEL[frequency_label]
    if frequency in (Frequency.WEEKLY, Frequency.FORTNIGHTLY, Frequency.FOUR_WEEKLY):
        return pay_date + WEEKS[frequency] * timedelta(days=7)
    after = pay_date.month + (1 if frequency is Frequency.MONTHLY else 12)
    last, next_last = _last_day(pay_date.year, pay_date.month), _last_day(pay_date.year, after)
    if pay_date == working_day_on_or_before(last):
        return working_day_on_or_before(next_last)
    return next_last if pay_date == last else next_last.replace(day=min(pay_date.day, next_last.day))


def _last_day(year: int, month: int) -> date:
    """Of a month, counted on beyond 12 into the next years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])
