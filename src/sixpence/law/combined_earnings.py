"""Class 1 on several payments in one earnings period, on several jobs together, and on periods of any length.

Source: SI 2001/1004 regulations 3 (succession of earnings periods), 4 (irregular pay), 11 (limits and thresholds of
other periods), 14 and 15 (aggregation) and 18 (change of earnings period); HMRC NIM01010, NIM08500, NIM08510, NIM08600,
NIM10002 and NIM10068.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from sixpence.law.national_insurance import Class1, Limits, class_1, period_limits
from sixpence.law.pay_calendar import tax_year
from sixpence.law.rounding import half_down, up
from sixpence.rates import NationalInsuranceRates
from sixpence.rates.frequency import WEEKS, Frequency

Days = NDArray[np.datetime64]
Int = NDArray[np.int64]
_WEEKS = np.array(WEEKS, dtype=np.int64)
_FIVE_DAYS = np.timedelta64(5, "D")
_POUND = 100


class PeriodUnit(IntEnum):
    WEEKS = 0
    MONTHS = 1
    DAYS = 2


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earnings period already holds before a payment, shape (n,), whole pence."""

    earnings: Int
    employee: Int
    employer: Int


@dataclass(frozen=True, slots=True)
class Added:
    """What a payment adds to its earnings period, shape (n,), whole pence; below zero it is given back."""

    employee: Int
    employer: Int
    at_lel: Int
    lel_to_pt: Int
    pt_to_uel: Int


@dataclass(frozen=True, slots=True)
class Together:
    """The jobs of each person as one, shape (p,), money in whole pence. Reported once, as aggregated earnings."""

    person: Int
    letters: NDArray[np.int8]
    frequency: NDArray[np.int8]  # the shortest of the jobs paid
    earnings: Int
    class_1: Class1


def earnings_period_start(days: Days, frequency: NDArray[np.int8]) -> Days:
    """The first day of the earnings period that holds each day: periods of one length follow each other from 6 April.

    The last of a year may be short, as that of week 53 is, and counts like the others. Shape (n,).
    """
    year = ((tax_year(days) - 1970) * 12 + 3).astype("M8[M]").astype("M8[D]") + _FIVE_DAYS
    month = (days.astype("M8[D]") - _FIVE_DAYS).astype("M8[M]").astype("M8[D]") + _FIVE_DAYS
    length = np.maximum(7 * _WEEKS[frequency], 1)
    into_year = (days.astype("M8[D]") - year).astype(np.int64)
    by_week = year + (into_year - into_year % length).astype("m8[D]")
    starts: Days = np.select([frequency == Frequency.MONTHLY, frequency == Frequency.ANNUAL], [month, year], by_week)
    return starts


def earlier_in_period(employment: Int, period_start: Days, paid: Days, earnings_pence: Int) -> Int:
    """Earnings that each payment's employment was paid before it in the same earnings period. Shape (n,).

    Payments of one day count in the order of their rows. What belongs together is the caller's to say by
    `period_start`: pay of two usual days is not added up though both are paid in one period (NIM08070, NIM08710).
    """
    sequence = np.lexsort((paid, period_start, employment))
    earnings = earnings_pence[sequence]
    before = np.cumsum(earnings) - earnings
    starts = np.ones(len(sequence), dtype=np.bool_)
    starts[1:] = (employment[sequence][1:] != employment[sequence][:-1]) | (
        period_start[sequence][1:] != period_start[sequence][:-1]
    )
    first = np.maximum.accumulate(np.where(starts, np.arange(len(sequence)), 0))
    found = np.empty_like(before)
    found[sequence] = before - before[first]
    return found


def added_contributions(
    rates: NationalInsuranceRates, letters: NDArray[np.int8], earnings_pence: Int, earlier: Earlier, limits: Limits
) -> Added:
    """Contributions on a further payment in an earnings period: those on all its earnings, less those already taken.

    After a change to pay less often, `earlier` holds what was paid at the old interval in the first new period
    (NIM08510); after a change to pay more often nothing is earlier (NIM08500). Shape (n,).
    """
    total = class_1(rates, letters, earlier.earnings + earnings_pence, limits)
    held = class_1(rates, letters, earlier.earnings, limits)
    return Added(
        employee=total.employee - earlier.employee,
        employer=total.employer - earlier.employer,
        at_lel=total.at_lel - held.at_lel,
        lel_to_pt=total.lel_to_pt - held.lel_to_pt,
        pt_to_uel=total.pt_to_uel - held.pt_to_uel,
    )


def jobs_together(
    rates: NationalInsuranceRates,
    *,
    person: Int,
    letters: NDArray[np.int8],
    frequency: NDArray[np.int8],
    earnings_pence: Int,
) -> Together:
    """Contributions on the jobs that each person is paid for by one employer in one earnings period; one row a job.

    All earnings count against one set of limits, those of the shortest earnings period (NIM10068). Raises ValueError
    where a person's jobs have different category letters, which HMRC has rules of its own for.
    """
    people, first, of_row = np.unique(person, return_index=True, return_inverse=True)
    if (letters != letters[first][of_row]).any():
        raise ValueError("the jobs of one person have different category letters")
    shortest = np.full(len(people), Frequency.ANNUAL, dtype=np.int8)
    np.minimum.at(shortest, of_row, frequency)  # frequencies stand from the shortest to the longest
    earnings = np.zeros(len(people), dtype=np.int64)
    np.add.at(earnings, of_row, earnings_pence)
    their_letters = letters[first]
    limits = period_limits(rates, their_letters, shortest)
    return Together(people, their_letters, shortest, earnings, class_1(rates, their_letters, earnings, limits))


def irregular_period_days(paid_for_from: Days, paid_for_to: Days) -> Int:
    """Days in the earnings period of irregular pay: those it is for, and not less than a week. Shape (n,)."""
    return np.maximum((paid_for_to - paid_for_from).astype("m8[D]").astype(np.int64) + 1, 7)


def limits_of_length(rates: NationalInsuranceRates, letters: NDArray[np.int8], unit: Int, count: Int) -> Limits:
    """The limits of earnings periods of any length: `count` of the units of `PeriodUnit`. Shape (n,), whole pence.

    One week or month is as published. The lower earnings limit of others is the week's times weeks, times 4 1/3 a
    month, or a seventh a day; every other limit is the year's share, up to a pound, or by days to the penny.
    """
    weeks, days = unit == PeriodUnit.WEEKS, unit == PeriodUnit.DAYS

    def share(published: Int) -> Int:
        """From the published amounts by frequency, shape (n, 5) or (5,)."""
        week, month, year = (published[..., place] for place in (Frequency.WEEKLY, Frequency.MONTHLY, Frequency.ANNUAL))
        of_weeks = np.where(count == 1, week, up(year * count, 52 * _POUND) * _POUND)
        of_months = np.where(count == 1, month, up(year * count, 12 * _POUND) * _POUND)
        return np.select([weeks, days], [of_weeks, half_down(year * count, 365)], of_months)

    week = rates.lower_earnings_limit[Frequency.WEEKLY]
    of_months = up(week * 13 * count, 3 * _POUND) * _POUND
    return Limits(
        lower_earnings_limit=np.select([weeks, days], [week * count, half_down(week * count, 7)], of_months),
        primary_threshold=share(rates.primary_threshold),
        employer_start=share(rates.employer_start[letters]),
        upper_earnings_limit=share(rates.upper_earnings_limit),
    )
