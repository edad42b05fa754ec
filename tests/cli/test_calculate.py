"""`sixpence calculate` as a user and a script meet it: whole process, files in and out."""

import csv
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cli.processes import sixpence
from sixpence.actions.calculate_file import calculate_file
from sixpence.basics.refused import Refused

HEADER = "employee_id,pay_date,tax_period,tax_code,gross_pay\n"
GOOD = HEADER + "E1,2026-04-30,1,1257L,3000.00\nE2,2026-04-30,1,S1257L M1,1234.5\n"
COLUMNS_OUT = (
    "employee_id,gross_pay,taxable_pay,income_tax,tax_due_to_date,employee_ni,employer_ni,ni_at_lel,ni_lel_to_pt,"
    "ni_pt_to_uel,student_loan,postgraduate_loan,employee_pension,employer_pension,net_pay,employer_cost"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    path.write_text(GOOD)
    return path


def refusal(tmp_path: Path, text: str | bytes) -> str:
    """The one line that a bad file ends in; nothing may have been written."""
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(Refused) as refused:
        calculate_file(source, target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv"]
    assert "\n" not in str(refused.value)
    return str(refused.value).replace(f"{source}", "in.csv")


def test_the_whole_process_writes_the_contracts_columns_in_the_inputs_order(table: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    run = sixpence("calculate", table, "-o", target)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    lines = target.read_text().splitlines()
    assert lines[0] == COLUMNS_OUT
    # 3000 on 1257L in month 1: free pay 1048.26, so 1951 at 20%; (3000 - 1048) at 8%; (3000 - 417) at 15%.
    assert lines[1] == (
        "E1,3000.00,3000.00,390.20,390.20,156.16,387.45,559.00,489.00,1952.00,0.00,0.00,0.00,0.00,2453.64,3387.45"
    )
    assert [line.split(",")[0] for line in lines[1:]] == ["E1", "E2"]


def test_standard_output_gives_the_same_bytes(table: Path, tmp_path: Path) -> None:
    calculate_file(table, tmp_path / "out.csv")
    run = sixpence("calculate", table)
    assert (run.returncode, run.stdout) == (0, (tmp_path / "out.csv").read_text())


def test_parquet_in_and_out_agree_with_csv(table: Path, tmp_path: Path) -> None:
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    with table.open(newline="") as file:
        rows = list(csv.DictReader(file))
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    typed = pa.table(
        {
            **columns,
            "pay_date": pa.array(columns["pay_date"]).cast(pa.date32()),
            "tax_period": pa.array([1, 1]),
            "gross_pay": pa.array([Decimal("3000.00"), Decimal("1234.50")]),
        }
    )
    pq.write_table(typed, source)
    calculate_file(source, target)
    calculate_file(table, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(newline="") as file:
        expected = [
            {name: value if name == "employee_id" else Decimal(value) for name, value in row.items()}
            for row in csv.DictReader(file)
        ]
    assert pq.read_table(target).to_pylist() == expected


def test_parquet_of_floating_point_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "in.parquet"
    pq.write_table(pa.table({"employee_id": ["1"], "gross_pay": [1.5]}), source)
    with pytest.raises(Refused, match="column gross_pay: is floating point, which is not exact"):
        calculate_file(source, None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "in.csv is empty: its first line must name the columns"),
        ("employee_id\n1\n", "in.csv: column pay_date is missing, and it is required"),
        (GOOD.replace("gross_pay", "gross"), "in.csv: column 'gross' is not known; the columns are employee_id"),
        (GOOD.replace("gross_pay", "tax_code"), "in.csv line 1: column 'tax_code' stands there twice"),
        (GOOD.replace("1234.5", "1234.567"), "in.csv line 3, column gross_pay: '1234.567' is not an amount in pounds"),
        (GOOD.replace("1234.5", "-1.00"), "in.csv line 3, column gross_pay: '-1.00' is below zero"),
        (GOOD.replace("1234.5", "1e3"), "in.csv line 3, column gross_pay: '1e3' is not an amount in pounds"),
        (GOOD.replace("1234.5", "100000000"), "in.csv line 3, column gross_pay: '100000000' is not below 100,000,000"),
        (GOOD.replace("1234.5", ""), "in.csv line 3, column gross_pay: is empty, and this column is required"),
        (GOOD.replace("1234.5", "1,5"), "in.csv line 3: has 6 values, and the header names 5 columns"),
        (GOOD.replace("S1257L M1", "12X"), "in.csv line 3, column tax_code: '12X' is not a tax code"),
        (GOOD.replace("S1257L M1", "D2"), "in.csv line 3, column tax_code: 'D2' is not a tax code: D2 is used in Scot"),
        (
            GOOD.replace("2026-04-30,1,S", "2026-02-30,1,S"),
            "in.csv line 3, column pay_date: '2026-02-30' is not a date",
        ),
        (
            GOOD.replace("2026-04-30,1,S", "2022-04-05,1,S"),
            "in.csv line 3, column pay_date: no rates are loaded for 2022-04-05: Sixpence knows the tax years 2022-23",
        ),
        (GOOD.replace("2026-04-30,1,S", "20260430,1,S"), "in.csv line 3, column pay_date: '20260430' is not a date"),
        (
            GOOD.replace("2026-04-30,1,S", "x,1,S").replace("3000.00", "y"),
            "in.csv line 2, column gross_pay: 'y' is not",
        ),
        (
            GOOD.replace("1,S1257L", "13,S1257L"),
            "in.csv line 3, column tax_period: is above 12, and this payment is mo",
        ),
        (GOOD.replace("E2", "E1"), "in.csv line 3, column employee_id: 'E1' is already that of payment 1"),
        (GOOD.replace("E2", '"E2'), "in.csv line 3: is not well-formed CSV (unexpected end of data)"),
        (GOOD.encode() + b"\xff", "in.csv is not UTF-8 text (byte 115)"),
    ],
)
def test_a_bad_file_ends_in_one_line_that_names_the_place(text: str | bytes, message: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, text).startswith(message)


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("ni_category", "G", "is not a category letter in use on 2026-04-30 (A, B, C"),
        ("ni_category", "a", "'a' is not a National Insurance category letter"),
        ("student_loan_plan", "3", "'3' is not one of 1, 2, 4, 5"),
        ("frequency", "daily", "'daily' is not one of weekly, fortnightly, four-weekly, monthly, annual"),
        ("pension", "yes", "'yes' is not one of none, relief-at-source, net-pay, salary-sacrifice"),
        ("director", "yes", "'yes' is not one of standard, alternative"),
        ("director_weeks", "53", "'53' is not a whole number from 1 to 52"),
        ("employee_pension_percent", "101", "'101' is not a percentage from 0 to 100"),
        ("employee_pension_percent", "NaN", "'NaN' is not a percentage from 0 to 100"),
        ("employer_pension_percent", "3.00001", "'3.00001' is not a percentage from 0 to 100 with at most four"),
        ("week1_month1", "2", "'2' is not one of 0, 1"),
    ],
)
def test_a_bad_value_of_any_column_is_refused(column: str, value: str, message: str, tmp_path: Path) -> None:
    text = HEADER.replace("\n", f",{column}\n") + f"E1,2026-04-30,1,1257L,3000.00,{value}\n"
    assert refusal(tmp_path, text).startswith(f"in.csv line 2, column {column}: {message}")


