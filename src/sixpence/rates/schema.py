"""What a rates file may say, and the arrays that the law's functions look figures up in.

Money is whole pence; rates are integers in millionths (8% is 80_000). Arrays by frequency follow `Frequency`, arrays
by letter run from A (0) to Z (25).
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

REGIMES = ("rest_of_uk", "wales", "scotland")
EMPLOYER_STARTS = (
    "secondary_threshold",
    "upper_secondary_threshold",
    "apprentice_upper_secondary_threshold",
    "veterans_upper_secondary_threshold",
    "freeport_upper_secondary_threshold",
    "investment_zone_upper_secondary_threshold",
)


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


def _dated(table: Table) -> Dated:
    return Dated(table.take("effective_from", date), table.take("source", str), table.take("checked_on", date))


def _by_frequency(table: Table) -> Pence:
    amounts = np.array([table.pence(key) for key in PERIOD_KEYS], dtype=np.int64)
    table.done()
    return amounts


@dataclass(frozen=True, slots=True)
class Band:
    """Tax at `rate_millionths` on taxable pay above the band before, up to and including `up_to_pounds` a year."""

    name: str
    up_to_pounds: int | None
    rate_millionths: int


@dataclass(frozen=True, slots=True)
class IncomeTaxRates:
    dated: Dated
    emergency_tax_code: str
    overriding_limit_millionths: int
    relief_at_source_millionths: int
    bands: tuple[tuple[Band, ...], ...]  # by regime, in the order of REGIMES

    @classmethod
    def read(cls, table: Table) -> "IncomeTaxRates":
        rates = cls(
            _dated(table),
            table.take("emergency_tax_code", str),
            table.percent("overriding_limit_percent"),
            table.percent("relief_at_source_percent"),
            tuple(_bands(table, regime) for regime in REGIMES),
        )
        table.done()
        return rates


def _bands(table: Table, regime: str) -> tuple[Band, ...]:
    rows = table.take(regime, list)
    bands: list[Band] = []
    for number, row in enumerate(rows, start=1):
        band = Table(f"{table.where}.{regime}[{number}]", row)
        up_to = None
        if number < len(rows):
            pence = band.pence("taxable_pay_up_to_per_year_pence")
            up_to, rest = divmod(pence, 100)
            if rest or (bands and up_to <= (bands[-1].up_to_pounds or 0)):
                raise RatesFileWrong(f"{band.where} does not end on a whole pound above the band before")
        bands.append(Band(band.take("band", str), up_to, band.percent("percent")))
        band.done()
    return tuple(bands)


@dataclass(frozen=True, slots=True)
class NationalInsuranceRates:
    """Class 1. `employer_start` holds from where the employer pays, by letter and frequency."""

    dated: Dated
    lower_earnings_limit: Pence  # by frequency
    primary_threshold: Pence
    secondary_threshold: Pence
    upper_earnings_limit: Pence
    letters: str  # those in use
    employee_to_upper_earnings_limit: Millionths  # by letter
    employee_above: Millionths
    employer: Millionths
    employer_start: Pence  # shape (26, 5)

    @classmethod
    def read(cls, table: Table) -> "NationalInsuranceRates":
        dated, thresholds, letters = _dated(table), table.table("thresholds"), table.table("letters")
        table.done()
        limits = {name: _by_frequency(thresholds.table(name)) for name in thresholds.keys()}  # noqa: SIM118
        for name in ("lower_earnings_limit", "primary_threshold", "secondary_threshold", "upper_earnings_limit"):
            if name not in limits:
                raise RatesFileWrong(f"{thresholds.where} lacks {name}")
        employee_main, employee_above, employer = (np.zeros(26, dtype=np.int64) for _ in range(3))
        employer_start = np.zeros((26, len(PERIOD_KEYS)), dtype=np.int64)
        in_use = letters.keys()
        for letter in in_use:
            row, place = letters.table(letter), ord(letter) - ord("A")
            employee_main[place] = row.percent("employee_to_upper_earnings_limit_percent")
            employee_above[place] = row.percent("employee_above_percent")
            employer[place] = row.percent("employer_percent")
            start = row.take("employer_from", str)
            if start not in EMPLOYER_STARTS or start not in limits:
                raise RatesFileWrong(f"{row.where}.employer_from names no threshold of this block: {start}")
            employer_start[place] = limits[start]
            row.done()
        return cls(
            dated,
            limits["lower_earnings_limit"],
            limits["primary_threshold"],
            limits["secondary_threshold"],
            limits["upper_earnings_limit"],
            "".join(sorted(in_use)),
            employee_main,
            employee_above,
            employer,
            employer_start,
        )


@dataclass(frozen=True, slots=True)
class StudentLoanRates:
    """Arrays are by plan: 1 at [1], 2 at [2], 4 at [4], 5 at [5]; [0] is no plan. `plans` are those in payroll."""

    dated: Dated
    plans: tuple[int, ...]
    threshold_per_year: Pence
    rate: Millionths
    postgraduate_threshold_per_year: int
    postgraduate_rate: int

    @classmethod
    def read(cls, table: Table) -> "StudentLoanRates":
        dated = _dated(table)
        threshold, rate = np.zeros(6, dtype=np.int64), np.zeros(6, dtype=np.int64)
        plans = tuple(plan for plan in (1, 2, 4, 5) if table.has(f"plan_{plan}"))
        for plan in plans:
            row = table.table(f"plan_{plan}")
            threshold[plan], rate[plan] = row.pence("threshold_per_year_pence"), row.percent("percent")
            row.done()
        postgraduate = table.table("postgraduate")
        rates = cls(
            dated,
            plans,
            threshold,
            rate,
            postgraduate.pence("threshold_per_year_pence"),
            postgraduate.percent("percent"),
        )
        postgraduate.done()
        table.done()
        return rates


@dataclass(frozen=True, slots=True)
class PensionRates:
    """Automatic enrolment's earnings levels, by frequency."""

    dated: Dated
    lower_level: Pence
    upper_level: Pence
    enrolment_trigger: Pence

    @classmethod
    def read(cls, table: Table) -> "PensionRates":
        rates = cls(
            _dated(table),
            _by_frequency(table.table("qualifying_earnings_lower_level")),
            _by_frequency(table.table("qualifying_earnings_upper_level")),
            _by_frequency(table.table("enrolment_trigger")),
        )
        table.done()
        return rates


@dataclass(frozen=True, slots=True)
class Rates:
    """Everything in force on one day."""

    tax_year: str
    file_digest: str  # SHA-256 of the rates file, hex
    income_tax: IncomeTaxRates
    national_insurance: NationalInsuranceRates
    directors_national_insurance: NationalInsuranceRates  # for annual earnings periods
    student_loans: StudentLoanRates
    pensions: PensionRates


def open_table(where: str, table: Any) -> Table:
    return Table(where, table)
