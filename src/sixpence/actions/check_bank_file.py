"""The modulus check for a file: one account a row, CSV in and out, all or nothing."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sixpence.actions.tables import Table, read_csv
from sixpence.basics.refused import Refused
from sixpence.payments.modulus import ModulusTable, as_standard_account, read_substitutions, read_weights

COLUMNS = ("sort_code", "account_number")
Read = TypeVar("Read")


def check_bank_file(source: Path, *, weights: Path | None = None, substitutions: Path | None = None) -> str:
    """The rows of `source` as CSV, each with its result: valid, invalid, or unknown where no table speaks of it.

    Raises Refused, with file, line and column, for a row that is no account, and for a file that is no such table.
    """
    modulus = ModulusTable(
        weights=() if weights is None else _read(weights, read_weights),
        substitutions=None if substitutions is None else _read(substitutions, read_substitutions),
    )
    table = read_csv(source)
    table.check_columns(COLUMNS, COLUMNS)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*COLUMNS, "result"))
    for row in range(table.count):
        written = tuple(table.columns[name][row] for name in COLUMNS)
        writer.writerow((*written, modulus.check(*_account(table, row))))
    return text.getvalue()


def _account(table: Table, row: int) -> tuple[str, str]:
    sort_code, number = (table.columns[name][row] for name in COLUMNS)
    try:
        return as_standard_account(sort_code, number)
    except ValueError as problem:
        column = "sort_code" if "sort code" in str(problem) else "account_number"
        raise table.refused(row, column, str(problem)) from None


def _read(path: Path, read: Callable[[str], Read]) -> Read:
    try:
        return read(path.read_text(encoding="ascii"))
    except OSError as problem:
        raise Refused(f"{path} cannot be read: {problem.strerror}") from None
    except UnicodeDecodeError:
        raise Refused(f"{path} is not plain text: hand in the table as it was downloaded") from None
    except ValueError as problem:
        raise Refused(f"{path} {problem}; hand in the table as it was downloaded") from None
