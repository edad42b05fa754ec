"""`sixpence payments`: what is owed is listed, marked as paid, and taken back."""

from datetime import date

import pytest
from typer.testing import CliRunner

from actions.kestrel_runs import know, paid
from payrun.worlds import facts_of
from sixpence.cli.payments import payments
from sixpence.store import close_store


def said(*arguments: str) -> str:
    result = CliRunner().invoke(payments, arguments)
    assert result.exit_code == 0, result.exception
    return result.output


def test_what_is_owed_is_marked_as_paid_and_taken_back(kestrels_store: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIXPENCE_TODAY", "2026-12-18")
    know(facts_of("1001"))
    paid(date(2026, 11, 30))
    (owed,) = said("list").splitlines()
    assert owed.startswith("By 2026-12-22: £")
    assert owed.endswith("to HMRC (hmrc 2026-27-08). HMRC, tax month 8 of 2026-27")
    assert "Payment 1 is kept" in said("mark-paid", "hmrc", "2026-27-08", "--on", "2026-11-30", "--amount", "100")
    assert "Payment 2 is kept" in said("mark-paid", "hmrc", "2026-27-08", "--on", "2026-11-30")
    assert not said("list").startswith("By")
    assert "Payment 1 is not marked" in said("take-back", "1", "--reason", "the bank sent it back")
    first, second, third = said("list").splitlines()
    assert first.startswith("By 2026-12-22: £100.00 to HMRC")
    assert second.startswith("2  £")
    assert third.endswith(": the bank sent it back")
    close_store()
