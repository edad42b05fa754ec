"""Every fact Sixpence keeps about an employment: its name, its words for people, and how its text is read.

A fact is stored as canonical text, so that one table, one encryption and one comparison serve them all. `read` turns
what a source offers into that text, or raises ValueError with the reason in words a payroll clerk can act on.

What is no longer so is said, never left out: a salary that gave way to an hourly rate, or a leaving date that was
withdrawn, is `ENDED` from a day on. No `read` makes that of anything, so no source can say it by being empty.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from sixpence.basics.days import day_from_text
from sixpence.basics.money import pence_from_pounds
from sixpence.law.tax_codes import canonical_tax_code

# HMRC NIM39110: D, F, I, Q, U and V stand in neither of the first two places, O not in the second, and these
# prefixes are never used. The suffix is A to D.
_NI_NUMBER = re.compile(r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]")
_POSTCODE = re.compile(r"(GIR 0AA|[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][ABD-HJLNP-UW-Z]{2})")
NI_CATEGORIES = "ABCDEFHIJKLMNSVXZ"
ENDED = "none"  # in the place of a value, of a field that can end
SALARY_INTERVALS = ("weekly", "fortnightly", "four-weekly", "monthly", "quarterly", "yearly")


@dataclass(frozen=True, slots=True)
class Field:
    """One kind of fact. A `guarded` one needs a second person before it counts; a `private` one is masked on screen.

    One that `can_end` may be ENDED from a day on.
    """

    name: str
    label: str
    read: Callable[[str], str]
    guarded: bool = False
    private: bool = False
    can_end: bool = False


def _text(limit: int) -> Callable[[str], str]:
    def read(value: str) -> str:
        text = " ".join(value.split())
        if len(text) > limit:
            raise ValueError(f"is longer than {limit} characters")
        if not text.isprintable():
            raise ValueError("contains a character that cannot be printed")
        return text

    return read


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in choices:
            raise ValueError(f"is not one of {', '.join(choices)}")
        return value

    return read


def _date(value: str) -> str:
    return day_from_text(value).isoformat()


def _ni_number(value: str) -> str:
    number = re.sub(r"[\s-]", "", value).upper()
    if not _NI_NUMBER.fullmatch(number):
        raise ValueError("is not a National Insurance number (two letters, six digits, one of A to D)")
    return number


def _postcode(value: str) -> str:
    squeezed = re.sub(r"\s", "", value).upper()
    postcode = f"{squeezed[:-3]} {squeezed[-3:]}"
    if not _POSTCODE.fullmatch(postcode):
        raise ValueError("is not a full UK postcode, such as SW1A 2AA")
    return postcode


def _digits(count: int, what: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        digits = re.sub(r"[\s-]", "", value)
        if not (len(digits) == count and digits.isascii() and digits.isdigit()):
            raise ValueError(f"is not {what} of {count} digits")
        return digits

    return read


def _decimal(places: int, upper: int, what: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", value):
            raise ValueError(f"is not {what}")
        number = Decimal(value)
        if number > upper:
            raise ValueError(f"is not {what} between 0 and {upper}")
        if number != round(number, places):
            raise ValueError(f"has more than {places} decimals")
        return f"{number:.{places}f}"

    return read


def _salary(value: str) -> str:
    """ "4166.67 monthly": pounds and the interval they are for."""
    amount, _, interval = value.partition(" ")
    if interval not in SALARY_INTERVALS:
        raise ValueError(f"has no interval that is one of {', '.join(SALARY_INTERVALS)}")
    if pence_from_pounds(amount) <= 0:
        raise ValueError("is not more than zero")
    return f"{pence_from_pounds(amount)} {interval}"


def _pence(value: str) -> str:
    pence = pence_from_pounds(value)
    if pence <= 0:
        raise ValueError("is not more than zero")
    return str(pence)


_YES_NO = _one_of("yes", "no")

FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field("title", "Title", _text(35)),
        Field("first_name", "First name", _text(35)),
        Field("last_name", "Last name", _text(35)),
        Field("email", "E-mail", _text(254)),
        Field("gender", "Gender for HMRC", _one_of("M", "F"), private=True),
        Field("birth_date", "Date of birth", _date, guarded=True, private=True),
        Field("address_line_1", "Address line 1", _text(35), private=True),
        Field("address_line_2", "Address line 2", _text(35), private=True),
        Field("address_line_3", "Address line 3", _text(35), private=True),
        Field("address_line_4", "Address line 4", _text(35), private=True),
        Field("postcode", "Postcode", _postcode, private=True),
        Field("country", "Country", _text(35)),
        Field("workplace_postcode", "Postcode of the workplace", _postcode),
        Field("ni_number", "National Insurance number", _ni_number, guarded=True, private=True),
        Field("start_date", "Start date", _date),
        Field("leaving_date", "Leaving date", _date, can_end=True),
        Field("job_title", "Job title", _text(120)),
        Field("department", "Department", _text(120)),
        Field("starter_declaration", "Starter declaration", _one_of("A", "B", "C")),
        Field("tax_code", "Tax code", canonical_tax_code, private=True),
        Field("ni_category", "National Insurance category", _one_of(*NI_CATEGORIES)),
        Field("student_loan_plan", "Student loan plan", _one_of("none", "1", "2", "4", "5")),
        Field("postgraduate_loan", "Postgraduate loan", _YES_NO),
        Field("director", "Director", _one_of("no", "standard", "alternative")),
        Field("director_since", "Director since", _date),
        Field("salary", "Salary", _salary, can_end=True),
        Field("hourly_rate", "Hourly rate", _pence, can_end=True),
        Field("weekly_hours", "Weekly hours", _decimal(2, 168, "a number of hours")),
        Field("pension", "Pension", _one_of("none", "relief-at-source", "net-pay", "salary-sacrifice")),
        Field("pension_basis", "Pension contributions on", _one_of("qualifying", "all")),
        Field("employee_pension_percent", "Employee pension %", _decimal(2, 100, "a percentage")),
        Field("employer_pension_percent", "Employer pension %", _decimal(2, 100, "a percentage")),
        Field("account_name", "Name on bank account", _text(70), guarded=True, private=True),
        Field("sort_code", "Sort code", _digits(6, "a sort code"), guarded=True, private=True),
        Field("account_number", "Account number", _digits(8, "an account number"), guarded=True, private=True),
        Field("roll_number", "Building society roll number", _text(18), guarded=True, private=True),
    )
}
