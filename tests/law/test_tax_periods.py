"""Tax months and weeks, against the calendar as the law words it."""

from datetime import date, timedelta

import numpy as np
import pytest

from sixpence.law.tax_periods import is_last_period, tax_month, tax_period, tax_week
from sixpence.rates.frequency import Frequency


def days(*texts: str) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    return np.array(texts, dtype="M8[D]")


@pytest.mark.parametrize(
    ("day", "month", "week"),
    [
        ("2026-04-06", 1, 1),
        ("2026-04-12", 1, 1),
        ("2026-04-13", 1, 2),
        ("2026-05-05", 1, 5),
        ("2026-05-06", 2, 5),
        ("2026-11-30", 8, 35),
        ("2026-12-31", 9, 39),
        ("2027-01-05", 9, 40),
        ("2027-01-06", 10, 40),
        ("2027-04-04", 12, 52),
        ("2027-04-05", 12, 53),
        ("2024-04-04", 12, 53),  # the year 2023-24 holds 29 February
    ],
)
def test_months_and_weeks(day: str, month: int, week: int) -> None:
    assert (tax_month(days(day))[0], tax_week(days(day))[0]) == (month, week)


def test_every_day_of_three_years_counts_up_from_6_april() -> None:
    day, month, week_days = date(2023, 4, 6), 1, 0
    while day < date(2026, 4, 6):
        assert tax_week(days(day.isoformat()))[0] == week_days // 7 + 1
        assert tax_month(days(day.isoformat()))[0] == month
        day, week_days = day + timedelta(days=1), week_days + 1
        if day.day == 6:
            month = month % 12 + 1
            week_days = 0 if month == 1 else week_days


def test_an_extra_payment_in_week_53_is_week_53_54_or_56() -> None:
    frequency = np.array([Frequency.WEEKLY, Frequency.FORTNIGHTLY, Frequency.FOUR_WEEKLY, Frequency.MONTHLY], np.int8)
    assert tax_period(days(*["2027-04-05"] * 4), frequency).tolist() == [53, 54, 56, 12]


def test_the_last_period_of_a_year() -> None:
    frequency = np.array([Frequency.MONTHLY] * 2 + [Frequency.WEEKLY] * 3 + [Frequency.FORTNIGHTLY] * 3, np.int8)
    period = np.array([11, 12, 51, 52, 53, 50, 51, 52])
    assert is_last_period(period, frequency).tolist() == [False, True, False, True, True, False, True, True]
