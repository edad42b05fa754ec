"""Tables of invented people, and how they are written as CSV and XLSX.

`python tests/hr/spreadsheets/tables.py` writes the kept files anew.
"""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook

from sixpence.sandbox.personio import Account

FOLDER = Path(__file__).parent
Value = str | int | float | bool | date | None
Table = Sequence[Sequence[Value]]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PAY = ("Salary", "Salary interval", "Currency")

# A staff list as a UK office keeps one: 30 columns, somebody paid by the hour, a leaver, somebody abroad.
HEADINGS = (
    *("Payroll number", "Title", "Forename", "Surname", "Sex", "Date of Birth", "NI Number", "Work email"),
    *("Address Line 1", "Address Line 2", "Town", "Postcode", "Country", "Job Title", "Department", "Start Date"),
    *("Leaving Date", "Contracted hours", "Basic Salary", "Salary interval", "Currency", "Hourly rate", "Tax Code"),
    *("NI Letter", "Student loan", "Starter declaration", "Employee Pension %", "Sort Code", "Account Number"),
    "Account Name",
)
STAFF: Table = (
    HEADINGS,
    (
        *("1001", "Ms", "Ottilie", "Brackwater", "F", date(1984, 2, 27), "ZW245821C", "o.brackwater@larkmoor.example"),
        *("4 Sluice Row", "Flat 2", "Leeds", "LS3 2DW", "United Kingdom", "Head of Works", "Works", date(2016, 1, 11)),
        *(None, 37.5, 54000, "Annual", "GBP", None, "1257L", "A", "Plan 2", "B", "5%", "97-04-85", "66035684"),
        "O Brackwater",
    ),
    (
        *("1002", "Mr", "Llŷr", "O'Dunmore", "M", date(1990, 12, 1), "XZ407924B", "l.odunmore@larkmoor.example"),
        *("111 Millrace Close", None, "Cardiff", "CF5 4FR", "United Kingdom", "Fitter", "Works", date(2019, 10, 7)),
        *(
            date(2026, 12, 31),
            40,
            2791.67,
            "Monthly",
            "GBP",
            None,
            "C1257L",
            "A",
            "No",
            "A",
            "5%",
            "04-00-04",
            "01234567",
        ),
        "L O'Dunmore",
    ),
    (
        *("1003", "Mrs", "Perpetua", "Vane", "F", date(2001, 5, 6), "WX545002D", "p.vane@larkmoor.example"),
        *("9 Quarry Lane", None, "Leeds", "LS4 3EZ", "United Kingdom", "Stores assistant", "Stores", date(2024, 4, 8)),
        *(None, 22.5, None, None, "GBP", 12.71, "BR", "A", "Plan 5", "C", "0%", "97-06-22", "27974891"),
        "P Vane",
    ),
    (
        *("1004", None, "Joachim", "Erlenbach", "M", date(1979, 9, 30), None, "j.erlenbach@larkmoor.example"),
        *("Uferweg 3", None, "Berlin", None, "Germany", "Agent", "Sales", date(2022, 7, 1)),
        *(None, 40, 61000, "Annual", "EUR", None, None, None, None, None, None, None, None),
        None,
    ),
)


def as_csv(table: Table, delimiter: str = ",", encoding: str = "utf-8-sig", line_end: str = "\r\n") -> bytes:
    """As Excel saves it: dates as the UK writes them, money and hours as typed."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end)
    writer.writerows([_typed(value) for value in row] for row in table)
    return text.getvalue().encode(encoding)


def as_xlsx(table: Table, *, title: str = "Staff", formats: dict[str, str] | None = None) -> bytes:
    """With real dates and numbers, and the percentages as Excel keeps them; `formats` are number formats by cell."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    for row_number, row in enumerate(table, start=1):
        for column_number, value in enumerate(row, start=1):
            cell = sheet.cell(row_number, column_number)
            if isinstance(value, str) and value.endswith("%") and value[:-1].isdigit():
                cell.value = int(value[:-1]) / 100
                cell.number_format = "0%"
            elif isinstance(value, date):
                cell.value = value
                cell.number_format = "DD/MM/YYYY"
            elif isinstance(value, str):
                cell.value = value
                cell.data_type = "s"
            elif value is not None:
                cell.value = value
    for place, number_format in (formats or {}).items():
        sheet[place].number_format = number_format
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    """The bytes of the file."""
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def packed(sheet: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """An XLSX of hand-written XML: the inside of one sheet, and other parts of the archive by name."""
    contents: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        '<sheets><sheet name="Staff" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}"><si><t>Employee ID</t></si><si><t>Surname</t></si></sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{sheet}</sheetData></worksheet>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"/>',
        **(parts or {}),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return file.getvalue()


def people_of(account: Account) -> Table:
    """The people of an account as somebody would export them, for the contract that all sources keep."""
    labels = [attribute.label for attribute in account.attributes]
    rows: list[list[Value]] = [["Personio ID", "First name", "Last name", "Start date", *_PAY, *labels]]
    for person in account.people:
        pay = next((each for each in reversed(person.pay) if each.interval.value != "hourly"), None)
        currency = person.office.currency if person.office else None
        paid = (f"{pay.amount:f}", pay.interval.value, currency) if pay else (None, None, None)
        custom = (person.custom.get(attribute.name) for attribute in account.attributes)
        own = (f"{value:f}" if isinstance(value, Decimal) else value for value in custom)
        rows.append([str(person.id), person.first_name, person.last_name, person.start, *paid, *own])
    return rows


def _typed(value: Value) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


if __name__ == "__main__":
    (FOLDER / "staff.csv").write_bytes(as_csv(STAFF))
    (FOLDER / "staff.xlsx").write_bytes(as_xlsx(STAFF))
