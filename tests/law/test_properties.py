"""What must hold for any payment."""

from datetime import date
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.cases import pay
from sixpence.pay import PayInputs, PayResults, calculate
from sixpence.pay.calculate import _calculate_block
from sixpence.rates import rates_on

CODES = [
    "1257L",
    "S1257L",
    "C1257L",
    "K585",
    "SK100",
    "0T",
    "BR",
    "D0",
    "D1",
    "SD3",
    "NT",
    "1257L X",
    "K45 X",
    "999999T",
]
LETTERS = "ABCDEFHIJKLMNSVXZ"
pay_pence = st.integers(0, 3_000_000)
rows = st.fixed_dictionaries(
    {
        "pay_date": st.dates(date(2024, 4, 6), date(2027, 4, 5)).map(str),
        "frequency": st.sampled_from(["weekly", "fortnightly", "four-weekly", "monthly", "annual"]),
        "tax_code": st.sampled_from(CODES),
        "ni_category": st.sampled_from(LETTERS),
        "gross_pay": pay_pence.map(lambda p: f"{p // 100}.{p % 100:02d}"),
        "taxable_pay_to_date": pay_pence.map(lambda p: f"{p // 10}.{p % 10}"),
        "tax_to_date": st.integers(-100_000, 1_000_000).map(
            lambda p: f"{'-' if p < 0 else ''}{abs(p) // 100}.{abs(p) % 100:02d}"
        ),
        "director": st.sampled_from(["", "", "standard", "alternative"]),
        "director_weeks": st.integers(1, 52).map(str),
        "student_loan_plan": st.sampled_from(["", "1", "2", "4"]),
        "postgraduate_loan": st.sampled_from(["0", "1"]),
        "pension": st.sampled_from(["none", "relief-at-source", "net-pay", "salary-sacrifice"]),
        "pension_basis": st.sampled_from(["qualifying", "all"]),
        "employee_pension_percent": st.sampled_from(["0", "5", "3.5", "100"]),
        "payrolled_benefits": st.sampled_from(["", "0", "125.50", "40000"]),
    }
)


def table(some: list[dict[str, str]]) -> PayInputs:
    return PayInputs.of([{"employee_id": str(number), **row} for number, row in enumerate(some)])


def same(one: PayResults, other: PayResults) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in PayResults.__dataclass_fields__)


@given(st.lists(rows, min_size=1, max_size=30))
def test_net_pay_is_gross_less_the_five_deductions(some: list[dict[str, str]]) -> None:
    results = calculate(table(some))
    deductions = (
        results.income_tax_pence
        + results.employee_ni_pence
        + results.student_loan_pence
        + results.postgraduate_loan_pence
        + results.employee_pension_pence
    )
    assert np.array_equal(results.net_pay_pence, results.gross_pay_pence - deductions)
    cost = results.gross_pay_pence + results.employer_ni_pence + results.employer_pension_pence
    assert np.array_equal(results.employer_cost_pence, cost)


@given(st.lists(rows, min_size=1, max_size=40), st.integers(1, 7))
def test_a_block_boundary_changes_nothing(some: list[dict[str, str]], block: int) -> None:
    inputs = table(some)
    assert same(calculate(inputs), calculate(inputs, block=block))


# So much that no column with it can be worked out in 32 bits, beside what is as much as they may hold.
TOO_WIDE = dict.fromkeys(
    (
        "gross_pay",
        "taxable_pay_to_date",
        "tax_to_date",
        "nicable_pay_to_date",
        "employee_ni_to_date",
        "employer_ni_to_date",
        "payrolled_benefits",
        "other_deductions",
    ),
    "99999999.99",
)
most_narrow = st.fixed_dictionaries(
    dict.fromkeys(TOO_WIDE, st.sampled_from(["0", "2000000.00", "1999999.99", "4189.01"])),
)


@given(st.lists(st.tuples(rows, most_narrow), min_size=1, max_size=20))
def test_figures_are_the_same_in_32_bits_and_in_64(some: list[tuple[dict[str, str], dict[str, str]]]) -> None:
    people = [row | amounts for row, amounts in some]
    narrow, wide = calculate(table(people)), calculate(table([*people, people[0] | TOO_WIDE]))
    for name in PayResults.__dataclass_fields__:
        assert np.array_equal(getattr(narrow, name), getattr(wide, name)[:-1]), name


