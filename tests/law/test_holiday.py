"""Holiday owed to leavers, and holiday that builds up without regular hours."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixpence.law.holiday import (
    HolidayOwed,
    holiday_owed,
    irregular_hours_accrued,
    rolled_up_holiday_pay,
    statutory_days,
)
from sixpence.rates import rates_on

NOW = rates_on(date(2026, 11, 30)).holiday


def column(*values: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


def owed(
    left: str, taken: int, *, year: str = "2026-01-01", started: str = "2020-01-01", carried: int = 0
) -> HolidayOwed:
    return holiday_owed(
        leave_year_starts_on=np.array([year], dtype="M8[D]"),
        started_on=np.array([started], dtype="M8[D]"),
        left_on=np.array([left], dtype="M8[D]"),
        entitlement_hundredths=column(28_00),
        carried_over_hundredths=column(carried),
        taken_hundredths=column(taken),
        pay_per_day_pence=column(150_00),
    )


def test_a_years_leave_is_5_6_weeks_and_28_days_at_most() -> None:
    assert statutory_days(NOW, column(5_00, 6_00, 3_00, 2_50, 1_00)).tolist() == [28_00, 28_00, 16_80, 14_00, 5_60]


def test_half_a_year_with_seven_days_taken() -> None:
    """28 x 181 / 365 = 13.89 days accrued to 30 June; 6.89 are owed at 150.00 a day."""
    found = owed("2026-06-30", 7_00)
    assert (found.accrued_hundredths[0], found.owed_hundredths[0]) == (13_89, 6_89)
    assert (found.pay_pence[0], found.overtaken_hundredths[0]) == (1_033_50, 0)


def test_leave_taken_beyond_is_shown_and_not_owed() -> None:
    found = owed("2026-06-30", 20_00)
    assert (found.owed_hundredths[0], found.overtaken_hundredths[0], found.pay_pence[0]) == (0, 6_11, 0)


def test_who_started_within_the_leave_year_accrues_from_the_start() -> None:
    found = owed("2026-06-30", 0, started="2026-06-01")
    assert found.accrued_hundredths[0] == 2_31  # 28 x 30 / 365 = 2.301...


def test_leave_carried_over_is_owed_whole() -> None:
    assert owed("2026-06-30", 7_00, carried=3_00).owed_hundredths[0] == 9_89


def test_a_leave_year_with_29_february_has_366_days() -> None:
    assert owed("2024-12-31", 0, year="2024-01-01").accrued_hundredths[0] == 28_00
    assert owed("2023-12-31", 0, year="2023-01-01").accrued_hundredths[0] == 28_00
    assert owed("2025-02-28", 0, year="2024-02-29").accrued_hundredths[0] == 28_00


@given(st.dates(date(2022, 1, 1), date(2026, 12, 31)), st.integers(0, 364), st.integers(0, 40_00))
def test_never_more_than_the_entitlement_and_owed_or_overtaken_but_not_both(start: date, days: int, taken: int) -> None:
    found = owed((start + timedelta(days=days)).isoformat(), taken, year=start.isoformat())
    assert 0 < found.accrued_hundredths[0] <= 28_00
    assert found.owed_hundredths[0] - found.overtaken_hundredths[0] == found.accrued_hundredths[0] - taken
    assert found.owed_hundredths[0] == 0 or found.overtaken_hundredths[0] == 0


def test_hours_build_up_at_12_07_percent_in_whole_hours() -> None:
    """12.07% of 68 hours are 8.21 hours: 8. Of 62 hours 7.48: 7. Of 63 hours 7.60: 8."""
    assert irregular_hours_accrued(NOW, column(68 * 60, 62 * 60, 63 * 60)).tolist() == [8, 7, 8]


def test_rolled_up_holiday_pay() -> None:
    assert rolled_up_holiday_pay(NOW, column(1_000_00, 900)).tolist() == [120_70, 109]


def test_before_april_2024_there_was_no_such_accrual() -> None:
    before = rates_on(date(2024, 3, 31)).holiday
    with pytest.raises(ValueError, match="builds up otherwise on 2023-04-06"):
        irregular_hours_accrued(before, column(60))
    assert rolled_up_holiday_pay(rates_on(date(2024, 4, 1)).holiday, column(100_00))[0] == 12_07
