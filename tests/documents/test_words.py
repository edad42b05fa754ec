"""Days and figures in words."""

from datetime import date

import pytest

from sixpence.basics.days import long_date
from sixpence.documents.words import date_range, hours, tax_period


def test_a_day_has_no_leading_zero() -> None:
    assert long_date(date(2026, 4, 6)) == "6 April 2026"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 1), date(2026, 11, 30), "1 to 30 November 2026"),
        (date(2026, 10, 31), date(2026, 11, 6), "31 October to 6 November 2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "28 December 2026 to 3 January 2027"),
        (date(2026, 1, 1), date(2027, 1, 31), "1 January 2026 to 31 January 2027"),
        (date(2026, 11, 30), date(2026, 11, 30), "30 November 2026"),
    ],
)
def test_no_part_of_a_period_is_said_twice(first: date, last: date, words: str) -> None:
    assert date_range(first, last) == words


@pytest.mark.parametrize(
    ("frequency", "words"),
    [
        ("monthly", "Month 8 of 2026-27"),
        ("annual", "Month 8 of 2026-27"),
        ("weekly", "Week 8 of 2026-27"),
        ("four-weekly", "Week 8 of 2026-27"),
    ],
)
def test_tax_periods(frequency: str, words: str) -> None:
    assert tax_period(frequency, 8, "2026-27") == words


@pytest.mark.parametrize(
    ("hundredths", "text"), [(0, "0.00"), (5, "0.05"), (3750, "37.50"), (-125, "-1.25"), (123456, "1234.56")]
)
def test_hours(hundredths: int, text: str) -> None:
    assert hours(hundredths) == text
