"""What a P45 says, and what is operated after it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.cases import pay
from sixpence.law.leavers import (
    P45_ITEMS,
    codes_after_leaving,
    contributions_period_after_leaving,
    p45_figures,
    tax_code_after_leaving,
)
from sixpence.law.tax_codes import parse_tax_codes
from sixpence.rates.frequency import Frequency


def figures(
    week1_month1: bool, here: tuple[int, int], previous: tuple[int, int] = (0, 0)
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Item 7 and item 8, None where blank."""
    found = p45_figures(
        week1_month1=np.array([week1_month1]),
        pay_here_pence=np.array([here[0]]),
        tax_here_pence=np.array([here[1]]),
        previous_pay_pence=np.array([previous[0]]),
        previous_tax_pence=np.array([previous[1]]),
    )
    totals = (int(found.total_pay_pence[0]), int(found.total_tax_pence[0]))
    alone = (int(found.pay_in_this_employment_pence[0]), int(found.tax_in_this_employment_pence[0]))
    assert found.has_totals[0] or totals == (0, 0)
    assert found.has_this_employment[0] or alone == (0, 0)
    return totals if found.has_totals[0] else None, alone if found.has_this_employment[0] else None


def test_the_only_job_of_the_year_shows_totals_alone() -> None:
    assert figures(False, (9_000_00, 800_00)) == ((9_000_00, 800_00), None)


def test_after_an_earlier_job_both_are_shown() -> None:
    found = figures(False, (9_000_00, 800_00), (4_000_00, 350_00))
    assert found == ((13_000_00, 1_150_00), (9_000_00, 800_00))


def test_pay_without_tax_in_the_earlier_job_counts_as_one() -> None:
    assert figures(False, (9_000_00, 800_00), (900_00, 0)) == ((9_900_00, 800_00), (9_000_00, 800_00))


def test_on_week_1_month_1_the_totals_stay_blank() -> None:
    assert figures(True, (9_000_00, 1_100_00), (4_000_00, 350_00)) == (None, (9_000_00, 1_100_00))


@given(st.booleans(), *[st.integers(0, 10_000_000)] * 4)
def test_one_of_the_two_is_always_there(basis: bool, pay_: int, tax: int, before: int, tax_before: int) -> None:
    totals, alone = figures(basis, (pay_, tax), (before, tax_before))
    assert totals is not None or alone is not None
    if alone is None:
        assert totals == (pay_, tax)


def test_the_next_employer_does_not_see_what_was_earned_in_this_job_alone() -> None:
    assert 8 in P45_ITEMS["1A"]
    assert P45_ITEMS["2"] == P45_ITEMS["3"] == (1, 2, 3, 4, 5, 6, 7)


@pytest.mark.parametrize(
    ("code", "after"),
    [("1257L", "0T X"), ("S1257L", "S0T X"), ("CK100 X", "C0T X"), ("SD2", "S0T X"), ("NT", "0T X"), ("BR", "0T X")],
)
def test_the_code_after_leaving(code: str, after: str) -> None:
    assert tax_code_after_leaving(code) == after
    one, other = codes_after_leaving(parse_tax_codes([code])), parse_tax_codes([after])
    for name in ("regime", "kind", "number", "flat_step", "week1_month1"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist()


def test_a_payment_after_leaving_stands_alone() -> None:
    """1,000.00 on 0T month 1: 200.00, whatever the year was before."""
    results = pay(
        "2026-27",
        tax_code=tax_code_after_leaving("1257L"),
        tax_period="9",
        gross_pay="1000.00",
        taxable_pay_to_date="30000.00",
        tax_to_date="4000.00",
    )
    assert int(results.income_tax_pence[0]) == 200_00


def test_what_is_no_regular_pay_is_a_weeks_earnings() -> None:
    monthly = np.full(2, Frequency.MONTHLY, dtype=np.int8)
    period = contributions_period_after_leaving(monthly, np.array([True, False]))
    assert period.tolist() == [Frequency.MONTHLY, Frequency.WEEKLY]
