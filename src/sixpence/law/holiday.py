"""Holiday owed at the end of an employment, and how holiday builds up without regular hours.

Source: Working Time Regulations 1998 (SI 1998/1833) regulations 13 and 13A (5.6 weeks, 28 days at most), 14 (leaving),
15B and 16A (irregular hours and part years, for leave years from 1 April 2024).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sixpence.law.rounding import half_up, up
from sixpence.rates import HolidayRates

Int = NDArray[np.int64]
Days = NDArray[np.datetime64]


@dataclass(frozen=True, slots=True)
class HolidayOwed:
    """One entry a leaver, shape (n,). Days are in hundredths."""

    accrued_hundredths: Int
    owed_hundredths: Int  # paid at leaving
    overtaken_hundredths: Int  # taken beyond what was accrued: comes off pay only where the contract says so
    pay_pence: Int  # for the days owed


def statutory_days(rates: HolidayRates, days_per_week_hundredths: Int) -> Int:
    """A year's statutory leave in hundredths of a day: 5.6 working weeks, 28 days at most. Shape (n,)."""
    return np.minimum(up(days_per_week_hundredths * rates.weeks_per_year_tenths, 10), rates.most_days_per_year * 100)


def holiday_owed(
    *,
    leave_year_starts_on: Days,
    started_on: Days,
    left_on: Days,
    entitlement_hundredths: Int,
    carried_over_hundredths: Int,
    taken_hundredths: Int,
    pay_per_day_pence: Int,
) -> HolidayOwed:
    """Leave accrued less leave taken, and its pay. All columns have shape (n,).

    `entitlement_hundredths` is of a whole leave year: statutory, or what the contract gives. It accrues by the days of
    the leave year (365 or 366) on which there was employment, the last day included, rounded up to a hundredth of a
    day; what was carried over from earlier years is added whole.
    """
    one_year_on = _a_year_after(leave_year_starts_on)
    days_of_year: Int = (one_year_on - leave_year_starts_on).astype(np.int64)
    employed: Int = (left_on - np.maximum(leave_year_starts_on, started_on)).astype(np.int64) + 1
    accrued = up(entitlement_hundredths * np.clip(employed, 0, days_of_year), days_of_year)
    left = accrued + carried_over_hundredths - taken_hundredths
    owed = np.maximum(left, 0)
    return HolidayOwed(accrued, owed, np.maximum(-left, 0), half_up(owed * pay_per_day_pence, 100))


def _a_year_after(days: Days) -> Days:
    """The same day of the next year; of 29 February, 1 March."""
    months = days.astype("M8[M]")
    of_month = days.astype("M8[D]") - months.astype("M8[D]")
    after: Days = (months + 12).astype("M8[D]") + of_month
    return after


def irregular_hours_accrued(rates: HolidayRates, minutes_worked: Int) -> Int:
    """Whole hours of leave for the hours worked in a pay period: half an hour or more counts as one. Shape (n,).

    Raises ValueError where the rates are of a day before this way of accrual.
    """
    return half_up(minutes_worked * _accrual(rates), 60 * 1_000_000)


def rolled_up_holiday_pay(rates: HolidayRates, pay_of_period_pence: Int) -> Int:
    """Holiday pay given with each payment instead of at the time of leave, whole pence. Shape (n,); raises as above."""
    return half_up(pay_of_period_pence * _accrual(rates), 1_000_000)


def _accrual(rates: HolidayRates) -> int:
    if rates.irregular_hours_accrual_millionths is None:
        raise ValueError(f"leave for irregular hours builds up otherwise on {rates.dated.effective_from}")
    return rates.irregular_hours_accrual_millionths
