"""Statutory redundancy pay: the published cases, and the ages at which a year counts for more."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.cases import cases, pence
from sixpence.law.redundancy import RedundancyPay, redundancy_pay
from sixpence.rates import tax_years
from sixpence.rates.redundancy import RedundancyRates
from sixpence.rates.through_years import through_years

Row = dict[str, str]
REGIONS = {"GB": 0, "NI": 1}


def of(rates: RedundancyRates, age: int, years: int, week: int, region: int = 0) -> RedundancyPay:
    columns = (np.array([value]) for value in (region, age, years, week))
    return redundancy_pay(rates, **dict(zip(("region", "age", "complete_years", "week_pence"), columns, strict=True)))


@pytest.mark.parametrize(("folder", "row"), cases("redundancy-pay"))
def test_published_dismissals(folder: str, row: Row) -> None:
    (year,) = (year for year in tax_years() if year.name == row["tax_year"])
    rates = year.on(year.starts_on).statutory_redundancy_pay
    week = pence(row["weekly_pay"])
    pay = of(rates, int(row["age"]), int(row["complete_years"]), week, REGIONS[row["region"]])
    assert pay.week_limit_pence[0] == pence(row["weekly_cap"])
    assert pay.entitlement_half_weeks[0] * 5 == pence(row["weeks_entitlement"]) // 10
    assert pay.amount_pence[0] == pence(row["statutory_redundancy_pay"])


@pytest.mark.parametrize(
    ("age", "half_weeks"), [(21, 2), (22, 2), (23, 3), (24, 4), (41, 4), (42, 5), (43, 6), (70, 6)]
)
def test_two_years_by_age(age: int, half_weeks: int) -> None:
    rates = through_years(RedundancyRates)[-1]
    assert of(rates, age, 2, 500_00).entitlement_half_weeks[0] == half_weeks


def test_less_than_two_years_gives_nothing() -> None:
    assert of(through_years(RedundancyRates)[-1], 50, 1, 500_00).amount_pence[0] == 0


def test_half_a_penny_goes_up() -> None:
    assert of(through_years(RedundancyRates)[-1], 23, 2, 300_01).amount_pence[0] == 450_02


@given(st.integers(15, 90), st.integers(0, 40), st.integers(0, 200_000))
def test_year_by_year_comes_to_the_same(age: int, years: int, week: int) -> None:
    """The law's own way: each year counted back, the age going down."""
    rates = through_years(RedundancyRates)[-1]
    counted = range(min(years, 20)) if years >= 2 else range(0)
    expected = sum(3 if age - back >= 42 else 2 if age - back >= 23 else 1 for back in counted)
    pay = of(rates, age, years, week)
    assert pay.entitlement_half_weeks[0] == expected
    assert pay.years_at_one_and_a_half[0] + pay.years_at_one[0] + pay.years_at_a_half[0] == len(counted)
    assert pay.amount_pence[0] <= 30 * pay.week_limit_pence[0]
