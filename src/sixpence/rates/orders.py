"""Deductions by order: the table of each kind, for weekly, monthly and daily earnings, and what no order states itself.

A table's bands hold for all three: band by band, from where they begin, and what is deducted in them. In force means
the day of payment, except that a council tax order keeps the table of the day it was made.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

import numpy as np

from sixpence.rates.tables import Dated, Millionths, Pence, RatesFileWrong, Table, read_dated


class EarningsUnit(IntEnum):
    """Which of a kind's tables applies: A, B or C. The value is the first place in the arrays of `DeductionTable`."""

    WEEK = 0
    MONTH = 1
    DAY = 2


UNIT_KEYS = ("per_week_pence", "per_month_pence", "per_day_pence")
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class DeductionTable:
    """What one week's, month's or day's earnings bear. Amounts: shape (3, bands), by `EarningsUnit`; rates: (bands,).

    In a band the deduction is `of_all_rate` of all the earnings, plus `fixed`, plus `of_excess_rate` of the earnings
    above `exceeding`, and not less than `at_least`. The first band begins at 0 and takes in earnings of 0.
    `for_days` is false where no table for daily earnings is known; its figures are then 0 and mean nothing.
    """

    for_days: bool
    exceeding: Pence
    of_all_rate: Millionths
    fixed: Pence
    of_excess_rate: Millionths
    at_least: Pence


@dataclass(frozen=True, slots=True)
class OrderRates:
    dated: Dated
    administration_cost_pence: int  # what the employer may keep for each deduction
    protected_share_millionths: int  # of net earnings, under attachments by notice and child maintenance orders
    maintenance_arrestment_protected_per_day_pence: int
    attachment_standard: DeductionTable  # direct earnings attachment
    attachment_higher: DeductionTable
    council_tax_england: DeductionTable
    council_tax_wales: DeductionTable
    council_tax_wales_made_from: date  # Welsh orders made before that day are on England's table
    fines: DeductionTable
    earnings_arrestment: DeductionTable

    @classmethod
    def read(cls, table: Table) -> "OrderRates":
        rates = cls(
            read_dated(table),
            table.pence("administration_cost_per_deduction_pence"),
            table.percent("protected_earnings_percent"),
            table.pence("current_maintenance_arrestment_protected_per_day_pence"),
            _deduction_table(table, "direct_earnings_attachment_standard"),
            _deduction_table(table, "direct_earnings_attachment_higher"),
            _deduction_table(table, "council_tax_england"),
            _deduction_table(table, "council_tax_wales"),
            table.take("council_tax_wales_orders_made_from", date),
            _deduction_table(table, "fines"),
            _deduction_table(table, "earnings_arrestment"),
        )
        table.done()
        return rates


def _deduction_table(orders: Table, kind: str) -> DeductionTable:
    bands = [
        Table(f"{orders.where}.{kind}[{number}]", row) for number, row in enumerate(orders.take(kind, list), start=1)
    ]
    starts = [band.table("exceeding") for band in bands]
    for_days = all(start.has(UNIT_KEYS[EarningsUnit.DAY]) for start in starts)
    exceeding = np.array([_by_unit(start, for_days=for_days) for start in starts], dtype=np.int64).T
    rising = np.diff(exceeding if for_days else exceeding[: EarningsUnit.DAY], axis=1) > 0
    if exceeding[:, 0].any() or not rising.all():
        raise RatesFileWrong(f"{orders.where}.{kind} has bands that do not begin at 0 and rise")
    rows = [_band(band, exceeding[:, place]) for place, band in enumerate(bands)]
    of_all, fixed, of_excess, at_least = zip(*rows, strict=True)
    return DeductionTable(
        for_days,
        exceeding,
        np.array(of_all, dtype=np.int64),
        np.array(fixed, dtype=np.int64).T,
        np.array(of_excess, dtype=np.int64),
        np.array(at_least, dtype=np.int64).T,
    )


def _band(band: Table, exceeding: Pence) -> tuple[int, list[int], int, list[int]]:
    """Its rate on all the earnings, fixed part, rate on the excess and least deduction, as the law words them."""
    of_all, of_excess = 0, 0
    fixed = at_least = [0] * len(EarningsUnit)
    if band.has("of_all_percent"):
        of_all = band.percent("of_all_percent")
    elif band.has("of_first_percent"):  # "17 in respect of the first £505 and 50 in respect of the remainder"
        first = exceeding * band.percent("of_first_percent")
        if (first % _MILLION).any():
            raise RatesFileWrong(f"{band.where}.of_first_percent gives a part of a penny")
        fixed, of_excess = (first // _MILLION).tolist(), band.percent("of_rest_percent")
    else:
        fixed = _by_unit(band.table("fixed")) if band.has("fixed") else fixed
        at_least = _by_unit(band.table("at_least")) if band.has("at_least") else at_least
        of_excess = band.percent("of_excess_percent")
    band.done()
    return of_all, fixed, of_excess, at_least


def _by_unit(table: Table, *, for_days: bool = True) -> list[int]:
    keys = UNIT_KEYS if for_days else UNIT_KEYS[: EarningsUnit.DAY]
    amounts = [table.pence(key) for key in keys] + [0] * (len(UNIT_KEYS) - len(keys))
    table.done()
    return amounts
