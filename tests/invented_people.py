"""Many people, for benches and for tests of what is large: all invented, all different, as many as are asked for."""

from datetime import date

from builders import FACTS, an_employer
from sixpence.payrun.calculation import calculate_run
from sixpence.payrun.figures import RunFigures, ToDate
from sixpence.payrun.readiness import History
from sixpence.payrun.window import window_of
from sixpence.people.person import Fact, by_day

PAY_DATE = date(2026, 11, 30)
_SAVES = {
    "pension": "relief-at-source",
    "employee_pension_percent": "5.00",
    "employer_pension_percent": "3.00",
    "student_loan_plan": "2",
}


def facts_of(number: int) -> list[Fact]:
    """Everything known of one person since 2021."""
    own = {
        "first_name": f"Robin {''.join(chr(65 + int(digit)) for digit in str(number))}",
        "address_line_1": f"{number} Heron Row",
        "ni_number": f"AB{number % 1_000_000:06d}C",
        "last_name": "O'Dowd-Hale",
        "salary": f"{250_000 + number * 137 % 700_000} monthly",
        "account_number": f"{number % 100_000_000:08d}",
    }
    known = {**FACTS, **_SAVES, **own}
    return [Fact(employee_id(number), field, date(2021, 3, 1), value) for field, value in known.items()]


def employee_id(number: int) -> str:
    return f"{number:06d}"


def a_run(size: int) -> RunFigures:
    facts = {employee_id(number): by_day(facts_of(number)) for number in range(size)}
    history = dict.fromkeys(facts, History(to_date=ToDate(), paid_before=True))
    return calculate_run(an_employer(), window_of(PAY_DATE, "monthly"), facts, added={}, history=history).figures
