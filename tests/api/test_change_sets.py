"""A change set over the API, page by page."""

from datetime import date
from pathlib import Path

import pytest

from actions.kestrel_runs import BY, EMPLOYER
from api.conftest import Ask
from sixpence.actions.connections import connect_spreadsheet
from sixpence.actions.sync import keep_changes
from sixpence.actions.sync_preview import preview_sync
from sixpence.api import hr
from sixpence.people.roles import Role


@pytest.fixture
def rises(ask: Ask, tmp_path: Path) -> str:
    """Where a change set is read: 1001 and 1002 have a rise, 1003 is new and has a department as well."""
    file = tmp_path / "people.csv"
    lines = ("Employee ID,Annual salary (£),Department", "1003,30000.00,Sales", "1001,40000.00,", "1002,41000.00,")
    file.write_text("\n".join(lines))
    connect_spreadsheet(EMPLOYER, file, **BY)
    return f"/change-sets/{keep_changes(preview_sync(EMPLOYER, as_of=date(2026, 11, 30)), **BY).change_set.number}"


def test_everything_of_a_person_is_on_one_page(ask: Ask, rises: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ask(Role.PREPARER, "GET", rises).json()
    assert (whole["count"], whole["page"]) == (3, 1)
    assert [(each["employee_id"], each["field"]) for each in whole["changes"]] == [
        ("1001", "salary"),
        ("1002", "salary"),
        ("1003", "department"),
        ("1003", "salary"),
    ]
    assert whole["changes"][0]["new"] == "£40,000.00 yearly"

    monkeypatch.setattr(hr, "_PEOPLE", 2)
    first, second, beyond = (ask(Role.PREPARER, "GET", f"{rises}?page={page}").json() for page in (1, 2, 3))
    assert first["changes"] + second["changes"] == whole["changes"]
    assert [each["employee_id"] for each in second["changes"]] == ["1003", "1003"]
    assert (first["page"], second["page"], second["count"]) == (1, 2, 3)
    assert beyond == second
    assert ask(Role.PREPARER, "GET", f"{rises}?page=0").status_code == 422


def test_a_change_set_that_is_not_there_is_not_found(ask: Ask) -> None:
    assert ask(Role.PREPARER, "GET", "/change-sets/77").status_code == 404
