"""Statutory parental pay on a run, on the FPS, and beside orders."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from builders import a_run
from filing.fps_reading import SETTINGS
from payrun.orders_of_tests import COUNCIL_TAX
from payrun.orders_of_tests import entered as orders_entered
from payrun.worlds import PAID_BEFORE, facts_of, missing_of, pay_of, run
from sixpence.filing.fps import build_fps
from sixpence.law.parental_pay import ParentalPayment
from sixpence.payrun.calculation import Calculated
from sixpence.payrun.figures import NO_PARENTAL_PAY, LastPayment, PaidOn, PersonPay
from sixpence.payrun.record import pay_from_record, record_of
from sixpence.payrun.window import window_of
from sixpence.people.absences import ContractualPay
from sixpence.people.entries import Entry, EntryKind
from sixpence.people.leaves import ParentalLeave

MATERNITY = ParentalLeave(
    payment=ParentalPayment.SMP,
    event_day=date(2026, 12, 14),
    first_day=date(2026, 11, 16),
    last_day=date(2027, 8, 15),
    average_weekly_earnings_pence=600_00,
)
DECEMBER = window_of(date(2026, 12, 31), "monthly")


def entered(leave: ParentalLeave, number: int = 1) -> Entry:
    return Entry(
        employee_id="1001",
        kind=EntryKind.LEAVE,
        number=number,
        version=1,
        effective_from=leave.first_day,
        content=leave.content(),
    )


def calculated(*entries: Entry, history: dict[str, Any] | None = None, **options: Any) -> Calculated:
    facts = options.pop("facts", facts_of(tax_code="1257L X"))
    return run(facts, history={"1001": replace(PAID_BEFORE, entries=entries, **(history or {}))}, **options)


def paid(*leaves: ParentalLeave, **options: Any) -> PersonPay:
    return pay_of(calculated(*(entered(leave, number) for number, leave in enumerate(leaves, start=1)), **options))


def after_november(pay: PersonPay) -> dict[str, Any]:
    day = date(2026, 11, 30)
    november = PaidOn(pay_date=day, period_start=date(2026, 11, 1), period_end=day, earnings_pence=3000_00)
    return {
        "to_date": pay.to_date,
        "last_payment": LastPayment(pay_date=day, payment=pay),
        "paid": (november,),
    }


def test_maternity_pay_takes_the_place_of_the_salary_period_by_period() -> None:
    november = paid(MATERNITY)
    assert [(line.label, line.amount_pence) for line in november.lines] == [
        ("Salary", 3000_00),
        # 15 days of a week's 540.00, which is 90% of 600.00: 1157.142857 up to a penny.
        ("Statutory maternity pay", 1157_15),
        ("No salary while on statutory maternity pay", -1500_00),
    ]
    december = paid(MATERNITY, history=after_november(november), window=DECEMBER)
    # 27 days at 540.00 end the six weeks; 4 days at the flat rate of 194.32.
    assert (december.parental_pay_pence, december.gross_pay_pence) == (2193_90, 2193_90)
    assert december.to_date.parental_pay_pence == (1157_15 + 2193_90, 0, 0, 0, 0, 0)
    assert pay_from_record(record_of(december)) == december


def test_a_leave_put_right_or_withdrawn_is_made_good() -> None:
    november = paid(MATERNITY)
    weekly_less = replace(MATERNITY, average_weekly_earnings_pence=560_00)
    (again,) = paid(weekly_less, history=after_november(november), window=DECEMBER).statutory
    # 15 days at 504.00 a week are 1080.00, and 27 more with 4 at 194.32 are 2055.04.
    assert (again.due_to_date_pence, again.paid_before_pence) == (1080_00 + 2055_04, 1157_15)
    entry = entered(MATERNITY)
    gone = (entry, replace(entry, version=2, content=None))
    december = pay_of(calculated(*gone, history=after_november(november), window=DECEMBER))
    assert december.parental_pay_pence == -1157_15
    assert december.to_date.parental_pay_pence == NO_PARENTAL_PAY


def test_who_earns_too_little_is_due_nothing_and_is_paid_no_salary_meanwhile() -> None:
    pay = paid(replace(MATERNITY, average_weekly_earnings_pence=128_99))
    assert (pay.parental_pay_pence, pay.gross_pay_pence) == (0, 1500_00)
    assert [one.days_due for one in pay.statutory] == [0]


def test_an_average_that_is_not_known_is_asked_for() -> None:
    unknown = replace(MATERNITY, average_weekly_earnings_pence=None)
    assert missing_of(calculated(entered(unknown))) == {"1001": ("average_weekly_earnings",)}


def test_the_average_is_of_the_weeks_before_the_relevant_saturday() -> None:
    # Due on 14 December: the relevant week ends on 5 September, so October's payment plays no part.
    months = [(date(2026, 6, 30), 2000_00), (date(2026, 7, 31), 2600_00), (date(2026, 8, 31), 2600_00)]
    months.append((date(2026, 10, 30), 9000_00))
    before = tuple(
        PaidOn(pay_date=day, period_start=day.replace(day=1), period_end=day, earnings_pence=pence)
        for day, pence in months
    )
    unknown = replace(MATERNITY, average_weekly_earnings_pence=None)
    (leave,) = paid(unknown, history={"paid": before}).statutory
    assert leave.average_pence == 600 * 100 * leave.average_over


@pytest.mark.parametrize("payment", [each for each in ParentalPayment if each is not ParentalPayment.SMP])
def test_every_payment_is_on_the_payslip_and_the_fps(payment: ParentalPayment) -> None:
    leave = replace(
        MATERNITY,
        payment=payment,
        event_day=date(2026, 11, 1),
        last_day=date(2026, 11, 22),
        contractual_pay=ContractualPay.WITHIN,
    )
    pay = paid(leave)
    assert pay.gross_pay_pence == 3000_00
    amount = 540_00 if payment is ParentalPayment.SAP else 194_32
    assert pay.parental_pay_by_kind[payment] == pay.parental_pay_pence == amount
    message = build_fps(a_run(pay), SETTINGS).message.decode()
    pounds, pence = divmod(amount, 100)
    assert f"<{payment.label}YTD>{pounds}.{pence:02d}</{payment.label}YTD></Payment>" in message


def test_orders_are_not_taken_from_parental_pay() -> None:
    leave = replace(MATERNITY, contractual_pay=ContractualPay.WITHIN)
    pay = pay_of(calculated(entered(leave), *orders_entered(COUNCIL_TAX)))
    assert [order.attachable_pence for order in pay.orders] == [2453_64 - 1157_15]
    assert pay.net_pay_pence == 2453_64 - pay.orders_pence - 1_00
