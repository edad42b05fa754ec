"""What an employee sees: their own, and nothing of anybody else's."""

import io
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from actions.kestrel_runs import AT, BY, know, look_and_approve, paid
from payrun.worlds import facts_of
from sixpence.actions.orders import add_order
from sixpence.actions.own_pay import own_file, own_payments, own_payslip, why_different
from sixpence.actions.pay_runs import calculate_pay_run, filing_settings, open_run, reopen_run
from sixpence.actions.payday import give_payslips, make_papers
from sixpence.actions.review import change_sets_to_review, decide, review_changes
from sixpence.actions.starter_checklist import answer_checklist, own_checklist
from sixpence.basics.refused import Refused
from sixpence.hr.review import Act, Choice
from sixpence.law.orders import OrderKind
from sixpence.people.orders import Order
from sixpence.people.person import Fact, person_on
from sixpence.people.roles import Role
from sixpence.people.starter_checklist import Answers
from sixpence.store.employments import facts_of as stored_facts
from sixpence.store.event_log import Asked, entries
from sixpence.store.members import Member

TODAY = AT.date()
NOVEMBER, DECEMBER = date(2026, 11, 30), date(2026, 12, 31)
FIRST_JOB = Answers(has_another_job=False, has_pension=False, was_paid_since_april=False, has_loan=False)


@pytest.fixture
def zoe(kestrel: str) -> Member:
    """1001, who signs in to see their own pay."""
    return a_member(kestrel, "1001")


def a_member(employer: str, employee_id: str, role: Role = Role.EMPLOYEE) -> Member:
    return Member(
        email=f"{employee_id or 'nobody'}@kestrel.example",
        name="Invented",
        role=role,
        employer=employer,
        slug="kestrel",
        employee_id=employee_id,
    )


def test_the_payslips_of_closed_runs_are_theirs_to_read(zoe: Member) -> None:
    key = paid(NOVEMBER)
    (own,) = own_payments(zoe)
    assert (own.payment.run_key, own.payment.gross_pay_pence, own.before, own.withdrawn) == (key, 3000_00, None, False)
    text = PdfReader(io.BytesIO(own_payslip(zoe, key))).pages[0].extract_text()
    assert "O'Dowd-Llŷr" in text
    assert "£3,000.00" in text
    assert why_different(zoe, key) is None


def test_figures_that_are_still_worked_on_are_not_shown(zoe: Member) -> None:
    run = open_run(zoe.employer, NOVEMBER, "monthly", **BY)
    run, _ = calculate_pay_run(zoe.employer, run.run_key, **BY)
    assert own_payments(zoe) == ()
    run = look_and_approve(run.run_key)
    make_papers(zoe.employer, run.run_key, filing=filing_settings(AT), **BY)
    assert own_payments(zoe) == ()
    with pytest.raises(Refused, match=f"there is no payslip on {run.run_key}"):
        own_payslip(zoe, run.run_key)
    give_payslips(zoe.employer, run.run_key, run.version, **BY)
    assert [own.payment.run_key for own in own_payments(zoe)] == [run.run_key]
    assert own_payslip(zoe, run.run_key).startswith(b"%PDF")
    reopen_run(zoe.employer, run.run_key, **BY)
    calculate_pay_run(zoe.employer, run.run_key, **BY)
    assert own_payments(zoe) == ()


def test_net_pay_differs_by_causes_that_add_up(zoe: Member) -> None:
    paid(NOVEMBER)
    know(
        [
            Fact("1001", "salary", date(2026, 12, 1), "320000 monthly"),
            Fact("1001", "tax_code", DECEMBER, "1100L X"),
        ]
    )
    key = paid(DECEMBER)
    change = why_different(zoe, key)
    assert change is not None
    after, before = own_payments(zoe)
    assert change.difference_pence == after.payment.net_pay_pence - before.payment.net_pay_pence
    assert sum(cause.net_pay_pence for cause in change.causes) == change.difference_pence
    assert [cause.name for cause in change.causes] == ["tax basis", "gross pay"]
    assert change.causes[-1].words == "Your gross pay went up by £200.00, from £3,000.00 to £3,200.00."


