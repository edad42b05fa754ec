"""Every figure of every payment is explained, and the explanation's figures recombine to the results exactly."""

import json
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given

from pay.payments import Row, one, rows
from sixpence.law.rounding import down, half_up, ni_third_place, up
from sixpence.pay import PayInputs, PayResults, calculate
from sixpence.pay.explain import explain
from sixpence.pay.explain_text import as_text
from sixpence.pay.explanation import Explanation, Section, Step, Unit, as_json
from sixpence.rates import rates_on, tax_years


def explained(**columns: str) -> Explanation:
    return explain(one(**columns))


def step(explanation: Explanation, name: str) -> Step:
    return next(step for step in explanation.steps() if step.name == name)


def section(explanation: Explanation, name: str) -> Section:
    return next(part for part in explanation.sections if name in {step.name for step in part.steps})


@given(rows())
def test_every_figure_of_the_results_is_explained(row: Row) -> None:
    payment = PayInputs.of([row])
    results, explanation = calculate(payment), explain(payment)
    for field in fields(PayResults):
        assert explanation[field.name] == getattr(results, field.name)[0], field.name
    names = [step.name for step in explanation.steps()]
    assert len(names) == len(set(names))
    assert all(step.label and step.rule.endswith(".") for step in explanation.steps())


@given(rows())
def test_income_tax_recombines(row: Row) -> None:
    e = explain(PayInputs.of([row]))
    before, now = e["tax_before_pence"], e["income_tax_pence"]
    counted = before if e["tax_cumulative"] else 0
    pay_before = e["taxable_pay_before_pence"] if e["tax_cumulative"] else 0
    assert e["taxable_pay_to_date_pence"] == pay_before + e["taxable_pay_pence"]
    assert e["tax_due_pence"] == (0 if "tax_rate" not in e else tax_due(e))
    assert e["tax_before_limit_pence"] == e["tax_due_pence"] - counted
    assert e["taxable_pay_pence"] == e["relevant_pay_pence"] + e["payrolled_benefits_pence"]
    assert e["tax_limit_pence"] == e["relevant_pay_pence"] // 2
    assert now == min(e["tax_before_limit_pence"], e["tax_limit_pence"])
    assert e["tax_due_to_date_pence"] == before + now


def tax_due(e: Explanation) -> int:
    """From free pay to the tax that is due, with nothing but the explanation's figures."""
    figures = {step.name: step.value for step in e.steps()}
    free = figures.get("free_pay_pence", 0) - figures.get("additional_pay_pence", 0)
    assert e["taxed_pounds"] == down(max(e["taxable_pay_to_date_pence"] - free, 0), 100)
    if "tax_below_band_hundredths" not in e:
        return down(e["taxed_pounds"] * e["tax_rate"], 10_000)
    bands = [step.value for step in e.steps() if step.name.startswith("tax_in_band_")]
    assert sum(bands) == e["tax_below_band_hundredths"]
    assert e["taxed_in_band_hundredths"] >= 0
    return down(e["tax_below_band_hundredths"] * 1_000_000 + e["taxed_in_band_hundredths"] * e["tax_rate"], 100_000_000)


@given(rows())
def test_national_insurance_recombines(row: Row) -> None:
    e = explain(PayInputs.of([row]))
    annual = e["ni_annual_basis"]
    pay = e["nicable_pay_pence"] + (e["nicable_pay_before_pence"] if annual else 0)
    upper, above = e["upper_earnings_limit_pence"], max(pay - e["upper_earnings_limit_pence"], 0)
    assert e["employee_ni_main_pence"] == ni_third_place(
        max(min(pay, upper) - e["primary_threshold_pence"], 0), e["employee_main_rate"]
    )
    assert e["employee_ni_above_pence"] == ni_third_place(above, e["employee_above_rate"])
    assert e["employer_ni_to_uel_pence"] == ni_third_place(
        max(min(pay, upper) - e["employer_start_pence"], 0), e["employer_rate"]
    )
    assert e["employer_ni_above_pence"] == ni_third_place(above, e["employer_rate"])
    employee = e["employee_ni_main_pence"] + e["employee_ni_above_pence"]
    employer = e["employer_ni_to_uel_pence"] + e["employer_ni_above_pence"]
    if annual:
        assert (employee, employer) == (e["employee_ni_due_to_date_pence"], e["employer_ni_due_to_date_pence"])
        employee, employer = employee - e["employee_ni_before_pence"], employer - e["employer_ni_before_pence"]
    assert (employee, employer) == (e["employee_ni_pence"], e["employer_ni_pence"])
    bands = [
        e[f"ni_{'to_date_' if annual else ''}{band}_pence"]
        for band in ("at_lel", "lel_to_pt", "pt_to_uel", "above_uel")
    ]
    assert sum(bands) == (pay if bands[0] else 0)


