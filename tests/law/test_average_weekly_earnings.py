"""Average weekly earnings from a pay history, by rhythm of pay."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixpence.law.average_weekly_earnings import PayHistory, PayPattern, RelevantPeriod, relevant_period


def of(payments: list[tuple[str, int]], before: str, pattern: PayPattern, start: str = "2020-01-01") -> RelevantPeriod:
    """One person's history."""
    history = PayHistory(
        np.zeros(len(payments), dtype=np.int64),
        np.array([day for day, _ in payments], dtype="M8[D]"),
        np.array([earnings for _, earnings in payments], dtype=np.int64),
    )
    return relevant_period(
        history,
        before=np.array([before], dtype="M8[D]"),
        pattern=np.array([pattern], dtype=np.int64),
        employed_from=np.array([start], dtype="M8[D]"),
    )


def average(period: RelevantPeriod) -> Fraction:
    return Fraction(int(period.average.pence[0]), int(period.average.over[0]))


def weekly(first: str, count: int, every: int = 1) -> list[tuple[str, int]]:
    days = np.datetime64(first) + np.arange(count) * 7 * every
    return [(str(day), 100_00 + number) for number, day in enumerate(days)]


def test_weekly_pay_is_the_last_eight_payments() -> None:
    period = of(weekly("2026-01-02", 20), "2026-05-11", PayPattern.WEEKS)
    assert (str(period.after[0]), str(period.last_payday[0])) == ("2026-03-13", "2026-05-08")
    assert average(period) == Fraction(8 * 100_00 + sum(range(11, 19)), 8)


def test_pay_on_the_day_itself_does_not_count() -> None:
    period = of(weekly("2026-01-02", 20), "2026-05-08", PayPattern.WEEKS)
    assert str(period.last_payday[0]) == "2026-05-01"


def test_every_four_weeks_is_two_payments_over_eight_weeks() -> None:
    period = of(weekly("2026-01-02", 5, every=4), "2026-05-11", PayPattern.WEEKS)
    assert average(period) == Fraction(100_03 + 100_04, 8)


@pytest.mark.parametrize("slipped", ["2026-02-27", "2026-03-01"])
def test_monthly_pay_is_twelve_fifty_seconds_of_the_months_between(slipped: str) -> None:
    payments = [("2026-01-31", 1), (slipped, 0), ("2026-03-31", 2000_00), ("2026-04-30", 2100_00)]
    period = of(payments, "2026-05-11", PayPattern.MONTHS)
    assert average(period) == Fraction(4100_00 * 12, 2 * 52)


def test_irregular_pay_is_seven_days_of_the_days_between() -> None:
    payments = [("2026-01-10", 5), ("2026-03-04", 300_00), ("2026-03-30", 150_00), ("2026-04-20", 210_00)]
    period = of(payments, "2026-05-11", PayPattern.IRREGULAR)
    assert str(period.after[0]) == "2026-01-10"
    assert average(period) == Fraction(660_00 * 7, 100)


def test_a_history_of_less_than_eight_weeks_counts_from_the_start_of_the_employment() -> None:
    period = of([("2026-04-30", 800_00)], "2026-05-11", PayPattern.MONTHS, start="2026-04-11")
    assert average(period) == Fraction(800_00 * 7, 20)


def test_someone_never_paid_is_not_known() -> None:
    assert not of([("2026-05-29", 800_00)], "2026-05-11", PayPattern.MONTHS).known[0]


@given(st.lists(st.integers(0, 500_000), min_size=9, max_size=30))
def test_people_in_one_table_do_not_mix(amounts: list[int]) -> None:
    days = np.datetime64("2026-01-02") + np.arange(len(amounts)) * 7
    two = PayHistory(
        np.repeat([1, 0], len(amounts)),
        np.concatenate([days, days]),
        np.array([*amounts, *(2 * amount for amount in amounts)], dtype=np.int64),
    )
    period = relevant_period(
        two,
        before=np.full(2, days[-1] + 1),
        pattern=np.full(2, PayPattern.WEEKS),
        employed_from=np.full(2, np.datetime64("2020-01-01")),
    )
    assert period.average.pence.tolist() == [2 * sum(amounts[-8:]), sum(amounts[-8:])]
    assert period.average.over.tolist() == [8, 8]
