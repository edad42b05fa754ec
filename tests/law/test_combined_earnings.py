"""Several payments in an earnings period, several jobs together, and periods of any length."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixpence.law.combined_earnings import (
    Earlier,
    PeriodUnit,
    added_contributions,
    earlier_in_period,
    earnings_period_start,
    irregular_period_days,
    jobs_together,
    limits_of_length,
)
from sixpence.law.national_insurance import class_1, letter_places, period_limits
from sixpence.rates import rates_on, tax_years
from sixpence.rates.frequency import Frequency

NI = rates_on(date(2025, 4, 6)).national_insurance
A = letter_places("A")
WEEKLY, FORTNIGHTLY, FOUR_WEEKLY, MONTHLY, ANNUAL = (np.array([place], dtype=np.int8) for place in Frequency)
Ints = np.ndarray[tuple[int], np.dtype[np.int64]]


def ints(*values: int) -> Ints:
    return np.array(values, dtype=np.int64)


def days(*texts: str) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    return np.array(texts, dtype="M8[D]")


def test_an_extra_payment_bears_what_the_total_bears_and_the_first_did_not() -> None:
    """HMRC's example: 500.00 on Friday's pay day, and 400.00 extra in the same week: contributions on 900.00 in all."""
    limits = period_limits(NI, A, WEEKLY)
    first = class_1(NI, A, ints(500_00), limits)
    total = class_1(NI, A, ints(900_00), limits)
    added = added_contributions(NI, A, ints(400_00), Earlier(ints(500_00), first.employee, first.employer), limits)
    assert (first.employee + added.employee).tolist() == total.employee.tolist() == [52_64]
    assert (first.employer + added.employer).tolist() == total.employer.tolist() == [120_60]
    assert (added.at_lel[0], added.lel_to_pt[0], added.pt_to_uel[0]) == (0, 0, 400_00)


def test_a_change_to_monthly_pay_counts_the_week_paid_in_the_new_period() -> None:
    """NIM08510: weekly on the 4th and the 11th, then monthly. The 11th is in the new tax month; the 4th is not."""
    paid = days("2025-06-04", "2025-06-11", "2025-06-30")
    start = earnings_period_start(paid, np.full(3, Frequency.MONTHLY, dtype=np.int8))
    earlier = earlier_in_period(ints(1, 1, 1), start, paid, ints(400_00, 400_00, 1_800_00))
    assert earlier.tolist() == [0, 0, 400_00]
    week = class_1(NI, A, ints(400_00), period_limits(NI, A, WEEKLY))
    limits = period_limits(NI, A, MONTHLY)
    added = added_contributions(NI, A, ints(1_800_00), Earlier(ints(400_00), week.employee, week.employer), limits)
    month = class_1(NI, A, ints(2_200_00), limits)
    assert (week.employee + added.employee).tolist() == month.employee.tolist()
    assert (week.employer + added.employer).tolist() == month.employer.tolist()


@pytest.mark.parametrize(
    ("frequency", "day", "start"),
    [
        (WEEKLY, "2026-04-12", "2026-04-06"),
        (WEEKLY, "2026-04-13", "2026-04-13"),
        (WEEKLY, "2027-04-05", "2027-04-05"),
        (FORTNIGHTLY, "2026-04-19", "2026-04-06"),
        (FORTNIGHTLY, "2026-04-20", "2026-04-20"),
        (FOUR_WEEKLY, "2026-05-03", "2026-04-06"),
        (FOUR_WEEKLY, "2027-04-05", "2027-04-05"),
        (MONTHLY, "2026-05-05", "2026-04-06"),
        (MONTHLY, "2026-05-06", "2026-05-06"),
        (MONTHLY, "2027-03-05", "2027-02-06"),
        (ANNUAL, "2027-04-05", "2026-04-06"),
        (ANNUAL, "2027-04-06", "2027-04-06"),
    ],
)
def test_earnings_periods_follow_each_other_from_6_april(frequency: np.ndarray, day: str, start: str) -> None:  # type: ignore[type-arg]
    assert earnings_period_start(days(day), frequency).astype(str).tolist() == [start]


def test_earlier_earnings_are_of_the_same_employment_and_period() -> None:
    paid = days("2026-05-01", "2026-05-29", "2026-05-15", "2026-05-15", "2026-05-15")
    period = days("2026-04-06", "2026-05-06", "2026-05-06", "2026-05-06", "2026-05-06")
    found = earlier_in_period(ints(7, 7, 7, 8, 7), period, paid, ints(100, 200, 400, 800, 1600))
    assert found.tolist() == [0, 2000, 0, 0, 400]
    assert earlier_in_period(ints(), days(), days(), ints()).tolist() == []


def test_jobs_together_count_against_the_shortest_periods_limits_once() -> None:
    """NIM10068, 2025-26: 400.00 a week alone bears 12.64 and 45.60; with the month's 2,500.00 all is a week's."""
    found = jobs_together(
        NI,
        person=ints(20, 10, 10),
        letters=letter_places("AAA"),
        frequency=np.array([Frequency.WEEKLY, Frequency.MONTHLY, Frequency.WEEKLY], dtype=np.int8),
        earnings_pence=ints(400_00, 2_500_00, 400_00),
    )
    assert found.person.tolist() == [10, 20]
    assert found.frequency.tolist() == [Frequency.WEEKLY, Frequency.WEEKLY]
    assert found.earnings.tolist() == [2_900_00, 400_00]
    assert found.class_1.employee.tolist() == [58_00 + 38_66, 12_64]
    assert found.class_1.employer.tolist() == [420_60, 45_60]
    assert (found.class_1.lel_to_pt[1], found.class_1.pt_to_uel[1]) == (117_00, 158_00)


def test_jobs_of_different_letters_are_not_put_together() -> None:
    with pytest.raises(ValueError, match="different category letters"):
        jobs_together(
            NI,
            person=ints(1, 1),
            letters=letter_places("AC"),
            frequency=np.zeros(2, dtype=np.int8),
            earnings_pence=ints(1, 1),
        )


def test_irregular_pay_has_the_length_of_its_work_and_at_least_a_week() -> None:
    assert irregular_period_days(days("2026-04-06", "2026-04-06"), days("2026-04-08", "2026-04-15")).tolist() == [7, 10]


def test_limits_of_odd_lengths() -> None:
    """NIM01010, on 2025-26: 125 a week, and 12,570, 5,000 and 50,270 a year."""
    letters, count = letter_places("AAA"), ints(10, 3, 3)
    found = limits_of_length(NI, letters, ints(PeriodUnit.DAYS, PeriodUnit.MONTHS, PeriodUnit.WEEKS), count)
    assert found.lower_earnings_limit.tolist() == [178_57, 1_625_00, 375_00]
    assert found.primary_threshold.tolist() == [344_38, 3_143_00, 726_00]
    assert found.employer_start.tolist() == [136_99, 1_250_00, 289_00]
    assert found.upper_earnings_limit.tolist() == [1_377_26, 12_568_00, 2_901_00]


def test_limits_of_usual_lengths_are_as_published() -> None:
    lengths = {
        Frequency.WEEKLY: (PeriodUnit.WEEKS, 1),
        Frequency.FORTNIGHTLY: (PeriodUnit.WEEKS, 2),
        Frequency.FOUR_WEEKLY: (PeriodUnit.WEEKS, 4),
        Frequency.MONTHLY: (PeriodUnit.MONTHS, 1),
        Frequency.ANNUAL: (PeriodUnit.MONTHS, 12),
    }
    for year in tax_years():
        rates = year.on(year.starts_on).national_insurance
        letters = letter_places(rates.letters)
        for frequency, (unit, count) in lengths.items():
            one = np.ones(len(letters), dtype=np.int64)
            found = limits_of_length(rates, letters, one * unit, one * count)
            published = period_limits(rates, letters, one.astype(np.int8) * frequency)
            for name in found.__dataclass_fields__:
                expected = np.broadcast_to(getattr(published, name), one.shape)
                assert np.broadcast_to(getattr(found, name), one.shape).tolist() == expected.tolist(), (year.name, name)


@given(st.lists(st.integers(0, 3_000_00), min_size=1, max_size=6), st.sampled_from(list("ABCJHMZ")))
def test_payments_in_one_period_bear_what_one_payment_would(payments: list[int], letter: str) -> None:
    letters = letter_places(letter)
    limits = period_limits(NI, letters, MONTHLY)
    earlier = Earlier(ints(0), ints(0), ints(0))
    lel, pt, uel = 0, 0, 0
    for payment in payments:
        added = added_contributions(NI, letters, ints(payment), earlier, limits)
        lel, pt, uel = lel + int(added.at_lel[0]), pt + int(added.lel_to_pt[0]), uel + int(added.pt_to_uel[0])
        earlier = Earlier(
            earlier.earnings + payment, earlier.employee + added.employee, earlier.employer + added.employer
        )
    whole = class_1(NI, letters, ints(sum(payments)), limits)
    assert (earlier.employee[0], earlier.employer[0]) == (whole.employee[0], whole.employer[0])
    assert (lel, pt, uel) == (whole.at_lel[0], whole.lel_to_pt[0], whole.pt_to_uel[0])


@given(st.permutations(range(5)))
def test_the_order_of_jobs_does_not_matter(order: list[int]) -> None:
    person, frequency = ints(1, 2, 1, 3, 2), np.array([0, 3, 3, 1, 0], dtype=np.int8)
    earnings, letters = ints(300_00, 2_000_00, 900_00, 700_00, 10_00), letter_places("AAABA")
    letters[1] = letters[4]
    found = [
        jobs_together(
            NI,
            person=person[rows],
            letters=letters[rows],
            frequency=frequency[rows],
            earnings_pence=earnings[rows],
        )
        for rows in (np.arange(5), np.array(order))
    ]
    assert found[0].class_1.employee.tolist() == found[1].class_1.employee.tolist()
    assert found[0].earnings.tolist() == found[1].earnings.tolist() == [1_200_00, 2_010_00, 700_00]
