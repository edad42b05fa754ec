"""Explains one payment: every figure of its results, step by step, with the rule and the law it rests on.

The law's own functions are run again on the one row, and what they return is put into words: there is no second edition
of any rule here. It costs nothing until somebody asks.
"""

from dataclasses import fields

from sixpence.basics.money import pounds
from sixpence.law.pensions import PensionMethod
from sixpence.pay.calculate import calculate
from sixpence.pay.explain_deductions import loans_section, pension_section
from sixpence.pay.explain_income_tax import income_tax_section
from sixpence.pay.explain_national_insurance import national_insurance_section
from sixpence.pay.explain_payment import Payment, amount
from sixpence.pay.explanation import Explanation, Section
from sixpence.pay.inputs import PayInputs
from sixpence.pay.results import PayResults
from sixpence.rates import rates_on

_NI_PAY = "Social Security Contributions and Benefits Act 1992 section 6"
_TAXABLE = "SI 2003/2682 regulations 3 and 4"
_BENEFITS = "SI 2003/2682 regulations 61A to 61M"


def explain(payments: PayInputs, row: int = 0) -> Explanation:
    """How the payment in `row` (from 0) came about.

    Every column of `PayResults` has a step of its name, with the value that `calculate` gives. Raises IndexError for a
    row that is not there, and TaxYearNotLoaded as `calculate` does.
    """
    if not 0 <= row < len(payments):
        raise IndexError(f"row {row} of {len(payments)} payments")
    one = payments.rows(slice(row, row + 1))
    rates = rates_on(one.pay_date[0].item())
    payment = Payment(one, calculate(one), rates)
    explanation = Explanation(
        one.employee_id[0],
        one.pay_date[0].item(),
        rates.tax_year,
        (
            _gross_section(payment),
            pension_section(payment),
            _pay_section(payment),
            national_insurance_section(payment),
            income_tax_section(payment),
            loans_section(payment),
            _net_section(payment),
        ),
    )
    _check(explanation, payment)
    return explanation


def _check(explanation: Explanation, payment: Payment) -> None:
    """An explanation that tells other figures than the payslip is worse than none."""
    for field in fields(PayResults):
        told = explanation[field.name]
        assert told == payment.result(field.name), f"{field.name} is explained as {told}"


def _gross_section(payment: Payment) -> Section:
    rule = "All pay of this payment, before anything is taken from it."
    return Section("Pay", (amount("gross_pay_pence", "Gross pay", payment.result("gross_pay_pence"), rule),))


def _pay_section(payment: Payment) -> Section:
    gross, given_up = payment.result("gross_pay_pence"), payment.result("employee_pension_pence")
    method = payment.given("pension")
    nicable, taxable = payment.result("nicable_pay_pence"), payment.result("taxable_pay_pence")
    benefits, relevant = payment.given("payrolled_benefits_pence"), int(payment.taxed_pay().relevant_pence[0])
    ni_rule, money_rule = "All of the gross pay.", "All of the pay for National Insurance."
    if method == PensionMethod.SALARY_SACRIFICE:
        ni_rule = f"{pounds(gross)} less {pounds(given_up)} given up for the pension."
    if method == PensionMethod.NET_PAY:
        money_rule = (
            f"{pounds(nicable)} less the pension contribution of {pounds(given_up)}, which is taken before tax."
        )
    return Section(
        "Pay that counts",
        (
            amount("nicable_pay_pence", "Pay for National Insurance and loans", nicable, ni_rule, _NI_PAY),
            amount("relevant_pay_pence", "Pay in money that is taxed", relevant, money_rule, _TAXABLE),
            amount("payrolled_benefits_pence", "Benefits taxed through the payroll", benefits, "As handed in."),
            amount(
                "taxable_pay_pence",
                "Pay for income tax",
                taxable,
                f"{pounds(relevant)} and benefits of {pounds(benefits)}." if benefits else "All of the pay in money.",
                _BENEFITS if benefits else _TAXABLE,
            ),
        ),
    )


def _net_section(payment: Payment) -> Section:
    gross, net = payment.result("gross_pay_pence"), payment.result("net_pay_pence")
    employer = payment.result("employer_ni_pence"), payment.result("employer_pension_pence")
    taken = {
        "income_tax_pence": "tax",
        "employee_ni_pence": "National Insurance",
        "student_loan_pence": "student loan",
        "postgraduate_loan_pence": "postgraduate loan",
        "employee_pension_pence": "pension",
    }
    deductions = ", ".join(f"{pounds(payment.result(column))} {words}" for column, words in taken.items())
    other = payment.given("other_deductions_pence")
    if other:
        deductions += f", {pounds(other)} other deductions"
    return Section(
        "Net pay",
        (
            amount("other_deductions_pence", "Other deductions from net pay", other, "As handed in."),
            amount(
                "net_pay_pence",
                "Net pay",
                net,
                f"{pounds(gross)} less {deductions}.",
                "Employment Rights Act 1996 section 8",
            ),
            amount(
                "employer_cost_pence",
                "Cost to the employer",
                payment.result("employer_cost_pence"),
                f"{pounds(gross)}, {pounds(employer[0])} National Insurance and {pounds(employer[1])} pension.",
            ),
        ),
    )
