"""One sheet as rows of text, and how everything wrong in it is said at once, by place and never by value."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sixpence.basics.refused import Refused

MAX_BYTES = 20 * 2**20
MAX_ROWS = 50_000
MAX_COLUMNS = 500
_LISTED = 20

# What a spreadsheet program leaves where a value was: in a file saved as CSV, cells too narrow for a number come out as
# "####", and long numbers as powers of ten.
_ERROR = re.compile(r"#+|#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)")
_POWER_OF_TEN = re.compile(r"-?[0-9](\.[0-9]+)?E\+[0-9]{1,3}")

FORMULA = "holds a formula: put its value there instead (copy, paste values)"
ERROR = "holds an error of the spreadsheet program"


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its number in the spreadsheet program, with the texts of its cells, ends trimmed.

    `currencies` are those that a cell's format shows and its text does not, by column.
    """

    number: int
    texts: tuple[str, ...] = field(repr=False)
    currencies: Mapping[int, str] = field(default_factory=dict)

    def text(self, column: int) -> str:
        """The cell's text, "" behind the last cell."""
        return self.texts[column] if column < len(self.texts) else ""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something to put right in one cell; the reason does not hold the value. Columns count from 0."""

    row: int
    column: int
    reason: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows that are not empty, the header first. `place` is the file and, of a workbook, the sheet."""

    place: str
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


def text_fault(text: str) -> str:
    """Why a cell's text is not what somebody typed, "" where it is."""
    if text.startswith("="):
        return FORMULA
    if text.startswith("#") and _ERROR.fullmatch(text):
        return ERROR
    if "E+" in text and _POWER_OF_TEN.fullmatch(text):
        return "is a number cut down to a power of ten: give it as text, with all its digits"
    return "has a letter that was lost when the file was saved" if "\ufffd" in text else ""


def printable(name: str) -> str:
    """A name from outside, fit for a line of text."""
    return "".join(letter if letter.isprintable() else " " for letter in name)[:100]


def letters(column: int) -> str:
    """A column's name in a spreadsheet program: 0 is A, 26 is AA."""
    higher, lowest = divmod(column, 26)
    return (letters(higher - 1) if higher else "") + chr(ord("A") + lowest)


def refusal(place: str, faults: Iterable[Fault], labels: Mapping[int, str] | None = None) -> Refused:
    """All faults in one line, the first 20 by cell and heading."""
    known = labels or {}
    ordered = sorted(faults)
    listed = [
        f"cell {letters(fault.column)}{fault.row}"
        + (f" ({known[fault.column]})" if fault.column in known else "")
        + f" {fault.reason}"
        for fault in ordered[:_LISTED]
    ]
    more = f"; and {len(ordered) - _LISTED} more" if len(ordered) > _LISTED else ""
    return Refused(f"{place}: nothing was taken; to put right: {'; '.join(listed)}{more}")


def too_many_rows(place: str) -> Refused:
    """Also for a sheet that says its last row is the millionth."""
    return Refused(f"{place} has more than {MAX_ROWS:,} rows: delete what lies below the last person, or split it")


def too_many_columns(place: str) -> Refused:
    """Nobody has so much to say about people; a sheet formatted to its edge does."""
    return Refused(f"{place} has more than {MAX_COLUMNS} columns: delete what lies right of the last heading")
