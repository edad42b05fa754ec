"""Tables of text that people hand in: CSV files, checked for shape, each value's place kept."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sixpence.basics.refused import Refused

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of text, and how a row is found again in the file it came from."""

    source: Path
    columns: dict[str, Sequence[str]]
    count: int
    place: str  # "line" or "row"
    places: Sequence[int]  # of each row

    def refused(self, row: int, column: str, reason: str) -> Refused:
        """The refusal of one value, with its place."""
        return Refused(f"{self.source} {self.place} {self.places[row]}, column {column}: {reason}")

    def value(self, row: int, column: str, read: Callable[[str], Value], default: Value) -> Value:
        """One value, or the default where it is empty or has no column. Raises Refused with place and reason."""
        text = self.columns[column][row] if column in self.columns else ""
        if not text:
            return default
        try:
            return read(text)
        except ValueError as problem:
            raise self.refused(row, column, f"{text!r} {problem}") from None

    def check_columns(self, known: Sequence[str], required: Sequence[str]) -> None:
        for name in self.columns:
            if name not in known:
                raise Refused(f"{self.source}: column {name!r} is not known; the columns are {', '.join(known)}")
        for name in required:
            if name not in self.columns:
                raise Refused(f"{self.source}: column {name} is missing, and it is required")


def read_csv(source: Path) -> Table:
    """A CSV file whose first line names the columns. Raises Refused naming file and line."""
    header, rows, places = _csv_rows(source)
    if not header:
        raise Refused(f"{source} is empty: its first line must name the columns")
    for number, name in enumerate(header):
        if name in header[:number]:
            raise Refused(f"{source} line 1: column {name!r} stands there twice")
    for row, place in zip(rows, places, strict=True):
        if len(row) != len(header):
            raise Refused(f"{source} line {place}: has {len(row)} values, and the header names {len(header)} columns")
    columns: list[Sequence[str]] = list(zip(*rows, strict=True)) if rows else [()] * len(header)
    return Table(source, dict(zip(header, columns, strict=True)), len(rows), "line", places)


def _csv_rows(source: Path) -> tuple[list[str], list[list[str]], list[int]]:
    """Header, rows that are not blank, and the line each row ends on."""
    try:
        text = source.read_bytes().decode("utf-8-sig")
    except OSError as problem:
        raise Refused(f"{source} cannot be read: {problem.strerror}") from None
    except UnicodeDecodeError as problem:
        raise Refused(f"{source} is not UTF-8 text (byte {problem.start + 1}); save it as CSV UTF-8") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows, places = [], []
    try:
        header = next(reader, [])
        for row in reader:
            if row:
                rows.append(row)
                places.append(reader.line_num)
    except csv.Error as problem:
        raise Refused(f"{source} line {reader.line_num}: is not well-formed CSV ({problem})") from None
    return header, rows, places
