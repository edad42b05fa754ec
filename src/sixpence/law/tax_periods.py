"""Tax months and tax weeks: months from the 6th to the 5th, and weeks of seven days from 6 April.

Source: SI 2003/2682 regulation 2; HMRC PAYE20005 (week 53 is 5 April, and 4 April too in a leap year).
"""

import numpy as np
from numpy.typing import NDArray

from sixpence.rates.frequency import WEEKS, Frequency

Days = NDArray[np.datetime64]
Int = NDArray[np.int64]

_WEEKS = np.array(WEEKS, dtype=np.int64)
LAST_WEEK = 52
EXTRA_WEEKS = (53, 54, 56)


def tax_month(days: Days) -> Int:
    """1 to 12, of each day."""
    return _month_index(days) % 12 + 1


def tax_week(days: Days) -> Int:
    """1 to 53, of each day."""
    starts = _april(days) + np.timedelta64(5, "D")
    return (days.astype("M8[D]") - starts).astype(np.int64) // 7 + 1


def tax_period(days: Days, frequency: NDArray[np.int8]) -> Int:
    """The period a payment belongs to: a tax month for monthly and annual pay, else a tax week.

    A payment in week 53 counts as week 53, 54 or 56 for weekly, two-weekly and four-weekly pay (PAYE70015).
    """
    week, length = tax_week(days), _WEEKS[frequency]
    by_week = np.where(week > LAST_WEEK, LAST_WEEK + length, week)
    return np.where((frequency == Frequency.MONTHLY) | (frequency == Frequency.ANNUAL), tax_month(days), by_week)


def is_last_period(period: Int, frequency: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Whether another payment of this frequency cannot follow within weeks 1 to 52 (months 1 to 12) of the year."""
    monthly = frequency == Frequency.MONTHLY
    last: NDArray[np.bool_] = (monthly & (period == 12)) | (~monthly & (period + _WEEKS[frequency] > LAST_WEEK))
    return last


def _month_index(days: Days) -> Int:
    """Tax months since April 1970's."""
    months = days.astype("M8[M]")
    before_the_6th = (days.astype("M8[D]") - months.astype("M8[D]")).astype(np.int64) < 5
    index: Int = months.astype(np.int64) - 3 - before_the_6th
    return index


def _april(days: Days) -> Days:
    """The first of the April in which each day's tax year begins."""
    index = _month_index(days)
    april: Days = (index - index % 12 + 3).astype("M8[M]").astype("M8[D]")
    return april
