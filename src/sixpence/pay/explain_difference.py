"""What may change net pay between two payments, and how each cause is told: to the employee, or to whoever pays them.

A sentence is written once. Where the two read something else, both stand in it: "[Your tax|The tax] code changed".
"""

import re
from enum import Enum

from sixpence.basics.days import long_date
from sixpence.basics.money import pounds
from sixpence.law.earnings_periods import Director
from sixpence.law.pensions import PensionBasis, PensionMethod
from sixpence.pay.explain_tax_code import code_shown
from sixpence.pay.explanation import percent
from sixpence.pay.inputs import PayInputs
from sixpence.rates import rates_on
from sixpence.rates.frequency import Frequency


class CauseKind(Enum):
    """In the order in which one payment is changed into the other; the value is the name in JSON."""

    FREQUENCY = "frequency"
    YEAR_SO_FAR = "year so far"
    RATES = "rates"
    TAX_CODE = "tax code"
    TAX_BASIS = "tax basis"
    NI_LETTER = "ni letter"
    DIRECTOR = "director"
    STUDENT_LOAN = "student loan"
    POSTGRADUATE_LOAN = "postgraduate loan"
    PENSION = "pension"
    BENEFITS = "benefits"
    OTHER_DEDUCTIONS = "other deductions"
    GROSS_PAY = "gross pay"


_METHOD_WORDS = {
    PensionMethod.RELIEF_AT_SOURCE: "from pay after tax",
    PensionMethod.NET_PAY: "from pay before tax",
    PensionMethod.SALARY_SACRIFICE: "by giving up pay",
}
_DIRECTOR_WORDS = {
    Director.STANDARD: "on the year so far",
    Director.ALTERNATIVE: "as others' until the year's last payment",
}


class Reader(Enum):
    """Who is told; the value is the place of their words in "[employee's|payroll's]"."""

    EMPLOYEE = 1
    PAYROLL = 2


def words(kind: CauseKind, before: PayInputs, after: PayInputs, reader: Reader = Reader.EMPLOYEE) -> str:
    """One sentence. Both tables have one row, and `kind` is what differs between them."""
    return told_to(reader, _SENTENCES[kind](before, after))


def told_to(reader: Reader, sentence: str) -> str:
    return _BOTH.sub(lambda both: both[reader.value], sentence)


_BOTH = re.compile(r"\[([^|\]]*)\|([^|\]]*)\]")


def _at(inputs: PayInputs, column: str) -> int:
    return int(getattr(inputs, column)[0])


def _frequency(before: PayInputs, after: PayInputs) -> str:
    was, now = (Frequency(_at(inputs, "frequency")).label for inputs in (before, after))
    return f"[Your pay|Pay] is {now} instead of {was}: allowances and thresholds are those of the new period."


def _year_so_far(before: PayInputs, after: PayInputs) -> str:
    if _tax_year(before) != _tax_year(after):
        years = f"{_tax_year(after)} instead of {_tax_year(before)}"
        return f"The tax year is {years}: pay and tax are counted from its start."
    return "[Your|The] tax year so far has moved on: tax and contributions are brought in line with the year to date."


def _rates(before: PayInputs, after: PayInputs) -> str:
    if _tax_year(before) != _tax_year(after):
        return f"Rates and thresholds are those of {_tax_year(after)} instead of {_tax_year(before)}."
    day = long_date(after.pay_date[0].item())
    return f"Rates or thresholds in force on {day} differ from those of the other payment's day."


def _tax_year(inputs: PayInputs) -> str:
    return rates_on(inputs.pay_date[0].item()).tax_year


def _tax_code(before: PayInputs, after: PayInputs) -> str:
    return f"[Your|The] tax code changed from {code_shown(before.tax_codes)} to {code_shown(after.tax_codes)}."


def _tax_basis(before: PayInputs, after: PayInputs) -> str:
    if after.tax_codes.week1_month1[0]:
        return (
            "[Your|The] tax code is on a week 1/month 1 basis now: each payment is taxed by itself, "
            "without the year so far."
        )
    return "[Your|The] tax code looks at the whole year again: tax taken before is put right in this payment."


