"""What is found on a run before it is approved, and that a key changes with the figures it is about."""

from datetime import date

import pytest

from payrun.worlds import facts_of, pay_of, run
from sixpence.payrun.checks import CheckKind, Severity, findings
from sixpence.payrun.figures import LineKind, PayLine
from sixpence.payrun.readiness import History
from sixpence.payrun.window import window_of

OCTOBER = window_of(date(2026, 10, 30), "monthly")
BEFORE = {"1001": pay_of(run(facts_of(tax_code="1257L X"), window=OCTOBER))}
SAME = {"tax_code": "1257L X"}


def found(*lines: PayLine, **facts: str) -> dict[CheckKind, str]:
    """Kinds and words of what is found of 1001 in November, after an ordinary October; tax does not lean on it."""
    calculated = run(facts_of(**{**SAME, **facts}), added={"1001": lines})
    return {one.kind: one.words for one in findings(calculated, BEFORE)}


def test_an_ordinary_month_has_nothing_to_look_at() -> None:
    assert found() == {}


@pytest.mark.parametrize(
    ("facts", "kind", "words"),
    [
        ({"gender": ""}, CheckKind.CANNOT_BE_PAID, "Missing: Gender for HMRC"),
        ({"sort_code": ""}, CheckKind.NO_BANK_ACCOUNT, "£2,453.64 is in no bank file"),
        ({"account_number": "87654321"}, CheckKind.BANK_CHANGED, "ending 4321, last time to one ending 5678"),
        ({"tax_code": "1300L X"}, CheckKind.TAX_CODE_CHANGED, "Tax code 1257L X last time, 1300L X now"),
        ({"salary": "450000 monthly"}, CheckKind.NET_CHANGED, "Net pay up by"),
        ({"salary": "150000 monthly"}, CheckKind.NET_CHANGED, "Net pay down by"),
        ({"salary": "150000 monthly", "weekly_hours": "40.00"}, CheckKind.BELOW_MINIMUM_WAGE, "short of the minimum"),
    ],
)
def test_each_thing_is_found(facts: dict[str, str], kind: CheckKind, words: str) -> None:
    assert words in found(**facts)[kind]


def test_lines_are_looked_at() -> None:
    assert CheckKind.UNUSUALLY_HIGH in found(PayLine(label="Bonus", amount_pence=3000_01))
    assert CheckKind.UNUSUALLY_HIGH not in found(PayLine(label="Bonus", amount_pence=3000_00))
    taken = PayLine(kind=LineKind.DEDUCTION, label="Loan", amount_pence=2453_64)
    assert found(taken)[CheckKind.NOTHING_TO_PAY] == "Net pay is nothing"
    more = PayLine(kind=LineKind.DEDUCTION, label="Loan", amount_pence=2453_65)
    assert "Net pay is -£0.01" in found(more)[CheckKind.NET_BELOW_ZERO]


def test_who_vanished_is_asked_about_and_who_left_is_not() -> None:
    elsewhere = run(facts_of("1002"))
    assert [one.kind for one in findings(elsewhere, BEFORE | {"1002": pay_of(elsewhere, "1002")})] == [
        CheckKind.NOT_ON_THE_RUN
    ]
    left = {"1001": pay_of(run(facts_of(leaving_date="2026-10-30"), window=OCTOBER))}
    assert findings(elsewhere, left | {"1002": pay_of(elsewhere, "1002")}) == []


def test_a_starter_without_papers_is_told_as_one() -> None:
    calculated = run(facts_of(tax_code="", starter_declaration=""), history={"1001": History()})
    assert [one.kind for one in findings(calculated, {})] == [CheckKind.ASSUMED, CheckKind.FIRST_PAYMENT]


def test_a_key_carries_the_figures_and_no_private_value() -> None:
    keys = {
        findings(run(facts_of(**SAME, account_number=number)), BEFORE)[0].key for number in ("87654321", "87654322")
    }
    assert len(keys) == 2
    assert not any("8765" in key for key in keys)


def test_only_two_kinds_are_errors_and_only_one_wants_more_than_a_reason() -> None:
    errors = {kind for kind in CheckKind if kind.severity is Severity.ERROR}
    assert errors == {CheckKind.CANNOT_BE_PAID, CheckKind.NET_BELOW_ZERO}
    assert [kind for kind in CheckKind if not kind.can_be_settled] == [CheckKind.NET_BELOW_ZERO]
