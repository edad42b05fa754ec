"""`sixpence people`: who lacks what, one person masked, and a value revealed for the log."""

import pytest
from typer.testing import CliRunner

from actions.kestrel_runs import EMPLOYER, know
from payrun.worlds import facts_of
from sixpence.cli.known_people import people
from sixpence.store import close_store
from sixpence.store.event_log import Asked, entries


@pytest.fixture
def kestrel(kestrels_store: None) -> None:
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
