"""What a payslip says, in each of the cases that change it."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_payment, a_person, a_run
from sixpence.basics.money import pounds
from sixpence.documents.payslip_data import (
    RELIEF_AT_SOURCE_NOTE,
    TAX_REFUND_NOTE,
    WEEK1_MONTH1_NOTE,
    Payslip,
    payslip_data,
)
from sixpence.payrun.figures import NiToDate, PayLine, PersonPay, ToDate


def data(pay: PersonPay, **changes: Any) -> Payslip:
    return payslip_data(pay, a_run(pay, **changes))


def rows(payslip: Payslip, heading: str) -> list[tuple[str, str, str, str]]:
    """Label, detail, this payment and year to date of one section; none where it is left out."""
    return [
        (row["label"], row["detail"], row["amount"], row["to_date"])
        for section in payslip["sections"]
        if section["heading"] == heading
        for row in section["rows"]
    ]


def facts(payslip: Payslip) -> dict[str, str]:
    return {fact["label"]: fact["text"] for fact in payslip["facts"]}


def test_an_ordinary_month() -> None:
    payslip = data(a_payment())
    assert payslip["title"] == "Payslip of Zoë O'Dowd-Llŷr, 30 November 2026"
    assert payslip["net_pay"] == "£2,305.24"
    assert payslip["method"] == "Bacs to account ••••5678"
    assert payslip["notes"] == [RELIEF_AT_SOURCE_NOTE]
    assert facts(payslip) == {
        "Employee number": "1001",
        "Tax code": "1257L (cumulative)",
        "Pay date": "30 November 2026",
        "National Insurance number": "AB 12 34 56 C",
        "National Insurance category": "A",
        "Pay period": "1 to 30 November 2026",
        "PAYE reference": "123/KW456",
        "Pay frequency": "Monthly",
        "Tax period": "Month 8 of 2026-27",
    }
    assert [section["heading"] for section in payslip["sections"]] == [
        "Pay",
        "Deductions",
        "Paid by your employer on top",
        "What tax and National Insurance are worked out on",
    ]
    assert rows(payslip, "Pay") == [
        ("Salary", "", "£3,000.00", ""),
        ("Gross pay", "", "£3,000.00", "£24,000.00"),
    ]
    assert rows(payslip, "Deductions") == [
        ("Income tax", "tax code 1257L", "£390.40", "£3,123.20"),
        ("National Insurance", "category A", "£156.16", "£1,249.28"),
        ("Student loan", "plan 2", "£49.00", "£392.00"),
        ("Pension", "relief at source", "£99.20", "£793.60"),
        ("Total deductions", "", "£694.76", ""),
        ("Net pay", "", "£2,305.24", "£18,441.92"),
    ]
    assert rows(payslip, "Paid by your employer on top") == [
        ("Employer’s National Insurance", "", "£387.45", "£3,099.60"),
        ("Employer’s pension contribution", "", "£74.40", "£595.20"),
    ]
    assert rows(payslip, "What tax and National Insurance are worked out on") == [
        ("Taxable pay", "", "£3,000.00", "£24,000.00"),
        ("Pay for National Insurance", "", "£3,000.00", "£24,000.00"),
    ]


def test_only_the_last_four_digits_of_the_account_are_told() -> None:
    assert "12345678" not in str(data(a_payment()))
    assert "040004" not in str(data(a_payment()))


def test_hours_are_told_by_kind_and_together() -> None:
    lines = (
        PayLine(label="Basic pay", amount_pence=2850_00, hours=150_00, rate_pence=19_00),
        PayLine(label="Overtime", amount_pence=100_00, hours=4_25, rate_pence=23_53),
        PayLine(label="Bonus", amount_pence=50_00),
    )
    payslip = data(a_payment(lines=lines))
    told = [(row["hours"], row["rate"], row["amount"]) for row in payslip["sections"][0]["rows"]]
    assert payslip["has_hours"]
    assert told == [
        ("150.00", "£19.00", "£2,850.00"),
        ("4.25", "£23.53", "£100.00"),
        ("", "", "£50.00"),
        ("154.25", "", "£3,000.00"),
    ]


def test_salary_sacrifice_is_pay_given_up_and_no_deduction() -> None:
    pay = a_payment(pension="salary-sacrifice", taxable_pay_pence=2900_80)
    payslip = data(pay)
    assert rows(payslip, "Pay")[-3:] == [
        ("Gross pay", "", "£3,000.00", "£24,000.00"),
        ("Pension", "salary sacrifice", "-£99.20", "-£793.60"),
        ("Pay after salary sacrifice", "", "£2,900.80", ""),
    ]
    assert "Pension" not in [label for label, *_ in rows(payslip, "Deductions")]
    assert ("Total deductions", "", "£595.56", "") in rows(payslip, "Deductions")
    assert payslip["notes"] == []


def test_a_tax_refund_is_called_one() -> None:
    pay = a_payment()
    refunded = replace(pay, income_tax_pence=-120_00, net_pay_pence=pay.net_pay_pence + 390_40 + 120_00)
    payslip = data(refunded)
    assert rows(payslip, "Refunds") == [("Income tax refund", "", "£120.00", "")]
    assert rows(payslip, "Deductions")[0] == ("Income tax", "tax code 1257L", "£0.00", "£3,123.20")
    assert payslip["notes"] == [TAX_REFUND_NOTE, RELIEF_AT_SOURCE_NOTE]


@pytest.mark.parametrize(("pension", "detail"), [("net-pay", "net pay arrangement"), ("none", "")])
def test_pension_methods(pension: str, detail: str) -> None:
    assert rows(data(a_payment(pension=pension)), "Deductions")[3] == ("Pension", detail, "£99.20", "£793.60")


def test_what_does_not_apply_is_left_out_and_zero_tax_is_told() -> None:
    pay = a_payment(
        pension="none",
        student_loan_plan="",
        income_tax_pence=0,
        employee_ni_pence=0,
        student_loan_pence=0,
        employee_pension_pence=0,
        employer_ni_pence=0,
        employer_pension_pence=0,
        net_pay_pence=3000_00,
        to_date=ToDate(gross_pay_pence=3000_00, taxable_pay_pence=3000_00, net_pay_pence=3000_00),
    )
    payslip = data(pay)
    assert rows(payslip, "Deductions") == [
        ("Income tax", "tax code 1257L", "£0.00", "£0.00"),
        ("National Insurance", "category A", "£0.00", "£0.00"),
        ("Total deductions", "", "£0.00", ""),
        ("Net pay", "", "£3,000.00", "£3,000.00"),
    ]
    assert rows(payslip, "Paid by your employer on top") == [("Employer’s National Insurance", "", "£0.00", "£0.00")]


def test_a_loan_repaid_earlier_this_year_stays_on_the_payslip() -> None:
    pay = a_payment()
    repaid = replace(
        pay,
        student_loan_plan="",
        student_loan_pence=0,
        net_pay_pence=pay.net_pay_pence + 49_00,
        to_date=replace(pay.to_date, postgraduate_loan_pence=15_00),
    )
    assert rows(data(repaid), "Deductions")[2:4] == [
        ("Student loan", "", "£0.00", "£392.00"),
        ("Postgraduate loan", "", "£0.00", "£15.00"),
    ]


def test_national_insurance_to_date_is_that_of_all_letters() -> None:
    pay = a_payment()
    moved = replace(
        pay,
        to_date=replace(
            pay.to_date,
            ni=(*pay.to_date.ni, NiToDate(letter="C", earnings_pence=1_00, employee_pence=2, employer_pence=30)),
        ),
    )
    assert rows(data(moved), "Deductions")[1][3] == "£1,249.30"
    assert rows(data(moved), "Paid by your employer on top")[0][3] == "£3,099.90"
    assert rows(data(moved), "What tax and National Insurance are worked out on")[1][3] == "£24,001.00"


def test_the_basis_of_the_code_and_what_the_law_lets_us_assume() -> None:
    pay = a_payment(tax_code="0T", week1_month1=True, director="standard", assumptions=("No tax code was given.",))
    payslip = data(pay)
    assert facts(payslip)["Tax code"] == "0T (week 1/month 1)"
    assert facts(payslip)["National Insurance category"] == "A (director, standard method)"
    assert rows(payslip, "Deductions")[:2] == [
        ("Income tax", "tax code 0T, week 1/month 1", "£390.40", "£3,123.20"),
        ("National Insurance", "category A, director", "£156.16", "£1,249.28"),
    ]
    assert payslip["notes"] == ["No tax code was given.", WEEK1_MONTH1_NOTE, RELIEF_AT_SOURCE_NOTE]


@pytest.mark.parametrize(
    ("person", "changes", "method"),
    [
        ({"sort_code": ""}, {}, "To be paid another way than by bank"),
        ({}, {"net_pay_pence": 0, "income_tax_pence": 390_40 + 2305_24}, "Nothing to pay"),
    ],
)
def test_how_it_is_paid(person: dict[str, str], changes: dict[str, int], method: str) -> None:
    assert data(a_payment(a_person(**person), **changes))["method"] == method


def test_what_nobody_has_told_us() -> None:
    person = a_person(first_name="", last_name="", ni_number="", job_title="")
    payslip = data(a_payment(person))
    assert payslip["employee"] == "Employee 1001"
    assert payslip["job"] == "Workshop"
    assert facts(payslip)["National Insurance number"] == "Not known"


@pytest.mark.parametrize("change", [{"net_pay_pence": 2305_23}, {"gross_pay_pence": 3000_01}])
def test_figures_that_do_not_add_up_make_no_payslip(change: dict[str, int]) -> None:
    with pytest.raises(AssertionError, match="add up"):
        data(a_payment(**change))


@given(
    withheld=st.lists(st.integers(-(10**7), 10**7), min_size=5, max_size=5),
    gross=st.integers(-(10**6), 10**8),
    pension=st.sampled_from(["none", "relief-at-source", "net-pay", "salary-sacrifice"]),
)
def test_pay_and_refunds_less_deductions_is_net_pay(withheld: list[int], gross: int, pension: str) -> None:
    tax, ni, loan, postgraduate, contribution = withheld
    pay = a_payment(
        lines=(PayLine(label="Pay", amount_pence=gross),),
        gross_pay_pence=gross,
        pension=pension,
        income_tax_pence=tax,
        employee_ni_pence=ni,
        student_loan_pence=loan,
        postgraduate_loan_pence=postgraduate,
        employee_pension_pence=contribution,
        net_pay_pence=gross - sum(withheld),
    )
    payslip = data(pay)
    deductions = rows(payslip, "Deductions")
    assert all(not amount.startswith("-") for label, _, amount, _ in deductions if label != "Net pay")
    assert all(not amount.startswith("-") for _, _, amount, _ in rows(payslip, "Refunds"))
    taken = [pence for pence in (withheld if pension != "salary-sacrifice" else withheld[:4]) if pence > 0]
    assert deductions[-2][2] == pounds(sum(taken))
    assert deductions[-1][2] == payslip["net_pay"] == pounds(gross - sum(withheld))
