"""Pay days, the days that tax and contributions go by, and changes of frequency."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixpence.law.pay_calendar import (
    Moved,
    contributions_go_by,
    is_extra_period,
    paid_on,
    reported_on,
    tax_year,
    taxed_by_new_frequency,
    usual_by_month,
    usual_by_week,
    usual_by_year,
    usual_on_last_weekday,
    usual_on_last_working_day,
)
from sixpence.law.tax_periods import tax_period
from sixpence.rates.frequency import Frequency

Days = np.ndarray[tuple[int], np.dtype[np.datetime64]]


def days(*texts: str) -> Days:
    return np.array(texts, dtype="M8[D]")


def places(*frequencies: Frequency) -> np.ndarray[tuple[int], np.dtype[np.int8]]:
    return np.array(frequencies, dtype=np.int8)


YEAR = days("2026-04-06", "2027-04-05")
# Good Friday and Easter Monday of 2019, 2021 and 2027, Christmas, Boxing Day and its substitute of 2026.
CLOSED = days(
    "2019-04-19",
    "2019-04-22",
    "2021-04-02",
    "2021-04-05",
    "2026-12-25",
    "2026-12-28",
    "2027-03-26",
    "2027-03-29",
)


def test_weekly_pay_comes_round_from_any_one_of_its_days() -> None:
    found = usual_by_week(Frequency.WEEKLY, np.datetime64("2030-01-04"), *YEAR)
    assert (str(found[0]), str(found[-1]), len(found)) == ("2026-04-10", "2027-04-02", 52)
    mondays = usual_by_week(Frequency.WEEKLY, np.datetime64("2020-01-06"), *YEAR)
    assert (str(mondays[0]), str(mondays[-1]), len(mondays)) == ("2026-04-06", "2027-04-05", 53)
    four = usual_by_week(Frequency.FOUR_WEEKLY, mondays[0], *YEAR)
    assert (len(four), str(four[-1])) == (14, "2027-04-05")
    with pytest.raises(ValueError, match="monthly pay does not come round by weeks"):
        usual_by_week(Frequency.MONTHLY, mondays[0], *YEAR)


def test_monthly_and_annual_rules() -> None:
    spring = days("2027-01-15", "2027-04-30")
    assert usual_by_month(30, *spring).astype(str).tolist() == ["2027-01-30", "2027-02-28", "2027-03-30", "2027-04-30"]
    assert usual_by_month(15, *spring).astype(str).tolist()[0] == "2027-01-15"
    assert usual_on_last_weekday(4, *spring).astype(str).tolist() == [
        "2027-01-29",
        "2027-02-26",
        "2027-03-26",
        "2027-04-30",
    ]
    december = days("2026-12-01", "2026-12-31")
    assert usual_on_last_working_day(*december, CLOSED).astype(str).tolist() == ["2026-12-31"]
    assert usual_on_last_working_day(*december, days("2026-12-31")).astype(str).tolist() == ["2026-12-30"]
    assert usual_by_year(3, 31, *YEAR).astype(str).tolist() == ["2027-03-31"]


@pytest.mark.parametrize(
    ("usual", "earlier", "later"),
    [
        ("2026-11-28", "2026-11-27", "2026-11-30"),  # a Saturday
        ("2027-03-26", "2027-03-25", "2027-03-30"),  # Good Friday, before a bank holiday Monday
        ("2026-12-26", "2026-12-24", "2026-12-29"),
        ("2026-11-30", "2026-11-30", "2026-11-30"),
    ],
)
def test_pay_moves_to_a_working_day(usual: str, earlier: str, later: str) -> None:
    assert paid_on(days(usual), CLOSED).astype(str).tolist() == [earlier]
    assert paid_on(days(usual), CLOSED, Moved.LATER).astype(str).tolist() == [later]


@pytest.mark.parametrize(
    ("usual", "paid", "reported", "contributions"),
    [
        # HMRC's Employer Bulletin of April 2019: Good Friday's pay made on Thursday, or on the Tuesday after.
        ("2019-04-19", "2019-04-18", "2019-04-19", "2019-04-19"),
        ("2019-04-19", "2019-04-23", "2019-04-19", "2019-04-19"),
        ("2019-10-26", "2019-10-25", "2019-10-26", "2019-10-26"),  # a Saturday
        ("2024-12-31", "2024-12-20", "2024-12-31", "2024-12-31"),  # Christmas, HMRC's example of October 2024
        ("2026-11-30", "2026-11-26", "2026-11-26", "2026-11-30"),  # early for no such reason
        ("2027-01-04", "2026-12-24", "2026-12-24", "2027-01-04"),  # a usual day in January is not Christmas's
        # NIM08720: due on 5 April, a bank holiday that year, but a breakdown delayed it to the 12th.
        ("2021-04-05", "2021-04-12", "2021-04-12", "2021-04-12"),
        # Across the tax year for the bank holiday alone: Easter Monday, 5 April 2021, paid on the Tuesday.
        ("2021-04-05", "2021-04-06", "2021-04-05", "2021-04-05"),
    ],
)
def test_the_day_that_tax_and_contributions_go_by(usual: str, paid: str, reported: str, contributions: str) -> None:
    assert reported_on(days(usual), days(paid), CLOSED).astype(str).tolist() == [reported]
    assert contributions_go_by(days(usual), days(paid), CLOSED).astype(str).tolist() == [contributions]


def test_pay_brought_forward_from_an_extra_week_stays_in_it() -> None:
    """Saturday 5 April 2025 is week 53; the money goes out on Friday the 4th, in week 52, and week 53 is reported."""
    usual = days("2025-04-05")
    paid = paid_on(usual, CLOSED)
    weekly = places(Frequency.WEEKLY)
    assert tax_period(paid, weekly).tolist() == [52]
    assert tax_period(reported_on(usual, paid, CLOSED), weekly).tolist() == [53]


def test_extra_weeks() -> None:
    """4 April 2024 is in week 53, since 2023-24 held 29 February; monthly and annual pay has no thirteenth month."""
    everyone = places(*Frequency)
    assert is_extra_period(days(*["2024-04-04"] * 5), everyone).tolist() == [True, True, True, False, False]
    assert tax_period(days(*["2024-04-04"] * 5), everyone).tolist() == [53, 54, 56, 12, 12]
    assert not is_extra_period(days(*["2024-03-28"] * 5), everyone).any()


@given(st.dates(date(2022, 4, 6), date(2030, 4, 5)), st.sampled_from([1, 2, 4]))
def test_a_year_has_an_extra_pay_day_exactly_when_one_falls_in_week_53(one: date, weeks: int) -> None:
    frequency = {1: Frequency.WEEKLY, 2: Frequency.FORTNIGHTLY, 4: Frequency.FOUR_WEEKLY}[weeks]
    start = one.year if (one.month, one.day) >= (4, 6) else one.year - 1
    first, last = np.datetime64(date(start, 4, 6)), np.datetime64(date(start + 1, 4, 5))
    found = usual_by_week(frequency, np.datetime64(one), first, last)
    assert (found == np.datetime64(one)).sum() == 1
    extra = is_extra_period(found, np.full(len(found), frequency, dtype=np.int8))
    assert not extra[:-1].any()
    assert len(found) == 52 // weeks + int(extra[-1])


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.sets(st.dates(date(2020, 1, 1), date(2030, 12, 31))))
def test_the_paid_day_is_the_nearest_working_day_and_is_reported_as_the_usual_one(
    usual: date, closed: set[date]
) -> None:
    closed_days = np.array(sorted(closed), dtype="M8[D]")
    for moved, step in ((Moved.EARLIER, -1), (Moved.LATER, 1)):
        expected = usual
        while expected.weekday() > 4 or expected in closed:
            expected += timedelta(days=step)
        found = paid_on(days(str(usual)), closed_days, moved)
        assert found.tolist() == [expected]
        assert reported_on(days(str(usual)), found, closed_days).tolist() == [usual]
        assert contributions_go_by(days(str(usual)), found, closed_days).tolist() == [usual]


@pytest.mark.parametrize(
    ("old", "new", "last_at_old", "paid", "by_new"),
    [
        (Frequency.WEEKLY, Frequency.MONTHLY, "2026-06-11", "2026-06-30", True),
        (Frequency.MONTHLY, Frequency.WEEKLY, "2026-05-31", "2026-06-05", False),  # in the tax month already paid
        (Frequency.MONTHLY, Frequency.WEEKLY, "2026-05-31", "2026-06-06", True),
        (Frequency.MONTHLY, Frequency.WEEKLY, "2025-05-31", "2026-05-31", True),  # the same month of another year
        (Frequency.FOUR_WEEKLY, Frequency.MONTHLY, "2026-06-10", "2026-06-30", True),
    ],
)
def test_tax_after_a_change_of_frequency(
    old: Frequency, new: Frequency, last_at_old: str, paid: str, by_new: bool
) -> None:
    assert taxed_by_new_frequency(places(old), places(new), days(last_at_old), days(paid)).tolist() == [by_new]


def test_tax_years_turn_on_6_april() -> None:
    assert tax_year(days("2026-04-05", "2026-04-06", "2027-01-01", "2027-04-05")).tolist() == [2025, 2026, 2026, 2026]
