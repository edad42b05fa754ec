"""One row, one person: each cell by the kind of its column, and pay together with what is said of it elsewhere."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from sixpence.hr.records import DatedValue, HrMoney, HrRecord, HrValue
from sixpence.hr.sources.spreadsheet import values
from sixpence.hr.sources.spreadsheet.columns import Columns, PayColumn
from sixpence.hr.sources.spreadsheet.grid import Fault, Row

# It becomes our employee id, as Personio's does.
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class RowReader:
    """Turns rows into records; what has to be put right gathers in `faults`."""

    def __init__(self, columns: Columns, kinds: Mapping[int, str]) -> None:
        self.faults: list[Fault] = []
        self._columns = columns
        self._dates = {column for column, kind in kinds.items() if kind == "date" or column == columns.salary_from}
        self._pay_of = {each.column: (part, each) for part, each in columns.pay.items()}
        self._row_of: dict[str, int] = {}

    def record(self, row: Row) -> HrRecord:
        """One person, to be used only when no fault was found."""
        columns = self._columns
        found: dict[str, HrValue] = {}
        for column, key in columns.keys.items():
            text = row.text(column)
            if column in self._pay_of:
                found[key] = self._pay(row, text, *self._pay_of[column])
            elif column in self._dates and text:
                found[key] = self._day(row, column)
            else:
                found[key] = text or None
        return HrRecord(self._source_id(row), found, self._dated(row, found))

    def _source_id(self, row: Row) -> str:
        column = self._columns.employee_id
        text = row.text(column)
        if not text:
            self._wrong(row, column, "is empty, and every row needs an employee id")
        elif not _ID.fullmatch(text):
            self._wrong(row, column, "is not an employee id of letters, digits, - and _")
        elif text in self._row_of:
            self._wrong(row, column, f"has the employee id of row {self._row_of[text]} again")
        self._row_of.setdefault(text, row.number)
        return text

    def _pay(self, row: Row, text: str, part: str, pay: PayColumn) -> HrValue:
        """The amount with the interval and the currency that the row and the heading agree on."""
        if not text:
            return None
        interval, shown = pay.interval, row.currencies.get(pay.column, "")
        try:
            number, sign = values.amount(text)
        except ValueError as reason:
            self._wrong(row, pay.column, str(reason))
            return None
        if part == "salary":
            of_row = self._beside(row, self._columns.salary_interval, values.interval)
            interval = self._agreed(row, pay.column, "interval", of_row, interval)
        of_row = self._beside(row, self._columns.currency, values.currency)
        currency = self._agreed(row, pay.column, "currency", of_row, sign, shown, pay.currency)
        return HrMoney(number, currency, interval)

    def _beside(self, row: Row, column: int | None, read: Callable[[str], str]) -> str:
        """What the row's own column says of an amount, "" where there is none or it is empty."""
        try:
            return "" if column is None else read(row.text(column))
        except ValueError as reason:
            self._wrong(row, column or 0, str(reason))
            return ""

    def _agreed(self, row: Row, column: int, what: str, *stated: str) -> str:
        """What the row, the cell and the heading say; "" where none says anything."""
        said = sorted({each for each in stated if each})
        if len(said) > 1:
            self._wrong(row, column, f"has another {what} than its row, its format or its heading says")
        return said[0] if said else ""

    def _day(self, row: Row, column: int) -> str | None:
        try:
            return values.iso_day(row.text(column))
        except ValueError as reason:
            self._wrong(row, column, str(reason))
            return None

    def _dated(self, row: Row, found: Mapping[str, HrValue]) -> tuple[DatedValue, ...]:
        """The salary with the day from which it is paid, where the sheet has a column for that."""
        column, salary = self._columns.salary_from, self._columns.pay.get("salary")
        if column is None or salary is None:
            return ()
        key, day = self._columns.keys[salary.column], found[self._columns.keys[column]]
        if not isinstance(found[key], HrMoney) or not isinstance(day, str):
            return ()
        return (DatedValue(key, date.fromisoformat(day), found[key]),)

    def _wrong(self, row: Row, column: int, reason: str) -> None:
        self.faults.append(Fault(row.number, column, reason))
