"""The life of a pay run through the use cases, on a real database and real files."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from actions.conftest import BY, SECOND
from actions.kestrel_runs import know, look_and_approve, paid
from builders import an_employer
from payrun.worlds import facts_of as invented_facts
from sixpence.actions.added_pay import add_pay
from sixpence.actions.checks import settle_kinds
from sixpence.actions.members import let_one_person_approve
from sixpence.actions.opening_figures import bring_figures
from sixpence.actions.pay_runs import (
    approve_run,
    calculate_pay_run,
    close_run,
    filing_settings,
    open_run,
    reopen_run,
    replay_file,
    sealed_run,
)
from sixpence.actions.payday import make_papers, payday_of
from sixpence.basics.refused import Refused
from sixpence.payrun.checks import CheckKind
from sixpence.payrun.life import RunState
from sixpence.people.person import Fact
from sixpence.store import transaction
from sixpence.store.configuration import current
from sixpence.store.employers import save_employer
from sixpence.store.events import verify_log
from sixpence.store.payruns import load_run_people, pay_run

NOVEMBER, DECEMBER = date(2026, 11, 30), date(2026, 12, 31)
RUN = "2026-11-30-monthly"
FILING = filing_settings(BY["at"])


def test_a_run_lives_from_open_to_sealed(kestrel: str) -> None:
    run = open_run(kestrel, NOVEMBER, "monthly", **BY)
    assert (run.run_key, run.state, run.tax_period) == (RUN, RunState.OPEN, 8)
    run, review = calculate_pay_run(kestrel, RUN, **BY)
    assert (run.state, review.employees_on_payroll) == (RunState.CALCULATED, 2)
    assert [pay.employee_id for pay in review.assumed] == ["1001", "1002"]
    run = look_and_approve()
    assert (run.state, run.approved_by) == (RunState.APPROVED, SECOND["actor"])
    run = close_run(kestrel, RUN, **BY)
    sealed = replay_file(current().sealed_dir / run.sealed_path)
    assert (sealed.digest, len(sealed.figures.people)) == (run.digest, 2)
    assert verify_log().count == 5


def test_an_approval_meets_the_figures_that_were_seen_or_fails(kestrel: str) -> None:
    open_run(kestrel, NOVEMBER, "monthly", **BY)
    seen, _ = calculate_pay_run(kestrel, RUN, **BY)
    know([Fact("1001", "salary", date(2026, 11, 30), "300030 monthly")])  # a penny for the last day
    now, _ = calculate_pay_run(kestrel, RUN, **BY)
    assert now.digest != seen.digest
    with pytest.raises(Refused, match="its figures have changed since they were shown"):
        approve_run(kestrel, RUN, seen.digest, **SECOND)
    assert pay_run(kestrel, RUN).state is RunState.CALCULATED


def test_who_prepared_a_run_does_not_approve_it_unless_the_company_waives_that(kestrel: str) -> None:
    open_run(kestrel, NOVEMBER, "monthly", **BY)
    calculate_pay_run(kestrel, RUN, **SECOND)
    run, _ = calculate_pay_run(kestrel, RUN, **BY)
    assert run.prepared_by == BY["actor"]
    with pytest.raises(Refused, match=f"cannot approve pay run {RUN}: you prepared these figures, and somebody else"):
        approve_run(kestrel, RUN, run.digest, **BY)
    let_one_person_approve(kestrel, True, **BY)
    settle_kinds(kestrel, RUN, tuple(CheckKind), "as it should be", **BY)
    assert approve_run(kestrel, RUN, run.digest, **BY).approved_by == BY["actor"]


def test_a_reopened_run_changes_and_needs_a_new_approval(kestrel: str) -> None:
    open_run(kestrel, NOVEMBER, "monthly", **BY)
    calculate_pay_run(kestrel, RUN, **BY)
    look_and_approve()
    with pytest.raises(Refused, match="its figures are approved: reopen it first"):
        calculate_pay_run(kestrel, RUN, **BY)
    reopened = reopen_run(kestrel, RUN, **BY)
    assert (reopened.approved_by, reopened.approved_at) == ("", None)
    with pytest.raises(Refused, match="its figures are not approved yet"):
        close_run(kestrel, RUN, **BY)


def test_a_changed_bank_account_of_the_employer_voids_an_approval(kestrel: str) -> None:
    open_run(kestrel, NOVEMBER, "monthly", **BY)
    calculate_pay_run(kestrel, RUN, **BY)
    look_and_approve()
    with transaction():
        save_employer(
            replace(an_employer(), bank_account=replace(an_employer().bank_account, account_number="11111111"))
        )
    with pytest.raises(Refused, match="its stored figures are not those that were approved"):
        close_run(kestrel, RUN, **BY)


def test_a_second_run_of_the_day_and_a_year_without_rates_are_refused(kestrel: str) -> None:
    open_run(kestrel, NOVEMBER, "monthly", **BY)
    with pytest.raises(Refused, match=f"has a pay run {RUN} already"):
        open_run(kestrel, NOVEMBER, "monthly", **BY)
    with pytest.raises(Refused, match="no rates are loaded for 2031-01-31"):
        open_run(kestrel, date(2031, 1, 31), "monthly", **BY)


def test_the_next_month_goes_on_where_this_one_ended(kestrel: str) -> None:
    november = paid(NOVEMBER)
    open_run(kestrel, DECEMBER, "monthly", **BY)
    _, review = calculate_pay_run(kestrel, "2026-12-31-monthly", **BY)
    before = {person.employee_id: person for person in load_run_people(kestrel, november)}
    for pay in review.people:
        assert pay.to_date.gross_pay_pence == before[pay.employee_id].gross_pay_pence + pay.gross_pay_pence
        assert not pay.is_starter
    by_id = {pay.employee_id: pay for pay in review.people}
    # No code is known yet: the one that was operated goes on, and is no news.
    assert (by_id["1002"].tax_code_operated, by_id["1002"].assumptions) == ("0T X", ())
    # Month 9 on 1257L: 6000 less 9 x 1048.26, so the tax of November comes back.
    assert by_id["1001"].income_tax_pence == -before["1001"].income_tax_pence == 0
    assert [one.pay.employee_id for one in review.changed] == []


def test_nothing_leaves_before_the_run_is_approved(kestrel: str) -> None:
    open_run(kestrel, NOVEMBER, "monthly", **BY)
    calculate_pay_run(kestrel, RUN, **BY)
    with pytest.raises(Refused, match=f"pay run {RUN} is calculated: approve it first"):
        make_papers(kestrel, RUN, filing=FILING, **BY)


def test_a_sealed_file_that_was_changed_is_not_used(kestrel: str) -> None:
    key = paid(NOVEMBER)
    path = current().sealed_dir / pay_run(kestrel, key).sealed_path
    content = path.read_bytes()
    path.write_bytes(content + b" ")
    with pytest.raises(Refused, match="its SHA-256 has changed; restore it from a backup"):
        sealed_run(kestrel, key)
    path.unlink()
    with pytest.raises(Refused, match="cannot be read"):
        sealed_run(kestrel, key)


def test_papers_that_could_not_be_made_stop_the_approval(kestrel: str) -> None:
    know(invented_facts("1003", country="France", address_line_2="", ni_number="AB123457C"))
    open_run(kestrel, NOVEMBER, "monthly", **BY)
    calculate_pay_run(kestrel, RUN, **BY)
    with pytest.raises(Refused, match="1003"):
        look_and_approve()
    assert pay_run(kestrel, RUN).state is RunState.CALCULATED


def test_who_has_no_bank_details_is_paid_by_hand(kestrel: str) -> None:
    know(invented_facts("1003", sort_code=""))
    make_papers(kestrel, paid(NOVEMBER), filing=FILING, **BY)
    papers = payday_of(kestrel, RUN)
    by_hand = next(paper for paper in papers.files if paper.kind == "payments-by-hand")
    net = next(pay.net_pay_pence for pay in papers.figures.people if pay.employee_id == "1003")
    assert by_hand.content.decode() == f"employee_id,net_pay,missing\n1003,{net / 100:.2f},Sort code\n"
    assert [payment.employee_id for payment in papers.payments.by_bank] == ["1001", "1002"]


def test_hours_and_bonuses_come_from_a_file(kestrel: str, tmp_path: Path) -> None:
    know(invented_facts("1003", salary="", hourly_rate="1500"))
    file = tmp_path / "pay.csv"
    file.write_text("employee_id,label,hours,rate,amount\n1003,Hours,100.5,,\n1001,Bonus,,,250.00\n")
    open_run(kestrel, NOVEMBER, "monthly", **BY)
    assert add_pay(kestrel, RUN, file, **BY) == 2
    _, review = calculate_pay_run(kestrel, RUN, **BY)
    gross = {pay.employee_id: pay.gross_pay_pence for pay in review.people}
    assert gross == {"1001": 3250_00, "1002": 2500_00, "1003": 1507_50}
    file.write_text("employee_id,label,amount\n1001,Bonus,300.00\n")
    add_pay(kestrel, RUN, file, **BY)  # now that there are figures, they follow at once
    assert [person.gross_pay_pence for person in load_run_people(kestrel, RUN)] == [3300_00, 2500_00, 1507_50]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("employee_id,label\n1001,Bonus\n", "line 2, column hours: and amount: give the one or the other"),
        ("employee_id,label,hours,amount\n1001,B,1,1\n", "line 2, column hours: and amount"),
        ("employee_id,label,hours\n1001,B,-1\n", "line 2, column hours: '-1' is not a number of hours"),
        ("employee_id,label,amount\n1001,,1\n", "line 2, column label: is empty"),
        ("employee_id,label,pay\n1001,B,1\n", "column 'pay' is not known"),
    ],
)
def test_bad_pay_is_refused_with_its_place(text: str, message: str, kestrel: str, tmp_path: Path) -> None:
    file = tmp_path / "pay.csv"
    file.write_text(text)
    open_run(kestrel, NOVEMBER, "monthly", **BY)
    with pytest.raises(Refused, match=message):
        add_pay(kestrel, RUN, file, **BY)


def test_figures_of_a_former_payroll_count(kestrel: str, tmp_path: Path) -> None:
    file = tmp_path / "opening.csv"
    file.write_text(
        "employee_id,gross_pay,taxable_pay,tax,ni_category,ni_earnings,employee_ni,previous_taxable_pay,previous_tax\n"
        "1001,21000.00,21000.00,2731.40,M,500.00,0.00,,\n"
        "1001,,,,A,20500.00,1093.12,,\n"
        "1002,0,0,0,,,,1000.00,200.00\n"
    )
    assert bring_figures(kestrel, "2026-27", file, **BY) == 2
    open_run(kestrel, NOVEMBER, "monthly", **BY)
    _, review = calculate_pay_run(kestrel, RUN, **BY)
    (pay,) = review.people  # 1002 was paid before, so there is a code to find out
    assert (pay.income_tax_pence, pay.is_starter) == (391_20, False)
    assert [(ni.letter, ni.earnings_pence) for ni in pay.to_date.ni] == [("M", 500_00), ("A", 23500_00)]
    assert [one.missing for one in review.cannot_be_paid] == [("tax_code",)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("employee_id,tax\n1001,x\n", "line 2, column tax: 'x' is not an amount in pounds"),
        ("employee_id,ni_category\n1001,G\n", "line 2, column ni_category: 'G' is not one of"),
        ("employee_id,ni_category\n1001,A\n1001,A\n", "line 3, column ni_category: A stands twice for this employee"),
        ("employee_id,tax\n,1\n", "line 2, column employee_id: is empty"),
    ],
)
def test_bad_opening_figures_are_refused_with_their_place(
    text: str, message: str, kestrel: str, tmp_path: Path
) -> None:
    file = tmp_path / "opening.csv"
    file.write_text(text)
    with pytest.raises(Refused, match=message):
        bring_figures(kestrel, "2026-27", file, **BY)
    assert verify_log().count == 0
