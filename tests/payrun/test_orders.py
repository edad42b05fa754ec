"""Deductions by order on a run: what is taken, what is left, what goes on to the next payment."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_run
from documents.test_payslip_data import data, rows
from filing.fps_reading import SETTINGS
from payrun.orders_of_tests import COUNCIL_TAX, JUDGMENT, MAINTENANCE, entered, with_orders
from payrun.test_life_and_seal import seal
from payrun.worlds import PAID_BEFORE, facts_of, pay_of, run
from sixpence.actions.papers import build_papers, check_papers
from sixpence.filing.fps import build_fps
from sixpence.filing.totals import read_fps_totals
from sixpence.law.orders import OrderKind
from sixpence.payrun.explain_orders import orders_section
from sixpence.payrun.figures import LastPayment, PersonPay
from sixpence.payrun.record import digest_of, pay_from_record, record_of
from sixpence.payrun.seal import ReplayDiffers, replay
from sixpence.people.entries import Entry
from sixpence.people.orders import KINDS, STATES_A_DEDUCTION, STATES_ITS_PROTECTION, Order

# 3000.00 on 1257L X: tax 390.20 and NI 156.16, so 2453.64 that orders are taken from.
FACTS = facts_of(tax_code="1257L X")
NOVEMBER = date(2026, 11, 30)


def paid(*orders: Order, salary: str = "300000 monthly", last: LastPayment | None = None, **facts: str) -> PersonPay:
    person = facts_of(tax_code="1257L X", salary=salary, **facts)
    return pay_of(run(person, history=with_orders(*orders, last=last)))


def test_several_orders_are_taken_in_their_turn_and_the_employer_keeps_its_costs() -> None:
    pay = paid(COUNCIL_TAX, JUDGMENT, MAINTENANCE)
    taken = [(order.number, order.attachable_pence, order.deduction_pence) for order in pay.orders]
    # Council tax: 17% of 2,020.00 and half of what 2,153.64, left by the maintenance, has above it.
    assert taken == [(3, 2453_64, 300_00), (1, 2453_64, 343_40 + 66_82), (2, 2453_64, 80_00)]
    assert (pay.orders_pence, pay.order_costs_pence) == (790_22, 3_00)
    assert pay.net_pay_pence == 2453_64 - 790_22 - 3_00
    assert (pay.employer_cost_pence, pay.to_date.net_pay_pence) == (3387_45, pay.net_pay_pence)


def test_what_could_not_be_taken_is_asked_for_with_the_next_payment() -> None:
    poor = paid(MAINTENANCE, salary="60000 monthly")
    (order,) = poor.orders
    assert (order.protected_pence, order.deduction_pence, order.carried_forward_pence) == (360_00, 240_00, 60_00)
    later = paid(MAINTENANCE, last=LastPayment(pay_date=date(2026, 10, 30), payment=poor))
    (order,) = later.orders
    assert (order.due_pence, order.deduction_pence, order.carried_forward_pence) == (360_00, 360_00, 0)
    assert (order.taken_to_date_pence, order.days) == (600_00, 31)


def test_an_order_ends_when_what_was_owed_is_paid() -> None:
    owed = replace(MAINTENANCE, owed_pence=450_00)
    first = paid(owed)
    second = paid(owed, last=LastPayment(pay_date=NOVEMBER, payment=first))
    assert [order.deduction_pence for order in (*first.orders, *second.orders)] == [300_00, 150_00]
    assert paid(owed, last=LastPayment(pay_date=NOVEMBER, payment=second)).orders == ()


def test_an_order_counts_from_its_day_with_its_newest_terms_until_it_is_ended() -> None:
    (first,) = entered(MAINTENANCE, since=date(2026, 11, 1))
    dearer = replace(MAINTENANCE, normal_deduction_pence=350_00).content()
    changed = replace(first, version=2, effective_from=date(2026, 11, 15), content=dearer)
    ended = replace(first, version=3, effective_from=date(2026, 12, 1), content=None)

    def taken(*entries: Entry) -> list[int]:
        history = {"1001": replace(PAID_BEFORE, entries=entries)}
        return [order.deduction_pence for order in pay_of(run(FACTS, history=history)).orders]

    assert taken(first) == [300_00]
    assert taken(first, changed, ended) == [350_00]
    assert taken(first, replace(ended, effective_from=NOVEMBER)) == []
    assert taken(replace(first, effective_from=date(2026, 12, 1))) == []


def test_a_maintenance_arrestment_is_reckoned_by_days() -> None:
    order = replace(
        MAINTENANCE,
        kind=OrderKind.CURRENT_MAINTENANCE_ARRESTMENT,
        normal_deduction_pence=2_00,
        made_on=date(2026, 11, 10),
    )
    assert [one.deduction_pence for one in paid(order).orders] == [20 * 2_00]


def test_no_student_loan_is_taken_beside_a_council_tax_order() -> None:
    pay = paid(COUNCIL_TAX, student_loan_plan="2")
    assert paid(student_loan_plan="2").student_loan_pence == 49_00
    assert (pay.student_loan_pence, pay.to_date.student_loan_pence) == (0, 0)
    assert pay.net_pay_pence == 2453_64 - pay.orders_pence - 1_00


def test_the_employer_may_leave_its_costs() -> None:
    assert paid(replace(MAINTENANCE, employer_keeps_costs=False)).order_costs_pence == 0


def test_people_without_orders_have_the_records_they_always_had() -> None:
    pay = paid()
    assert b"orders" not in record_of(pay)
    assert pay_from_record(record_of(pay)) == pay


def test_the_record_and_the_digest_hold_every_order() -> None:
    calculated = run(FACTS, history=with_orders(MAINTENANCE, COUNCIL_TAX))
    (pay,) = calculated.figures.people
    assert pay_from_record(record_of(pay)) == pay
    other = replace(pay, orders=(replace(pay.orders[0], reference="another"), pay.orders[1]))
    assert digest_of(replace(calculated.figures, people=(other,))) != digest_of(calculated.figures)


def test_a_sealed_run_takes_its_orders_again() -> None:
    calculated = run(FACTS, facts_of("1002"), history=with_orders(MAINTENANCE, JUDGMENT) | {"1002": PAID_BEFORE})
    sealed = replay("a run", seal(calculated, "0.1.0"))
    assert sealed.figures == calculated.figures


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"deduction_pence": 299_00}, "order 1, deduction was 29900 when sealed, and is 30000 now"),
        ({"protected_pence": 1}, "order 1, and what it rests on"),
    ],
)
def test_a_replay_finds_an_order_that_was_changed(changes: dict[str, int], what: str) -> None:
    calculated = run(FACTS, history=with_orders(MAINTENANCE))
    (pay,) = calculated.figures.people
    changed = replace(pay, orders=(replace(pay.orders[0], **changes),))
    calculated = replace(calculated, figures=replace(calculated.figures, people=(changed,)))
    with pytest.raises(ReplayDiffers, match=f"employee 1001, {what}"):
        replay("a run", seal(calculated, "0.1.0"))


def test_the_payslip_shows_each_order_and_who_gets_it() -> None:
    deductions = rows(data(paid(MAINTENANCE, COUNCIL_TAX)), "Deductions")
    assert deductions[2:] == [
        ("Child maintenance", "Child Maintenance Service, CMS 0042/9", "£300.00", ""),
        ("Council tax order", "Leeds City Council, CT-77", "£410.22", ""),
        ("Employer’s costs of orders", "", "£2.00", ""),
        ("Total deductions", "", "£1,258.58", ""),
        ("Net pay", "", "£1,741.42", "£1,741.42"),
    ]


def test_papers_agree_and_say_who_is_to_be_paid() -> None:
    figures = run(FACTS, history=with_orders(MAINTENANCE, COUNCIL_TAX)).figures
    check_papers(figures, SETTINGS)
    papers = build_papers(figures, today=date(2026, 11, 20), filing=SETTINGS, payment_format="standard18")
    (orders,) = [paper for paper in papers if paper.kind == "orders"]
    assert orders.content.decode("utf-8-sig").splitlines() == [
        "authority,reference,employee_id,order,deduction,carried_forward,costs",
        "Child Maintenance Service,CMS 0042/9,1001,Child maintenance,300.00,0.00,1.00",
        "Leeds City Council,CT-77,1001,Council tax order,410.22,0.00,1.00",
    ]
    fps = build_fps(figures, SETTINGS).message
    assert b"<DednsFromNetPay>712.22</DednsFromNetPay>" in fps
    assert read_fps_totals(fps).net_pay_pence == {"1001": 1741_42}


def test_every_step_to_an_order_is_told() -> None:
    poor = paid(MAINTENANCE, COUNCIL_TAX, salary="60000 monthly")
    section = orders_section(poor)
    assert section is not None
    told = {step.name: (step.figure, step.rule) for step in section.steps}
    assert told["order_1_deduction_pence"] == ("£240.00", "Only £240.00 was there to take.")
    assert told["order_1_carried_forward_pence"][0] == "£60.00"
    assert told["order_2_due_pence"] == ("£10.80", "By the order's table, of £360.00.")
    assert section.steps[-1].value == poor.net_pay_pence
    assert orders_section(paid()) is None


kinds = st.sampled_from(sorted(KINDS.values()))
amounts = st.integers(1, 900_00)


@st.composite
def any_order(draw: st.DrawFn) -> Order:
    kind = draw(kinds)
    order = Order(kind=kind, authority="A court", reference=draw(st.text("AB12", min_size=1)), made_on=NOVEMBER)
    if kind in STATES_ITS_PROTECTION:
        order = replace(order, protected_earnings_pence=draw(amounts))
    if kind in STATES_A_DEDUCTION:
        order = replace(order, normal_deduction_pence=draw(amounts))
    return replace(order, owed_pence=draw(st.none() | amounts))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(any_order(), max_size=4),
    st.integers(1, 5_000_00),
    st.sampled_from(["none", "2"]),
    st.sampled_from(["none", "relief-at-source", "net-pay", "salary-sacrifice"]),
)
def test_pay_is_what_it_always_adds_up_to(orders: list[Order], salary: int, plan: str, pension: str) -> None:
    percents = {"employee_pension_percent": "5.00", "employer_pension_percent": "3.00"}
    facts = facts_of(salary=f"{salary} monthly", student_loan_plan=plan, pension=pension, **percents)
    figures = run(facts, history=with_orders(*orders)).figures
    (pay,) = figures.people
    taken = pay.income_tax_pence + pay.employee_ni_pence + pay.student_loan_pence + pay.employee_pension_pence
    assert pay.net_pay_pence == pay.gross_pay_pence - taken - pay.orders_pence - pay.order_costs_pence
    assert min(pay.net_pay_pence, *(order.deduction_pence for order in pay.orders), 0) == 0
    payslip = data(pay)
    assert payslip["net_pay"] == rows(payslip, "Deductions")[-1][2]
    assert build_fps(a_run(pay), SETTINGS).totals.net_pay_pence == pay.net_pay_pence
