"""Pay for a part of a period, by three methods."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixpence.law.part_period import PartPeriod, PartPeriodMethod, Span, days_in, part_period_pay

CALENDAR, WORKING, BY_260 = PartPeriodMethod
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))  # 30 days, 21 of them working days
JULY = (date(2026, 7, 1), date(2026, 7, 31))  # 31 days, 23 working days


def span(first: date, last: date) -> Span:
    return Span(np.array([first], dtype="M8[D]"), np.array([last], dtype="M8[D]"))


def part(
    method: PartPeriodMethod,
    period: tuple[date, date],
    first: date,
    last: date,
    employed: tuple[date, date] | None = None,
    pay_of_year_pence: int = 36_000_00,
) -> PartPeriod:
    return part_period_pay(
        method,
        pay_of_year_pence=np.array([pay_of_year_pence]),
        periods_in_year=np.array([12]),
        part=span(first, last),
        employed=span(*(employed or (first, last))),
        period=span(*period),
    )


@pytest.mark.parametrize(
    ("method", "days", "of_days", "pence"),
    [
        (CALENDAR, 15, 30, 1_500_00),  # half of 3,000.00
        (WORKING, 11, 21, 1_571_43),  # 3,000.00 x 11 / 21 = 1,571.428...
        (BY_260, 11, 260, 1_523_08),  # 36,000.00 x 11 / 260 = 1,523.076...
    ],
)
def test_a_starter_on_16_november(method: PartPeriodMethod, days: int, of_days: int, pence: int) -> None:
    found = part(method, NOVEMBER, date(2026, 11, 16), date(2026, 11, 30))
    assert (found.days[0], found.of_days[0], found.pay_pence[0]) == (days, of_days, pence)


@pytest.mark.parametrize(
    ("method", "days", "pence"), [(CALENDAR, 10, 1_000_00), (WORKING, 7, 1_000_00), (BY_260, 7, 969_23)]
)
def test_a_leaver_on_10_november(method: PartPeriodMethod, days: int, pence: int) -> None:
    found = part(method, NOVEMBER, date(2026, 11, 1), date(2026, 11, 10))
    assert (found.days[0], found.pay_pence[0]) == (days, pence)


@pytest.mark.parametrize(
    ("method", "before", "after"),
    [
        (CALENDAR, 1_500_00, 1_650_00),  # 15 of 30 days each, at 3,000.00 and 3,300.00
        (WORKING, 1_428_57, 1_728_57),  # 10 and 11 of 21 working days
        (BY_260, 1_428_57, 1_728_57),  # there all month: by its working days
    ],
)
def test_a_rise_on_16_november(method: PartPeriodMethod, before: int, after: int) -> None:
    first = part(method, NOVEMBER, date(2026, 11, 1), date(2026, 11, 15), NOVEMBER)
    second = part(method, NOVEMBER, date(2026, 11, 16), date(2026, 11, 30), NOVEMBER, 39_600_00)
    assert (first.pay_pence[0], second.pay_pence[0]) == (before, after)


def test_by_260ths_nobody_gets_more_than_a_whole_month() -> None:
    """22 of July's 23 working days would be 22/260 of a year: 3,046.15, above the month's 3,000.00."""
    found = part(BY_260, JULY, date(2026, 7, 2), date(2026, 7, 31))
    assert (found.days[0], found.of_days[0], found.pay_pence[0]) == (22, 22, 3_000_00)


def test_a_working_week_of_its_own() -> None:
    tuesdays_and_thursdays = days_in(WORKING, span(*NOVEMBER), "0101000")
    assert tuesdays_and_thursdays[0] == 8


def test_a_weekend_has_no_working_day() -> None:
    for method in (WORKING, BY_260):
        assert part(method, NOVEMBER, date(2026, 11, 28), date(2026, 11, 29)).pay_pence[0] == 0
    weekend = (date(2026, 11, 28), date(2026, 11, 29))
    assert part(WORKING, weekend, *weekend).pay_pence[0] == 0


def test_no_day_at_all() -> None:
    for method in PartPeriodMethod:
        found = part(method, NOVEMBER, date(2026, 11, 10), date(2026, 10, 31))
        assert (found.days[0], found.pay_pence[0]) == (0, 0)


def test_labels() -> None:
    assert [method.label for method in PartPeriodMethod] == ["calendar-days", "working-days", "260ths"]


@given(
    st.sampled_from(PartPeriodMethod),
    st.dates(date(2022, 4, 6), date(2026, 3, 6)),
    st.integers(1, 27),
    st.integers(0, 20_000_000),
)
def test_parts_of_a_whole_period_make_a_whole_periods_pay(
    method: PartPeriodMethod, day: date, cut: int, pay: int
) -> None:
    first = day.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    middle = first + timedelta(days=cut)
    pieces = [(first, middle - timedelta(days=1)), (middle, last)]
    found = [part(method, (first, last), *piece, (first, last), pay) for piece in pieces]
    whole = part(method, (first, last), first, last, None, pay)
    assert int(whole.pay_pence[0]) == (2 * pay + 12) // 24
    assert abs(sum(int(one.pay_pence[0]) for one in found) - int(whole.pay_pence[0])) <= 1


@given(st.sampled_from(PartPeriodMethod), st.integers(1, 30), st.integers(1, 30), st.integers(0, 20_000_000))
def test_more_days_are_never_paid_less_and_never_more_than_the_month(
    method: PartPeriodMethod, one: int, other: int, pay: int
) -> None:
    fewer, more = (
        int(part(method, NOVEMBER, date(2026, 11, 1), date(2026, 11, day), None, pay).pay_pence[0])
        for day in sorted((one, other))
    )
    assert fewer <= more <= (2 * pay + 12) // 24
