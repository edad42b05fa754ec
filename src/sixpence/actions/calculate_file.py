"""Gross to net for a file of payments: CSV or Parquet in, CSV or Parquet out, all or nothing."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sixpence.actions.tables import Table, read_csv
from sixpence.actions.whole_files import write_whole
from sixpence.basics.money import plain_pounds_lines
from sixpence.basics.refused import Refused
from sixpence.pay import BadValue, PayInputs, PayResults, calculate
from sixpence.pay.columns_in import COLUMNS, REQUIRED
from sixpence.pay.columns_out import amounts_out

PARQUET = ".parquet"
_WANTS_QUOTES = re.compile(r'[",\r\n]')


def calculate_file(source: Path, target: Path | None) -> None:
    """Work out every payment of `source` and write `target` (CSV on standard output where None).

    Raises Refused, with file, line and column, before anything is written.
    """
    inputs = read_payments(source)
    results = calculate(inputs)
    if target is not None and target.suffix == PARQUET:
        write_whole(target, _parquet(inputs, results))
    elif target is not None:
        write_whole(target, _csv(inputs, results).encode())
    else:
        sys.stdout.write(_csv(inputs, results))


def read_payments(source: Path) -> PayInputs:
    """The payments of a CSV or Parquet file. Raises Refused naming file, line (or row) and column."""
    table = _read_parquet(source) if source.suffix == PARQUET else read_csv(source)
    table.check_columns(tuple(COLUMNS), REQUIRED)
    try:
        return PayInputs.of_columns(table.columns, table.count)
    except BadValue as bad:
        raise table.refused(bad.row, bad.column, bad.reason) from None


def _read_parquet(source: Path) -> Table:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(source)
    except (OSError, pa.ArrowInvalid):
        raise Refused(f"{source} cannot be read as a Parquet file") from None
    columns: dict[str, Sequence[str]] = {}
    for name, column in zip(table.column_names, table.columns, strict=True):
        kind = column.type
        if name in columns:
            raise Refused(f"{source}: column {name!r} stands there twice")
        if pa.types.is_floating(kind):
            raise Refused(f"{source}, column {name}: is floating point, which is not exact; store decimals or text")
        if pa.types.is_boolean(kind):
            column = column.cast(pa.int8())
        try:
            columns[name] = [value or "" for value in column.cast(pa.string()).to_pylist()]
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            raise Refused(f"{source}, column {name}: holds {kind}, which is neither text, decimal nor date") from None
    return Table(source, columns, table.num_rows, "row", range(1, table.num_rows + 1))


def _csv(inputs: PayInputs, results: PayResults) -> str:
    amounts = amounts_out(results)
    lines = zip(map(_field, inputs.employee_id), plain_pounds_lines(list(amounts.values())), strict=True)
    return "\n".join([",".join(["employee_id", *amounts]), *map(",".join, lines)]) + "\n"


def _field(text: str) -> str:
    """A text as one field of a CSV: in quotes where it needs them."""
    return '"' + text.replace('"', '""') + '"' if _WANTS_QUOTES.search(text) else text


def _parquet(inputs: PayInputs, results: PayResults) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns: dict[str, Any] = {"employee_id": pa.array(inputs.employee_id, pa.string())}
    for name, pence in amounts_out(results).items():
        whole = pa.array(pence, pa.int64()).cast(pa.decimal128(19, 0))
        # The same digits, read with two decimals.
        columns[name] = pa.Array.from_buffers(pa.decimal128(19, 2), len(whole), whole.buffers())
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns), sink)
    return sink.getvalue().to_pybytes()
