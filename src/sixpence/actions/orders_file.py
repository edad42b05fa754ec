"""Deductions by order for a file: one order a row, CSV in and out, all or nothing."""

import csv
import io
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from sixpence.actions.statutory_rows import one_of, pay, whole
from sixpence.actions.tables import Table, read_csv
from sixpence.actions.whole_files import write_whole
from sixpence.basics.money import plain_pounds
from sixpence.law.order_tables import pay_units
from sixpence.law.orders import NO_BALANCE, OrderDeductions, OrderKind, OrderPayments, Orders, order_deductions
from sixpence.rates import OrderRates, rates_on, tax_years
from sixpence.rates.frequency import BY_LABEL
from sixpence.rates.orders import EarningsUnit

REQUIRED = ("order", "frequency", "net_earnings")
ECHOED = ("order", "rate", "frequency", "net_earnings", "other_priority_deductions", "basis")
STATED = ("days", "normal_deduction", "protected_earnings", "brought_forward", "protection_brought_forward")
COLUMNS = (*ECHOED, *STATED, "deduction", "carried_forward", "source")  # the last three are not read
OUT = (*ECHOED, "deduction", "carried_forward")
FULL_NET = "deduct-on-full-net"
Value = TypeVar("Value")


class Named(NamedTuple):
    """An order as files name it."""

    kind: OrderKind
    tables_from: int | None  # the April since which today's tables stand; None: they change with the tax year


_ORDERS: dict[str, Named] = {
    "DEO": Named(OrderKind.CHILD_MAINTENANCE, 2003),
    "AEO-priority": Named(OrderKind.PRIORITY_COURT_ORDER, 1971),
    "AEO-non-priority": Named(OrderKind.NON_PRIORITY_COURT_ORDER, 1971),
    "fines": Named(OrderKind.FINES, 2006),
    "CTAEO-England": Named(OrderKind.COUNCIL_TAX_ENGLAND, 2007),
    "CTAEO-Wales": Named(OrderKind.COUNCIL_TAX_WALES, 2007),
    "EA-Scotland": Named(OrderKind.EARNINGS_ARRESTMENT, None),
    "CMA-Scotland": Named(OrderKind.CURRENT_MAINTENANCE_ARRESTMENT, None),
}
_ATTACHMENT, _ATTACHMENT_FROM = "DEA", 2015
_ATTACHMENTS = {
    "standard": OrderKind.DIRECT_EARNINGS_ATTACHMENT_STANDARD,
    "higher": OrderKind.DIRECT_EARNINGS_ATTACHMENT_HIGHER,
    "fixed": OrderKind.DIRECT_EARNINGS_ATTACHMENT_FIXED,
}
_STATES_A_DEDUCTION = (
    OrderKind.CHILD_MAINTENANCE,
    OrderKind.PRIORITY_COURT_ORDER,
    OrderKind.NON_PRIORITY_COURT_ORDER,
    OrderKind.CURRENT_MAINTENANCE_ARRESTMENT,
    OrderKind.DIRECT_EARNINGS_ATTACHMENT_FIXED,
)
_STATES_ITS_PROTECTION = (OrderKind.PRIORITY_COURT_ORDER, OrderKind.NON_PRIORITY_COURT_ORDER)
_NAME = re.compile(r"(?P<name>.+?)(?:-(?P<year>[0-9]{4}))?")
_FREQUENCIES = [*BY_LABEL, "daily"]


@dataclass(frozen=True, slots=True)
class Row:
    """One order and the payment it is taken from; whole pence."""

    kind: OrderKind
    tables_on: date  # the day whose tables apply
    made_on: date
    unit: int
    units: int
    days: int
    net_earnings: int
    taken_before: int
    normal_deduction: int
    protected_earnings: int
    brought_forward: int
    protection_brought_forward: int


def orders_file(source: Path, target: Path | None) -> None:
    """Work out the deduction of every row of `source` and write `target` (standard output where None).

    Raises Refused, with file, line and column, before anything is written.
    """
    table = read_csv(source)
    table.check_columns(COLUMNS, REQUIRED)
    text = _csv(table, _deductions([_row(table, row) for row in range(table.count)]))
    if target is None:
        sys.stdout.write(text)
    else:
        write_whole(target, text.encode())


def _deductions(rows: list[Row]) -> OrderDeductions:
    """Every row by itself, with the tables of its own day."""
    found = OrderDeductions.empty(len(rows))
    for rates, places in _by_rates(rows):
        some = [rows[place] for place in places]
        found.put(places, order_deductions(rates, _payments(some), _orders(some)))
    return found


def _by_rates(rows: list[Row]) -> list[tuple[OrderRates, NDArray[np.intp]]]:
    days = sorted({row.tables_on for row in rows})
    return [(rates_on(d).orders, np.array([i for i, r in enumerate(rows) if r.tables_on == d], np.intp)) for d in days]


def _payments(rows: list[Row]) -> OrderPayments:
    def column(value: Callable[[Row], int]) -> NDArray[np.int64]:
        return np.array([value(row) for row in rows], dtype=np.int64)

    return OrderPayments(
        net_earnings_pence=column(lambda row: row.net_earnings),
        taken_before_pence=column(lambda row: row.taken_before),
        unit=column(lambda row: row.unit).astype(np.int8),
        units=column(lambda row: row.units),
        days=column(lambda row: row.days),
    )


