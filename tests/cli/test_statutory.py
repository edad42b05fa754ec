"""`sixpence statutory` as a user and a script meet it: files in and out, and bad rows refused."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from law.cases import CASES
from sixpence.actions.parental_pay_file import PARENTAL_PAY, parental_pay_file
from sixpence.actions.redundancy_file import REDUNDANCY, redundancy_file
from sixpence.actions.sick_pay_file import SICK_PAY, sick_pay_file
from sixpence.actions.statutory_rows import Contract
from sixpence.basics.refused import Refused
from sixpence.cli.statutory import statutory

Row = dict[str, str]
Act = Callable[[Path, Path | None], int | None]

SICK = {
    "qualifying_days": "Mon|Tue|Wed|Thu|Fri",
    "sick_start": "2026-06-01",
    "sick_end": "2026-06-10",
    "average_weekly_earnings": "300.00",
}
LEAVE = {
    "payment": "SMP",
    "due_or_match_date": "2026-06-21",
    "leave_start": "2026-06-07",
    "average_weekly_earnings": "300.00",
    "pay_method": "weekly_starting",
}
DISMISSAL = {"tax_year": "2026-27", "region": "GB", "age": "43", "complete_years": "10", "weekly_pay": "612.34"}


def text(*rows: Row) -> str:
    """A CSV file; the columns are those of the first row."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def written(act: Act, tmp_path: Path, content: str) -> list[Row]:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(content)
    act(source, target)
    with target.open(newline="") as file:
        return list(csv.DictReader(file))