def test_a_usual_pay_day_is_worked_out_in_32_bits() -> None:
    """Whatever in it had 64 bits would make all that follows from it take twice the time, and no figure would tell."""
    people = [
        {"pay_date": "2026-11-30", "tax_code": code, "gross_pay": f"{3_000 + number}.00", "student_loan_plan": "2"}
        for number, code in enumerate(("1257L", "S1257L", "K45", "BR", "SD1", "NT", "1257L X"))
    ]
    inputs = table(people)
    results = _calculate_block(rates_on(date(2026, 11, 30)), inputs.told_once(slice(None)).block(slice(None)))
    assert {str(getattr(results, name).dtype) for name in PayResults.__dataclass_fields__} == {"int32", "bool"}


def test_results_may_fill_those_that_are_no_longer_wanted() -> None:
    row = {"pay_date": "2026-11-30", "tax_code": "1257L", "director": "standard"}
    inputs, others = (table([row | {"gross_pay": pay}] * 3) for pay in ("3000.00", "1999.99"))
    out = calculate(others)
    assert calculate(inputs, out=out) is out
    assert same(out, calculate(inputs))
    with pytest.raises(ValueError, match="3 payments do not fit results of 1"):
        calculate(inputs, out=calculate(inputs.rows(slice(1))))


@given(st.lists(rows, min_size=2, max_size=30), st.randoms())
def test_the_order_of_people_changes_nothing(some: list[dict[str, str]], random: Random) -> None:
    inputs = table(some)
    order = list(range(len(some)))
    random.shuffle(order)
    shuffled, straight = calculate(inputs.rows(np.array(order))), calculate(inputs)
    for name in PayResults.__dataclass_fields__:
        assert np.array_equal(getattr(shuffled, name), getattr(straight, name)[order])


YEARS = {"weekly": 52, "fortnightly": 52, "four-weekly": 52, "monthly": 12}


@st.composite
def split_years(draw: st.DrawFn) -> tuple[str, dict[int, int]]:
    """A frequency, and the year's payments by their tax period, in order; the last falls in the year's last period."""
    frequency, periods = draw(st.sampled_from(sorted(YEARS.items())))
    earlier = draw(st.sets(st.integers(1, periods - 1), min_size=1, max_size=12))
    return frequency, {period: draw(st.integers(0, 900_000)) for period in (*sorted(earlier), periods)}


@given(st.sampled_from(["1257L", "S1257L", "K585", "0T", "SBR", "D1"]), split_years())
def test_splitting_a_year_into_periods_keeps_its_cumulative_tax(code: str, year: tuple[str, dict[int, int]]) -> None:
    """Tax depends on pay to date and not on the path, unless the 50% limit bites on the last payment."""
    frequency, payments = year

    def tax_to_date(gross: int, before: int, tax: int, period: int) -> tuple[int, bool]:
        results = pay(
            "2026-27",
            frequency=frequency,
            tax_code=code,
            tax_period=str(period),
            gross_pay=pounds(gross),
            taxable_pay_to_date=pounds(before),
            tax_to_date=pounds(tax),
        )
        return int(results.tax_due_to_date_pence[0]), int(results.income_tax_pence[0]) == gross // 2

    before = tax = 0
    limited = False
    for period, gross in payments.items():
        tax, limited = tax_to_date(gross, before, tax, period)
        before += gross
    at_once, limited_at_once = tax_to_date(before, 0, 0, YEARS[frequency])
    if not (limited or limited_at_once):
        assert tax == at_once


@given(st.sampled_from(CODES), st.integers(1, 12), st.integers(0, 5_000_000), st.integers(0, 100_000))
def test_more_pay_never_lowers_tax(code: str, month: int, gross: int, more: int) -> None:
    lower, higher = (
        int(pay("2026-27", tax_code=code, tax_period=str(month), gross_pay=pounds(amount)).income_tax_pence[0])
        for amount in (gross, gross + more)
    )
    assert lower <= higher


@given(st.sampled_from(CODES), st.integers(0, 5_000_000), st.integers(0, 5_000_000))
def test_week_1_month_1_ignores_the_year_before_it(code: str, before: int, tax: int) -> None:
    alone = pay("2026-27", tax_code=code, week1_month1="1", gross_pay="3000")
    later = pay(
        "2026-27",
        tax_code=code,
        week1_month1="1",
        gross_pay="3000",
        tax_period="9",
        taxable_pay_to_date=pounds(before),
        tax_to_date=pounds(tax),
    )
    assert alone.income_tax_pence[0] == later.income_tax_pence[0]


def pounds(pence: int) -> str:
    return f"{pence // 100}.{pence % 100:02d}"
