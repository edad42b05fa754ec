"""HMRC's published figures, and others', row by row, to the penny. Where they come from: tests/cases/README.md."""

from datetime import date

import pytest

from law.cases import CASES, cases, is_prior_year, pay, pay_date_in, pence, years_with_rates
from sixpence.pay import PayResults

Row = dict[str, str]


def one(results: PayResults, column: str) -> int:
    return int(getattr(results, f"{column}_pence")[0])


@pytest.mark.parametrize(("tax_year", "row"), cases("income-tax"))
def test_income_tax(tax_year: str, row: Row) -> None:
    inputs = ("frequency", "tax_period", "tax_code", "week1_month1", "gross_pay", "taxable_pay_to_date", "tax_to_date")
    results = pay(tax_year, **{column: row[column] for column in inputs})
    assert one(results, "income_tax") == pence(row["income_tax"])
    assert one(results, "tax_due_to_date") == pence(row["tax_due_to_date"])


@pytest.mark.parametrize(("tax_year", "row"), cases("national-insurance"))
def test_national_insurance(tax_year: str, row: Row) -> None:
    results = pay(
        tax_year,
        **{column: row[column] for column in ("frequency", "ni_category", "gross_pay")},
        pay_date=row.get("pay_date") or pay_date_in(tax_year),
    )
    given = [c for c in ("employee_ni", "employer_ni", "ni_at_lel", "ni_lel_to_pt", "ni_pt_to_uel") if row[c]]
    assert given
    assert {column: one(results, column) for column in given} == {column: pence(row[column]) for column in given}


@pytest.mark.parametrize(("tax_year", "row"), cases("directors"))
def test_directors(tax_year: str, row: Row) -> None:
    gross, to_date = pence(row["gross_pay"]), pence(row["gross_pay_to_date"])
    employee, employer = pence(row["employee_ni"]), pence(row["employer_ni"])
    employee_before = pence(row["employee_ni_to_date"]) - employee
    employer_before = pence(row["employer_ni_to_date"]) - employer
    results = pay(
        tax_year,
        **{column: row[column] for column in ("frequency", "tax_period", "ni_category", "gross_pay", "director_weeks")},
        pay_date=row.get("pay_date") or pay_date_in(tax_year),
        director="" if row["method"] == "employee" else row["method"],
        nicable_pay_to_date=f"{(to_date - gross) / 100:.2f}",
        employee_ni_to_date=f"{employee_before / 100:.2f}",
        employer_ni_to_date=f"{employer_before / 100:.2f}",
    )
    assert (one(results, "employee_ni"), one(results, "employer_ni")) == (employee, employer)
    # Bands are published to date: on the annual basis those of the year, else of payments that were all alike. The
    # threshold between the last two moved within 2022-23, so they are taken together.
    payments = 1 if results.ni_annual_basis[0] else to_date // max(gross, 1)
    found = (one(results, "ni_at_lel"), one(results, "ni_lel_to_pt") + one(results, "ni_pt_to_uel"))
    at_lel, to_pt, to_uel = (pence(row[f"{band}_to_date"]) for band in ("ni_at_lel", "ni_lel_to_pt", "ni_pt_to_uel"))
    assert tuple(band * payments for band in found) == (at_lel, to_pt + to_uel)


@pytest.mark.parametrize(("tax_year", "row"), cases("directors-whole-year"))
def test_directors_whole_year(tax_year: str, row: Row) -> None:
    first_day = date(int(tax_year[:4]), 4, 6)
    appointed = date.fromisoformat(row["appointed_on"]) if row["appointed_on"] else first_day
    weeks = 53 - (appointed - first_day).days // 7 - 1
    results = pay(
        tax_year,
        frequency="annual",
        director="standard",
        director_weeks=str(weeks),
        ni_category=row["ni_category"],
        gross_pay=row["gross_pay"],
    )
    assert (one(results, "employee_ni"), one(results, "employer_ni")) == (
        pence(row["employee_ni"]),
        pence(row["employer_ni"]),
    )


@pytest.mark.parametrize(("tax_year", "row"), cases("student-loans"))
def test_student_loans(tax_year: str, row: Row) -> None:
    postgraduate = row["plan"] == "PGL"
    results = pay(
        tax_year,
        frequency=row["frequency"],
        gross_pay=row["gross_pay"],
        student_loan_plan="" if postgraduate else row["plan"],
        postgraduate_loan="1" if postgraduate else "0",
    )
    column = "postgraduate_loan" if postgraduate else "student_loan"
    assert one(results, column) == pence(row["deduction"])


@pytest.mark.parametrize(("tax_year", "row"), cases("pensions"))
def test_pensions(tax_year: str, row: Row) -> None:
    inputs = ("frequency", "gross_pay", "pension", "pension_basis")
    percents = ("employee_pension_percent", "employer_pension_percent")
    results = pay(tax_year, **{column: row[column] for column in inputs + percents})
    assert one(results, "employee_pension") == pence(row["employee_pension"])
    assert one(results, "employer_pension") == pence(row["employer_pension"])


def test_every_tax_year_has_cases_and_every_folder_of_cases_has_rates() -> None:
    """Prior years bring rates of their own; `all-years` holds cases that span years or have none."""
    folders = [path for path in CASES.iterdir() if path.is_dir() and path.name != "all-years"]
    assert sorted(path.name for path in folders if not is_prior_year(path)) == years_with_rates()
