"""Files that must not get in: each is refused in one line with the way out, and tells nobody's values."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from hr.spreadsheets.tables import FOLDER, STAFF, Table, as_csv, as_xlsx, packed, saved
from sixpence.basics.refused import Refused
from sixpence.hr.sources.spreadsheet import Layout, SpreadsheetSource
from sixpence.hr.sources.spreadsheet import archive as archive_check
from sixpence.hr.sources.spreadsheet.grid import MAX_BYTES, MAX_COLUMNS, MAX_ROWS

PEOPLE: Table = (("ID", "Surname"), ("1", "Tollgate"), ("2", "Vane"))
SECRETS = {str(value) for row in STAFF[1:] for value in row if value is not None and len(str(value)) > 3}
# Words of payroll, which the reasons use too.
SECRETS -= {str(row[19]) for row in STAFF} | {"None"}


def refusal(content: bytes, name: str = "people.csv", layout: Layout | None = None) -> str:
    with pytest.raises(Refused) as refused:
        SpreadsheetSource(content, name, layout)
    line = str(refused.value)
    assert line.isprintable()
    assert refused.value.__cause__ is None
    return line


def put(name: str, content: bytes, into: bytes) -> bytes:
    """An archive with one more part."""
    file = io.BytesIO(into)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


# What a file is.


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("staff.xls", "staff.xls is an old Excel file: open it and save it as .xlsx"),
        ("staff.XLSM", "staff.XLSM may hold macros: save it as .xlsx, without them"),
        ("staff.xlsb", "staff.xlsb is a binary Excel file: open it and save it as .xlsx"),
        ("staff.ods", "staff.ods is an OpenDocument file: open it and save it as .xlsx"),
        ("a/b/staff.numbers", "staff.numbers is a Numbers file: export it as .xlsx"),
        ("staff.xlsx", "staff.xlsx is no Excel workbook inside: open it in Excel and save it again as .xlsx"),
    ],
)
def test_other_kinds_of_file(name: str, line: str) -> None:
    assert refusal(as_csv(PEOPLE), name) == line


def test_an_old_or_encrypted_workbook_whatever_its_name() -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)
    assert refusal(ole, "a.xlsx") == "a.xlsx is an old Excel file or has a password: save it as .xlsx without one"


def test_a_workbook_is_known_by_what_it_is() -> None:
    assert len(list(SpreadsheetSource(as_xlsx(PEOPLE), "people.csv").records())) == 2


def test_a_file_that_is_not_there_or_too_large(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"none\.csv cannot be read: No such file or directory"):
        SpreadsheetSource.from_path(tmp_path / "none.csv")
    (tmp_path / "large.csv").write_bytes(b"x" * (MAX_BYTES + 5))
    with pytest.raises(Refused, match=r"large\.csv is larger than 20 MB"):
        SpreadsheetSource.from_path(tmp_path / "large.csv")


def test_a_name_from_outside_stays_one_line() -> None:
    assert refusal(b"", "../x/one\ntwo\x1b[2J.csv") == "one two [2J.csv is empty: its first row must name the columns"


# CSV.


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "people.csv is empty: its first row must name the columns"),
        (b"\r\n , \r\n", "people.csv is empty: its first row must name the columns"),
        (b"ID,Surname\r\n", "people.csv has headings and nobody below them"),
        (b"ID\r\n1\r\n", "people.csv has one column alone: separate the columns with commas, semicolons or tabs"),
        (
            b"ID|Surname\r\n1|V\r\n",
            "people.csv has one column alone: separate the columns with commas, semicolons or tabs",
        ),
        (
            "ID,Surname\r\n1,Zoë\r\n".encode("cp1252"),
            'people.csv line 2 is not UTF-8 text: in Excel choose Save As, "CSV UTF-8 (Comma delimited)"',
        ),
        (
            "ID,Surname\r\n".encode("utf-16-le"),
            'people.csv is not a text file: in Excel choose Save As, "CSV UTF-8 (Comma delimited)"',
        ),
        (
            b'ID,Surname\r\n1,V\r\n2,"Vane\r\n3,W\r\n',
            "people.csv row 3 is not well-formed CSV: a quotation mark is missing, or stands where none belongs",
        ),
        (
            b'ID,Surname\r\n1,"V"x\r\n',
            "people.csv row 2 is not well-formed CSV: a quotation mark is missing, or stands where none belongs",
        ),
        (
            b"ID,Surname,Town\r\n1,Vane,Leeds\r\n2,Toll",
            "people.csv breaks off in the middle of row 3: save and send the whole file again",
        ),
    ],
)
def test_a_csv_file_that_is_none(content: bytes, line: str) -> None:
    assert refusal(content) == line


def test_too_many_rows_and_columns() -> None:
    assert refusal(b"ID,Surname\n" + b"1,V\n" * MAX_ROWS).startswith("people.csv has more than 50,000 rows")
    assert refusal(b"," * MAX_COLUMNS + b"ID\n").startswith("people.csv has more than 500 columns")


def test_a_cell_of_a_megabyte_is_refused() -> None:
    assert "is not well-formed CSV" in refusal(b"ID,Surname\n1," + b"x" * 2**20 + b"\n")


# Cells.

CELLS = [
    ("=1+1", "holds a formula: put its value there instead (copy, paste values)"),
    ('="00123"', "holds a formula: put its value there instead (copy, paste values)"),
    ("#REF!", "holds an error of the spreadsheet program"),
    ("#########", "holds an error of the spreadsheet program"),
    ("1.23E+07", "is a number cut down to a power of ten: give it as text, with all its digits"),
    ("Zo\ufffd", "has a letter that was lost when the file was saved"),
]


@pytest.mark.parametrize(("cell", "reason"), CELLS)
def test_a_cell_that_is_not_what_was_typed(cell: str, reason: str) -> None:
    table = [("ID", "Surname"), ("1", "Vane"), ("2", cell)]
    to_put_right = f"nothing was taken; to put right: cell B3 (Surname) {reason}"
    assert refusal(as_csv(table)) == f"people.csv: {to_put_right}"
    assert refusal(as_xlsx(table), "people.xlsx") == f"people.xlsx, sheet Staff: {to_put_right}"


@pytest.mark.parametrize(
    "cell",
    [
        "<c r='B2'><f>A1+1</f><v>5</v></c>",
        "<c r='B2'><f/></c>",
        "<c r='B2' t='str'><f t='shared' si='0'/><v>x</v></c>",
        "<c r='B2'><f t='array' ref='B2:B3'>A1</f></c>",
    ],
)
def test_every_kind_of_formula_is_refused_whatever_value_stands_beside_it(cell: str) -> None:
    header = "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>"
    sheet = f"{header}<row r='2'><c r='A2'><v>1</v></c>{cell}</row>"
    assert refusal(packed(sheet), "people.xlsx").endswith("cell B2 (Surname) " + CELLS[0][1])


def test_an_error_of_excel_is_refused() -> None:
    sheet = "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row><row><c><v>1</v></c><c t='e'><v>#N/A</v></c></row>"
    assert refusal(packed(sheet), "people.xlsx").endswith("cell B2 (Surname) " + CELLS[2][1])


def test_everything_wrong_is_said_at_once_by_place_and_never_by_value() -> None:
    table = [list(row) for row in STAFF]
    table[1][5], table[2][18], table[3][0], table[4][0] = "31/02/1984", "a lot", "EMP 3", "1001"
    table[4].append("beyond")
    line = refusal(as_csv(table))
    assert line == (
        "people.csv: nothing was taken; to put right: "
        "cell F2 (Date of Birth) is not a day of the calendar: dates are day, month, year; "
        "cell S3 (Basic Salary) is not an amount such as 1234.56 or £1,234.56; "
        "cell A4 (Payroll number) is not an employee id of letters, digits, - and _; "
        "cell A5 (Payroll number) has the employee id of row 2 again; "
        "cell AE5 stands right of the last heading"
    )


def test_the_first_twenty_are_listed_and_the_rest_counted() -> None:
    line = refusal(as_csv([("ID", "Surname"), *(("", "Vane") for _ in range(50))]))
    assert line.count("is empty, and every row needs an employee id") == 20
    assert line.endswith("cell A21 (ID) is empty, and every row needs an employee id; and 30 more")


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (("ID", "Surname", "SURNAME "), "cell C1 has the heading of column B again"),
        (("ID", "Surname", None), "cell C1 has no heading, and there are values below it"),
        (("ID", "Surname", "x" * 101), "cell C1 is not a heading of at most 100 letters"),
        (("ID", "Surname", "=A1"), "cell C1 " + CELLS[0][1]),
    ],
)
def test_headings_that_are_none(header: tuple[str | None, ...], reason: str) -> None:
    table = [(*header, None), ("1", "Vane", "x", None)]
    assert refusal(as_csv(table)) == f"people.csv: nothing was taken; to put right: {reason}"


@pytest.mark.parametrize("content", [as_csv(STAFF[1:]), as_csv([*STAFF, *STAFF[1:]]), as_csv(STAFF)[:900]])
def test_no_value_of_a_bad_file_is_told(content: bytes) -> None:
    line = refusal(content)
    assert not [secret for secret in SECRETS if secret in line]


# Workbooks.


def test_macros_are_refused_by_what_is_inside() -> None:
    content = put("xl/vbaProject.bin", b"macro", as_xlsx(PEOPLE))
    assert refusal(content, "a.xlsx") == "a.xlsx holds macros: save it as .xlsx, without them"


def test_sheets_are_chosen_by_name_or_by_being_the_only_one_that_shows() -> None:
    workbook = Workbook()
    workbook.worksheets[0].title = "Notes"
    people = workbook.create_sheet("People")
    for row in PEOPLE:
        people.append(list(row))
    content = saved(workbook)
    assert refusal(content, "a.xlsx") == "a.xlsx has 2 sheets: say which of them is the list of people"
    assert refusal(content, "a.xlsx", Layout(sheet="Staff")) == "a.xlsx has no sheet 'Staff'"
    assert refusal(content, "a.xlsx", Layout(sheet="Notes")).startswith("a.xlsx, sheet Notes is empty")
    assert len(list(SpreadsheetSource(content, "a.xlsx", Layout(sheet="People")).records())) == 2
    workbook.worksheets[0].sheet_state = "hidden"
    assert len(list(SpreadsheetSource(saved(workbook), "a.xlsx").records())) == 2


BOMB = "unpacks to far more than a list of people: copy the list into a new workbook"


@pytest.mark.parametrize(
    ("part", "size"),
    [("xl/worksheets/sheet9.xml", 3 * 2**20), ("xl/theme/big.xml", 5 * 2**20), ("xl/sharedStrings2.xml", 65 * 2**20)],
)
def test_a_bomb_is_refused_before_it_is_unpacked(part: str, size: int) -> None:
    assert refusal(put(part, bytes(size), as_xlsx(PEOPLE)), "a.xlsx") == f"a.xlsx {BOMB}"


def test_too_many_parts_are_refused() -> None:
    file = io.BytesIO(as_xlsx(PEOPLE))
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(1001):
            archive.writestr(f"xl/media/{number}.png", b"")
    assert refusal(file.getvalue(), "a.xlsx") == f"a.xlsx {BOMB}"


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml", "xl/media/a.dat"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_part(part: str, encoding: str) -> None:
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!-- --><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    assert refusal(packed("", {part: bomb.encode(encoding)}), "a.xlsx") == (
        "a.xlsx holds a document type or entities, which no Excel workbook has: save it again in Excel"
    )


@pytest.mark.parametrize(
    ("sheet", "line"),
    [
        ("<row r='99999999999'><c><v>1</v></c></row>", "has more than 50,000 rows"),
        ("<row r='1'><c r='XFD1'><v>1</v></c></row>", "has more than 500 columns"),
        ("<row r='1'><c r='1A'><v>1</v></c></row>", "is damaged or no Excel workbook"),
        ("<row r='1'><c t='s'><v>77</v></c></row>", "is damaged or no Excel workbook"),
        ("<row r='1'><c><v>Tollgate</v></c></row>", "is damaged or no Excel workbook"),
        ("<row/>" * 50_001, "has more than 50,000 rows"),
        (f"<row>{'<c/>' * 200_001}</row>", BOMB),
        ("<row", "is damaged or no Excel workbook"),
    ],
)
def test_a_sheet_that_lies_is_refused(sheet: str, line: str) -> None:
    assert line in refusal(packed(sheet), "a.xlsx")


def test_more_cells_than_a_minute_can_read_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_check, "_MAX_ELEMENTS", 2_000)
    assert refusal(packed("<row><c/><c/></row>" * 700), "a.xlsx") == f"a.xlsx {BOMB}"


def test_texts_without_end_are_refused() -> None:
    table = f"<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>{'<si/>' * 1_000_001}</sst>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/sharedStrings.xml", table)
    assert refusal(file.getvalue(), "a.xlsx") == f"a.xlsx {BOMB}"


def test_an_archive_with_a_password_or_packed_otherwise_is_refused() -> None:
    content = bytearray(packed(""))
    directory = content.index(b"PK\x01\x02")
    content[directory + 10] = zipfile.ZIP_LZMA
    assert refusal(bytes(content), "a.xlsx").startswith("a.xlsx is damaged or no Excel workbook")
    content[directory + 8] |= 1
    assert refusal(bytes(content), "a.xlsx") == "a.xlsx has a password: save it without one"


STAFF_XLSX = (FOLDER / "staff.xlsx").read_bytes()


def refused_or_harmless(content: bytes) -> None:
    """No other exception comes out, and no id is empty."""
    try:
        ids = [record.source_id for record in SpreadsheetSource(content, "people").records()]
    except Refused as refused:
        ids = [str(refused)]
    assert all(text and text.isprintable() for text in ids)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_damage_is_refused_or_harmless(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from([STAFF_XLSX, as_csv(STAFF)])))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    refused_or_harmless(bytes(content[:cut] if cut % 2 else content))


XML_PARTS = {
    name: zipfile.ZipFile(io.BytesIO(STAFF_XLSX)).read(name)
    for name in zipfile.ZipFile(io.BytesIO(STAFF_XLSX)).namelist()
}


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(sorted(XML_PARTS)), st.data())
def test_a_workbook_damaged_inside_is_refused_or_harmless(name: str, data: st.DataObject) -> None:
    part = bytearray(XML_PARTS[name])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(part) - 1))
        part[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for each, content in XML_PARTS.items():
            archive.writestr(each, bytes(part) if each == name else content)
    refused_or_harmless(file.getvalue())