def refusal(act: Act, tmp_path: Path, content: str) -> str:
    """The one line that a bad file ends in; nothing may have been written."""
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(content)
    with pytest.raises(Refused) as refused:
        act(source, target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv"]
    assert "\n" not in str(refused.value)
    return str(refused.value).replace(f"{source}", "in.csv")


@pytest.mark.parametrize(
    ("command", "cases", "contract", "left_out"),
    [
        ("sick-pay", "sick-pay", SICK_PAY, ["family"]),
        ("parental-pay", "parental-pay", PARENTAL_PAY, []),
        ("redundancy", "redundancy-pay", REDUNDANCY, []),
    ],
)
def test_the_published_files_come_out_as_they_stand(
    command: str, cases: str, contract: Contract, left_out: list[str], tmp_path: Path
) -> None:
    """Results in the input are not read: they are spoilt first."""
    with (CASES / "all-years" / f"{cases}.csv").open(newline="") as file:
        rows = [{name: value for name, value in row.items() if name != "case"} for row in csv.DictReader(file)]
    rows = [row | dict.fromkeys(left_out, "") for row in rows]
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(text(*(row | dict.fromkeys(contract.results, "spoilt") for row in rows)))
    run = CliRunner().invoke(statutory, [command, str(source), "-o", str(target)], catch_exceptions=False)
    assert (run.exit_code, run.stdout) == (0, "")
    with target.open(newline="") as file:
        found = list(csv.DictReader(file))
    assert list(found[0]) == [*contract.given, *contract.results]
    assert found == rows


def test_standard_output_and_the_columns_that_are_filled_in(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text(text({"employee_id": "E1", **LEAVE, "pay_method": "last_day_of_the_month"}))
    run = CliRunner().invoke(statutory, ["parental-pay", str(source)])
    assert (run.exit_code, run.stderr) == (0, "")
    (row,) = csv.DictReader(io.StringIO(run.stdout))
    assert (row["employee_id"], row["tax_year"], row["pay_end"]) == ("E1", "2026-27", "2027-03-06")
    assert (row["entitled"], row["payments"], row["total"]) == ("yes", "10", "8032.57")


def test_figures_beyond_the_rates_known_are_said_to_be(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text(text(SICK | {"sick_start": "2027-03-29", "sick_end": "2027-04-09"}, SICK))
    run = CliRunner().invoke(statutory, ["sick-pay", str(source)])
    assert (run.exit_code, run.stderr.count("\n")) == (0, 1)
    assert run.stderr.startswith("sixpence: note: 1 row goes beyond 2027-04-05, until when rates are known")


@pytest.mark.parametrize("act", [sick_pay_file, parental_pay_file, redundancy_file])
def test_a_file_of_no_rows_gives_the_header_alone(act: Act, tmp_path: Path) -> None:
    header = {sick_pay_file: SICK, parental_pay_file: LEAVE, redundancy_file: DISMISSAL}[act]
    assert written(act, tmp_path, ",".join(header) + "\n") == []


def test_an_average_may_have_seven_decimals(tmp_path: Path) -> None:
    """Two months of 541.67 average 125.0007692: above the limit of 125 by less than a penny."""
    (row,) = written(parental_pay_file, tmp_path, text(LEAVE | {"average_weekly_earnings": "125.0007692"}))
    assert (row["entitled"], row["total"]) == ("yes", "4387.89")
    (row,) = written(sick_pay_file, tmp_path, text(SICK | {"average_weekly_earnings": "125.0007692"}))
    assert row["weekly_payments"] == "2026-06-06:100.01;2026-06-13:60.01"


@pytest.mark.parametrize(
    ("payment", "more", "expected"),
    [
        ("ShPP", {"pay_end": "2026-06-20"}, "2026-06-13:194.32;2026-06-20:194.32"),
        ("SPBP", {"pay_end": "2026-06-13"}, "2026-06-13:194.32"),
        ("SNCP", {"pay_end": "2026-06-16"}, "2026-06-13:194.32;2026-06-20:83.28"),
        ("SPP", {"spp_duration": "one_week"}, "2026-06-13:194.32"),
        ("SAP", {"pay_end": "2026-06-13"}, "2026-06-13:270.00"),
    ],
)
def test_every_payment(payment: str, more: Row, expected: str, tmp_path: Path) -> None:
    (row,) = written(parental_pay_file, tmp_path, text(LEAVE | {"payment": payment} | more))
    assert row["payments_by_date"] == expected


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sick_end": "2026-05-31"}, "sick_end: 2026-05-31 is before sick_start"),
        ({"sick_end": "2126-05-31"}, "sick_end: 2126-05-31 is more than ten years after sick_start"),
        ({"sick_end": "31.5.2026"}, "sick_end: '31.5.2026' is not a date written year-month-day"),
        ({"sick_end": ""}, "sick_end: is empty, and this row needs it"),
        ({"sick_start": "2019-06-01"}, "sick_start: needs rates for 2019-06-01, and they begin on "),
        ({"qualifying_days": "Mon,Tue"}, "qualifying_days: 'Mon,Tue' is not a list of different days out of Sun|Mon|"),
        ({"qualifying_days": "Mon|Mon"}, "qualifying_days: 'Mon|Mon' is not a list of different days out of Sun|Mon|"),
        ({"average_weekly_earnings": "-1"}, "average_weekly_earnings: '-1' is not an amount in pounds below 1,000,000"),
        ({"linked_end": "2026-05-01"}, "linked_start: is empty, and this row needs it"),
        (
            {"linked_start": "2026-05-25", "linked_end": "2026-06-01"},
            "linked_end: 2026-06-01 is not before sick_start",
        ),
        (
            {"linked_start": "2026-03-30", "linked_end": "2026-04-04"},
            "linked_end: more than 56 days lie before sick_start: they do not link",
        ),
        (
            {"linked_start": "2026-04-03", "linked_end": "2026-04-05", "sick_start": "2026-05-18"},
            "linked_end: the linked absence is too short to be a period of incapacity",
        ),
    ],
)
def test_a_bad_absence_is_refused(changes: Row, message: str, tmp_path: Path) -> None:
    good = SICK | {"linked_start": "", "linked_end": ""}
    content = text(good, good | changes)
    assert refusal(sick_pay_file, tmp_path, content).startswith(f"in.csv line 3, column {message}")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"payment": "MPP"}, "payment: 'MPP' is not one of SMP, SAP, SPP, ShPP, SPBP, SNCP"),
        ({"pay_method": "daily"}, "pay_method: 'daily' is not one of weekly_starting, weekly, every_2_weeks"),
        ({"pay_method": "weekly"}, "first_pay_date: is missing, and this row needs it"),
        ({"pay_method": "specific_date_each_month"}, "day_of_month: is missing, and this row needs it"),
        ({"pay_method": "specific_date_each_month", "day_of_month": "32"}, "day_of_month: '32' is not a whole number"),
        ({"payment": "ShPP"}, "pay_end: is missing, and this row needs it"),
        ({"payment": "SPP"}, "pay_end: is missing, and this row needs it"),
        ({"payment": "SPP", "spp_duration": "3"}, "spp_duration: '3' is not one of one_week, two_weeks"),
        ({"payment": "SNCP", "leave_start": "2025-04-05"}, "leave_start: SNCP is not in force on 2025-04-05"),
        ({"pay_end": "2027-03-07"}, "pay_end: 2027-03-07 is not from leave_start to 2027-03-06, the end of 39 weeks"),
        ({"leave_start": "2019-04-05"}, "leave_start: needs rates for 2019-04-05"),
        ({"due_or_match_date": "2022-06-05"}, "due_or_match_date: needs rates for 2022-02-26"),
    ],
)
def test_a_bad_leave_is_refused(changes: Row, message: str, tmp_path: Path) -> None:
    assert refusal(parental_pay_file, tmp_path, text(LEAVE | changes)).startswith(f"in.csv line 2, column {message}")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"tax_year": "2010-11"}, "tax_year: '2010-11' is not one of 20"),
        ({"region": "France"}, "region: 'France' is not one of GB, NI"),
        ({"age": "14"}, "age: '14' is not a whole number from 15 to 120"),
        ({"complete_years": "44"}, "complete_years: 44 is more than the age"),
        ({"weekly_pay": "-1.00"}, "weekly_pay: '-1.00' is not from 0.00 to below 100,000,000.00"),
        ({"weekly_pay": "1.001"}, "weekly_pay: '1.001' is not an amount in pounds with at most two decimals"),
    ],
)
def test_a_bad_dismissal_is_refused(changes: Row, message: str, tmp_path: Path) -> None:
    content = text(DISMISSAL, DISMISSAL | changes)
    assert refusal(redundancy_file, tmp_path, content).startswith(f"in.csv line 3, column {message}")


def test_unknown_and_missing_columns_are_refused(tmp_path: Path) -> None:
    assert refusal(sick_pay_file, tmp_path, text(SICK | {"sick_days": "3"})).startswith(
        "in.csv: column 'sick_days' is not known; the columns are employee_id, tax_year, family, qualifying_days"
    )
    assert refusal(redundancy_file, tmp_path, "age\n1\n") == "in.csv: column tax_year is missing, and it is required"
