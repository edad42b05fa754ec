"""Reads the rates files that lie beside this module, once, and finds the figures in force on a day.

A file is refused when a key is unknown or missing, and when its dates leave a gap, overlap or stray from its year.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Protocol, TypeVar

from sixpence.basics.refused import Refused
from sixpence.rates.schema import (
    Dated,
    IncomeTaxRates,
    NationalInsuranceRates,
    PensionRates,
    Rates,
    RatesFileWrong,
    StudentLoanRates,
    Table,
    open_table,
)

FOLDER = Path(__file__).parent


class TaxYearNotLoaded(Refused):
    """There is no rates file for a pay date."""

    def __init__(self, day: date) -> None:
        known = ", ".join(year.name for year in tax_years())
        super().__init__(f"no rates are loaded for {day}: Sixpence knows the tax years {known}")


class _Block(Protocol):
    @property
    def dated(self) -> Dated: ...


BlockT = TypeVar("BlockT", bound=_Block)


@dataclass(frozen=True, slots=True)
class TaxYear:
    """One file: the blocks of each subject, in order of their dates."""

    name: str
    starts_on: date
    ends_on: date
    file_digest: str
    income_tax: tuple[IncomeTaxRates, ...]
    national_insurance: tuple[NationalInsuranceRates, ...]
    directors_national_insurance: NationalInsuranceRates
    student_loans: tuple[StudentLoanRates, ...]
    pensions: tuple[PensionRates, ...]

    def on(self, day: date) -> Rates:
        return Rates(
            self.name,
            self.file_digest,
            _in_force(self.income_tax, day),
            _in_force(self.national_insurance, day),
            self.directors_national_insurance,
            _in_force(self.student_loans, day),
            _in_force(self.pensions, day),
        )

    def changes_on(self) -> tuple[date, ...]:
        """The days on which a new set of figures begins."""
        blocks: tuple[_Block, ...] = (*self.income_tax, *self.national_insurance, *self.student_loans, *self.pensions)
        return tuple(sorted({block.dated.effective_from for block in blocks}))


def _in_force(blocks: tuple[BlockT, ...], day: date) -> BlockT:
    return max((block for block in blocks if block.dated.effective_from <= day), key=lambda b: b.dated.effective_from)


def read_tax_year(where: str, content: bytes) -> TaxYear:
    """One rates file. Raises RatesFileWrong, naming the file and what is wrong in it."""
    file = open_table(where, tomllib.loads(content.decode(), parse_float=Decimal))
    name = file.take("tax_year", str)
    starts_on, ends_on = file.take("starts_on", date), file.take("ends_on", date)
    if starts_on != date(int(name[:4]), 4, 6) or ends_on != date(int(name[:4]) + 1, 4, 5):
        raise RatesFileWrong(f"{where} does not run from 6 April to 5 April of {name}")

    def blocks(key: str, read: Callable[[Table], BlockT]) -> tuple[BlockT, ...]:
        found = tuple(
            read(open_table(f"{where}: {key}[{number}]", table))
            for number, table in enumerate(file.take(key, list), start=1)
        )
        _check_dates(f"{where}: {key}", tuple(block.dated.effective_from for block in found), starts_on, ends_on)
        return found

    national_insurance = blocks("national_insurance", NationalInsuranceRates.read)
    directors = national_insurance[0]
    # Where a rate changes within the year, annual earnings periods use figures that Parliament blended for the year.
    if len(national_insurance) > 1:
        (directors,) = blocks("directors_national_insurance", NationalInsuranceRates.read)
    year = TaxYear(
        name,
        starts_on,
        ends_on,
        sha256(content).hexdigest(),
        blocks("income_tax", IncomeTaxRates.read),
        national_insurance,
        directors,
        blocks("student_loans", StudentLoanRates.read),
        blocks("pensions", PensionRates.read),
    )
    file.done()
    return year


def _check_dates(where: str, dates: tuple[date, ...], starts_on: date, ends_on: date) -> None:
    if not dates or dates[0] != starts_on:
        raise RatesFileWrong(f"{where} leaves a gap at the start of the year")
    if any(later <= earlier for earlier, later in pairwise(dates)) or dates[-1] > ends_on:
        raise RatesFileWrong(f"{where} has blocks that overlap or lie outside the year")


@cache
def tax_years() -> tuple[TaxYear, ...]:
    """Every year there is a file for, oldest first."""
    years = tuple(read_tax_year(path.name, path.read_bytes()) for path in sorted(FOLDER.glob("????-??.toml")))
    for earlier, later in pairwise(years):
        if later.starts_on != earlier.ends_on + timedelta(days=1):
            raise RatesFileWrong(f"there is a gap between {earlier.name} and {later.name}")
    return years


def tax_year_of(day: date) -> TaxYear:
    """The tax year that holds a day. Raises TaxYearNotLoaded."""
    for year in tax_years():
        if year.starts_on <= day <= year.ends_on:
            return year
    raise TaxYearNotLoaded(day)


@cache
def rates_on(day: date) -> Rates:
    """Everything in force on a day. Raises TaxYearNotLoaded."""
    return tax_year_of(day).on(day)
