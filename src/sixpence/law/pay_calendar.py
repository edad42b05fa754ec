"""An employer's pay days: when they fall, when the money is paid, and the day that tax and contributions go by.

Source: SI 2003/2682 regulation 2 (tax months); HMRC PAYE70015 (weeks 53, 54 and 56); HMRC Employer Bulletin, April 2019
(a regular pay day on a non-banking day) and October 2024 (early pay at Christmas); SI 2001/1004 regulation 7 and HMRC
NIM08700 to NIM08720 (mistimed payments); gov.uk, "Running payroll: changing paydays".

The *usual* day is what the rule of the pay names. Working days are Monday to Friday less the bank holidays passed in.
"""

from enum import IntEnum
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sixpence.law.tax_periods import LAST_WEEK, tax_period
from sixpence.rates.frequency import WEEKS, Frequency

Days = NDArray[np.datetime64]
Int = NDArray[np.int64]
Bool = NDArray[np.bool_]
_DAY, _MONTH = np.timedelta64(1, "D"), np.timedelta64(1, "M")
_BY_WEEK = (Frequency.WEEKLY, Frequency.FORTNIGHTLY, Frequency.FOUR_WEEKLY)


class Moved(IntEnum):
    """Where pay goes when its usual day is not a working day."""

    EARLIER = 0  # to the last working day before
    LATER = 1  # to the next one


def usual_by_week(frequency: Frequency, one: np.datetime64, first: np.datetime64, last: np.datetime64) -> Days:
    """Usual days of weekly, two-weekly or four-weekly pay from `first` to `last`; `one` is any one of them.

    >>> usual_by_week(Frequency.FORTNIGHTLY, *np.array(["2026-12-04", "2026-11-01", "2026-12-01"], "M8[D]")).tolist()
    [datetime.date(2026, 11, 6), datetime.date(2026, 11, 20)]

    Raises ValueError for a frequency that does not count weeks.
    """
    if frequency not in _BY_WEEK:
        raise ValueError(f"{frequency.label} pay does not come round by weeks")
    step = 7 * WEEKS[frequency]
    to_the_next = (one - first).astype("m8[D]").astype(np.int64) % step
    days: Days = np.arange(first + np.timedelta64(int(to_the_next), "D"), last + _DAY, np.timedelta64(step, "D"))
    return days


def usual_by_month(day: int, first: np.datetime64, last: np.datetime64) -> Days:
    """Usual days of pay on a day of the month, 1 to 31 (the last of every month); a shorter month pays on its last."""
    months = _months(first, last)
    return _between(np.minimum(months.astype("M8[D]") + np.timedelta64(day - 1, "D"), _ends(months)), first, last)


def usual_on_last_weekday(weekday: int, first: np.datetime64, last: np.datetime64) -> Days:
    """Usual days of pay on the last Monday (0) to Sunday (6) of each month."""
    ends = _ends(_months(first, last))
    since_monday = (ends.astype(np.int64) + 3) % 7  # 1 January 1970 was a Thursday
    return _between(ends - ((since_monday - weekday) % 7).astype("m8[D]"), first, last)


def usual_on_last_working_day(first: np.datetime64, last: np.datetime64, bank_holidays: Days) -> Days:
    """Usual days of pay on the last working day of each month. They never move: they are working days by the rule."""
    return _between(paid_on(_ends(_months(first, last)), bank_holidays), first, last)


def usual_by_year(month: int, day: int, first: np.datetime64, last: np.datetime64) -> Days:
    """Usual days of pay once a year, on a day of a month (1 to 12)."""
    every = usual_by_month(day, first, last)
    once: Days = every[every.astype("M8[M]").astype(np.int64) % 12 == month - 1]
    return once


def paid_on(usual: Days, bank_holidays: Days, moved: Moved = Moved.EARLIER) -> Days:
    """The working day on which each payment is made. Weekends need not be among `bank_holidays`."""
    roll: Literal["preceding", "following"] = "preceding" if moved is Moved.EARLIER else "following"
    return np.busday_offset(usual.astype("M8[D]"), np.zeros(len(usual), np.int64), roll=roll, holidays=bank_holidays)


def reported_on(usual: Days, paid: Days, bank_holidays: Days) -> Days:
    """The payment date for tax and for the FPS: the usual day where a non-banking day or Christmas moved the pay.

    Pay made on the working day just before or just after a usual day on which banks are closed counts as made on the
    usual day; so does pay made early within December. Any other payment counts on the day it is made. Shape (n,).
    """
    moved = (paid == paid_on(usual, bank_holidays)) | (paid == paid_on(usual, bank_holidays, Moved.LATER))
    month = paid.astype("M8[M]")
    early_in_december = (paid < usual) & (usual.astype("M8[M]") == month) & (month.astype(np.int64) % 12 == 11)
    return np.where(moved | early_in_december, usual, paid)


def contributions_go_by(usual: Days, paid: Days, bank_holidays: Days) -> Days:
    """The day whose National Insurance rates a regular payment bears.

    Within a tax year a mistimed payment counts on its usual day, whatever the reason. Across 5 April it bears the rates
    of the day it is made, unless a non-banking day moved it; in an earnings period it stays by itself either way
    (NIM08720), so pay for two usual days is never added up. Shape (n,).
    """
    same_year = tax_year(usual) == tax_year(paid)
    return np.where(same_year, usual, reported_on(usual, paid, bank_holidays))


def is_extra_period(usual: Days, frequency: NDArray[np.int8]) -> Bool:
    """Whether a pay day is the tax year's 53rd week, 27th fortnight or 14th four weeks: week 53, 54 or 56."""
    extra: Bool = np.isin(frequency, _BY_WEEK) & (tax_period(usual, frequency) > LAST_WEEK)
    return extra


def taxed_by_new_frequency(old: NDArray[np.int8], new: NDArray[np.int8], last_at_old: Days, paid: Days) -> Bool:
    """After a change of frequency, whether the tax on a payment goes by the new one (else it goes by the old).

    Paid less often: from the first payment on. Paid more often: from the first payment too, but not in a tax month in
    which pay at the old frequency was made; there it is one more payment of that tax month. Shape (n,).
    """
    more_often = new < old  # frequencies stand from the shortest to the longest
    taxed: Bool = ~(more_often & (_tax_months(paid) == _tax_months(last_at_old)))
    return taxed


def tax_year(days: Days) -> Int:
    """The calendar year in which each day's tax year begins."""
    return 1970 + (_tax_months(days) - 3) // 12


def _tax_months(days: Days) -> Int:
    """Tax months, from the 6th to the 5th, counted on from January 1970's."""
    return (days.astype("M8[D]") - 5 * _DAY).astype("M8[M]").astype(np.int64)


def _months(first: np.datetime64, last: np.datetime64) -> Days:
    months: Days = np.arange(first.astype("M8[M]"), last.astype("M8[M]") + _MONTH)
    return months


def _ends(months: Days) -> Days:
    following: Days = (months + _MONTH).astype("M8[D]")
    return np.subtract(following, _DAY)


def _between(days: Days, first: np.datetime64, last: np.datetime64) -> Days:
    return days[(days >= first) & (days <= last)]
