"""How a rates file is read: table by table, key by key, until nothing is left over.

Money is whole pence; rates are integers in millionths (8% is 80_000). Arrays by frequency follow `Frequency`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sixpence.rates.frequency import PERIOD_KEYS

Pence = NDArray[np.int64]
Millionths = NDArray[np.int64]


class RatesFileWrong(ValueError):
    """A rates file says something it may not; the message names the file's table and key."""


class Table:
    """A TOML table that must be read key by key until nothing is left."""

    def __init__(self, where: str, table: Any) -> None:
        if not isinstance(table, dict):
            raise RatesFileWrong(f"{where} is not a table")
        self.where, self._left = where, dict(table)

    def take(self, key: str, kind: type) -> Any:
        if key not in self._left:
            raise RatesFileWrong(f"{self.where} lacks {key}")
        value = self._left.pop(key)
        if not isinstance(value, kind) or isinstance(value, bool):
            raise RatesFileWrong(f"{self.where}.{key} is not a {kind.__name__}")
        return value

    def pence(self, key: str) -> int:
        value: int = self.take(key, int)
        if value < 0:
            raise RatesFileWrong(f"{self.where}.{key} is below zero")
        return value

    def percent(self, key: str) -> int:
        """A rate in per cent, as millionths."""
        value = Decimal(self.take(key, int | Decimal))  # type: ignore[arg-type]  # isinstance takes a union
        millionths = value * 10_000
        if not 0 <= value <= 100 or millionths != int(millionths):
            raise RatesFileWrong(f"{self.where}.{key} is not a percentage with at most four decimals")
        return int(millionths)

    def table(self, key: str) -> "Table":
        return Table(f"{self.where}.{key}", self.take(key, dict))

    def has(self, key: str) -> bool:
        return key in self._left

    def keys(self) -> tuple[str, ...]:
        return tuple(self._left)

    def done(self) -> None:
        if self._left:
            raise RatesFileWrong(f"{self.where} has unknown keys: {', '.join(self._left)}")


@dataclass(frozen=True, slots=True)
class Dated:
    """Where and when a block of figures is from."""

    effective_from: date
    source: str
    checked_on: date


def read_dated(table: Table) -> Dated:
    """The three keys that every block begins with."""
    return Dated(table.take("effective_from", date), table.take("source", str), table.take("checked_on", date))


def by_frequency(table: Table) -> Pence:
    """An amount for each frequency, in pence."""
    amounts = np.array([table.pence(key) for key in PERIOD_KEYS], dtype=np.int64)
    table.done()
    return amounts
