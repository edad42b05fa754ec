"""What a review comes to in money is worked out once, and again once anything that it rests on is another."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from actions.kestrel_runs import BY, EMPLOYER, RUN, know, look_and_approve, paid
from builders import an_employer
from payrun.orders_of_tests import COUNCIL_TAX
from payrun.worlds import facts_of
from sixpence.actions import review_by_field as by_field
from sixpence.actions import review_money as in_money
from sixpence.actions.adjustments import add_adjustment, change_adjustment, remove_adjustment
from sixpence.actions.orders import add_order, end_order
from sixpence.actions.pay_runs import calculate_pay_run, close_run, open_run
from sixpence.actions.review import decide
from sixpence.actions.review_by_field import review_by_field
from sixpence.actions.review_money import Together, review_together
from sixpence.basics.kept import Kept
from sixpence.hr.differences import Change
from sixpence.hr.review import Act, Choice, Kind, Proposal
from sixpence.payrun.figures import Money, PayLine, PreviousEmployment
from sixpence.people.person import Fact
from sixpence.store import transaction
from sixpence.store.change_sets import add_change_set
from sixpence.store.employers import save_employer
from sixpence.store.employments import save_opening_figures
from sixpence.store.pay_lines import kept_pay_lines
from sixpence.store.records import OpeningFigures
from store.made_once import made_once

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
PROPOSED = [
    Change("1001", "hourly_rate", NOVEMBER, "1000", "1200"),  # in money once there are hours
    Change("1001", "job_title", NOVEMBER, "Instrument maker", "Baker"),
    Change("1002", "salary", date(2026, 11, 16), "300000 monthly", "330000 monthly"),
    Change("1003", "salary", OCTOBER, "300000 monthly", "310000 monthly"),
]
Seen = tuple[Together, dict[str, Money | None]]


def hours(hundredths: int) -> PayLine:
    return PayLine(label="Hours", amount_pence=0, hours=hundredths)


def line_of_1001() -> int:
    (line,) = kept_pay_lines(EMPLOYER, RUN, "1001")
    return line.number


def in_transaction(act: Callable[[], object]) -> None:
    with transaction():
        act()


def brought() -> None:
    former = PreviousEmployment(taxable_pay_pence=20_000_00, tax_pence=1_000_00)
    save_opening_figures(EMPLOYER, "2026-27", {"1002": OpeningFigures(previous=former)})


def close() -> None:
    calculate_pay_run(EMPLOYER, RUN, **BY)
    look_and_approve()
    close_run(EMPLOYER, RUN, **BY)


# What is done one after another, and whether what the review comes to is another then.
ACTS: list[tuple[str, Callable[[], Any], bool]] = [
    ("hours on the run", lambda: add_adjustment(EMPLOYER, RUN, "1001", hours(10_00), **BY), True),
    ("other hours", lambda: change_adjustment(EMPLOYER, RUN, line_of_1001(), hours(20_00), **BY), True),
    ("none any more", lambda: remove_adjustment(EMPLOYER, RUN, line_of_1001(), **BY), True),
    ("a fact", lambda: know([Fact("1002", "salary", NOVEMBER, "320000 monthly")]), True),
    (
        "another way to pay for a part of a period",
        lambda: in_transaction(lambda: save_employer(an_employer(part_period="working-days"))),
        True,
    ),
    ("figures of a former employment", lambda: in_transaction(brought), True),
    ("an order", lambda: add_order(EMPLOYER, "1002", COUNCIL_TAX, NOVEMBER, **BY), True),
    ("none any more", lambda: end_order(EMPLOYER, "1002", 1, NOVEMBER, **BY), True),
    (
        "a decision",
        lambda: decide(EMPLOYER, 1, Choice(employees=frozenset({"1002"})), Act.HOLD, **BY),
        True,
    ),
    ("the run closed", close, True),
    ("the next run", lambda: open_run(EMPLOYER, date(2026, 12, 31), "monthly", **BY), True),
    ("somebody of whom nothing is proposed", lambda: know(facts_of("1004")), False),
]


@pytest.fixture
@made_once
def proposed(fernlark: str) -> str:
    """October is paid and November open; a change set waits."""
    rate = Fact("1001", "hourly_rate", NOVEMBER, "1000")
    know([*facts_of("1001"), rate], facts_of("1002"), facts_of("1003"))
    paid(date(2026, 10, 30))
    open_run(EMPLOYER, date(2026, 11, 30), "monthly", **BY)
    with transaction():
        add_change_set(
            EMPLOYER,
            source="personio",
            as_of=NOVEMBER,
            found={},
            outcomes=(),
            proposals=[Proposal(change=change, kind=Kind.PAY) for change in PROPOSED],
            **BY,
        )
    return EMPLOYER


def seen() -> Seen:
    fields = review_by_field(EMPLOYER, 1, most=50)
    return review_together(EMPLOYER, 1), {each.field: each.money for each in fields}


@pytest.fixture
def afresh(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Seen]:
    """The same where nothing is kept."""

    def worked_out() -> Seen:
        with monkeypatch.context() as patched:
            patched.setattr(in_money, "_TOGETHER", Kept[Together](most=0))
            patched.setattr(by_field, "_MONEY", Kept[by_field.MoneyOfFields](most=0))
            return seen()

    return worked_out


def test_the_money_of_a_review_is_never_what_it_was(proposed: str, afresh: Callable[[], Seen]) -> None:
    before = seen()
    assert before == afresh()
    assert (before[0].difference.gross_pay_pence, before[0].arrears_pence) == (150_00 + 100_00, 100_00)
    for name, act, changes in ACTS:
        act()
        after = seen()
        assert after == afresh(), name
        assert (after != before) == changes, name
        before = after


def test_it_is_worked_out_once(proposed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = seen()
    for module in (in_money, by_field):
        monkeypatch.delattr(module, "known_of")
    assert seen() == before


def test_by_field_the_first_changes_are_told_and_all_are_counted(proposed: str) -> None:
    fields = {each.field: each for each in review_by_field(EMPLOYER, 1, most=1)}
    assert list(fields) == ["hourly_rate", "job_title", "salary"]
    assert (fields["salary"].people, fields["salary"].changes) == (2, 2)
    assert [line.proposal.change.employee_id for line in fields["salary"].lines] == ["1002"]
