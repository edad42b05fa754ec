"""`sixpence people`: who lacks what, one person masked, and a value revealed for the log."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from actions.kestrel_runs import EMPLOYER, know
from builders import an_employer
from payrun.worlds import facts_of
from sixpence.cli.known_people import people
from sixpence.store import close_store, open_store, transaction
from sixpence.store.employers import save_employer
from sixpence.store.event_log import Asked, entries


@pytest.fixture
def kestrel(own_stores: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIXPENCE_DATA_DIR", str(tmp_path / "store"))
    monkeypatch.delenv("SIXPENCE_DATABASE_URL", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    open_store()
    with transaction():
        save_employer(an_employer())
    know(facts_of("1001"), facts_of("1002", first_name="Bo", birth_date=""))


def said(*arguments: str) -> str:
    result = CliRunner().invoke(people, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def test_people_are_listed_shown_and_revealed(kestrel: None) -> None:
    listed = said("list", "--lacking")
    assert "1002" in listed
    assert "Date of birth (£3,000.00 waits)" in listed
    assert "2 of 2 people" in said("list")
    shown = said("show", "1001")
    assert "Salary: £3,000.00 monthly" in shown
    assert "Account number: ••••5678" in shown
    assert "12345678" not in shown
    assert "Sort code: •••• from 2021-03-01, test" in said("show", "1001", "--history")
    assert said("reveal", "1001", "account_number") == "account_number: 12345678\n"
    (entry,) = entries(EMPLOYER, Asked())
    assert (entry.kind, entry.detail) == (
        "private value revealed",
        {"employee_id": "1001", "fields": "account_number"},
    )
    close_store()
