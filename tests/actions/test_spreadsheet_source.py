"""People from a spreadsheet through the use cases and the commands: the same mapping, conditions, review and log; a
file of which anything is wrong changes nothing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import structlog
from typer.testing import CliRunner

from actions.conftest import BY
from hr.spreadsheets.tables import STAFF, Table, as_csv, as_xlsx
from sixpence.actions.connections import connect_spreadsheet
from sixpence.actions.review import decide
from sixpence.actions.sync import apply_sync
from sixpence.actions.sync_log import found_in, sync_history
from sixpence.actions.sync_preview import preview_sync
from sixpence.basics.refused import Refused
from sixpence.cli.app import app
from sixpence.hr.review import Act, Choice, Found
from sixpence.store.change_sets import change_sets
from sixpence.store.connections import connection
from sixpence.store.employments import facts_of
from sixpence.store.events import verify_log

PAY_DAY = date(2026, 11, 30)
ABROAD = "Exclude if Country is one of: Germany, Spain"


def staff(**of_1001: object) -> Table:
    """The staff list, with other cells in the row of employee 1001."""
    head, first, *rest = [list(row) for row in STAFF]
    for heading, value in of_1001.items():
        first[head.index(heading.replace("_", " "))] = value  # type: ignore[call-overload]
    return (head, first, *rest)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "staff.xlsx"
    path.write_bytes(as_xlsx(staff()))
    return path


@pytest.fixture
def taken_over(fernlark: str, file: Path) -> str:
    connect_spreadsheet(fernlark, file, conditions=(ABROAD,), **BY)
    apply_sync(preview_sync(fernlark, as_of=PAY_DAY), **BY)
    return fernlark


def test_it_is_mapped_chosen_from_reviewed_and_logged_as_any_hr(taken_over: str, file: Path) -> None:
    assert {"1001", "1002"} <= facts_of(taken_over).keys()
    assert found_in(taken_over, 1).people(Found.EXCLUDED)
    file.write_bytes(as_xlsx(staff(Job_Title="Chief of Works")))
    preview = preview_sync(taken_over, as_of=PAY_DAY)
    assert [(each.employee_id, each.field, each.new) for each in preview.changes.changes] == [
        ("1001", "job_title", "Chief of Works")
    ]


@pytest.mark.parametrize(
    ("content", "name", "line"),
    [
        (as_xlsx(staff(Basic_Salary="=2*27000")), "staff.xlsx", "formula"),
        (as_xlsx(staff(Start_Date="2016-13-45")), "staff.xlsx", "Start Date"),
        (as_csv(staff(Surname="Bräckwater")).decode("utf-8-sig").encode("cp1252", "replace"), "staff.csv", "UTF-8"),
        (as_xlsx(staff())[:3000], "staff.xlsx", "staff.xlsx"),
        (as_csv(staff(Payroll_number="1002")), "staff.csv", "has the employee id of row 2 again"),
        (b"", "staff.csv", "empty"),
    ],
)
def test_a_file_with_anything_wrong_in_it_changes_nothing(
    taken_over: str, tmp_path: Path, content: bytes, name: str, line: str
) -> None:
    before = facts_of(taken_over), len(change_sets(taken_over)), verify_log(), connection(taken_over)
    path = tmp_path / "newer" / name
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(Refused, match=line) as refusal:
        preview_sync(taken_over, as_of=PAY_DAY, file=path)
    assert "Brackwater" not in str(refusal.value)
    with pytest.raises(Refused):
        connect_spreadsheet(taken_over, path, **BY)
    assert (facts_of(taken_over), len(change_sets(taken_over)), verify_log(), connection(taken_over)) == before


@pytest.fixture
def on_the_command_line(fernlark: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    logs = structlog.get_config()
    yield fernlark
    structlog.configure(**logs)


def said(*arguments: str, employer: str) -> str:
    return CliRunner().invoke(app, [*arguments, "--employer", employer], catch_exceptions=False).output


def test_the_commands_connect_sync_take_a_newer_file_and_tell_of_it(
    on_the_command_line: str, file: Path, tmp_path: Path
) -> None:
    who: dict[str, Any] = {"employer": on_the_command_line}
    assert "Salary" in said("connect-spreadsheet", str(file), "--condition", ABROAD, **who)
    shown = said("sync", "--as-of", "2026-11-30", **who)
    assert "From the spreadsheet" in shown
    assert "Change set 1 is kept. To decide on it: sixpence review show" in shown
    decide(on_the_command_line, 1, Choice(everything=True), Act.ACCEPT, actor="ada", at=datetime.now(UTC))
    newer = tmp_path / "december.csv"
    newer.write_bytes(as_csv(staff(Job_Title="Chief of Works")))
    assert "Head of Works -> Chief of Works" in said("sync", "--as-of", "2026-11-30", "--file", str(newer), **who)
    assert connection(on_the_command_line).base_url == str(newer)
    assert "nothing has" in said("sync", "--as-of", "2026-11-30", "--changes", **who)
    newer.write_bytes(as_xlsx(staff(Basic_Salary="=1")))
    with pytest.raises(Refused, match="formula"):
        said("sync", "--as-of", "2026-11-30", **who)
    assert "failed: " in said("sync", "log", **who)
    assert [bool(each.failure) for each in sync_history(on_the_command_line)] == [True, False, False, False]
