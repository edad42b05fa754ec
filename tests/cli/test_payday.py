"""`sixpence payrun pay|status|mark-left|reopen|versions`: the pay day on the terminal, one act a command."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from typer.testing import CliRunner, Result

from actions.kestrel_runs import BY, EMPLOYER, know, look_and_approve
from payrun.worlds import facts_of
from sixpence.actions import durable_engine
from sixpence.actions.pay_runs import calculate_pay_run, open_run
from sixpence.basics.refused import Refused
from sixpence.cli.app import app
from sixpence.people.person import Fact
from sixpence.store import close_store

RUN = "2026-11-30-monthly"


@pytest.fixture
def approved(kestrels_store: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    know(facts_of("1001"), facts_of("1002", ni_number="AB123457C", email=""))
    open_run(EMPLOYER, BY["at"].date().replace(day=30), "monthly", **BY)
    approve()


def approve() -> None:
    calculate_pay_run(EMPLOYER, RUN, **BY)
    look_and_approve()


def payrun(*arguments: str) -> Result:
    """A command, in a thread of its own: this one may have a browser's event loop, which durable work cannot be in."""

    def command() -> Result:
        result = CliRunner().invoke(app, ["payrun", *arguments])
        durable_engine.stop()
        close_store()
        return result

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(command).result()


def said(*arguments: str) -> str:
    result = payrun(*arguments)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_next_command_is_always_the_one_that_is_told(approved: None) -> None:
    assert f"Next: sixpence payrun pay {RUN}" in said("status", RUN)
    after = said("pay", RUN)
    assert "1 of 2 payslips given" in after
    assert "no e-mail address, to be handed over: 1002" in after
    assert "2 of 2 payslips given" in said("mark-left", RUN, "payslips")
    assert f"mark-left {RUN} bank-file" in said("mark-left", RUN, "fps", "--version", "1")
    assert "FPS: not marked as sent to HMRC" in said("unmark-left", RUN, "fps", "--reason", "HMRC did not answer")
    said("mark-left", RUN, "fps")
    assert f"Next: sixpence payrun close {RUN}" in said("mark-left", RUN, "bank-file")
    said("close", RUN)
    assert "closed and sealed" in said("status", RUN)


def test_adjusted_on_pay_day_the_versions_are_told_apart(approved: None) -> None:
    said("pay", RUN)
    assert f"Next: sixpence payrun calculate {RUN}" in said("reopen", RUN)
    know([Fact("1001", "salary", BY["at"].date().replace(year=2021, month=3, day=1), "310000 monthly")])
    approve()
    told = said("versions", RUN)
    assert "1 (superseded)" in told
    assert "Against version 1" in told
    assert "Salary                              £3,000.00 →    £3,100.00  +£100.00" in told
    refused = payrun("mark-left", RUN, "bank-file", "--version", "1")
    assert isinstance(refused.exception, Refused)
    assert "version 2 has taken its place" in str(refused.exception)
