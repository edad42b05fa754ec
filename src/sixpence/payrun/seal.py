"""The sealed run: one Parquet file that holds what a run was worked out from, what it came to, and by which rules.

Columns: the inputs of `sixpence calculate` under `in.`, every result in whole pence under `out.`, and each person's
full record as JSON. The file's metadata names the employer, the pay date, the rates and the digest that was approved.
"""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sixpence.basics.refused import Refused
from sixpence.pay import BadValue, PayInputs, PayResults, calculate
from sixpence.payrun.figures import PersonPay, RunFigures
from sixpence.payrun.orders import take_orders
from sixpence.payrun.record import (
    canonical_json,
    digest_of_lines,
    digest_of_records,
    figures_from,
    pay_from_record,
)
from sixpence.rates import rates_on

_METADATA = b"sixpence"
_FORMAT = 2
_DIGESTS = {1: digest_of_lines, 2: digest_of_records}  # how each format has its digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A sealed run, read back."""

    header: dict[str, Any]
    records: list[bytes]  # the people as they stand in the file
    format: int
    digest: str
    rates_digest: str
    engine_version: str
    inputs: list[dict[str, str]]
    results: dict[str, list[int]]

    @property
    def figures(self) -> RunFigures:
        """Made of the records each time it is asked for: that takes longer than all the rest."""
        return figures_from(self.header, map(pay_from_record, self.records))


def seal(
    header: dict[str, Any], records: Sequence[bytes], input_rows: Sequence[dict[str, str]], engine_version: str
) -> bytes:
    """The bytes of the sealed file. The same run, engine and libraries give the same bytes.

    `header` and `records` are what `record.header_of` and `record.record_of` write, `input_rows` the columns of
    `sixpence calculate`; records and rows are one a person, in order.
    """
    results = calculate(PayInputs.of(input_rows))
    columns: dict[str, Any] = {
        f"in.{name}": pa.array([row.get(name, "") for row in input_rows]) for name in _names(input_rows)
    }
    for name in PayResults.__dataclass_fields__:
        columns[f"out.{name}"] = pa.array(getattr(results, name).astype("int64"))
    columns["record"] = pa.array([record.decode() for record in records], pa.string())
    about = {
        "format": _FORMAT,
        "header": header,
        "digest": digest_of_records(header, records),
        "rates_digest": rates_on(date.fromisoformat(header["pay_date"])).file_digest,
        "engine_version": engine_version,
    }
    table = pa.table(columns).replace_schema_metadata({_METADATA: canonical_json(about)})
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue().to_pybytes()


def _names(rows: Sequence[dict[str, str]]) -> list[str]:
    return sorted({name for row in rows for name in row})


def read_sealed(where: str, content: bytes) -> Sealed:
    """Read a sealed file. Raises Refused where it is not one."""
    try:
        table = pq.read_table(io.BytesIO(content))
        about = json.loads((table.schema.metadata or {})[_METADATA])
        if about["format"] not in _DIGESTS:
            raise Refused(f"{where} was sealed by a newer Sixpence: replay it with that version")
        records = [str(text).encode() for text in table.column("record").to_pylist()]
        inputs = [name for name in table.column_names if name.startswith("in.")]
        results = [name for name in table.column_names if name.startswith("out.")]
        return Sealed(
            header=about["header"],
            records=records,
            format=about["format"],
            digest=about["digest"],
            rates_digest=about["rates_digest"],
            engine_version=about["engine_version"],
            inputs=[
                {name.removeprefix("in."): value for name, value in row.items() if value}
                for row in table.select(inputs).to_pylist()
            ],
            results={name.removeprefix("out."): _whole(table.column(name).to_pylist()) for name in results},
        )
    except (pa.ArrowInvalid, OSError, KeyError, ValueError, TypeError):
        raise Refused(f"{where} is not a sealed pay run") from None


