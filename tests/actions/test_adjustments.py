"""One person's pay changed by hand on a run: alone, at once, and to the same figures as the whole run again."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.conftest import BY, SECOND
from actions.kestrel_runs import know, look_and_approve
from payrun.worlds import facts_of as invented_facts
from sixpence.actions.adjustments import (
    add_adjustment,
    calculate_person,
    change_adjustment,
    line_from,
    remove_adjustment,
)
from sixpence.actions.kept_runs import run_figures
from sixpence.actions.pay_runs import calculate_pay_run, filing_settings, open_run
from sixpence.basics.refused import Refused
from sixpence.documents.payslip_data import payslip_data
from sixpence.filing.fps import build_fps
from sixpence.filing.totals import read_fps_totals
from sixpence.payrun.figures import PayLine
from sixpence.payrun.life import RunState
from sixpence.people.person import Fact
from sixpence.store.events import verify_log
from sixpence.store.pay_lines import kept_pay_lines, pay_lines
from sixpence.store.payruns import load_run_people, pay_run
from store.made_once import made_once

NOVEMBER = date(2026, 11, 30)
RUN = "2026-11-30-monthly"
BONUS = {"label": "Bonus", "amount": "250.00"}
CRB = {"kind": "deduction", "label": "Season ticket loan", "amount": "80.00"}


@pytest.fixture
@made_once
def november(kestrel: str) -> str:
    """Its November run, calculated. 1001 earns £3,000.00 a month, 1002 £2,500.00."""
    open_run(kestrel, NOVEMBER, "monthly", **BY)
    calculate_pay_run(kestrel, RUN, **BY)
    return kestrel


def test_a_bonus_is_worked_out_at_once_and_the_others_stay(november: str) -> None:
    before, others = pay_run(november, RUN), load_run_people(november, RUN)[1:]
    adjusted = add_adjustment(november, RUN, "1001", line_from(BONUS), "for the fair", **SECOND)
    assert adjusted.pay is not None
    assert (adjusted.pay.gross_pay_pence, adjusted.run.prepared_by) == (3250_00, SECOND["actor"])
    assert adjusted.run.digest != before.digest
    assert (pay_run(november, RUN), load_run_people(november, RUN)[1:]) == (adjusted.run, others)
    (kept,) = kept_pay_lines(november, RUN, "1001")
    assert (kept.line, kept.note, kept.by) == (line_from(BONUS), "for the fair", SECOND["actor"])


def test_changed_and_removed_again_the_run_is_what_it_was(november: str) -> None:
    before = pay_run(november, RUN)
    add_adjustment(november, RUN, "1001", line_from(BONUS), **BY)
    (kept,) = kept_pay_lines(november, RUN, "1001")
    changed = change_adjustment(november, RUN, kept.number, line_from(BONUS | {"amount": "300"}), **BY)
    assert changed.pay is not None
    assert changed.pay.gross_pay_pence == 3300_00
    assert remove_adjustment(november, RUN, kept.number, **BY).run == before
    with pytest.raises(Refused, match=f"pay run {RUN} has no pay line {kept.number}: it was removed"):
        remove_adjustment(november, RUN, kept.number, **BY)


def test_a_deduction_is_taken_from_net_pay_and_reported_and_on_the_payslip(november: str) -> None:
    before = run_figures(pay_run(november, RUN)).people[0]
    after = add_adjustment(november, RUN, "1001", line_from(CRB), **BY)
    assert after.pay is not None
    assert after.pay.net_pay_pence == before.net_pay_pence - 80_00
    assert (after.pay.taxable_pay_pence, after.pay.gross_pay_pence) == (3000_00, 3000_00)
    figures = run_figures(after.run)
    assert figures.totals.other_deductions == 80_00
    message = build_fps(figures, filing_settings(BY["at"])).message
    assert b"<DednsFromNetPay>80.00</DednsFromNetPay>" in message
    assert read_fps_totals(message).net_pay_pence["1001"] == after.pay.net_pay_pence
    (rows,) = (part["rows"] for part in payslip_data(after.pay, figures)["sections"] if part["heading"] == "Deductions")
    assert ("Season ticket loan", "80.00") in [(row["label"], row["amount"].removeprefix("£")) for row in rows]
    assert look_and_approve().state is RunState.APPROVED  # the papers were tried, and agree with the run


def test_an_open_run_keeps_the_line_and_has_no_figures_yet(kestrel: str) -> None:
    open_run(kestrel, NOVEMBER, "monthly", **BY)
    adjusted = add_adjustment(kestrel, RUN, "1001", line_from(BONUS), **BY)
    assert (adjusted.run.state, adjusted.run.digest, adjusted.pay) == (RunState.OPEN, "", None)
    _, review = calculate_pay_run(kestrel, RUN, **BY)
    assert [pay.gross_pay_pence for pay in review.people] == [3250_00, 2500_00]


def test_overtime_is_at_the_rate_given_or_at_the_persons_own(november: str) -> None:
    know(invented_facts("1003", salary="", hourly_rate="1500"))
    adjusted = add_adjustment(november, RUN, "1003", line_from({"label": "Overtime", "hours": "10.5"}), **BY)
    assert adjusted.pay is not None  # who came after the run was calculated is on it now
    assert adjusted.pay.gross_pay_pence == 157_50
    adjusted = add_adjustment(
        november, RUN, "1003", line_from({"label": "Sunday", "hours": "2", "rate": "22.50"}), **BY
    )
    assert adjusted.pay is not None
    assert adjusted.pay.gross_pay_pence == 202_50


def test_hours_of_somebody_without_a_rate_are_not_paid_at_nothing(november: str) -> None:
    adjusted = add_adjustment(november, RUN, "1001", line_from({"label": "Overtime", "hours": "10"}), **BY)
    assert (adjusted.pay, adjusted.missing) == (None, ("hourly_rate",))
    assert [person.employee_id for person in load_run_people(november, RUN)] == ["1002"]


def test_what_cannot_be_worked_out_changes_nothing(november: str) -> None:
    before, entries = pay_run(november, RUN), verify_log().count
    with pytest.raises(Refused, match="employee 1001: gross_pay cannot be used"):
        add_adjustment(november, RUN, "1001", line_from({"label": "Too much", "amount": "-9000"}), **BY)
    with pytest.raises(Refused, match="employee 7777 is not known"):
        add_adjustment(november, RUN, "7777", line_from(BONUS), **BY)
    assert (pay_run(november, RUN), pay_lines(november, RUN), verify_log().count) == (before, {}, entries)


def test_an_approved_run_is_not_adjusted(november: str) -> None:
    look_and_approve()
    with pytest.raises(Refused, match=f"cannot adjust pay run {RUN}: its figures are approved: reopen it first"):
        add_adjustment(november, RUN, "1001", line_from(BONUS), **BY)


def test_one_persons_new_facts_are_taken_up_alone(november: str) -> None:
    know([Fact(who, "salary", date(2026, 11, 1), "310000 monthly") for who in ("1001",)])
    know([Fact("1002", "salary", date(2026, 11, 1), "310000 monthly")])
    adjusted = calculate_person(november, RUN, "1001", **BY)
    assert [person.gross_pay_pence for person in load_run_people(november, RUN)] == [3100_00, 2500_00]
    assert adjusted.run.digest == pay_run(november, RUN).digest


LINES = st.builds(
    PayLine,
    label=st.sampled_from(["Bonus", "Commission"]),
    amount_pence=st.integers(1, 900_000),
) | st.just(line_from(CRB))


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["1001", "1002"]), LINES), min_size=1, max_size=4))
def test_person_by_person_is_the_same_as_all_at_once(november: str, lines: list[tuple[str, PayLine]]) -> None:
    for who, line in lines:
        add_adjustment(november, RUN, who, line, **BY)
    one_by_one = (pay_run(november, RUN), load_run_people(november, RUN))
    calculate_pay_run(november, RUN, **BY)
    assert (pay_run(november, RUN), load_run_people(november, RUN)) == one_by_one


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        ({"amount": "1"}, "label is empty"),
        ({"label": "B"}, "amount and hours: give the one or the other"),
        ({"label": "B", "amount": "1", "hours": "1"}, "amount and hours: give the one or the other"),
        ({"label": "B", "amount": "1", "rate": "1"}, "rate is for hours"),
        ({"label": "B", "amount": "ten"}, "amount 'ten' is not a number with at most two decimals"),
        ({"label": "B", "amount": "1.005"}, "amount '1.005' is not a number with at most two decimals"),
        ({"label": "B", "amount": "0"}, "an amount is not zero"),
        ({"label": "B", "hours": "-1"}, "hours and a rate are more than zero"),
        ({"label": "B", "amount": "-1", "kind": "deduction"}, "a deduction is an amount more than zero"),
        ({"label": "B", "hours": "1", "kind": "deduction"}, "a deduction is an amount more than zero"),
        ({"label": "B", "amount": "1", "kind": "gift"}, "kind 'gift' is not one of pay, bonus, overtime, deduction"),
        ({"label": "B\x07", "amount": "1"}, "label is longer than 60 characters, or has one that cannot be printed"),
    ],
)
def test_a_bad_line_is_refused(given_: dict[str, str], message: str) -> None:
    with pytest.raises(Refused, match=message):
        line_from(given_)
