"""A sheet of people as an HR source, read and checked as a whole when it is made: nothing is ever half taken."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePath

from sixpence.basics.refused import Refused
from sixpence.hr.records import HrAttribute, HrProgress, HrRecord, no_progress
from sixpence.hr.sources.spreadsheet.columns import Layout, columns_of, faults_beyond, header_faults
from sixpence.hr.sources.spreadsheet.csv_grid import read_csv
from sixpence.hr.sources.spreadsheet.grid import MAX_BYTES, Fault, Grid, printable, refusal
from sixpence.hr.sources.spreadsheet.rows import RowReader
from sixpence.hr.sources.spreadsheet.values import kind_of
from sixpence.hr.sources.spreadsheet.xlsx_grid import read_xlsx

_AS_XLSX = "open it and save it as .xlsx"
_OTHER_ENDINGS = {
    ".xls": f"is an old Excel file: {_AS_XLSX}",
    ".xlsb": f"is a binary Excel file: {_AS_XLSX}",
    ".xlsm": "may hold macros: save it as .xlsx, without them",
    ".xltm": "may hold macros: save it as .xlsx, without them",
    ".ods": f"is an OpenDocument file: {_AS_XLSX}",
    ".numbers": "is a Numbers file: export it as .xlsx",
}
_A_FEW = 50
_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


class SpreadsheetSource:
    """The people of one sheet, CSV or XLSX.

    Raises Refused when the file is not one, is too large, or anything in it has to be put right: then the first 20
    such places are named, and no value is.
    """

    def __init__(self, content: bytes, name: str, layout: Layout | None = None) -> None:
        layout = layout or Layout()
        self._mark = sha256(content + repr(layout).encode()).hexdigest()
        grid = _read(content, printable(PurePath(name).name), layout.sheet)
        if not grid.rows:
            raise Refused(f"{grid.place} is empty: its first row must name the columns")
        header, *rows = grid.rows
        if in_header := [fault for fault in grid.faults if fault.row == header.number]:
            raise refusal(grid.place, in_header)
        columns = columns_of(header, layout, grid.place)
        if in_header := header_faults(header, rows, columns):
            raise refusal(grid.place, in_header)
        if not rows:
            raise Refused(f"{grid.place} has headings and nobody below them")
        kinds = {column: kind_of(row.text(column) for row in rows) for column in columns.keys}
        reader = RowReader(columns, {column: kind for column, (kind, _) in kinds.items()})
        self._records = tuple(reader.record(row) for row in rows)
        if faults := _first_of_each_cell(*grid.faults, *faults_beyond(header, rows), *reader.faults):
            raise refusal(grid.place, faults, columns.labels)
        pay = {each.column for each in columns.pay.values()}
        self._attributes = tuple(
            HrAttribute(
                key,
                columns.labels[column],
                "decimal" if column in pay else kinds[column][0],
                columns.universal_ids.get(column, ""),
                () if column in pay else kinds[column][1],
            )
            for column, key in columns.keys.items()
        )

    @classmethod
    def from_path(cls, path: Path, layout: Layout | None = None) -> "SpreadsheetSource":
        """The same from a file. Raises Refused also when it cannot be read."""
        try:
            with path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
        except OSError as problem:
            raise Refused(f"{path} cannot be read: {problem.strerror}") from None
        return cls(content, path.name, layout)

    def attributes(self) -> tuple[HrAttribute, ...]:
        """The columns, in their order."""
        return self._attributes

    def records(self, progress: HrProgress = no_progress, only: frozenset[str] | None = None) -> Iterator[HrRecord]:
        """The rows, in their order; those of the people named where some are."""
        chosen = [record for record in self._records if only is None or record.source_id in only]
        for done, record in enumerate(chosen, start=1):
            yield record
            progress(done, len(chosen), "people")

    def a_few(self) -> tuple[str, ...]:
        """Those at the top."""
        return tuple(record.source_id for record in self._records[:_A_FEW])

    def changed_since(self, mark: str) -> frozenset[str] | None:
        """Nobody in the same file read in the same way; of another it cannot tell."""
        return frozenset() if mark == self._mark else None

    def mark(self, begun: datetime) -> str:
        """The file itself, and how it is read; when that was says nothing."""
        return self._mark


def _read(content: bytes, name: str, sheet: str) -> Grid:
    """By what the file is, not by what it is called."""
    ending = PurePath(name).suffix.lower()
    if ending in _OTHER_ENDINGS:
        raise Refused(f"{name} {_OTHER_ENDINGS[ending]}")
    if len(content) > MAX_BYTES:
        raise Refused(f"{name} is larger than {MAX_BYTES // 2**20} MB: keep the list of people alone in it")
    if content.startswith(_OLE):
        raise Refused(f"{name} is an old Excel file or has a password: save it as .xlsx without one")
    if content.startswith(_ZIP):
        return read_xlsx(content, name, sheet)
    if ending in (".xlsx", ".xltx"):
        raise Refused(f"{name} is no Excel workbook inside: open it in Excel and save it again as .xlsx")
    return read_csv(content, name)


def _first_of_each_cell(*faults: Fault) -> list[Fault]:
    """A formula left no text, so what is then missing is not said besides."""
    found: dict[tuple[int, int], Fault] = {}
    for fault in faults:
        found.setdefault((fault.row, fault.column), fault)
    return list(found.values())
