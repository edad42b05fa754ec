"""Reads the rates files that lie beside this module, each once, and finds the figures in force on a day.

A file is refused when a key is unknown or missing, and when its dates leave a gap, overlap or stray from its year.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

from sixpence.basics.refused import Refused
from sixpence.rates.employer import EmployerRates
from sixpence.rates.holiday import HolidayRates
from sixpence.rates.income_tax import IncomeTaxRates
from sixpence.rates.minimum_wage import MinimumWageRates
from sixpence.rates.national_insurance import NationalInsuranceRates
from sixpence.rates.orders import OrderRates
from sixpence.rates.pensions import PensionRates
from sixpence.rates.redundancy import RedundancyRates
from sixpence.rates.statutory_pay import ParentalPayRates, SickPayRates, StatutoryRecoveryRates
from sixpence.rates.student_loans import StudentLoanRates
from sixpence.rates.tables import Dated, RatesFileWrong, Table

FOLDER = Path(__file__).parent


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
    orders: OrderRates
    employer: EmployerRates
    minimum_wage: MinimumWageRates
    holiday: HolidayRates
    statutory_sick_pay: SickPayRates
    statutory_parental_pay: ParentalPayRates
    statutory_pay_recovery: StatutoryRecoveryRates
    statutory_redundancy_pay: RedundancyRates


class Block(Protocol):
    """The figures of one subject from a day on."""

    @property
    def dated(self) -> Dated: ...


# A subject is a name in the rates files, in their order, a module beside this one, and a field of `Rates`.
SUBJECTS: dict[str, Callable[[Table], Block]] = {
    "income_tax": IncomeTaxRates.read,
    "national_insurance": NationalInsuranceRates.read,
    "student_loans": StudentLoanRates.read,
    "pensions": PensionRates.read,
    "orders": OrderRates.read,
    "employer": EmployerRates.read,
    "minimum_wage": MinimumWageRates.read,
    "holiday": HolidayRates.read,
    "statutory_sick_pay": SickPayRates.read,
    "statutory_parental_pay": ParentalPayRates.read,
    "statutory_pay_recovery": StatutoryRecoveryRates.read,
    "statutory_redundancy_pay": RedundancyRates.read,
}
# Where a rate changes within the year, annual earnings periods use figures that Parliament blended for the year.
_DIRECTORS = "directors_national_insurance"


class TaxYearNotLoaded(Refused):
    """There is no rates file for a pay date."""

    def __init__(self, day: date) -> None:
        super().__init__(f"no rates are loaded for {day}: Sixpence knows the tax years {', '.join(tax_year_names())}")


@dataclass(frozen=True, slots=True)
class TaxYear:
    """One file: the blocks of each subject, in order of their dates."""

    name: str
    starts_on: date
    ends_on: date
    file_digest: str
    blocks: Mapping[str, tuple[Block, ...]]
    directors: Block

    def on(self, day: date) -> Rates:
        in_force: dict[str, Any] = {subject: _in_force(blocks, day) for subject, blocks in self.blocks.items()}
        in_force[_DIRECTORS] = self.directors
        return Rates(self.name, self.file_digest, **in_force)

    def all_blocks(self) -> tuple[Block, ...]:
        return (*(block for blocks in self.blocks.values() for block in blocks), self.directors)


def _in_force(blocks: tuple[Block, ...], day: date) -> Block:
    return max((block for block in blocks if block.dated.effective_from <= day), key=lambda b: b.dated.effective_from)


def read_tax_year(where: str, content: bytes) -> TaxYear:
    """One rates file. Raises RatesFileWrong, naming the file and what is wrong in it."""
    file = Table(where, tomllib.loads(content.decode(), parse_float=Decimal))
    name = file.take("tax_year", str)
    starts_on, ends_on = file.take("starts_on", date), file.take("ends_on", date)
    if starts_on != date(int(name[:4]), 4, 6) or ends_on != date(int(name[:4]) + 1, 4, 5):
        raise RatesFileWrong(f"{where} does not run from 6 April to 5 April of {name}")

    def blocks_of(subject: str, read: Callable[[Table], Block]) -> tuple[Block, ...]:
        tables = enumerate(file.take(subject, list), start=1)
        found = tuple(read(Table(f"{where}: {subject}[{number}]", table)) for number, table in tables)
        _check_dates(f"{where}: {subject}", tuple(block.dated.effective_from for block in found), starts_on, ends_on)
        return found

    blocks = {subject: blocks_of(subject, read) for subject, read in SUBJECTS.items()}
    directors = blocks["national_insurance"][0]
    if len(blocks["national_insurance"]) > 1:
        (directors,) = blocks_of(_DIRECTORS, NationalInsuranceRates.read)
    file.done()
    return TaxYear(name, starts_on, ends_on, sha256(content).hexdigest(), blocks, directors)


def _check_dates(where: str, dates: tuple[date, ...], starts_on: date, ends_on: date) -> None:
    if not dates or dates[0] != starts_on:
        raise RatesFileWrong(f"{where} leaves a gap at the start of the year")
    if any(later <= earlier for earlier, later in pairwise(dates)) or dates[-1] > ends_on:
        raise RatesFileWrong(f"{where} has blocks that overlap or lie outside the year")


@cache
def tax_year_names() -> tuple[str, ...]:
    """Every year there is a file for, oldest first."""
    return tuple(sorted(path.stem for path in FOLDER.glob("????-??.toml")))


@cache
def tax_years() -> tuple[TaxYear, ...]:
    """Every year there is a file for, oldest first."""
    years = tuple(map(_tax_year, tax_year_names()))
    for earlier, later in pairwise(years):
        if later.starts_on != earlier.ends_on + timedelta(days=1):
            raise RatesFileWrong(f"there is a gap between {earlier.name} and {later.name}")
    return years


@cache
def _tax_year(name: str) -> TaxYear:
    """One year alone: whoever pays a month of it does not wait for the others."""
    path = FOLDER / f"{name}.toml"
    year = read_tax_year(path.name, path.read_bytes())
    if year.name != name:
        raise RatesFileWrong(f"{path.name} says that it is of {year.name}")
    return year


def tax_year_of(day: date) -> TaxYear:
    """The tax year that holds a day. Raises TaxYearNotLoaded."""
    first = day.year - ((day.month, day.day) < (4, 6))
    name = f"{first}-{(first + 1) % 100:02d}"
    if name not in tax_year_names():
        raise TaxYearNotLoaded(day)
    return _tax_year(name)


def tax_year_named(name: str) -> TaxYear:
    """The tax year called "2026-27". Raises Refused where there is none."""
    if name not in tax_year_names():
        known = ", ".join(tax_year_names())
        raise Refused(f"no rates are loaded for a tax year {name!r}: Sixpence knows {known}")
    return _tax_year(name)


@cache
def rates_on(day: date) -> Rates:
    """Everything in force on a day. Raises TaxYearNotLoaded."""
    return tax_year_of(day).on(day)
