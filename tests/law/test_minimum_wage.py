"""The minimum wage by age, hours and day, and what a sacrifice may not take."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixpence.law.minimum_wage import (
    MinimumWage,
    accommodation_effect,
    age_on,
    check_period,
    hourly_rate,
    minimum_wage,
    salaried_hours,
)
from sixpence.rates import MinimumWageRates, rates_on
from sixpence.rates.frequency import Frequency


def column(*values: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


def days(*texts: str) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    return np.array(texts, dtype="M8[D]")


def rates_of(day: str) -> MinimumWageRates:
    return rates_on(date.fromisoformat(day)).minimum_wage


@pytest.mark.parametrize(
    ("day", "by_age", "apprentice"),
    [
        ("2022-04-06", {17: 4_81, 18: 6_83, 20: 6_83, 21: 9_18, 22: 9_18, 23: 9_50}, 4_81),
        ("2023-03-31", {17: 4_81, 23: 9_50}, 4_81),
        ("2023-04-01", {17: 5_28, 18: 7_49, 21: 10_18, 22: 10_18, 23: 10_42}, 5_28),
        ("2024-03-31", {22: 10_18, 23: 10_42}, 5_28),
        ("2024-04-01", {17: 6_40, 18: 8_60, 20: 8_60, 21: 11_44}, 6_40),
        ("2025-04-01", {17: 7_55, 18: 10_00, 21: 12_21}, 7_55),
        ("2026-03-31", {17: 7_55, 18: 10_00, 21: 12_21}, 7_55),
        ("2026-04-01", {17: 8_00, 18: 10_85, 21: 12_71}, 8_00),
        ("2026-11-30", {0: 8_00, 64: 12_71}, 8_00),
    ],
)
def test_rates_by_age_and_day(day: str, by_age: dict[int, int], apprentice: int) -> None:
    rates, no = rates_of(day), np.zeros(len(by_age), dtype=np.bool_)
    found = hourly_rate(rates, age=column(*by_age), is_apprentice=no, in_first_year=no)
    assert found.tolist() == list(by_age.values())
    assert rates.apprentice_per_hour == apprentice


def test_apprentices_under_19_or_in_the_first_year() -> None:
    rates = rates_of("2026-11-30")
    found = hourly_rate(
        rates,
        age=column(18, 19, 19, 25, 25),
        is_apprentice=np.array([True, True, True, True, False]),
        in_first_year=np.array([False, False, True, True, True]),
    )
    assert found.tolist() == [8_00, 10_85, 8_00, 8_00, 12_71]


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2005-06-15", "2026-06-14", 20),
        ("2005-06-15", "2026-06-15", 21),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2008-12-31", "2026-12-30", 17),
    ],
)
def test_age(born: str, day: str, age: int) -> None:
    assert age_on(days(born), days(day))[0] == age


@given(st.dates(date(1940, 1, 1), date(2026, 1, 1)), st.integers(0, 70), st.integers(0, 364))
def test_age_goes_up_on_the_birthday_alone(born: date, years: int, after: int) -> None:
    birthday = np.datetime64(born.replace(day=28 if (born.month, born.day) == (2, 29) else born.day), "D")
    month = birthday.astype("M8[M]") + 12 * years
    of_month = birthday - birthday.astype("M8[M]").astype("M8[D]")
    this_year = month.astype("M8[D]") + of_month
    one = np.array([birthday])
    assert age_on(one, np.array([this_year]))[0] == years
    assert age_on(one, np.array([this_year - 1]))[0] == years - 1
    assert age_on(one, np.array([this_year + after]))[0] == years


def check(pay: int, given_up: int, hours: int, rate: int = 12_71) -> MinimumWage:
    return minimum_wage(
        rates_of("2026-11-30"),
        rate_per_hour_pence=column(rate),
        hours_hundredths=column(hours),
        pay_pence=column(pay),
        given_up_pence=column(given_up),
    )


def test_a_sacrifice_may_not_take_pay_below_it() -> None:
    """150 hours at 12.71 are 1,906.50. A pay of 2,000.00 leaves 93.50 to give up, and not a penny more."""
    before = check(2_000_00, 0, 150_00)
    assert (before.least_pay_pence[0], before.may_be_given_up_pence[0]) == (1_906_50, 93_50)
    assert check(2_000_00, 93_50, 150_00).is_reached[0]
    below = check(2_000_00, 93_51, 150_00)
    assert not below.is_reached[0]
    assert (below.pay_pence[0], below.short_pence[0]) == (1_906_49, 1)


@given(st.integers(0, 500_000), st.integers(0, 500_000), st.integers(1, 30_000), st.integers(1, 2_000))
def test_reached_means_pay_an_hour_is_not_below_the_rate(pay: int, given_up: int, hours: int, rate: int) -> None:
    found = check(pay, given_up, hours, rate)
    assert bool(found.is_reached[0]) == ((pay - given_up) * 100 >= hours * rate)
    assert found.short_pence[0] == 0 or found.may_be_given_up_pence[0] == 0
    assert check(pay + int(found.short_pence[0]), given_up, hours, rate).is_reached[0]


def test_accommodation() -> None:
    """11.10 a day in 2026-27: free adds it, a charge up to it does nothing, a higher one takes the excess."""
    effect = accommodation_effect(
        rates_of("2026-11-30"), days=column(7, 7, 7, 7, 0), charge_pence=column(0, 50_00, 77_70, 100_00, 0)
    )
    assert effect.tolist() == [77_70, 0, 0, -22_30, 0]


def test_salaried_hours_of_a_period() -> None:
    frequency = np.array([Frequency.MONTHLY, Frequency.WEEKLY, Frequency.FOUR_WEEKLY, Frequency.ANNUAL], dtype=np.int8)
    assert salaried_hours(column(*[1950_00] * 4), frequency).tolist() == [162_50, 37_50, 150_00, 1950_00]


def test_a_new_rate_counts_from_the_first_period_that_starts_with_it() -> None:
    """The March period that ends in April keeps the rate of its first day."""
    assert rates_of("2026-03-28").per_hour[-1] == 12_21
    assert rates_of("2026-04-04").per_hour[-1] == 12_71
    check_period(rates_of("2026-03-28"), days("2025-04-06", "2026-03-28", "2026-03-31"))
    with pytest.raises(ValueError, match="does not hold for a pay reference period outside it"):
        check_period(rates_of("2026-11-30"), days("2027-04-01"))
    with pytest.raises(ValueError, match="minimum wage from 2026-04-06 to 2027-03-31"):
        check_period(rates_of("2026-11-30"), days("2026-04-05"))
