"""Whether pay reaches the minimum wage in a pay reference period, and how much may be given up before it does not.

Source: National Minimum Wage Act 1998 sections 1 to 3 and 17; National Minimum Wage Regulations 2015 (SI 2015/621)
regulations 4 to 7 (the rates, and 4B: those of the first day of the pay reference period), 8 to 16 (what counts as
pay, accommodation), 21 to 29 (salaried hours); gov.uk, "Calculating the minimum wage".
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sixpence.law.rounding import down, half_up, up
from sixpence.rates import MinimumWageRates
from sixpence.rates.frequency import WEEKS, Frequency

Int = NDArray[np.int64]
Bool = NDArray[np.bool_]
Days = NDArray[np.datetime64]
_WEEKS = np.array(WEEKS, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class MinimumWage:
    """One entry a worker and pay reference period, shape (n,); whole pence."""

    rate_per_hour_pence: Int
    least_pay_pence: Int  # for the hours, up to a penny
    pay_pence: Int  # what counts as pay
    short_pence: Int  # what is missing; 0 where the minimum is reached
    may_be_given_up_pence: Int  # how much more a sacrifice could take; 0 where the minimum is not passed

    @property
    def is_reached(self) -> Bool:
        reached: Bool = self.short_pence == 0
        return reached


def age_on(birth_date: Days, day: Days) -> Int:
    """Whole years of age on each day, shape (n,). Who is born on 29 February is a year older on 1 March."""
    months = (day.astype("M8[M]") - birth_date.astype("M8[M]")).astype(np.int64)
    before_the_day = _day_of_month(day) < _day_of_month(birth_date)
    return down(months - before_the_day, 12)


def _day_of_month(days: Days) -> Int:
    of_month: Int = (days.astype("M8[D]") - days.astype("M8[M]").astype("M8[D]")).astype(np.int64)
    return of_month


def salaried_hours(basic_hours_of_year_hundredths: Int, frequency: NDArray[np.int8]) -> Int:
    """Hours of salaried work in a period, in hundredths: the year's basic hours over the periods of the year.

    A twelfth a month, or weeks / 52 (regulations 21 to 24). Hours worked beyond the basic ones are added by the caller.
    """
    by_week = half_up(basic_hours_of_year_hundredths * _WEEKS[frequency], 52)
    return np.where(frequency == Frequency.MONTHLY, half_up(basic_hours_of_year_hundredths, 12), by_week)


def hourly_rate(rates: MinimumWageRates, *, age: Int, is_apprentice: Bool, in_first_year: Bool) -> Int:
    """The rate of each worker by age on the first day of the pay reference period. Shape (n,), pence.

    The apprentice rate is for apprentices under 19, and for older ones in the first year of the apprenticeship.
    """
    by_age = rates.per_hour[np.searchsorted(rates.from_age, age, side="right") - 1]
    at_apprentice_rate = is_apprentice & (in_first_year | (age < rates.apprentice_rate_under_age))
    return np.where(at_apprentice_rate, rates.apprentice_per_hour, by_age)


def accommodation_effect(rates: MinimumWageRates, *, days: Int, charge_pence: Int) -> Int:
    """What accommodation from the employer does to the pay that counts, in pence; days are those it was there for.

    Free of charge, the offset is added; a charge above the offset takes its excess away; one up to it does nothing.
    """
    offset = rates.accommodation_offset_per_day * days
    return np.where(charge_pence == 0, offset, -np.maximum(charge_pence - offset, 0))


def minimum_wage(
    rates: MinimumWageRates, *, rate_per_hour_pence: Int, hours_hundredths: Int, pay_pence: Int, given_up_pence: Int
) -> MinimumWage:
    """The check of one pay reference period, with the rates of its first day (`check_period`). Shape (n,).

    `pay_pence` is gross pay that counts: without premiums for overtime or shifts, tips, allowances and expenses, and
    without deductions for the employer's own benefit; accommodation as `accommodation_effect` has it.
    `given_up_pence` is the salary sacrifice of the period, which is no pay at all.
    """
    least = up(rate_per_hour_pence * hours_hundredths, 100)
    counted = pay_pence - given_up_pence
    return MinimumWage(
        rate_per_hour_pence, least, counted, np.maximum(least - counted, 0), np.maximum(counted - least, 0)
    )


def check_period(rates: MinimumWageRates, period_starts_on: Days) -> None:
    """Refuse rates that are not of the day the pay reference period starts on: a change counts from the next period on.

    Raises ValueError for a period that starts before or after these rates.
    """
    first, last = np.datetime64(rates.dated.effective_from, "D"), np.datetime64(rates.last_day, "D")
    if ((period_starts_on < first) | (period_starts_on > last)).any():
        raise ValueError(f"the minimum wage from {first} to {last} does not hold for a pay reference period outside it")
