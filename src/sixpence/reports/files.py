"""A report as a file: CSV for machines, XLSX for people.

Text that a spreadsheet would take for a formula stays text: an employee called "=1+1" must not become 2, nor one called
"=HYPERLINK(...)" a link. Source: OWASP, "CSV Injection".
"""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sixpence.basics.money import plain_pounds
from sixpence.reports.report import Cell, Column, Kind, Report, Row, plain_percent

_FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n")
_BOLD = Font(bold=True)
_NUMBER_FORMATS = {
    Kind.MONEY: "#,##0.00",
    Kind.COUNT: "#,##0",
    Kind.DAY: "yyyy-mm-dd",
    Kind.PERCENT: "0.0%",
}
_NARROWEST, _WIDEST = 9, 44  # of a column, in characters
_LONGEST_SHEET_NAME = 31  # in a workbook
_LINES_ABOVE = 4  # what stands over the rows, and stays there when somebody scrolls


def to_csv(report: Report) -> bytes:
    """The rows alone, UTF-8 with a byte order mark; a total or a note among them would be read as one more row."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column.name for column in report.columns])
    for row in report.rows:
        writer.writerow([plain(cell, column) for cell, column in zip(row, report.columns, strict=True)])
    return text.getvalue().encode("utf-8-sig")


def plain(cell: Cell, column: Column) -> str:
    """A cell as CSV has it: pounds with two decimals, percentages with one, ISO dates, text that is no formula."""
    if cell is None:
        return ""
    if isinstance(cell, int):
        return _PLAIN[column.kind](cell)
    if isinstance(cell, date):
        return cell.isoformat()
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA_BEGINS) else text


_PLAIN: dict[Kind, Callable[[int], str]] = {
    Kind.TEXT: str,
    Kind.DAY: str,
    Kind.COUNT: str,
    Kind.MONEY: plain_pounds,
    Kind.PERCENT: plain_percent,
}


def to_xlsx(report: Report) -> bytes:
    """One sheet: title, headings, rows, total, notes. Amounts are numbers in pounds, exact to the penny."""
    book = Workbook()
    sheet = book.create_sheet(report.title[:_LONGEST_SHEET_NAME], 0)
    del book[book.sheetnames[1]]  # the one that every new workbook has
    for number, line in enumerate(_lines(report), start=1):
        for place, written in enumerate(line, start=1):
            written.into(sheet.cell(number, place))
    _set_widths(sheet, report)
    sheet.freeze_panes = f"A{_LINES_ABOVE + 1}"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@dataclass(frozen=True, slots=True)
class _Written:
    """One cell of the sheet."""

    cell: Cell
    kind: Kind = Kind.TEXT
    bold: bool = False

    def into(self, place: SheetCell) -> None:
        place.value = _FIGURES[self.kind](self.cell) if isinstance(self.cell, int) else self.cell
        if isinstance(self.cell, str):
            # openpyxl makes a formula of what begins with "=", and a spreadsheet of what somebody goes into again.
            place.data_type = "s"
            place.quotePrefix = self.cell.startswith(_FORMULA_BEGINS)
        elif self.kind in _NUMBER_FORMATS:
            place.number_format = _NUMBER_FORMATS[self.kind]
        if self.bold:
            place.font = _BOLD


def _lines(report: Report) -> Iterator[list[_Written]]:
    yield [_Written(report.title, bold=True)]
    yield [_Written(report.of)]
    yield []
    yield [_Written(column.label, bold=True) for column in report.columns]
    for row in report.rows:
        yield _line(report, row)
    if report.total is not None:
        yield _line(report, report.total, bold=True)
    yield []
    for note in report.notes:
        yield [_Written(note)]


def _line(report: Report, row: Row, *, bold: bool = False) -> list[_Written]:
    return [_Written(cell, column.kind, bold) for cell, column in zip(row, report.columns, strict=True)]


def _set_widths(sheet: Worksheet, report: Report) -> None:
    total = [] if report.total is None else [report.total]
    for place, column in enumerate(report.columns):
        lengths = (len(plain(row[place], column)) for row in (*report.rows, *total))
        width = max(len(column.label), _NARROWEST, *lengths) + 2
        sheet.column_dimensions[get_column_letter(place + 1)].width = min(width, _WIDEST)


_FIGURES: dict[Kind, Callable[[int], Decimal | int]] = {
    Kind.TEXT: int,
    Kind.DAY: int,
    Kind.COUNT: int,
    Kind.MONEY: lambda pence: Decimal(pence).scaleb(-2),
    Kind.PERCENT: lambda tenths: Decimal(tenths).scaleb(-3),
}
