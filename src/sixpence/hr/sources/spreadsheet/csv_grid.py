"""CSV: its encoding and delimiter recognised where they are certain, and refused with the way out where not."""

import codecs
import csv
import io
from collections.abc import Iterator

from sixpence.basics.refused import Refused
from sixpence.hr.sources.spreadsheet.grid import (
    MAX_COLUMNS,
    MAX_ROWS,
    Fault,
    Grid,
    Row,
    text_fault,
    too_many_columns,
    too_many_rows,
)

_DELIMITERS = (",", ";", "\t")
_SAVE_AS = 'in Excel choose Save As, "CSV UTF-8 (Comma delimited)"'


def read_csv(content: bytes, name: str) -> Grid:
    """The rows of a CSV file; raises Refused for one that is damaged, cut off or in another encoding.

    Rows may have fewer cells than the header: Excel leaves empty ones at the end of a row out.
    """
    text = _decoded(content, name)
    delimiter = _delimiter(text, name)
    rows: list[Row] = []
    for number, cells in enumerate(_records(text, delimiter, name), start=1):
        if number > MAX_ROWS:
            raise too_many_rows(name)
        if len(cells) > MAX_COLUMNS:
            raise too_many_columns(name)
        texts = tuple(cell.strip() for cell in cells)
        if any(texts):
            rows.append(Row(number, texts))
    if rows and not text.endswith(("\n", "\r")) and len(rows[-1].texts) < len(rows[0].texts):
        raise Refused(f"{name} breaks off in the middle of row {rows[-1].number}: save and send the whole file again")
    faults = (
        Fault(row.number, column, reason)
        for row in rows
        for column, cell in enumerate(row.texts)
        if (reason := text_fault(cell))
    )
    return Grid(name, tuple(rows), tuple(faults))


def _decoded(content: bytes, name: str) -> str:
    """UTF-8, or UTF-16 that says so.

    Windows-1252 is not guessed: its bytes are as good in other encodings, where the names would be others.
    """
    is_utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if is_utf_16 else "utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise Refused(f"{name} line {line} is not UTF-8 text: {_SAVE_AS}") from None
    if "\0" in text:
        raise Refused(f"{name} is not a text file: {_SAVE_AS}")
    return text


def _delimiter(text: str, name: str) -> str:
    """The one that makes the most of the first row."""
    widths = {}
    for delimiter in _DELIMITERS:
        first = next((cells for cells in _records(text, delimiter, name) if any(cells)), [])
        widths[delimiter] = len(first)
    widest = max(_DELIMITERS, key=lambda delimiter: widths[delimiter])
    if widths[widest] == 1:
        raise Refused(f"{name} has one column alone: separate the columns with commas, semicolons or tabs")
    return widest


def _records(text: str, delimiter: str, name: str) -> Iterator[list[str]]:
    count = 0
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            count += 1
            yield cells
    except csv.Error:
        raise Refused(
            f"{name} row {count + 1} is not well-formed CSV: a quotation mark is missing, or stands where none belongs"
        ) from None
