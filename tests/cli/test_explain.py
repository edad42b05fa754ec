"""`sixpence calculate --explain` as a user and a script meet it."""

import json
from pathlib import Path

import pytest

from cli.processes import sixpence, sixpence_here
from sixpence.actions.explain_file import explain_file
from sixpence.basics.refused import Refused

GOOD = (
    "employee_id,pay_date,tax_period,tax_code,gross_pay\n"
    "E1,2026-04-30,1,1257L,3000.00\n"
    "E2,2026-04-30,1,S1257L M1,1234.5\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    path.write_text(GOOD)
    return path


def test_the_text_is_plain_and_its_figures_stand_in_one_column(table: Path) -> None:
    run = sixpence("calculate", table, "--explain", "E1")
    assert (run.returncode, run.stderr) == (0, "")
    assert "\x1b" not in run.stdout
    lines = run.stdout.splitlines()
    assert lines[0] == "E1, paid on 30 April 2026, tax year 2026-27"
    figures = [line for line in lines if line.startswith("  ") and not line.startswith("    ")]
    assert {len(line) for line in figures} == {100}
    for label, figure in (
        ("Free pay", "£1,048.26"),
        ("Pay that is taxed", "£1,951"),
        ("Income tax", "£390.20"),
        ("Employee's National Insurance", "£156.16"),
        ("Employer's National Insurance", "£387.45"),
        ("Net pay", "£2,453.64"),
    ):
        assert f"  {label}{figure:>{98 - len(label)}}" in lines


def test_json_has_pence_as_integers(table: Path) -> None:
    run = sixpence_here("calculate", table, "--explain", "E2", "--json")
    assert (run.returncode, run.stderr) == (0, "")
    told = json.loads(run.stdout)
    assert (told["employee_id"], told["pay_date"], told["tax_year"]) == ("E2", "2026-04-30", "2026-27")
    steps = {step["name"]: step for section in told["sections"] for step in section["steps"]}
    assert (steps["gross_pay_pence"]["value"], steps["gross_pay_pence"]["unit"]) == (123450, "pence")
    assert steps["tax_cumulative"]["rule"].startswith("Code S1257 is on a week 1/month 1 basis")
    assert all(isinstance(step["value"], int) for step in steps.values())


def test_with_an_output_file_the_table_is_written_too(table: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    run = sixpence_here("calculate", table, "--explain", "E1", "-o", target)
    assert run.returncode == 0
    assert run.stdout.startswith("E1, paid on 30 April 2026")
    assert [line.split(",")[0] for line in target.read_text().splitlines()] == ["employee_id", "E1", "E2"]


def test_an_unknown_id_is_one_line_that_names_the_file_and_nothing_is_written(table: Path, tmp_path: Path) -> None:
    run = sixpence_here("calculate", table, "--explain", "E9", "-o", tmp_path / "out.csv")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == f"sixpence: {table}: no payment there has employee_id 'E9'\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv"]


def test_a_bad_row_is_refused_as_without_an_explanation(table: Path) -> None:
    table.write_text(GOOD.replace("1234.5", "x"))
    with pytest.raises(Refused, match="line 3, column gross_pay"):
        explain_file(table, "E1")


def test_json_is_the_form_of_an_explanation(table: Path) -> None:
    run = sixpence_here("calculate", table, "--json")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "sixpence: --json is the form of an explanation: name the employee with --explain ID\n"


def test_what_changed_since_an_earlier_payment_is_told_as_causes_that_add_up(table: Path, tmp_path: Path) -> None:
    later = tmp_path / "may.csv"
    later.write_text(
        "employee_id,pay_date,tax_code,gross_pay,taxable_pay_to_date,tax_to_date,student_loan_plan\n"
        "E1,2026-05-31,1257L,3500.00,3000.00,390.20,2\n"
    )
    run = sixpence_here("calculate", later, "--explain", "E1", "--since", table)
    assert (run.returncode, run.stderr) == (0, "")
    title, *causes = run.stdout.splitlines()
    assert title == "E1, net pay £2,719.44, before £2,453.64: £265.80 more"
    assert causes[-2:] == [
        "   -£49.00  Student loan deductions started, on plan 2.",
        "  +£315.00  Your gross pay went up by £500.00, from £3,000.00 to £3,500.00.",
    ]
    told = json.loads(sixpence_here("calculate", later, "--explain", "E1", "--since", table, "--json").stdout)
    assert sum(cause["net_pay_pence"] for cause in told["causes"]) == 26580
    assert (told["net_before_pence"], told["net_after_pence"]) == (245364, 271944)


def test_since_is_said_of_an_explanation(table: Path) -> None:
    run = sixpence_here("calculate", table, "--since", table)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "sixpence: --since is said of an explanation: name the employee with --explain ID\n"
