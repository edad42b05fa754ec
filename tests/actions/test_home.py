"""Home: figures that agree with the runs, money on its days, and what each role has to do."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from actions.kestrel_runs import BY, EMPLOYER, know, paid
from payrun.worlds import facts_of
from sixpence.actions.checks import settle_kinds
from sixpence.actions.employer_month import owed_to_hmrc
from sixpence.actions.home import Home, home
from sixpence.actions.money_out import To, owed_for
from sixpence.actions.needs import Need
from sixpence.actions.pay_runs import approve_run, calculate_pay_run, filing_settings, open_run
from sixpence.actions.payday import make_papers, tell_left
from sixpence.actions.payments_made import listed_payments, mark_paid, take_paid_back
from sixpence.basics.money import pounds
from sixpence.basics.refused import Refused
from sixpence.hr.differences import Change
from sixpence.hr.review import Kind, Proposal, Status
from sixpence.payrun.checks import CheckKind
from sixpence.payrun.payday import PaperKind
from sixpence.people.roles import Role
from sixpence.store import transaction
from sixpence.store.change_sets import add_change_set
from sixpence.store.members import Member
from sixpence.store.run_totals import run_totals
from store.made_once import made_once

OWNER = Member(email="owner@kestrel.example", name="Ada Owner", role=Role.OWNER, employer=EMPLOYER, slug="kestrel")
PREPARER = replace(OWNER, email=BY["actor"], role=Role.PREPARER)
APPROVER = replace(OWNER, email="approver@kestrel.example", role=Role.APPROVER)
VIEWER = replace(OWNER, email="viewer@kestrel.example", role=Role.VIEWER)
TODAY = date(2026, 12, 18)
PENSION = {"pension": "net-pay", "employee_pension_percent": "5.00", "employer_pension_percent": "3.00"}


@pytest.fixture
@made_once
def december(fernlark: str) -> str:
    """Two closed runs and one that is worked out; who comes and goes is told by the days."""
    know(
        facts_of("1001", **PENSION),
        facts_of("1002", leaving_date="2026-11-15"),
        facts_of("1003", start_date="2027-01-04"),
        facts_of("1004", start_date="2026-12-07"),
    )
    paid(date(2026, 10, 31))
    paid(date(2026, 11, 30))
    open_run(EMPLOYER, date(2026, 12, 31), "monthly", **BY)
    calculate_pay_run(EMPLOYER, "2026-12-31-monthly", **BY)
    return EMPLOYER


def needed(member: Member, today: date = TODAY) -> list[Need]:
    return [one.need for one in home(member, today=today).to_do]


def test_the_cost_of_each_month_is_that_of_its_runs(december: str) -> None:
    costs = home(OWNER, today=TODAY).costs
    assert [cost.month for cost in costs] == [date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)]
    assert [cost.cost_pence for cost in costs] == [each.employer_cost_pence for each in run_totals(december)]
    assert [cost.is_final for cost in costs] == [True, True, False]


def test_a_month_is_counted_with_its_starters_and_leavers(december: str) -> None:
    months = {each.month: each for each in home(OWNER, today=date(2027, 1, 20)).headcount}
    assert len(months) == 12
    october, november, january = (months[date(*when, 1)] for when in ((2026, 10), (2026, 11), (2027, 1)))
    assert (october.employed, november.employed, november.leavers) == (2, 1, 1)
    assert (january.employed, january.starters) == (3, 1)


def test_money_leaves_on_its_days(december: str) -> None:
    november, decembers = run_totals(december)[1:]
    money = home(OWNER, today=TODAY).money_out
    assert [(one.day, one.to, one.is_final) for one in money] == [
        (date(2026, 11, 20), To.HMRC, True),  # the 22nd is a Sunday
        (date(2026, 11, 20), To.PENSION, True),
        (date(2026, 11, 30), To.EMPLOYEES, True),
        (date(2026, 12, 22), To.HMRC, True),
        (date(2026, 12, 22), To.PENSION, True),
        (date(2026, 12, 31), To.EMPLOYEES, False),
        (date(2027, 1, 22), To.PENSION, False),
    ]
    hmrc, pension, pay = money[3:6]
    assert hmrc.amount_pence == owed_to_hmrc(december, "2026-27").months[1].owed_pence
    assert (hmrc.tax_month, hmrc.run_keys) == (8, ("2026-11-30-monthly",))
    assert pension.amount_pence == november.employee_pension_pence + november.employer_pension_pence > 0
    assert (pay.amount_pence, pay.send_by) == (decembers.net_pay_pence, date(2026, 12, 29))


def test_each_role_sees_what_it_has_to_do(december: str) -> None:
    due, run_key = [Need.PAY_HMRC, Need.PAY_PENSION] * 2, "2026-12-31-monthly"  # November's, late, and December's
    assert needed(PREPARER) == needed(OWNER) == [*due, Need.CHECK]
    assert needed(APPROVER) == due  # what was found is looked at first
    settle_kinds(december, run_key, tuple(CheckKind), "As it should be", **BY)
    assert needed(OWNER) == needed(APPROVER) == [*due, Need.APPROVE]
    assert needed(PREPARER) == due  # the preparer cannot approve their own figures
    assert needed(replace(OWNER, email=BY["actor"], one_person=True)) == [*due, Need.APPROVE]
    assert needed(VIEWER) == needed(replace(VIEWER, role=Role.EMPLOYEE)) == []


def test_what_is_owed_is_marked_as_paid_in_parts_and_taken_back(december: str) -> None:
    november, hmrc = "2026-11", "2026-27-08"
    owed = {one.period: one for one in home(OWNER, today=TODAY).money_out}
    assert [owed[period].left_pence for period in (hmrc, november)] == [
        owed[hmrc].amount_pence,
        owed[november].amount_pence,
    ]
    on = {"actor": PREPARER.email, "at": BY["at"] + timedelta(days=28)}  # 18 December
    number = mark_paid(december, To.HMRC, hmrc, 100_00, TODAY, **on)
    todo = next(one for one in home(PREPARER, today=TODAY).to_do if one.period == hmrc)
    assert todo.says == f"Pay {pounds(owed[hmrc].left_pence - 100_00)} to HMRC"
    mark_paid(december, To.HMRC, hmrc, owed[hmrc].left_pence - 100_00, TODAY, **on)
    assert all(one.period != hmrc for one in home(PREPARER, today=TODAY).to_do)
    with pytest.raises(Refused, match="nothing is left to pay to HMRC for 2026-27-08"):
        mark_paid(december, To.HMRC, hmrc, 1, TODAY, **on)

    take_paid_back(december, number, "the bank sent it back", **on)
    assert owed_for(december, To.HMRC, hmrc).left_pence == 100_00
    with pytest.raises(Refused, match="is taken back already"):
        take_paid_back(december, number, "again", **on)
    listed = listed_payments(december)[1]
    assert (listed.what, listed.payment.reason) == ("HMRC, tax month 8 of 2026-27", "the bank sent it back")
    for to, period, amount, day, line in (
        (To.PENSION, november, 10_000_00, TODAY, "the amount is not between"),
        (To.PENSION, november, 1, TODAY + timedelta(days=1), "2026-12-19 is still to come"),
        (To.PENSION, "2026-12", 1, TODAY, "nothing that is approved is owed to the pension scheme for '2026-12'"),
        (To.HMRC, "2031-32-01", 1, TODAY, "nothing that is approved is owed to HMRC"),
        (To.EMPLOYEES, november, 1, TODAY, "nothing that is approved is owed to employees"),
    ):
        with pytest.raises(Refused, match=line):
            mark_paid(december, to, period, amount, day, **on)


def test_an_approved_run_is_paid_step_by_step(december: str) -> None:
    run = run_totals(december)[2].run
    settle_kinds(december, run.run_key, tuple(CheckKind), "As it should be", **BY)
    approve_run(december, run.run_key, run.digest, actor=APPROVER.email, at=BY["at"])
    todo = next(one for one in home(PREPARER, today=date(2026, 12, 30)).to_do if one.run_key == run.run_key)
    assert (todo.need, todo.says) == (Need.PAY, "Pay and file the pay run of 31 December 2026")
    assert todo.by == date(2026, 12, 29)
    assert todo.is_late(date(2026, 12, 30))
    assert not todo.is_late(date(2026, 12, 29))
    at = BY["at"] + timedelta(days=20)
    make_papers(december, run.run_key, filing=filing_settings(at), actor=PREPARER.email, at=at)
    bank, fps = (one for one in home(PREPARER, today=TODAY).to_do if one.need is Need.SEND)
    assert (bank.by, fps.by) == (date(2026, 12, 29), date(2026, 12, 31))
    assert fps.says == "The FPS of 31 December 2026 waits to be sent to HMRC"
    for kind in (PaperKind.BANK_FILE, PaperKind.FPS):
        tell_left(december, run.run_key, kind, actor="Ada", at=BY["at"])
    assert needed(PREPARER)[-1] is Need.CLOSE


def test_the_next_run_is_opened_when_the_last_is_closed(fernlark: str) -> None:
    assert needed(OWNER) == [Need.CONNECT]
    know(facts_of("1001"))
    assert needed(OWNER) == [Need.OPEN]
    paid(date(2026, 11, 30))
    (todo,) = (one for one in home(PREPARER, today=TODAY).to_do if one.need is Need.OPEN)
    assert todo.says == "Open the pay run of 31 December 2026"
    open_run(EMPLOYER, date(2026, 12, 31), "monthly", **BY)
    assert Need.CALCULATE in needed(PREPARER)
    assert Need.CALCULATE not in needed(APPROVER)


def test_changes_from_hr_wait_for_whom_they_wait(fernlark: str) -> None:
    know(facts_of("1001"), facts_of("1002"))
    changes = [
        ("1001", "department", "Workshop", "Accounts", Status.PROPOSED, ""),
        ("1002", "department", "Workshop", "Stores", Status.PROPOSED, ""),
        ("1002", "job_title", "Instrument maker", "Storekeeper", Status.HELD, ""),
        ("1001", "sort_code", "040004", "040005", Status.TO_CONFIRM, PREPARER.email),
    ]
    with transaction():
        found = add_change_set(
            EMPLOYER,
            source="personio",
            as_of=TODAY,
            found={},
            outcomes=(),
            proposals=[
                Proposal(change=Change(who, field, TODAY, old, new), kind=Kind.WORK, status=status, first_by=first_by)
                for who, field, old, new, status, first_by in changes
            ],
            **BY,
        )
    assert needed(PREPARER) == [Need.REVIEW, Need.OPEN]
    review, confirm = home(APPROVER, today=TODAY).to_do
    assert (review.says, review.change_set) == ("Review 2 changes from HR", found.number)
    assert "2 people" in review.because
    assert (confirm.need, confirm.says) == (Need.CONFIRM, "Confirm 1 guarded change")


def test_a_company_without_anything_has_an_empty_home(fernlark: str) -> None:
    empty = home(OWNER, today=TODAY)
    assert (empty.costs, empty.money_out) == ((), ())
    assert {each.employed for each in empty.headcount} == {0}
    assert isinstance(empty, Home)
