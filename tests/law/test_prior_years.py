"""Published figures of the years before 2022-23: the rules that stand today, with the numbers that stood then.

Left out: the directors' tests "2017 precedence" and "2018 precedence" of HMRC's calculator. Their letters share one set
of annual thresholds, and not all the letters of a test are among the cases.
"""

from typing import cast

import numpy as np
import pytest

from law.cases import CASES, pence, prior_cases
from law.prior_years import prior_rates
from sixpence.law.income_tax import income_tax
from sixpence.law.national_insurance import class_1, letter_places, period_limits
from sixpence.law.student_loans import student_loans
from sixpence.law.tax_codes import parse_tax_codes
from sixpence.rates import IncomeTaxRates, NationalInsuranceRates, StudentLoanRates
from sixpence.rates.frequency import BY_LABEL

Row = dict[str, str]


def column(value: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([value], dtype=np.int64)


def frequency_of(row: Row) -> np.ndarray[tuple[int], np.dtype[np.int8]]:
    return np.array([BY_LABEL[row["frequency"]]], dtype=np.int8)


@pytest.mark.parametrize(("tax_year", "row"), prior_cases("income-tax"))
def test_income_tax(tax_year: str, row: Row) -> None:
    pay = column(pence(row["gross_pay"]))
    found = income_tax(
        cast(IncomeTaxRates, prior_rates(tax_year)["income_tax"]),
        codes=parse_tax_codes([row["tax_code"] + (" X" if row["week1_month1"] == "1" else "")]),
        frequency=frequency_of(row),
        tax_period=column(int(row["tax_period"])),
        taxable_pay_pence=pay,
        taxable_pay_before_pence=column(pence(row["taxable_pay_to_date"])),
        tax_before_pence=column(pence(row["tax_to_date"])),
        relevant_pay_pence=pay,
    )
    assert found.tax_pence[0] == pence(row["income_tax"])


@pytest.mark.parametrize(("tax_year", "row"), prior_cases("national-insurance"))
def test_national_insurance(tax_year: str, row: Row) -> None:
    rates = cast(NationalInsuranceRates, prior_rates(tax_year)["national_insurance"])
    letters = letter_places(row["ni_category"])
    limits = period_limits(rates, letters, frequency_of(row))
    found = class_1(rates, letters, column(pence(row["gross_pay"])), limits)
    amounts = {
        "employee_ni": found.employee,
        "employer_ni": found.employer,
        "total_ni": found.employee + found.employer,
    }
    given = [name for name in amounts if row[name]]
    assert given
    assert {name: int(amounts[name][0]) for name in given} == {name: pence(row[name]) for name in given}


@pytest.mark.parametrize(("tax_year", "row"), prior_cases("student-loans"))
def test_student_loans(tax_year: str, row: Row) -> None:
    postgraduate = row["plan"] == "PGL"
    found = student_loans(
        cast(StudentLoanRates, prior_rates(tax_year)["student_loans"]),
        plan=np.array([0 if postgraduate else int(row["plan"])], dtype=np.int8),
        has_postgraduate_loan=np.array([postgraduate]),
        frequency=frequency_of(row),
        nicable_pay_pence=column(pence(row["gross_pay"])),
    )
    deduction = found.postgraduate_loan_pence if postgraduate else found.student_loan_pence
    assert deduction[0] == pence(row["deduction"])


def test_every_folder_of_a_prior_year_is_read() -> None:
    names = {path.parent.name for path in CASES.glob("*/rates.toml")}
    assert names == {"2015-16", "2016-17", "2017-18", "2018-19", "2019-20", "2020-21", "2021-22"}
    subjects = {path.stem for name in names for path in (CASES / name).glob("*.csv")}
    assert subjects == {"income-tax", "national-insurance", "student-loans"}
