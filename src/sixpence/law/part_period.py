"""Pay for a part of a period: starters, leavers, and a salary that changes on a day within it.

Source: Apportionment Act 1870 section 2 (pay accrues from day to day) and Hartley v King Edward VI College [2017] UKSC
39: how a day counts is for the contract to say, and the method is therefore the employer's choice.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from sixpence.law.rounding import half_up

Int = NDArray[np.int64]
Days = NDArray[np.datetime64]

MONDAY_TO_FRIDAY = "1111100"
_WORKING_DAYS_IN_YEAR = 260


class PartPeriodMethod(IntEnum):
    """Which share of pay a day is worth."""

    CALENDAR_DAYS = 0  # its share of all days of the period
    WORKING_DAYS = 1  # its share of the working days of the period
    TWO_HUNDRED_AND_SIXTIETHS = 2  # of a year's pay, for each working day

    @property
    def label(self) -> str:
        """As written in files and settings: "working-days", "260ths"."""
        return "260ths" if self is PartPeriodMethod.TWO_HUNDRED_AND_SIXTIETHS else self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day, both included, shape (n,); a last day before the first is no day at all."""

    first: Days
    last: Days


@dataclass(frozen=True, slots=True)
class PartPeriod:
    """One entry a part, shape (n,): `days` of `of_days` in the period (in the year, for 260ths), and their pay."""

    days: Int
    of_days: Int
    pay_pence: Int


def days_in(method: PartPeriodMethod, span: Span, working_week: str = MONDAY_TO_FRIDAY) -> Int:
    """The days of a span that count: all of them, or those of the working week (Monday to Sunday, 1 for a working day).

    Bank holidays count as working days: a salary is paid for them. Shape (n,).
    """
    first, after = span.first.astype("M8[D]"), np.maximum(span.last, span.first - 1).astype("M8[D]") + 1
    if method is PartPeriodMethod.CALENDAR_DAYS:
        days: Int = (after - first).astype(np.int64)
        return days
    return np.asarray(np.busday_count(first, after, weekmask=working_week), dtype=np.int64)


def part_period_pay(
    method: PartPeriodMethod,
    *,
    pay_of_year_pence: Int,
    periods_in_year: Int,
    part: Span,
    employed: Span,
    period: Span,
    working_week: str = MONDAY_TO_FRIDAY,
) -> PartPeriod:
    """Pay for `part`, a stretch of one salary within the days `employed` of `period`. Shape (n,), to the nearest penny.

    All parts of a whole period come to a whole period's pay, by every method. By 260ths that takes two additions: who
    is there all period is paid by its working days, and nobody's parts come to more than a whole period (22 working
    days of a month of 23 would be 22/260 of a year, more than a twelfth).
    """
    days, days_of_period = days_in(method, part, working_week), days_in(method, period, working_week)
    of_days, parts_of_year = days_of_period, periods_in_year * days_of_period
    if method is PartPeriodMethod.TWO_HUNDRED_AND_SIXTIETHS:
        there = days_in(method, employed, working_week)
        whole = there == days_of_period
        enough = np.maximum(_WORKING_DAYS_IN_YEAR, periods_in_year * there)
        parts_of_year = np.where(whole, parts_of_year, enough)
        of_days = np.where(whole, days_of_period, np.where(enough > _WORKING_DAYS_IN_YEAR, there, enough))
    pay = half_up(pay_of_year_pence * days, np.maximum(parts_of_year, 1))
    return PartPeriod(days, of_days, pay)
