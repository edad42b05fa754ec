"""Reports as files: exact amounts, and no text that a spreadsheet would run."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sixpence.reports.files import to_csv, to_xlsx
from sixpence.reports.report import Cell, Column, Kind, Report, Row, shown, without_zeros

COLUMNS = (
    Column("name", "Name"),
    Column("paid_on", "Paid on", Kind.DAY),
    Column("people", "People", Kind.COUNT),
    Column("net_pay", "Net pay", Kind.MONEY),
    Column("share", "Share", Kind.PERCENT),
)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("https://x.example","pay")', "=cmd|' /C calc'!A0"]


def a_report(*rows: Row, **changes: object) -> Report:
    parts: dict[str, object] = {"name": "a-report", "title": "A report", "of": "Kestrel", "columns": COLUMNS}
    return Report(rows=rows, **parts | changes)  # type: ignore[arg-type]


def a_row(name: Cell = "Zoë", pence: int = 1234_56) -> Row:
    return name, date(2026, 11, 30), 1200, pence, 12_3


def sheet_of(report: Report) -> Worksheet:
    book = load_workbook(io.BytesIO(to_xlsx(report)))
    assert book.sheetnames == [report.title]
    return book.worksheets[0]


def csv_rows(report: Report) -> list[list[str]]:
    return list(csv.reader(io.StringIO(to_csv(report).decode("utf-8-sig"), newline="")))


def test_a_csv_file_has_the_rows_and_nothing_else() -> None:
    report = a_report(a_row(), a_row(None, -5), total=("Total", None, 2, 3, None), notes=("A draft.",))
    assert csv_rows(report) == [
        ["name", "paid_on", "people", "net_pay", "share"],
        ["Zoë", "2026-11-30", "1200", "1234.56", "12.3"],
        ["", "2026-11-30", "1200", "-0.05", "12.3"],
    ]


def test_a_workbook_has_title_headings_rows_total_and_notes() -> None:
    sheet = sheet_of(a_report(a_row(), total=("Total", None, 1, 1234_56, None), notes=("A draft.",)))
    lines = [[cell for cell in line if cell is not None] for line in sheet.iter_rows(values_only=True)]
    assert lines[0] == ["A report"]
    assert lines[3] == ["Name", "Paid on", "People", "Net pay", "Share"]
    assert (lines[5][0], lines[7]) == ("Total", ["A draft."])
    assert sheet.freeze_panes == "A5"
    amount, share = sheet["D5"], sheet["E5"]
    assert (amount.value, amount.number_format) == (1234.56, "#,##0.00")
    assert (share.value, share.number_format) == (0.123, "0.0%")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_name_that_looks_like_a_formula_stays_text(text: str) -> None:
    report = a_report(a_row(text), of=text, notes=(text,))
    assert csv_rows(report)[1][0] == f"'{text}"
    sheet = sheet_of(report)
    for place in ("A2", "A5", "A7"):
        assert (sheet[place].value, sheet[place].data_type, sheet[place].quotePrefix) == (text, "s", True)


@settings(max_examples=40)
@given(st.integers(-(10**12), 10**12))
def test_amounts_are_exact_to_the_penny(pence: int) -> None:
    report = a_report(a_row(pence=pence))
    assert Decimal(csv_rows(report)[1][3]) * 100 == pence
    value = sheet_of(report)["D5"].value
    assert Decimal(str(value)) * 100 == pence  # as a spreadsheet shows it, from the digits in the file


def test_on_a_page_figures_are_written_for_people() -> None:
    assert [shown(cell, column) for cell, column in zip(a_row(), COLUMNS, strict=True)] == [
        "Zoë",
        "30 Nov 2026",
        "1,200",
        "£1,234.56",
        "12.3%",
    ]
    assert shown(None, COLUMNS[3]) == ""


def test_a_page_leaves_out_amounts_that_are_zero_throughout() -> None:
    report = a_report(("Zoë", None, 0, 0, 12_3), total=("Total", None, 0, 0, None))
    kept, gone = without_zeros(report)
    assert gone == ("Net pay",)
    assert (kept.rows, kept.total) == ((("Zoë", None, 0, 12_3),), ("Total", None, 0, None))
    assert without_zeros(a_report(a_row()))[1] == ()