def _ni_letter(before: PayInputs, after: PayInputs) -> str:
    was, now = (chr(_at(inputs, "ni_letter") + ord("A")) for inputs in (before, after))
    return f"[Your|The] National Insurance category letter changed from {was} to {now}."


def _director(before: PayInputs, after: PayInputs) -> str:
    was, now = (Director(_at(inputs, "director")) for inputs in (before, after))
    if now is Director.NO:
        return "[Your |]National Insurance is no longer reckoned as a director's."
    how = _DIRECTOR_WORDS[now]
    if was is Director.NO:
        return f"[Your |]National Insurance is reckoned as a director's: {how}."
    if was is now:
        weeks = _at(before, "director_weeks"), _at(after, "director_weeks")
        return f"[Your|The] thresholds as a director are for {weeks[1]} weeks of the year instead of {weeks[0]}."
    return f"[Your |]National Insurance as a director is reckoned anew: {how}."


def _student_loan(before: PayInputs, after: PayInputs) -> str:
    was, now = (_at(inputs, "student_loan_plan") for inputs in (before, after))
    if not was:
        return f"Student loan deductions started, on plan {now}."
    return f"[Your|The] student loan plan changed from {was} to {now}." if now else "Student loan deductions stopped."


def _postgraduate_loan(before: PayInputs, after: PayInputs) -> str:
    return f"Postgraduate loan deductions {'started' if after.postgraduate_loan[0] else 'stopped'}."


def _pension(before: PayInputs, after: PayInputs) -> str:
    was, now = (PensionMethod(_at(inputs, "pension")) for inputs in (before, after))
    if now is PensionMethod.NONE:
        return "[Your pension|Pension] contributions stopped."
    rate = percent(_at(after, "employee_pension_rate"))
    if was is PensionMethod.NONE:
        return f"[Your pension|Pension] contributions started, at {rate}."
    changes = []
    if _at(before, "employee_pension_rate") != _at(after, "employee_pension_rate"):
        changes.append(f"from {percent(_at(before, 'employee_pension_rate'))} to {rate}")
    if was is not now:
        changes.append(f"taken {_METHOD_WORDS[now]}")
    if _at(before, "pension_basis") != _at(after, "pension_basis"):
        all_pay = _at(after, "pension_basis") == PensionBasis.ALL
        changes.append(f"reckoned on {'all pay' if all_pay else 'qualifying earnings'}")
    return f"[Your pension|Pension] contributions changed: {', '.join(changes)}."


def _benefits(before: PayInputs, after: PayInputs) -> str:
    was, now = _at(before, "payrolled_benefits_pence"), _at(after, "payrolled_benefits_pence")
    return f"Benefits of {pounds(now)} are taxed with [your |]pay, instead of {pounds(was)}."


def _other_deductions(before: PayInputs, after: PayInputs) -> str:
    was, now = _at(before, "other_deductions_pence"), _at(after, "other_deductions_pence")
    return f"Other deductions from [your |]net pay come to {pounds(now)}, instead of {pounds(was)}."


def _gross_pay(before: PayInputs, after: PayInputs) -> str:
    was, now = _at(before, "gross_pay_pence"), _at(after, "gross_pay_pence")
    went = f"up by {pounds(now - was)}" if now > was else f"down by {pounds(was - now)}"
    return f"[Your gross|Gross] pay went {went}, from {pounds(was)} to {pounds(now)}."


_SENTENCES = {
    CauseKind.FREQUENCY: _frequency,
    CauseKind.YEAR_SO_FAR: _year_so_far,
    CauseKind.RATES: _rates,
    CauseKind.TAX_CODE: _tax_code,
    CauseKind.TAX_BASIS: _tax_basis,
    CauseKind.NI_LETTER: _ni_letter,
    CauseKind.DIRECTOR: _director,
    CauseKind.STUDENT_LOAN: _student_loan,
    CauseKind.POSTGRADUATE_LOAN: _postgraduate_loan,
    CauseKind.PENSION: _pension,
    CauseKind.BENEFITS: _benefits,
    CauseKind.OTHER_DEDUCTIONS: _other_deductions,
    CauseKind.GROSS_PAY: _gross_pay,
}