def test_an_order_is_a_cause_too(zoe: Member) -> None:
    paid(NOVEMBER)
    order = Order(
        kind=OrderKind.DIRECT_EARNINGS_ATTACHMENT_FIXED,
        authority="DWP Debt Management",
        reference="AB123",
        made_on=date(2026, 12, 1),
        normal_deduction_pence=50_00,
    )
    add_order(zoe.employer, "1001", order, date(2026, 12, 1), **BY)
    change = why_different(zoe, paid(DECEMBER))
    assert change is not None
    by_order = next(cause for cause in change.causes if cause.name == "orders")
    assert (by_order.net_pay_pence, by_order.words) == (-51_00, "Deductions by order started: £50.00 this time.")
    assert sum(cause.net_pay_pence for cause in change.causes) == change.difference_pence


def test_nobody_sees_anothers(zoe: Member) -> None:
    know(facts_of("1003", start_date="2026-12-01"))
    key = paid(NOVEMBER)
    later = a_member(zoe.employer, "1003")
    assert own_payments(later) == ()
    for ask in (own_payslip, why_different):
        with pytest.raises(Refused, match="there is no payslip on"):
            ask(later, key)
    for role in (Role.OWNER, Role.EMPLOYEE):
        with pytest.raises(Refused, match="everybody sees only their own pay here"):
            own_payments(a_member(zoe.employer, "", role))
    assert own_file(zoe, today=TODAY).employee_id == "1001"


def test_a_checklist_is_proposed_and_counts_once_it_is_accepted(kestrel: str) -> None:
    know(facts_of("1003", start_date="2026-11-02", tax_code=""))
    starter = a_member(kestrel, "1003")
    assert not own_checklist(starter, today=TODAY).known
    number = answer_checklist(starter, FIRST_JOB, today=TODAY, at=AT)
    assert number is not None
    assert change_sets_to_review(kestrel) == [number]
    assert own_checklist(starter, today=TODAY).waits
    page = review_changes(kestrel, number)
    assert page.change_set.source == "starter checklist"
    decide(kestrel, number, Choice(everything=True), Act.ACCEPT, **BY)
    person = person_on("1003", stored_facts(kestrel)["1003"], TODAY)
    assert (person.get("starter_declaration"), person.get("student_loan_plan")) == ("A", "none")
    done = own_checklist(starter, today=TODAY)
    assert (done.waits, done.known) == (False, True)
    assert answer_checklist(starter, FIRST_JOB, today=TODAY, at=AT) is None  # payroll knows all of it
    told = list(entries(kestrel, Asked(employee_id="1003")))
    assert told[-1].detail == {"employee_id": "1003", "change_set": number}


def test_two_starters_do_not_displace_one_another_and_a_new_answer_takes_the_old_ones_place(kestrel: str) -> None:
    know(facts_of("1003", start_date="2026-11-02"), facts_of("1004", start_date="2026-11-09"))
    answer_checklist(a_member(kestrel, "1003"), FIRST_JOB, today=TODAY, at=AT)
    answer_checklist(a_member(kestrel, "1004"), FIRST_JOB, today=TODAY, at=AT)
    second_job = Answers(has_another_job=True, has_pension=False, was_paid_since_april=False, has_loan=False)
    number = answer_checklist(a_member(kestrel, "1003"), second_job, today=TODAY, at=AT + timedelta(minutes=5))
    assert number is not None
    said = {
        line.proposal.change.employee_id: line.proposal.change.new
        for line in review_changes(kestrel, number).lines
        if line.proposal.change.field == "starter_declaration"
    }
    assert said == {"1003": "C", "1004": "A"}


def test_who_was_paid_before_is_no_starter(zoe: Member) -> None:
    paid(NOVEMBER)
    assert own_checklist(zoe, today=TODAY).closed_because
    with pytest.raises(Refused, match="you have been paid here already, so the starter checklist is closed"):
        answer_checklist(zoe, FIRST_JOB, today=TODAY, at=AT)
