"""Facts of invented people for whole runs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from builders import FACTS, an_employer
from sixpence.payrun.calculation import Calculated, calculate_run, money_of_run
from sixpence.payrun.figures import Money, PersonPay, ToDate
from sixpence.payrun.readiness import History
from sixpence.payrun.window import window_of
from sixpence.people.person import Fact, by_day

NOVEMBER = window_of(date(2026, 11, 30), "monthly")
PAID_BEFORE = History(to_date=ToDate(), paid_before=True)


def facts_of(employee_id: str = "1001", **changes: str) -> list[Fact]:
    """Everything known since 2021; pass "" for what is not known."""
    known = {**FACTS, **changes}
    return [Fact(employee_id, field, date(2021, 3, 1), value) for field, value in known.items() if value]


def run(*people: Sequence[Fact], **options: Any) -> Calculated:
    """A run of November 2026 for people who have been paid before, unless `history` says otherwise.

    What each payment comes to is the same where only that is asked for.
    """
    by_id = {facts[0].employee_id: by_day(facts) for facts in people}
    options.setdefault("history", dict.fromkeys(by_id, PAID_BEFORE))
    options.setdefault("added", {})
    employer = replace(an_employer(), **options.pop("employer", {}))
    window = options.pop("window", NOVEMBER)
    calculated = calculate_run(employer, window, by_id, **options)
    paid = {pay.employee_id: money_of(pay) for pay in calculated.figures.people}
    assert money_of_run(employer, window, by_id, **options) == (paid, calculated.cannot_be_paid)
    return calculated


def money_of(pay: PersonPay) -> Money:
    return Money(
        gross_pay_pence=pay.gross_pay_pence,
        net_pay_pence=pay.net_pay_pence,
        employer_cost_pence=pay.employer_cost_pence,
    )


def pay_of(calculated: Calculated, employee_id: str = "1001") -> PersonPay:
    return next(pay for pay in calculated.figures.people if pay.employee_id == employee_id)


def missing_of(calculated: Calculated) -> dict[str, tuple[str, ...]]:
    return {one.person.employee_id: one.missing for one in calculated.cannot_be_paid}