@pytest.mark.parametrize(
    ("frequency", "period", "message"),
    [
        ("monthly", "13", "is above 12, and this payment is monthly"),
        ("weekly", "54", "is above 52, and the extra week of a year is 53 for weekly, 54 for fortnightly and 56"),
        ("four-weekly", "53", "is above 52, and the extra week"),
    ],
)
def test_a_period_that_such_pay_has_not_is_refused(frequency: str, period: str, message: str, tmp_path: Path) -> None:
    text = HEADER.replace("\n", ",frequency\n") + f"E1,2026-04-30,{period},1257L,3000.00,{frequency}\n"
    assert refusal(tmp_path, text).startswith(f"in.csv line 2, column tax_period: {message}")


def test_plan_5_is_refused_before_payroll_collects_it(tmp_path: Path) -> None:
    text = HEADER.replace("\n", ",student_loan_plan\n") + "E1,2026-04-05,12,1257L,3000.00,5\n"
    assert "names a plan that is not collected through payroll on 2026-04-05" in refusal(tmp_path, text)


def test_lines_are_counted_through_quoted_line_breaks_and_blank_lines(tmp_path: Path) -> None:
    text = HEADER + '"E\n1",2026-04-30,1,1257L,3000.00\n\nE2,2026-04-30,1,1257L,x\n'
    assert refusal(tmp_path, text).startswith("in.csv line 5, column gross_pay")


def test_a_bad_row_ends_the_process_with_2_and_one_line(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text(GOOD.replace("1234.5", "x"))
    run = sixpence("calculate", source, "-o", tmp_path / "out.csv")
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert run.stderr.startswith(f"sixpence: {source} line 3, column gross_pay")


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    run = sixpence("calculate", tmp_path / "none.csv")
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
    assert "cannot be read: No such file or directory" in run.stderr


def test_a_file_of_no_payments_gives_the_header_alone(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(HEADER)
    calculate_file(source, target)
    assert target.read_text() == COLUMNS_OUT + "\n"


@pytest.mark.parametrize("employee_id", ['a "b", c', "two\nlines", "two\r\nlines", " spaces ", "'", "é;\t"])
def test_any_id_comes_back_as_it_was(employee_id: str, table: Path, tmp_path: Path) -> None:
    with table.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["employee_id", "pay_date", "tax_code", "gross_pay"]])
        csv.writer(file).writerow([employee_id, "2026-11-30", "1257L", "3000.00"])
    calculate_file(table, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(newline="", encoding="utf-8") as file:
        assert [row[0] for row in csv.reader(file)] == ["employee_id", employee_id]


def test_excels_byte_order_mark_is_taken(table: Path, tmp_path: Path) -> None:
    table.write_text("\ufeff" + GOOD)
    calculate_file(table, tmp_path / "out.csv")
    assert len((tmp_path / "out.csv").read_text().splitlines()) == 3