def _orders(rows: list[Row]) -> Orders:
    return Orders(
        payment=np.arange(len(rows)),
        kind=np.array([row.kind for row in rows], dtype=np.int8),
        made_on=np.array([row.made_on for row in rows], dtype="M8[D]"),
        reference=np.array([""] * len(rows), dtype=np.str_),
        normal_deduction_pence=np.array([row.normal_deduction for row in rows], dtype=np.int64),
        protected_earnings_pence=np.array([row.protected_earnings for row in rows], dtype=np.int64),
        deduction_brought_forward_pence=np.array([row.brought_forward for row in rows], dtype=np.int64),
        protection_brought_forward_pence=np.array([row.protection_brought_forward for row in rows], dtype=np.int64),
        balance_pence=np.full(len(rows), NO_BALANCE, dtype=np.int64),
    )


def _row(table: Table, row: int) -> Row:
    kind, tables_on, made_on = _order(table, row)
    frequency = _required(table, row, "frequency", _choice(_FREQUENCIES))
    unit, units, days = _pay_period(table, row, frequency, kind)
    if kind == OrderKind.COUNCIL_TAX_WALES and unit == EarningsUnit.DAY:
        raise table.refused(row, "frequency", "'daily' has no table that Sixpence knows for council tax in Wales")
    if table.value(row, "basis", _choice([FULL_NET]), "") and kind not in _ATTACHMENTS.values():
        raise table.refused(row, "basis", f"is said of a {_ATTACHMENT} alone")

    def stated(column: str, of_kinds: tuple[OrderKind, ...]) -> int:
        read = _required if kind in of_kinds else _optional
        return read(table, row, column, pay)

    return Row(
        kind=kind,
        tables_on=tables_on,
        made_on=made_on,
        unit=unit,
        units=units,
        days=days,
        net_earnings=_required(table, row, "net_earnings", pay),
        taken_before=_optional(table, row, "other_priority_deductions", pay),
        normal_deduction=stated("normal_deduction", _STATES_A_DEDUCTION),
        protected_earnings=stated("protected_earnings", _STATES_ITS_PROTECTION),
        brought_forward=_optional(table, row, "brought_forward", pay),
        protection_brought_forward=_optional(table, row, "protection_brought_forward", pay),
    )


def _order(table: Table, row: int) -> tuple[OrderKind, date, date]:
    """The kind of order, the day whose tables apply, and the day it was made as far as tables depend on it.

    A name may end in a year, as EA-Scotland-2023: the tables that came in April of that year. Without one, the latest.
    """
    text = _required(table, row, "order", str)
    years = tax_years()
    match = _NAME.fullmatch(text)
    name, year = (match["name"], match["year"]) if match else (text, None)
    if name == _ATTACHMENT:
        named = Named(_required(table, row, "rate", one_of(_ATTACHMENTS)), _ATTACHMENT_FROM)
    elif name in _ORDERS:
        named = _ORDERS[name]
        if table.value(row, "rate", str, ""):
            raise table.refused(row, "rate", f"is said of a {_ATTACHMENT} alone")
    else:
        known = ", ".join([_ATTACHMENT, *_ORDERS])
        raise table.refused(row, "order", f"{text!r} is not one of {known}, with or without a year (EA-Scotland-2025)")
    latest = years[-1].starts_on
    if year is None:
        return named.kind, latest, latest
    first = named.tables_from or years[0].starts_on.year
    if not first <= int(year) <= latest.year:
        raise table.refused(row, "order", f"{text!r} has a year outside {first} to {latest.year}")
    made_on = date(int(year), 4, 6)
    return named.kind, max(made_on, years[0].starts_on), made_on


def _pay_period(table: Table, row: int, frequency: str, kind: OrderKind) -> tuple[int, int, int]:
    """The table's unit, how many of it the pay period has, and its days."""
    days = table.value(row, "days", whole(1, 366), 0)
    if frequency == "daily":
        return EarningsUnit.DAY, days or 1, days or 1
    unit, units = (int(column[0]) for column in pay_units(np.array([BY_LABEL[frequency]], dtype=np.int8)))
    if unit == EarningsUnit.WEEK:
        return unit, units, days or 7 * units
    if not days and kind == OrderKind.CURRENT_MAINTENANCE_ARRESTMENT:
        raise table.refused(row, "days", "is empty, and a month's maintenance arrestment is reckoned by its days")
    return unit, units, days


def _required(table: Table, row: int, column: str, read: Callable[[str], Value]) -> Value:
    value: Value | None = table.value(row, column, read, None)
    if value is None:
        raise table.refused(row, column, "is empty, and this order needs it")
    return value


def _optional(table: Table, row: int, column: str, read: Callable[[str], int]) -> int:
    return table.value(row, column, read, 0)


def _choice(choices: list[str]) -> Callable[[str], str]:
    return one_of({choice: choice for choice in choices})


def _csv(table: Table, found: OrderDeductions) -> str:
    echoed = [table.columns.get(name, ("",) * table.count) for name in ECHOED]
    results = (found.deduction_pence, found.deduction_carried_forward_pence)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(OUT)
    writer.writerows(zip(*echoed, *([plain_pounds(p) for p in column.tolist()] for column in results), strict=True))
    return text.getvalue()
