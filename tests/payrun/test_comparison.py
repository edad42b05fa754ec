"""Why a payment is not the one before it, in the words of the run."""

from dataclasses import replace
from datetime import date

from payrun.worlds import facts_of, run
from sixpence.payrun.comparison import Paid, PayCause, causes
from sixpence.payrun.figures import OrderTaken


def paid(**facts: str) -> Paid:
    calculated = run(facts_of("1001", **facts))
    return Paid(pay=calculated.figures.people[0], row=calculated.input_rows[0])


def why(before: Paid, after: Paid) -> list[tuple[str, str]]:
    (found,) = causes([(before, after)])
    assert sum(cause.net_pay_pence for cause in found) == after.pay.net_pay_pence - before.pay.net_pay_pence
    return [_said(cause) for cause in found]


def _said(cause: PayCause) -> tuple[str, str]:
    return cause.name, cause.words


def test_a_changed_code_is_told_with_its_letter() -> None:
    before, after = paid(salary="2000000 monthly"), paid(salary="2000000 monthly", tax_code="1100T")
    assert why(before, after) == [("tax code", "The tax code changed from 1257L to 1100T.")]


def test_what_orders_take_is_a_cause_of_its_own() -> None:
    without = paid(salary="2000000 monthly")
    some, more = (_with_order(without, pence) for pence in (50_00, 80_00))
    assert why(without, some) == [("orders", "Deductions by order started: £50.00 this time.")]
    assert why(some, more) == [("orders", "Deductions by order were £80.00 instead of £50.00.")]
    assert why(more, without) == [("orders", "Deductions by order stopped; they took £80.00 before.")]


def _with_order(paid_without: Paid, pence: int) -> Paid:
    order = OrderTaken(
        number=1,
        kind="direct-earnings-attachment-fixed",
        authority="DWP",
        reference="A1",
        made_on=date(2026, 10, 1),
        normal_deduction_pence=pence,
        protected_earnings_pence=0,
        owed_pence=None,
        employer_keeps_costs=False,
        days=30,
        taken_before_pence=0,
        brought_forward_pence=0,
        protection_brought_forward_pence=0,
        deduction_pence=pence,
    )
    net = paid_without.pay.net_pay_pence - pence
    return replace(paid_without, pay=replace(paid_without.pay, orders=(order,), net_pay_pence=net))
