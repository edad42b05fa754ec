"""Pension contributions and loan deductions of one payment, in words."""

from sixpence.basics.money import pounds
from sixpence.law.pensions import PensionBasis, PensionMethod, pension_contributions
from sixpence.law.student_loans import student_loans
from sixpence.pay.explain_payment import Payment, amount, rate
from sixpence.pay.explanation import Section, Step, percent

_ROUNDING = "docs/law/pensions.md (to the nearest penny, an exact half up)"
_QUALIFYING = "Pensions Act 2008 section 13"
_TAKEN = {
    PensionMethod.NET_PAY: (
        "The whole contribution is taken from pay before tax, and after National Insurance.",
        "Finance Act 2004 section 193",
    ),
    PensionMethod.SALARY_SACRIFICE: (
        "This much pay is given up and paid into the pension: no tax and no National Insurance is reckoned on it.",
        "Income Tax (Earnings and Pensions) Act 2003 section 308; HMRC EIM42750",
    ),
}
_LOANS = "SI 2009/470 regulation 44; HMRC CSLM17065"


def pension_section(payment: Payment) -> Section:
    """What is contributed, by whom, and on which earnings."""
    method = PensionMethod(payment.given("pension"))
    if method is PensionMethod.NONE:
        nothing = "No pension contribution is taken from this payment."
        return Section(
            "Pension",
            (
                amount(
                    "employee_pension_pence",
                    "Employee's contribution",
                    payment.result("employee_pension_pence"),
                    nothing,
                ),
                amount(
                    "employer_pension_pence",
                    "Employer's contribution",
                    payment.result("employer_pension_pence"),
                    nothing,
                ),
            ),
        )
    inputs, rates = payment.inputs, payment.rates
    found = pension_contributions(
        rates.pensions,
        method=inputs.pension,
        basis=inputs.pension_basis,
        frequency=inputs.frequency,
        pay_pence=inputs.gross_pay_pence,
        employee_rate_millionths=inputs.employee_pension_rate,
        employer_rate_millionths=inputs.employer_pension_rate,
        relief_at_source_millionths=rates.income_tax.relief_at_source_millionths,
    )
    pensionable, gross = int(found.pensionable_pay_pence[0]), int(found.employee_gross_pence[0])
    employer_rate = payment.given("employer_pension_rate")
    return Section(
        "Pension",
        (
            *_pensionable(payment, pensionable),
            *_employee(payment, method, pensionable, gross),
            rate("employer_pension_rate", "Employer's rate", employer_rate, "As agreed for this employee."),
            amount(
                "employer_pension_pence",
                "Employer's contribution",
                payment.result("employer_pension_pence"),
                f"{percent(employer_rate)} of {pounds(pensionable)}, to the nearest penny. It is paid on top of pay.",
                _ROUNDING,
            ),
        ),
    )


def _pensionable(payment: Payment, pensionable: int) -> tuple[Step, ...]:
    label = "Pensionable pay"
    if payment.given("pension_basis") == PensionBasis.ALL:
        return (
            amount("pensionable_pay_pence", label, pensionable, "All of the pay counts, by the scheme's own rules."),
        )
    levels, frequency = payment.rates.pensions, payment.frequency
    lower, upper = int(levels.lower_level[frequency]), int(levels.upper_level[frequency])
    period = payment.period_words
    return (
        amount(
            "pension_lower_level_pence", "Lower level", lower, f"Of qualifying earnings, per {period}.", _QUALIFYING
        ),
        amount(
            "pension_upper_level_pence", "Upper level", upper, f"Of qualifying earnings, per {period}.", _QUALIFYING
        ),
        amount(
            "pensionable_pay_pence",
            label,
            pensionable,
            f"The part of {pounds(payment.given('gross_pay_pence'))} that lies between the two levels.",
            _QUALIFYING,
        ),
    )


def _employee(payment: Payment, method: PensionMethod, pensionable: int, gross: int) -> tuple[Step, ...]:
    employee_rate = payment.given("employee_pension_rate")
    relief = payment.rates.income_tax.relief_at_source_millionths
    if method is PensionMethod.RELIEF_AT_SOURCE:
        rule = (
            f"{percent(1_000_000 - relief)} of {pounds(gross)}, to the nearest penny: the scheme claims the other "
            f"{percent(relief)} from HMRC as tax relief and adds it. It is taken from pay after tax."
        )
        source = "Finance Act 2004 section 192; docs/law/pensions.md"
    else:
        rule, source = _TAKEN[method]
    return (
        rate("employee_pension_rate", "Employee's rate", employee_rate, "As agreed for this employee."),
        amount(
            "employee_pension_gross_pence",
            "Contribution with tax relief",
            gross,
            f"{percent(employee_rate)} of {pounds(pensionable)}, to the nearest penny.",
            _ROUNDING,
        ),
        amount(
            "employee_pension_pence", "Employee's contribution", payment.result("employee_pension_pence"), rule, source
        ),
    )


def loans_section(payment: Payment) -> Section:
    """Student and postgraduate loan deductions."""
    inputs, rates = payment.inputs, payment.rates.student_loans
    found = student_loans(
        rates,
        plan=inputs.student_loan_plan,
        has_postgraduate_loan=inputs.postgraduate_loan,
        frequency=inputs.frequency,
        nicable_pay_pence=payment.results.nicable_pay_pence,
    )
    plan = payment.given("student_loan_plan")
    return Section(
        "Student and postgraduate loans",
        (
            *_loan(
                payment, "student_loan", f"plan {plan}", plan > 0, int(found.threshold_pence[0]), int(rates.rate[plan])
            ),
            *_loan(
                payment,
                "postgraduate_loan",
                "postgraduate loan",
                bool(payment.given("postgraduate_loan")),
                int(found.postgraduate_threshold_pence[0]),
                rates.postgraduate_rate,
            ),
        ),
    )


def _loan(payment: Payment, name: str, words: str, repaid: bool, threshold: int, millionths: int) -> tuple[Step, ...]:
    label, deduction = name.replace("_", " ").capitalize(), payment.result(f"{name}_pence")
    if not repaid:
        return (amount(f"{name}_pence", label, deduction, f"No {label.lower()} is repaid through this pay."),)
    return (
        amount(
            f"{name}_threshold_pence",
            f"{label} threshold",
            threshold,
            f"The year's threshold for {words}, for one {payment.period_words}, cut to a penny.",
            _LOANS,
        ),
        rate(f"{name}_rate", f"{label} rate", millionths, f"The rate for {words}.", _LOANS),
        amount(
            f"{name}_pence",
            label,
            deduction,
            f"{percent(millionths)} of the pay of {pounds(payment.result('nicable_pay_pence'))} above the threshold, "
            "cut to a whole pound; each payment stands alone.",
            _LOANS,
        ),
    )
