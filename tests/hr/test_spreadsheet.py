"""A spreadsheet as an HR source: what is typed into cells, and what the payroll makes of it."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from hr.spreadsheets.tables import FOLDER, HEADINGS, STAFF, Table, Value, as_csv, as_xlsx, packed, saved
from sixpence.basics.refused import Refused
from sixpence.hr.conditions import Condition, Conditions, decide
from sixpence.hr.differences import compare, facts_of
from sixpence.hr.mapped import map_record
from sixpence.hr.mapping import suggest_mapping
from sixpence.hr.records import DatedValue, HrAttribute, HrMoney, HrRecord, HrValue
from sixpence.hr.sources.spreadsheet import Layout, SpreadsheetSource
from sixpence.hr.sources.spreadsheet.grid import letters
from sixpence.people.person import Fact

AS_OF = date(2026, 11, 30)
KEPT = [FOLDER / "staff.csv", FOLDER / "staff.xlsx"]


def csv_source(table: Table, layout: Layout | None = None) -> SpreadsheetSource:
    return SpreadsheetSource(as_csv(table), "people.csv", layout)


def xlsx_source(table: Table, layout: Layout | None = None, **formats: str) -> SpreadsheetSource:
    return SpreadsheetSource(as_xlsx(table, formats=formats), "people.xlsx", layout)


def column(heading: str, *cells: Value) -> Table:
    """A sheet of one column, with ids beside it."""
    return [("ID", heading), *((str(number), cell) for number, cell in enumerate(cells, start=1))]


def read(source: SpreadsheetSource) -> list[HrValue]:
    """What is in the second column."""
    key = source.attributes()[1].key
    return [record.values[key] for record in source.records()]


def attribute(source: SpreadsheetSource) -> HrAttribute:
    return source.attributes()[1]


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.suffix)
def test_the_usual_headings_of_a_uk_staff_list_are_mapped(path: Path) -> None:
    source = SpreadsheetSource.from_path(path)
    labels = {each.key: each.label for each in source.attributes()}
    mapping = {line.field: labels[line.key] for line in suggest_mapping(source.attributes()).lines}
    assert mapping == {
        "title": "Title",
        "first_name": "Forename",
        "last_name": "Surname",
        "gender": "Sex",
        "email": "Work email",
        "birth_date": "Date of Birth",
        "ni_number": "NI Number",
        "address_line_1": "Address Line 1",
        "address_line_2": "Address Line 2",
        "city": "Town",
        "postcode": "Postcode",
        "country": "Country",
        "job_title": "Job Title",
        "department": "Department",
        "start_date": "Start Date",
        "leaving_date": "Leaving Date",
        "weekly_hours": "Contracted hours",
        "salary": "Basic Salary",
        "hourly_rate": "Hourly rate",
        "tax_code": "Tax Code",
        "ni_category": "NI Letter",
        "student_loan_plan": "Student loan",
        "starter_declaration": "Starter declaration",
        "employee_pension_percent": "Employee Pension %",
        "sort_code": "Sort Code",
        "account_number": "Account Number",
        "account_name": "Account Name",
    }


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.suffix)
def test_a_uk_staff_list_maps_to_facts(path: Path) -> None:
    source = SpreadsheetSource.from_path(path)
    mapping = suggest_mapping(source.attributes())
    people = {record.source_id: map_record(record, mapping) for record in source.records()}
    assert list(people) == ["1001", "1002", "1003", "1004"]
    assert people["1002"].values == {
        "title": "Mr",
        "first_name": "Llŷr",
        "last_name": "O'Dunmore",
        "gender": "M",
        "birth_date": "1990-12-01",
        "email": "l.odunmore@larkmoor.example",
        "ni_number": "XZ407924B",
        "address_line_1": "111 Millrace Close",
        "address_line_3": "Cardiff",
        "postcode": "CF5 4FR",
        "country": "United Kingdom",
        "job_title": "Fitter",
        "department": "Works",
        "start_date": "2019-10-07",
        "leaving_date": "2026-12-31",
        "weekly_hours": "40.00",
        "salary": "279167 monthly",
        "tax_code": "C1257L",
        "ni_category": "A",
        "student_loan_plan": "none",
        "starter_declaration": "A",
        "employee_pension_percent": "5.00",
        "sort_code": "040004",
        "account_number": "01234567",
        "account_name": "L O'Dunmore",
    }
    assert (people["1001"].values["salary"], people["1003"].values["hourly_rate"]) == ("5400000 yearly", "1271")
    assert "salary" in people["1003"].empty
    problems = {employee_id: [each.reason for each in person.problems] for employee_id, person in people.items()}
    assert problems == {"1001": [], "1002": [], "1003": [], "1004": ["is paid in EUR: Sixpence pays GBP"]}


def test_both_kept_files_say_the_same_and_are_what_the_script_writes() -> None:
    one, other = (SpreadsheetSource.from_path(path) for path in KEPT)
    assert one.attributes() == other.attributes()
    assert list(one.records()) == list(other.records()) == list(xlsx_source(STAFF).records())
    assert as_csv(STAFF) == KEPT[0].read_bytes()
    assert len(HEADINGS) == 30


def test_conditions_work_on_columns() -> None:
    source = SpreadsheetSource.from_path(KEPT[0])
    abroad = Conditions(exclude=(Condition("country", "is one of", ("Germany",)),))
    out = {each.source_id for each in source.records() if not decide(each, abroad, source.attributes()).included}
    assert out == {"1004"}


def test_the_next_list_is_compared_with_what_payroll_has() -> None:
    """A raise is a change, an emptied cell and a person who is missing are none, a mended column is found again."""
    source = SpreadsheetSource.from_path(KEPT[0])
    mapping = suggest_mapping(source.attributes())
    stored: dict[str, list[Fact]] = {}
    for fact in facts_of(compare([map_record(each, mapping) for each in source.records()], {}, AS_OF)):
        stored.setdefault(fact.employee_id, []).append(fact)
    after = [list(row) for row in STAFF[:4]]
    after[1][18], after[2][6], after[2][28] = 55500, None, ""
    turned = csv_source([tuple(reversed(row)) for row in after])
    found = compare([map_record(each, mapping) for each in turned.records()], stored, AS_OF)
    assert [(each.employee_id, each.field, each.new) for each in found.changes] == [
        ("1001", "salary", "5550000 yearly")
    ]
    assert {(each.employee_id, each.field) for each in found.kept} == {
        ("1002", "ni_number"),
        ("1002", "account_number"),
    }
    assert found.vanished == ("1004",)


def test_a_row_is_not_in_the_repr() -> None:
    source = SpreadsheetSource.from_path(KEPT[0])
    assert "Brackwater" not in repr(next(source.records()))


# Which column is which.


def test_keys_are_slugs_that_stay_when_columns_move() -> None:
    headings = ("ID", "Employee pension %", "Employee pension (£)", "  NI \n number ", "?", "Año")
    keys = ["id", "employee_pension_percent", "employee_pension_gbp", "ni_number", "column_e", "año"]
    table = [headings, ("1", "5", "20", "x", "y", "z")]
    attributes = csv_source(table).attributes()
    assert [each.key for each in attributes] == keys
    assert [each.label for each in attributes][3] == "NI number"
    turned = [tuple(reversed(row)) for row in table]
    assert {each.key for each in csv_source(turned).attributes()} >= set(keys) - {"column_e"}


@pytest.mark.parametrize(("number", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_the_spreadsheet_program_names_them(number: int, name: str) -> None:
    assert letters(number) == name


def test_the_id_column_is_found_chosen_or_asked_for() -> None:
    two = [("Employee ID", "Payroll number"), ("a", "b")]
    with pytest.raises(Refused, match="several columns that may be the employee's id, A, B: choose one"):
        csv_source(two)
    assert next(csv_source(two, Layout(employee_id="payroll  NUMBER")).records()).source_id == "b"
    with pytest.raises(Refused, match=r"people\.csv row 1 names no column for the employee's id, such as Employee ID"):
        csv_source([("Jane", "Tollgate"), ("Idris", "Vane")])
    with pytest.raises(Refused, match="no column with the heading 'Clock number', chosen for employee id"):
        csv_source(two, Layout(employee_id="Clock number"))


def test_chosen_headings_go_before_usual_ones() -> None:
    table = [("ID", "Pay", "Per", "In", "Salary"), ("1", "30,000", "annum", "GBP", "9")]
    layout = Layout(salary="Pay", salary_interval="Per", currency="In")
    with pytest.raises(Refused, match=r"cell C2 \(Per\) is not what a salary can be for: hourly, weekly"):
        csv_source(table, layout)
    source = csv_source([table[0], ("1", "30,000", "per annum", "GBP", "9")], layout)
    assert read(source) == [HrMoney("30000", "GBP", "yearly")]
    assert [line.key for line in suggest_mapping(source.attributes()).lines if line.field == "salary"] == ["pay"]


def test_two_salaries_are_not_certain() -> None:
    source = csv_source([("ID", "Annual salary", "Monthly salary"), ("1", "24000", "2000")])
    assert "salary" not in {line.field for line in suggest_mapping(source.attributes()).lines}


# Pay.


@pytest.mark.parametrize(
    ("heading", "cell", "money"),
    [
        ("Annual salary (£)", "54,000", HrMoney("54000", "GBP", "yearly")),
        ("Salary (£ p.a.)", "54000.50", HrMoney("54000.50", "GBP", "yearly")),
        ("Monthly salary", "£1,234.56", HrMoney("1234.56", "GBP", "monthly")),
        ("Monthly salary", "£ 0.00", HrMoney("0.00", "GBP", "monthly")),
        ("Annual Salary GBP", "0054000", HrMoney("54000", "GBP", "yearly")),
        ("Salary", "€61,000", HrMoney("61000", "EUR", "")),
        ("Hourly rate", "£12.71", HrMoney("12.71", "GBP", "hourly")),
        ("Hourly rate", "", None),
    ],
)
def test_an_amount_has_what_its_heading_or_sign_says(heading: str, cell: str, money: HrValue) -> None:
    source = csv_source([*column(heading, cell, "1")])
    assert read(source)[0] == money
    assert attribute(source).type == "decimal"


@pytest.mark.parametrize("cell", ["1.234,56", "54k", "12,34.00", "(500.00)", "£-", "N/A", "one", "1e5"])
def test_what_is_no_amount_is_refused_by_its_place(cell: str) -> None:
    with pytest.raises(Refused) as refused:
        csv_source(column("Salary", cell))
    assert str(refused.value) == (
        "people.csv: nothing was taken; to put right: cell B2 (Salary) is not an amount such as 1234.56 or £1,234.56"
    )


def test_words_that_contradict_each_other_are_refused() -> None:
    headings = ("ID", "Annual salary", "Salary interval", "Currency")
    with pytest.raises(Refused, match=r"cell B2 \(Annual salary\) has another interval than its row"):
        csv_source([headings, ("1", "2000", "Monthly", "GBP")])
    with pytest.raises(Refused, match=r"cell B2 \(Annual salary\) has another currency than its row"):
        csv_source([headings, ("1", "£2000", "Annual", "EUR")])
    with pytest.raises(Refused, match=r"cell D2 \(Currency\) is not a currency of three letters"):
        csv_source([headings, ("1", "2000", "Annual", "British")])


def test_the_frequency_of_payment_is_not_what_a_salary_is_for() -> None:
    source = csv_source([("ID", "Salary", "Pay frequency"), ("1", "54000", "Monthly")])
    assert read(source) == [HrMoney("54000", "", "")]


def test_a_format_that_shows_a_currency_says_it() -> None:
    table = column("Monthly salary", 2791.67, 3100)
    assert read(xlsx_source(table, B2="£#,##0.00", B3="[$€-2] #,##0")) == [
        HrMoney("2791.67", "GBP", "monthly"),
        HrMoney("3100", "EUR", "monthly"),
    ]


def test_a_salary_may_have_the_day_from_which_it_is_paid() -> None:
    source = csv_source(
        [("ID", "Annual salary (£)", "Salary effective from"), ("1", "60000", "01/04/2026"), ("2", "5", "")]
    )
    money = HrMoney("60000", "GBP", "yearly")
    first, second = source.records()
    assert first.dated == (DatedValue("annual_salary_gbp", date(2026, 4, 1), money),)
    assert second.dated == ()


# Days.


@pytest.mark.parametrize(
    "typed",
    [
        *("30/11/2026", "30.11.2026", "30-11-2026", "2026-11-30", "30 November 2026", "30-Nov-2026", "30 nov 2026"),
        *("2026-11-30T00:00:00", "30/11/2026 00:00", "2026-11-30 00:00:00.000"),
    ],
)
def test_days_are_read_in_uk_order(typed: str) -> None:
    source = csv_source(column("Start date", typed, "01/02/2026", "1/2/2026", ""))
    assert read(source) == ["2026-11-30", "2026-02-01", "2026-02-01", None]
    assert attribute(source).type == "date"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("12/31/2025", "is not a day of the calendar: dates are day, month, year"),
        ("30/02/2026", "is not a day of the calendar: dates are day, month, year"),
        ("30 Foo 2026", "is not a day of the calendar: dates are day, month, year"),
        ("01/02/26", "has a year of two digits: write all four"),
        ("01/02/0206", "is a date before 1900"),
        ("tbc", "is not a date, though the column holds dates: write 30/11/2026 or 2026-11-30"),
        ("45992", "is not a date, though the column holds dates: write 30/11/2026 or 2026-11-30"),
    ],
)
def test_what_is_no_day_is_refused_by_its_place(typed: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        csv_source(column("Start date", "30/11/2026", "01/12/2026", typed))
    assert str(refused.value) == f"people.csv: nothing was taken; to put right: cell B4 (Start date) {reason}"


def test_sort_codes_are_not_days() -> None:
    assert read(csv_source(column("Sort code", "04-00-04", "12-10-11"))) == ["04-00-04", "12-10-11"]


def test_days_of_excel_are_days_and_moments_stay_as_they_are() -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    day = date(2026, 11, 30)
    for row in (("ID", "Start date", "Changed"), ("1", day, datetime.combine(day, time(9, 5)))):
        sheet.append(row)
    workbook.epoch = CALENDAR_MAC_1904
    (record,) = SpreadsheetSource(saved(workbook), "people.xlsx").records()
    assert (record.values["start_date"], record.values["changed"]) == ("2026-11-30", "2026-11-30 09:05:00")


# Numbers.


@pytest.mark.parametrize(
    ("number", "number_format", "text"),
    [
        (37.5, "General", "37.5"),
        (40.0, "General", "40"),
        (0.1, "0.00", "0.1"),
        (4166.67, "General", "4166.67"),
        (-0.0, "General", "0"),
        (0.05, "0%", "5%"),
        (0.035, "0.0%", "3.5%"),
        (12345, "00-00-00", "01-23-45"),
        (1234567, "00000000", "01234567"),
        (123456789, "00000000", "123456789"),
        (4.5, "000000", "4.5"),
        (123456789012345, "0", "123456789012345"),
        (True, "General", "Yes"),
    ],
)
def test_a_number_reads_as_the_cell_shows_it(number: Value, number_format: str, text: str) -> None:
    assert read(xlsx_source(column("Figure", number), B2=number_format)) == [text]


@pytest.mark.parametrize("number", ["0.30000000000000004", f"{50000 / 12}", "1e300", "1e-300", f"{2**60}", "1e999"])
def test_a_number_with_more_digits_than_a_cell_shows_is_refused(number: str) -> None:
    with pytest.raises(Refused, match=r"people.xlsx, sheet Staff: .* cell B2 \(Surname\) holds a number"):
        SpreadsheetSource(packed(two_rows(number)), "people.xlsx")


def test_the_seventeen_digits_that_excel_writes_are_the_number_that_was_typed() -> None:
    (record,) = SpreadsheetSource(packed(two_rows("4166.6700000000001")), "people.xlsx").records()
    assert record == HrRecord("7", {"employee_id": "7", "surname": "4166.67"})


def two_rows(number: str) -> str:
    """As Excel writes them, with the texts in a part of their own."""
    header = "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>"
    return f"{header}<row><c><v>7</v></c><c><v>{number}</v></c></row>"


def test_decoration_is_passed_over_without_a_word() -> None:
    decorated = "</sheetData><extLst><ext uri='{78C0D931-6437-407d-A8EE-F0AAD7539E65}'/></extLst><sheetData>"
    assert len(list(SpreadsheetSource(packed(two_rows("5") + decorated), "people.xlsx").records())) == 1


def test_text_keeps_its_zeros() -> None:
    for source in (csv_source(column("Sort code", "001234")), xlsx_source(column("Sort code", "001234"))):
        assert read(source) == ["001234"]
        assert attribute(source).type == "standard"


def test_a_column_has_the_type_of_what_is_in_it() -> None:
    kinds: dict[str, tuple[tuple[str, ...], str]] = {
        "integer": (("1", "-20", ""), "integer"),
        "decimal": (("1", "2.5", "5%"), "decimal"),
        "list": (("Red", "Blue", "Red", "Blue"), "list"),
        "words": (("Red", "Blue", "Green", ""), "standard"),
        "nothing": (("", "", ""), "standard"),
    }
    for cells, kind in kinds.values():
        assert attribute(csv_source(column("Thing", *cells))).type == kind
    assert attribute(csv_source(column("Thing", "Red", "Blue", "Red", "Blue"))).options == ("Blue", "Red")


# A table, written to CSV and to XLSX, reads back to the same records.

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=20).filter(
    lambda text: text == text.strip() and not text.startswith(("=", "#")) and "E+" not in text and "\ufffd" not in text
)
PENCE = st.integers(0, 10**8).map(lambda pence: pence / 100)
DAYS = st.dates(date(1901, 1, 1), date(2199, 12, 31))
COLUMNS: dict[str, st.SearchStrategy[Value]] = {
    "Surname": WORDS,
    "Start date": DAYS,
    "Date of birth": st.none() | DAYS,
    "Weekly hours": st.none() | st.integers(0, 4000).map(lambda hours: hours / 100),
    "Monthly salary (£)": st.none() | PENCE,
    "Account number": st.from_regex(r"[0-9]{8}", fullmatch=True),
    "Director": st.none() | st.booleans(),
}
ROWS = st.lists(st.tuples(*COLUMNS.values()), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_csv_and_xlsx_read_the_same(rows: list[tuple[Value, ...]]) -> None:
    table = [("ID", *COLUMNS), *((f"E{number}", *row) for number, row in enumerate(rows))]
    typed = [[f"{value:.15g}" if isinstance(value, float) else value for value in row] for row in table]
    one, other = SpreadsheetSource(as_csv(typed), "a.csv"), xlsx_source(table)
    assert list(one.records()) == list(other.records())
    assert one.attributes() == other.attributes()
    for row, record in zip(table[1:], other.records(), strict=True):
        assert record.source_id == row[0]
        assert record.values["surname"] == (row[1] or None)
        assert record.values["start_date"] == f"{row[2]}"


@pytest.mark.parametrize(
    ("delimiter", "encoding", "line_end"),
    [(",", "utf-8", "\n"), (";", "utf-8-sig", "\r\n"), ("\t", "utf-16", "\r\n"), (",", "utf-8", "\r")],
)
def test_the_ways_to_write_csv(delimiter: str, encoding: str, line_end: str) -> None:
    content = as_csv(STAFF, delimiter, encoding, line_end)
    expected = list(SpreadsheetSource.from_path(KEPT[0]).records())
    assert list(SpreadsheetSource(content, "staff.txt").records()) == expected


@pytest.mark.parametrize("make", [csv_source, xlsx_source], ids=["csv", "xlsx"])
def test_empty_rows_are_passed_over_and_short_ones_are_empty(make: Callable[[Table], SpreadsheetSource]) -> None:
    table = [(), ("ID", "Surname", "Town"), (None, None), ("1", "Vane"), (), ("2", None, "Leeds")]
    assert [dict(record.values) for record in make(table).records()] == [
        {"id": "1", "surname": "Vane", "town": None},
        {"id": "2", "surname": None, "town": "Leeds"},
    ]
