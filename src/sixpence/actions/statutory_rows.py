"""What the files of absences, leave, dismissals and orders have in common: columns, values, how they are written.

The columns are a contract. Those of results may stand in the input, and are not read: so a file that was written can be
read again.
"""

import csv
import io
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sixpence.actions.tables import Table, read_csv
from sixpence.actions.whole_files import write_whole
from sixpence.basics.money import pence_from_pounds, plain_pounds
from sixpence.law.average_weekly_earnings import WeeklyEarnings
from sixpence.law.benefit_weeks import WEEKDAYS
from sixpence.rates.loader import Block

Value = TypeVar("Value")
Days = NDArray[np.datetime64]

_ID = "employee_id"  # any text, handed through
_TEN_MILLIONTHS_IN_A_PENNY = 100_000
_AVERAGE = re.compile(r"(?P<pounds>[0-9]{1,6})(?:\.(?P<decimals>[0-9]{1,7}))?")
_TOO_MUCH_PENCE = 10_000_000_000


@dataclass(frozen=True, slots=True)
class Contract:
    """The columns of one command, in the order they are written: what is given, then what is worked out."""

    given: tuple[str, ...]
    required: tuple[str, ...]
    results: tuple[str, ...]


def read_rows(source: Path, contract: Contract) -> Table:
    """A CSV file with these columns. Raises Refused naming file, line and column."""
    table = read_csv(source)
    table.check_columns((_ID, *contract.given, *contract.results), contract.required)
    return table


def write_rows(
    target: Path | None,
    table: Table,
    contract: Contract,
    filled_in: Mapping[str, Sequence[str]],
    results: Iterable[Sequence[str]],
) -> None:
    """Write what was given and what came of it, one row a row; on standard output where there is no target.

    Given columns stand as they were; `filled_in` has the values for empty ones.
    """
    leading = (_ID,) if _ID in table.columns else ()
    echoed = [_echo(table, name, filled_in.get(name)) for name in (*leading, *contract.given)]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*leading, *contract.given, *contract.results])
    writer.writerows([*given, *worked_out] for *given, worked_out in zip(*echoed, results, strict=True))
    if target is None:
        sys.stdout.write(text.getvalue())
    else:
        write_whole(target, text.getvalue().encode())


def _echo(table: Table, name: str, filled_in: Sequence[str] | None) -> Sequence[str]:
    given = table.columns.get(name, [""] * table.count)
    return given if filled_in is None else [text or other for text, other in zip(given, filled_in, strict=True)]


def given(table: Table, row: int, column: str) -> bool:
    return column in table.columns and bool(table.columns[column][row])


def needed(table: Table, row: int, column: str, read: Callable[[str], Value]) -> Value:
    """A value that this row cannot do without. Raises Refused with its place."""
    if column not in table.columns:
        raise table.refused(row, column, "is missing, and this row needs it")
    value = table.value(row, column, read, None)
    if value is None:
        raise table.refused(row, column, "is empty, and this row needs it")
    return value


def check_known(table: Table, row: int, column: str, on: date, rates: Sequence[Block]) -> None:
    """Refuse a day before the oldest rates."""
    if on < rates[0].dated.effective_from:
        raise table.refused(row, column, f"needs rates for {on}, and they begin on {rates[0].dated.effective_from}")


def weekly_earnings(text: str) -> int:
    """Ten-millionths of a pound: an average need not be whole pence."""
    match = _AVERAGE.fullmatch(text)
    if match is None:
        raise ValueError("is not an amount in pounds below 1,000,000 with at most seven decimals")
    return int(match["pounds"] + (match["decimals"] or "").ljust(7, "0"))


def weekdays(text: str) -> tuple[bool, ...]:
    """Which days of the week, Sunday first, of names such as "Mon|Tue|Wed"."""
    names = text.split("|")
    if not set(names) <= set(WEEKDAYS) or len(set(names)) != len(names):
        raise ValueError(f"is not a list of different days out of {'|'.join(WEEKDAYS)}, such as Mon|Wed|Fri")
    return tuple(name in names for name in WEEKDAYS)


def one_of(choices: Mapping[str, Value]) -> Callable[[str], Value]:
    def read(text: str) -> Value:
        if text not in choices:
            raise ValueError(f"is not one of {', '.join(choices)}")
        return choices[text]

    return read


def whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
            raise ValueError(f"is not a whole number from {least} to {most}")
        return int(text)

    return read


def tax_year_name(of: date) -> str:
    """The tax year that holds a day: "2026-27"."""
    first = of.year - ((of.month, of.day) < (4, 6))
    return f"{first}-{(first + 1) % 100:02d}"


def pay(text: str) -> int:
    """Pence, not below zero."""
    pence = pence_from_pounds(text)
    if not 0 <= pence < _TOO_MUCH_PENCE:
        raise ValueError("is not from 0.00 to below 100,000,000.00")
    return pence


def averages(ten_millionths: Sequence[int]) -> WeeklyEarnings:
    """As the law takes them, of what `weekly_earnings` read."""
    over = np.full(len(ten_millionths), _TEN_MILLIONTHS_IN_A_PENNY, dtype=np.int64)
    return WeeklyEarnings(np.array(ten_millionths, dtype=np.int64), over)


def days(of: Iterable[date]) -> Days:
    return np.array(list(of), dtype="M8[D]")


def yes_or_no(flag: bool) -> str:
    return "yes" if flag else "no"


def short_pounds(pence: int) -> str:
    """A limit of the law: 129, or 129.50."""
    return plain_pounds(pence).removesuffix(".00")


def dated_amounts(on: Days, pence: NDArray[np.int64]) -> str:
    """A list such as "2026-06-06:123.25;2026-06-13:73.95"."""
    return ";".join(f"{day}:{plain_pounds(amount)}" for day, amount in zip(on, pence.tolist(), strict=True))
