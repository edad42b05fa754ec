"""An XLSX file is an archive from somebody else: it is looked through before anything in it is believed.

`zipfile` unpacks no more of a part than the archive's directory says it holds, so the directory is enough to go by.
"""

import contextlib
import io
import zipfile
import zlib
from typing import IO
from xml.parsers import expat

from sixpence.basics.refused import Refused
from sixpence.hr.sources.spreadsheet.grid import MAX_ROWS, too_many_rows

_MAX_PARTS = 1_000
_MAX_UNPACKED = 64 * 2**20
# The sheets and their texts are read a row at a time; every other part is taken into memory whole.
_MAX_OTHER_PART = 4 * 2**20
_READ_BY_ROWS = ("xl/worksheets/", "xl/sharedstrings.xml")
# Sheets of people pack to a tenth or so, emptied but formatted ones to a fiftieth.
_MAX_RATIO = 100
_SMALL = 2**20
_MAX_STRINGS = 1_000_000
# Of a sheet of 50,000 rows and 30 columns, some 4.5 million; reading so many takes a quarter of a minute.
_MAX_ELEMENTS = 5_000_000
# Between two rows; behind the last one stand links, one for every e-mail address.
_MAX_HELD = 200_000
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ROW, _STRING = f"{_MAIN} row", f"{_MAIN} si"
_ENCRYPTED = 0x1
_PACKED_BY_EXCEL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def check_archive(content: bytes, name: str) -> None:
    """Raises Refused for a file that is no archive, packs too much, or holds macros, a password or entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_sizes(parts, name)
            if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
                raise Refused(f"{name} holds macros: save it as .xlsx, without them")
            for part in parts:
                with archive.open(part) as opened:
                    _check_xml(opened, name, _is_read_by_rows(part))
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, zlib.error):
        raise damaged(name) from None


def _check_sizes(parts: list[zipfile.ZipInfo], name: str) -> None:
    """By the directory alone; nothing is unpacked."""
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Refused(f"{name} has a password: save it without one")
    if any(part.compress_type not in _PACKED_BY_EXCEL for part in parts):
        raise damaged(name)
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    other = [part.file_size for part in parts if not _is_read_by_rows(part)]
    if (
        len(parts) > _MAX_PARTS
        or unpacked > _MAX_UNPACKED
        or max(other, default=0) > _MAX_OTHER_PART
        or (unpacked > _SMALL and unpacked > _MAX_RATIO * packed)
    ):
        raise _too_large(name)


def _too_large(name: str) -> Refused:
    return Refused(f"{name} unpacks to far more than a list of people: copy the list into a new workbook")


def _is_read_by_rows(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().startswith(_READ_BY_ROWS)


class _Guard:
    """Follows the XML of a part, and stops at what no list of people holds.

    A document type, which entities need, can only stand before the first element. What is between two rows is held in
    memory together, so there may not be too much of it.
    """

    def __init__(self, name: str) -> None:
        self.begun = False
        self._name = name
        self._all = self._rows = self._strings = self._held = 0

    def doctype(self, *_: object) -> None:
        raise Refused(
            f"{self._name} holds a document type or entities, which no Excel workbook has: save it again in Excel"
        )

    def element(self, tag: str, _: object) -> None:
        self.begun = True
        self._all += 1
        self._held += 1
        if tag == _ROW:
            self._rows += 1
            self._held = 0
        elif tag == _STRING:
            self._strings += 1
            self._held = 0
        if self._rows > MAX_ROWS:
            raise too_many_rows(self._name)
        if self._all > _MAX_ELEMENTS or self._strings > _MAX_STRINGS or self._held > _MAX_HELD:
            raise _too_large(self._name)


def _check_xml(opened: IO[bytes], name: str, is_read_by_rows: bool) -> None:
    """A part that is no XML, such as a picture, passes: where XML was needed, reading it will fail."""
    guard = _Guard(name)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = guard.doctype
    parser.StartElementHandler = guard.element
    with contextlib.suppress(expat.ExpatError):
        while chunk := opened.read(2**16):
            parser.Parse(chunk)
            if guard.begun and not is_read_by_rows:
                break


def damaged(name: str) -> Refused:
    """Also for whatever the library that reads workbooks stumbles over."""
    return Refused(f"{name} is damaged or no Excel workbook: open it in Excel and save it again as .xlsx")