def read_records(where: str, content: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """The run without its people, and each person's record: all that its papers are made of, in a tenth of the time."""
    try:
        table = pq.read_table(io.BytesIO(content), columns=["record"])
        about = json.loads((table.schema.metadata or {})[_METADATA])
        return about["header"], [str(text).encode() for text in table.column("record").to_pylist()]
    except (pa.ArrowInvalid, OSError, KeyError, ValueError, TypeError):
        raise Refused(f"{where} is not a sealed pay run") from None


def digest_as_sealed(sealed: Sealed) -> str:
    """The digest of what stands in a sealed file, worked out again in the file's own way."""
    return _DIGESTS[sealed.format](sealed.header, sealed.records)


def _whole(values: list[Any]) -> list[int]:
    return [int(value) for value in values]


def replay(where: str, content: bytes) -> Sealed:
    """Work the sealed inputs out again and compare every figure. Raises `ReplayDiffers` with the first difference."""
    sealed = read_sealed(where, content)
    pay_date, frequency = date.fromisoformat(sealed.header["pay_date"]), sealed.header["frequency"]
    rates_digest = rates_on(pay_date).file_digest
    try:
        results = calculate(PayInputs.of(sealed.inputs))
    except BadValue as bad:
        raise Refused(f"{where} is not a sealed pay run: {bad}") from None
    payslips = [json.loads(record) for record in sealed.records]
    people = [payslip["person"]["employee_id"] for payslip in payslips]
    with_orders = {row for row, payslip in enumerate(payslips) if payslip.get("orders")}
    now = {name: _whole(getattr(results, name).tolist()) for name in sealed.results}
    for name, column in sealed.results.items():
        _same_column(where, people, name, column, now[name])
        if name in _CARRIED:
            apart = with_orders if name in _LOWERED_BY_ORDERS else set[int]()
            shown = [
                of if row in apart else slip[name] for row, (slip, of) in enumerate(zip(payslips, column, strict=True))
            ]
            _same_column(where, people, f"{name} of the payslip", shown, now[name])
    _replay_orders(
        where, pay_date, frequency, [_without_orders(sealed.records[row], now, row) for row in sorted(with_orders)]
    )
    _same(where, "the digest of its figures", sealed.digest, digest_as_sealed(sealed))
    _same(where, f"the rates of {sealed.header['tax_year']}", sealed.rates_digest, rates_digest)
    return sealed


def _same_column(where: str, people: list[str], what: str, then: list[int], now: list[int]) -> None:
    if then != now:
        row = next(row for row, (one, other) in enumerate(zip(then, now, strict=True)) if one != other)
        _same(where, f"employee {people[row]}, {what}", then[row], now[row])


def _without_orders(record: bytes, now: dict[str, list[int]], row: int) -> tuple[PersonPay, PersonPay]:
    """The payment as sealed, and as it was before any order."""
    pay = pay_from_record(record)
    engines: dict[str, Any] = {name: now[name][row] for name in _LOWERED_BY_ORDERS}
    return pay, replace(pay, **engines)


def _replay_orders(where: str, pay_date: date, frequency: str, payments: Sequence[tuple[PersonPay, PersonPay]]) -> None:
    """Take the orders again. `payments` are of people with orders: as sealed, and as they were before any order."""
    again = take_orders(pay_date, frequency, [before for _, before in payments])
    for (sealed, _), now in zip(payments, again, strict=True):
        for name in _LOWERED_BY_ORDERS:
            what = f"employee {sealed.employee_id}, {name} of the payslip"
            _same(where, what, getattr(sealed, name), getattr(now, name))
        for then, order in zip(sealed.orders, now.orders, strict=True):
            what = f"employee {sealed.employee_id}, order {then.number}"
            _same(where, f"{what}, deduction", then.deduction_pence, order.deduction_pence)
            _same(where, f"{what}, and what it rests on", then, order)


_LOWERED_BY_ORDERS = ("student_loan_pence", "postgraduate_loan_pence", "net_pay_pence")
# Results that stand in a person's record as they are. A director's bands do not: they follow from the year before.
_BANDS = {"ni_at_lel_pence", "ni_lel_to_pt_pence", "ni_pt_to_uel_pence"}
_CARRIED = (PayResults.__dataclass_fields__.keys() & PersonPay.__dataclass_fields__.keys()) - _BANDS


class ReplayDiffers(Exception):
    """A sealed run does not come out as it was sealed; the message is the first difference."""


def _same(where: str, what: str, then: object, now: object) -> None:
    if then != now:
        raise ReplayDiffers(f"{where}: {what} was {then} when sealed, and is {now} now")
