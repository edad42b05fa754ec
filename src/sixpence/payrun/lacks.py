"""What people lack on a run, and what it comes to: pay that waits, tax on an assumed code, pay by hand."""

from collections.abc import Mapping
from dataclasses import dataclass

from sixpence.payrun.calculation import calculate_run
from sixpence.payrun.effect import Added, Facts
from sixpence.payrun.figures import PersonPay
from sixpence.payrun.gross import gross_lines
from sixpence.payrun.readiness import History
from sixpence.payrun.window import Window
from sixpence.people.employer import PART_PERIOD_METHODS, Employer
from sixpence.people.person import Fact, Person, by_day
from sixpence.rates import rates_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """What one person lacks, in whole pence where it is money."""

    missing: tuple[str, ...] = ()  # they cannot be paid without these
    waits_pence: int | None = None  # gross pay that is not paid for want of them; None where it is not known either
    assumptions: tuple[str, ...] = ()  # what the law puts in the place of what nobody told, in words
    tax_more_pence: int = 0  # income tax on the assumed code, above that on the standard one
    standard_tax_code: str = ""
    by_hand_pence: int = 0  # net pay to be paid another way than by bank


def lacks(
    employer: Employer, window: Window, facts: Facts, *, added: Added, history: Mapping[str, History]
) -> dict[str, Lack]:
    """Of those of these people who lack anything on the run, what, by employee id. The real calculation says how much.

    Raises Refused, naming the employee and the field, for a fact that the law's functions cannot take.
    """
    calculated = calculate_run(employer, window, facts, added=added, history=history)
    found = {
        one.person.employee_id: Lack(
            missing=one.missing, waits_pence=_waiting(employer, window, one.person, facts, added)
        )
        for one in calculated.cannot_be_paid
    }
    standard = rates_on(window.pay_date).income_tax.emergency_tax_code
    assumed = {
        pay.employee_id: by_day([Fact(pay.employee_id, "tax_code", window.ends_on, standard)], facts[pay.employee_id])
        for pay in calculated.figures.people
        if pay.assumptions and not pay.person.get("tax_code")
    }
    told = calculate_run(employer, window, assumed, added=added, history=history).figures.people if assumed else ()
    on_standard = {pay.employee_id: pay.income_tax_pence for pay in told}
    for pay in calculated.figures.people:
        if pay.assumptions or _is_by_hand(pay):
            found[pay.employee_id] = Lack(
                assumptions=pay.assumptions,
                tax_more_pence=pay.income_tax_pence - on_standard.get(pay.employee_id, pay.income_tax_pence),
                standard_tax_code=standard if pay.employee_id in on_standard else "",
                by_hand_pence=pay.net_pay_pence if _is_by_hand(pay) else 0,
            )
    return found


def _is_by_hand(pay: PersonPay) -> bool:
    return pay.person.bank_account is None and pay.net_pay_pence > 0


def _waiting(employer: Employer, window: Window, person: Person, facts: Facts, added: Added) -> int | None:
    who = person.employee_id
    lines = gross_lines(person, facts[who], added.get(who, ()), window, PART_PERIOD_METHODS[employer.part_period])
    return sum(line.amount_pence for line in lines) or None