@given(rows())
def test_pension_loans_and_net_pay_recombine(row: Row) -> None:
    e = explain(PayInputs.of([row]))
    if "pensionable_pay_pence" in e:
        pensionable = e["pensionable_pay_pence"]
        if "pension_lower_level_pence" in e:
            lower, upper = e["pension_lower_level_pence"], e["pension_upper_level_pence"]
            assert pensionable == max(min(e["gross_pay_pence"], upper) - lower, 0)
        gross = half_up(pensionable * e["employee_pension_rate"], 1_000_000)
        assert gross == e["employee_pension_gross_pence"]
        assert e["employee_pension_pence"] in (gross, half_up(gross * 80, 100))
        assert e["employer_pension_pence"] == half_up(pensionable * e["employer_pension_rate"], 1_000_000)
    for loan in ("student_loan", "postgraduate_loan"):
        above = max(e["nicable_pay_pence"] - e[f"{loan}_threshold_pence"], 0) if f"{loan}_rate" in e else 0
        due = down(above * e[f"{loan}_rate"], 100_000_000) * 100 if above else 0
        assert e[f"{loan}_pence"] == due
    taken = ("income_tax", "employee_ni", "student_loan", "postgraduate_loan", "employee_pension", "other_deductions")
    assert e["net_pay_pence"] == e["gross_pay_pence"] - sum(e[f"{name}_pence"] for name in taken)
    assert e["employer_cost_pence"] == e["gross_pay_pence"] + e["employer_ni_pence"] + e["employer_pension_pence"]


@given(rows())
def test_it_is_data_and_text(row: Row) -> None:
    explanation = explain(PayInputs.of([row]))
    again = json.loads(json.dumps(as_json(explanation)))
    values = {step["name"]: step["value"] for part in again["sections"] for step in part["steps"]}
    assert values == {step.name: step.value for step in explanation.steps()}
    assert all(isinstance(value, int) for value in values.values())
    text = as_text(explanation)
    assert max(map(len, text.splitlines())) <= 100
    assert all(step.figure in text for step in explanation.steps())


def test_scottish_bands_are_listed_one_by_one() -> None:
    e = explained(tax_code="S1257L", gross_pay="90000.00")
    bands = [step.label for step in section(e, "taxed_pounds").steps if step.name.startswith("tax_in_band")]
    assert bands == [f"Tax on all of the {name} rate band" for name in ("starter", "basic", "intermediate", "higher")]
    # The year's band of 3,967 pounds x 8 / 12, at 19%.
    assert step(e, "tax_in_band_1_hundredths").figure == "£502.4866"
    assert step(e, "tax_in_band_1_hundredths").rule.startswith("19% of £2,644.6666")


@pytest.mark.parametrize("year", [year.name for year in tax_years()])
@pytest.mark.parametrize("code", ["1257L", "C0T", "S1257L", "SK50", "1257L X"])
@pytest.mark.parametrize(("frequency", "period"), [("monthly", 1), ("monthly", 11), ("weekly", 37), ("annual", 1)])
def test_the_bands_one_by_one_are_the_years_bands(year: str, code: str, frequency: str, period: int) -> None:
    """Each width is the year's for the periods that count, cut to four decimals of a pound."""
    day = f"{year[:4]}-06-30"
    e = explained(pay_date=day, tax_code=code, frequency=frequency, tax_period=str(period), gross_pay="999999.00")
    regime = {"S": 2, "C": 1}.get(code[0], 0)
    n, per = e["tax_periods"], 52 if frequency == "weekly" else 12
    ends = [0, *(band.up_to_pounds or 0 for band in rates_on(pay_day(day)).income_tax.bands[regime][:-1])]
    cut = [down(end * 10_000 * n, per) for end in ends]
    found = [step for step in e.steps() if step.name.startswith("tax_in_band_")]
    assert len(found) == len(ends) - 1
    for place, told in enumerate(found):
        assert f" of {Step('', '', cut[place + 1] - cut[place], Unit.HUNDREDTHS, '', '').figure}:" in told.rule
    assert e["taxed_in_band_hundredths"] == e["taxed_pounds"] * 10_000 - cut[-1]


def pay_day(day: str) -> Any:
    return PayInputs.of([{"employee_id": "1", "pay_date": day, "tax_code": "NT", "gross_pay": "0"}]).pay_date[0].item()


