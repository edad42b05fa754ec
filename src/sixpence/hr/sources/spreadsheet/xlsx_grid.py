"""XLSX: the cells of one sheet as somebody would have typed them.

Formulas are refused, since the value that is stored beside one may be stale or made up.
"""

import io
import re
import warnings
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Protocol

from openpyxl import load_workbook

from sixpence.basics.refused import Refused
from sixpence.hr.sources.spreadsheet.archive import check_archive, damaged
from sixpence.hr.sources.spreadsheet.grid import (
    ERROR,
    FORMULA,
    MAX_COLUMNS,
    MAX_ROWS,
    Fault,
    Grid,
    Row,
    printable,
    text_fault,
    too_many_columns,
    too_many_rows,
)

# A double holds 15 decimal digits for certain, and no program shows more.
_SHOWN_DIGITS = 15
_ZEROS = re.compile(r"[0-]*0[0-]*0")
_CURRENCIES = {"£": "GBP", "[$GBP": "GBP", "€": "EUR", "[$EUR": "EUR"}


class _Unfit(ValueError):
    """Why a cell cannot be taken, in words that do not hold its value."""


class _Cell(Protocol):
    @property
    def value(self) -> object: ...
    @property
    def data_type(self) -> str: ...
    @property
    def number_format(self) -> str: ...


def read_xlsx(content: bytes, name: str, sheet: str = "") -> Grid:
    """The rows of one sheet: the named one, or else the only one that is not hidden. Raises Refused."""
    check_archive(content, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about decoration that is not read, and some quote cells
            return _read(content, name, sheet)
    except Refused:
        raise
    except Exception:  # the library meets damage in many ways; what it says may quote the file
        raise damaged(name) from None


def _read(content: bytes, name: str, sheet_name: str) -> Grid:
    workbook = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    visible = [each for each in workbook.worksheets if each.sheet_state == "visible"]
    chosen = [each for each in workbook.worksheets if each.title == sheet_name] if sheet_name else visible
    if not chosen:
        raise Refused(f"{name} has no sheet {sheet_name!r}" if sheet_name else f"{name} has no sheet to read")
    if len(chosen) > 1:
        raise Refused(f"{name} has {len(chosen)} sheets: say which of them is the list of people")
    place = f"{name}, sheet {printable(chosen[0].title)}"
    sheet = chosen[0]
    sheet.reset_dimensions()  # what the file says of its size may be wrong, and costs memory when it is large
    rows: list[Row] = []
    faults: list[Fault] = []
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number > MAX_ROWS:
            raise too_many_rows(place)
        if len(cells) > MAX_COLUMNS:
            raise too_many_columns(place)
        row = _row(number, cells, faults)
        if row is not None:
            rows.append(row)
    return Grid(place, tuple(rows), tuple(faults))


def _row(number: int, cells: Iterable[_Cell], faults: list[Fault]) -> Row | None:
    """None for a row that is empty; what is wrong in it is added to the faults."""
    texts: list[str] = []
    currencies: dict[int, str] = {}
    begins = len(faults)
    for column, cell in enumerate(cells):
        value = cell.value
        text = ""
        if value is not None:
            try:
                text = _text(cell, value)
            except _Unfit as unfit:
                faults.append(Fault(number, column, str(unfit)))
            if isinstance(value, int | float):
                currency = _currency(cell.number_format)
                if currency:
                    currencies[column] = currency
        texts.append(text)
    return Row(number, tuple(texts), currencies) if any(texts) or len(faults) > begins else None


def _text(cell: _Cell, value: object) -> str:
    """As somebody would have typed it. Raises _Unfit for what nobody typed."""
    if cell.data_type == "f":
        raise _Unfit(FORMULA)
    if cell.data_type == "e":
        raise _Unfit(ERROR)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).strip()
    if reason := text_fault(text):
        raise _Unfit(reason)
    return text


def _number(value: int | float, number_format: str) -> str:
    """The shortest decimal that is this double: 4166.67, though the file may say 4166.6700000000001.

    A sum that was never rounded, such as 4166.666666666667, has more digits than any cell shows, and is refused.
    """
    exact = Decimal(repr(value))
    if not exact.is_finite() or abs(exact.adjusted()) > _SHOWN_DIGITS:
        raise _Unfit("holds a number too large or too small to show")
    exact = exact.normalize()
    if len(exact.as_tuple().digits) > _SHOWN_DIGITS:
        raise _Unfit("holds a number with more digits than the cell can show: round it")
    if not exact:
        exact = Decimal(0)  # there is a double that is minus zero
    if "%" in number_format:
        return f"{(exact * 100).normalize():f}%"
    return _with_zeros_in_front(f"{exact:f}", number_format)


def _with_zeros_in_front(text: str, number_format: str) -> str:
    """A format such as 000000 or 00-00-00 shows the zeros that a number lacks: those of a sort code."""
    digits = text.zfill(number_format.count("0"))
    if not (_ZEROS.fullmatch(number_format) and text.isdigit() and len(digits) == number_format.count("0")):
        return text
    shown = iter(digits)
    return "".join(next(shown) if place == "0" else place for place in number_format)


def _currency(number_format: str) -> str:
    return next((currency for sign, currency in _CURRENCIES.items() if sign in number_format), "")
