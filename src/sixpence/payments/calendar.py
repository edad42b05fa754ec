"""Bacs working days, and the three days a Bacs payment takes.

Working days are Monday to Friday less the bank holidays of England and Wales, wherever the employer is. Source: the
Bacs processing calendar (Pay.UK), whose bank holidays are those of gov.uk/bank-holidays; `holidays` carries them.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays

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
