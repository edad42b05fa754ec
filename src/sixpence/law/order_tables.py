"""What a table of deductions takes from earnings: of the whole, slice by slice, for any length of pay period.

Source: SI 2013/384 regulation 20 and schedule 2 (direct earnings attachments); SI 1992/613 regulation 38 and schedule
4 (council tax); SI 2006/501 regulations 5 to 8 (fines); Debtors (Scotland) Act 1987 section 49 and schedule 2 (earnings
arrestments). All four divide the pay of several weeks or months (or of other periods into days), look up one of them,
and multiply.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sixpence.law.rounding import deduction_by_order_penny
from sixpence.rates.frequency import WEEKS, Frequency
from sixpence.rates.orders import DeductionTable, EarningsUnit

Int = NDArray[np.int64]
_MILLION = 1_000_000
_MONTHS_IN_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class TableDeduction:
    """Shape (n,). `one_pence` is for one week, month or day, `deduction_pence` for all that the pay period has."""

    band: Int  # place in the table, from 0
    one_pence: Int
    deduction_pence: Int


def pay_units(frequency: NDArray[np.int8]) -> tuple[NDArray[np.int8], Int]:
    """Which table each pay period is looked up in, as in `EarningsUnit`, and how many of its units the period has.

    >>> [column.tolist() for column in pay_units(np.array([Frequency.FOUR_WEEKLY, Frequency.ANNUAL], np.int8))]
    [[0, 1], [4, 12]]
    """
    weeks = np.array(WEEKS, dtype=np.int64)[frequency]
    by_month = (frequency == Frequency.MONTHLY) | (frequency == Frequency.ANNUAL)
    unit = np.where(by_month, EarningsUnit.MONTH, EarningsUnit.WEEK).astype(np.int8)
    return unit, np.where(frequency == Frequency.ANNUAL, _MONTHS_IN_A_YEAR, np.where(by_month, 1, weeks))


def table_deduction(
    table: DeductionTable, *, unit: NDArray[np.int8], units: Int, earnings_pence: Int
) -> TableDeduction:
    """The deduction from each row's earnings. All columns have shape (n,), money in whole pence, `units` 1 or more.

    Raises ValueError for daily earnings where no table for them is known.
    """
    if not table.for_days and (unit == EarningsUnit.DAY).any():
        raise ValueError("no table of this order for daily earnings is known")
    # Bounds times units against whole earnings: the same comparison as earnings by units, and exact.
    bounds = table.exceeding[unit][:, 1:] * units[:, np.newaxis]
    band = (earnings_pence[:, np.newaxis] > bounds).sum(axis=1)
    excess = earnings_pence - table.exceeding[unit, band] * units
    share = earnings_pence * table.of_all_rate[band] + excess * table.of_excess_rate[band]
    one = table.fixed[unit, band] + deduction_by_order_penny(share, _MILLION * units)
    one = np.maximum(one, table.at_least[unit, band])
    return TableDeduction(band, one, one * units)