@pytest.mark.parametrize(
    ("columns", "name", "rule"),
    [
        (
            {"tax_code": "1257L M1"},
            "tax_cumulative",
            "Code 1257 is on a week 1/month 1 basis: each payment is taxed by",
        ),
        ({"tax_code": "BR"}, "tax_rate", "Code BR taxes all pay at one rate."),
        ({"tax_code": "SD2"}, "tax_rate", "Code SD2 taxes all pay at one rate."),
        ({"tax_code": "NT"}, "tax_due_pence", "Code NT: no tax is due."),
        ({"tax_code": "0T"}, "free_pay_pence", "Code 0T has no allowance."),
        (
            {"tax_code": "K100", "tax_period": "1"},
            "additional_pay_pence",
            "One month's share of what number 100 stands",
        ),
        (
            {"tax_code": "K3000", "tax_period": "1"},
            "income_tax_pence",
            "£1,571.66 is more than the limit, so the limit is taken. The rest is collected from later payments",
        ),
        (
            {"tax_code": "K5000 X", "tax_period": "1"},
            "income_tax_pence",
            "£2,238.46 is more than the limit, so the limit is taken. The rest is not carried forward.",
        ),
        ({"taxable_pay_to_date": "100.00", "tax_to_date": "90.00"}, "income_tax_pence", "More tax was taken earlier"),
        (
            {"frequency": "weekly", "tax_period": "53", "pay_date": "2027-04-05"},
            "tax_cumulative",
            "Week 53 is an extra one of this year: its payment is taxed by itself.",
        ),
        (
            {"frequency": "fortnightly", "tax_period": "54", "pay_date": "2027-04-05"},
            "tax_cumulative",
            "Week 54 is an extra one of this year",
        ),
        (
            {"frequency": "four-weekly", "tax_period": "56", "pay_date": "2027-04-05"},
            "tax_periods",
            "One payment covers this many weeks.",
        ),
        ({"frequency": "annual"}, "tax_periods", "Paid once a year: the whole year's allowance and bands apply."),
        ({"director": "standard"}, "ni_annual_basis", "A director's contributions are reckoned on the year's earnings"),
        ({"director": "alternative"}, "ni_annual_basis", "A director on the alternative method is reckoned as anyone"),
        (
            {"director": "alternative", "tax_period": "12"},
            "ni_annual_basis",
            "The last payment of the year of a director on the alternative method",
        ),
        ({"pension": "net-pay"}, "relevant_pay_pence", "£3,000.00 less the pension contribution of £124.00"),
        ({"pension": "salary-sacrifice"}, "nicable_pay_pence", "£3,000.00 less £124.00 given up for the pension."),
        ({"pension": "relief-at-source"}, "employee_pension_pence", "80% of £124.00, to the nearest penny"),
        ({"payrolled_benefits": "250.00"}, "taxable_pay_pence", "£3,000.00 and benefits of £250.00."),
        ({"student_loan_plan": "5"}, "student_loan_pence", "9% of the pay of £3,000.00 above the threshold"),
    ],
)
def test_each_corner_has_its_own_words(columns: dict[str, str], name: str, rule: str) -> None:
    assert step(explained(**columns), name).rule.startswith(rule)


def test_a_row_that_is_not_there() -> None:
    with pytest.raises(IndexError):
        explain(one(), 1)
    with pytest.raises(IndexError):
        explain(one(), -1)


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        explained()["nothing"]


def test_the_row_asked_for_is_the_one_explained() -> None:
    table = PayInputs.of(
        [
            {"employee_id": "A", "pay_date": "2024-01-05", "tax_code": "1257L", "gross_pay": "1000.00"},
            {"employee_id": "B", "pay_date": "2024-01-06", "tax_code": "S1257L", "gross_pay": "2000.00"},
        ]
    )
    e = explain(table, 1)
    assert (e.employee_id, e.tax_year, e["gross_pay_pence"]) == ("B", "2023-24", 200_000)
    assert e["employee_main_rate"] == 100_000


def test_tax_never_falls_as_pay_rises_over_the_end_of_a_band() -> None:
    """Where bands meet, cutting steps to four decimals could lose a penny; net to gross rests on its not doing so."""
    for year in (year.name[:4] for year in tax_years()):
        for code in ("0T", "C0T", "S0T"):
            for frequency, last, per in (("monthly", 12, 12), ("weekly", 52, 52)):
                check_band_ends(year, code, frequency, last, per)


def check_band_ends(year: str, code: str, frequency: str, last: int, per: int) -> None:
    bands = rates_on(pay_day(f"{year}-06-30")).income_tax.bands[{"S": 2, "C": 1}.get(code[0], 0)]
    table: list[Row] = []
    for n in range(1, last + 1):
        for band in bands[:-1]:
            end = up((band.up_to_pounds or 0) * n, per)
            for pay in (f"{end}.00", f"{end}.01"):
                table.append(
                    {
                        "employee_id": str(len(table)),
                        "pay_date": f"{year}-06-30",
                        "frequency": frequency,
                        "tax_period": str(n),
                        "tax_code": code,
                        "gross_pay": pay,
                    }
                )
    tax = calculate(PayInputs.of(table)).income_tax_pence
    assert (tax[1::2] >= tax[::2]).all()
