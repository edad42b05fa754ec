"""What to operate for someone whose tax code or category letter nobody has given us.

Source: SI 2003/2682 regulations 46 to 49 (starter declarations, emergency code, 0T); HMRC, "Tell HMRC about a new
employee: work out the tax code"; Social Security Contributions and Benefits Act 1992 sections 6 and 9A (age).
"""

from datetime import date

from sixpence.law.state_pension_age import reaches_state_pension_age_on
from sixpence.law.tax_codes import Kind, parse_tax_code
from sixpence.rates import IncomeTaxRates

NOTHING_KNOWN = "0T X"


def starter_tax_code(rates: IncomeTaxRates, declaration: str) -> str:
    """The code for a starter without a P45: by declaration A, B or C, or where there is none ("")."""
    return {
        "A": rates.emergency_tax_code,
        "B": f"{rates.emergency_tax_code} X",
        "C": "BR",
        "": NOTHING_KNOWN,
    }[declaration]


def undeclared_starter(tax_code: str) -> str:
    """What to report for a starter who has declared nothing: B with a code from a P45, C on 0T or a flat rate.

    Source: gov.uk, "Tell HMRC about a new employee: work out your new employee's tax code".
    """
    code = parse_tax_code(tax_code)
    return "C" if code.kind is Kind.FLAT or (code.kind is Kind.SUFFIX and code.number == 0) else "B"


def standard_category(birth_date: date, pay_date: date) -> str:
    """The category letter that age alone decides: X under 16, M under 21, C from State Pension age, else A."""
    if pay_date >= reaches_state_pension_age_on(birth_date):
        return "C"
    had_birthday = (pay_date.month, pay_date.day) >= (birth_date.month, birth_date.day)
    age = pay_date.year - birth_date.year - (not had_birthday)
    if age < 16:
        return "X"
    return "M" if age < 21 else "A"
