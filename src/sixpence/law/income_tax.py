"""Income tax under PAYE: free pay, bands, and the limit on what one payment may bear.

Source: HMRC, Specification for PAYE Tax Table Routines v24.0, sections 4 to 7; SI 2003/2682 regulations 21 to 28.
Steps finer than a penny are hundredths of a penny (four decimals of a pound), named `*_hundredths`.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sixpence.basics.columns import either, only_if, places
from sixpence.law.rounding import down, up
from sixpence.law.tax_codes import Kind, Regime, TaxCodes
from sixpence.law.tax_periods import LAST_WEEK
from sixpence.rates import IncomeTaxRates
from sixpence.rates.frequency import WEEKS, Frequency

Int = NDArray[np.int64]
Bool = NDArray[np.bool_]

_MONTHS, _WEEKS_IN_YEAR = 12, 52
_CODE_BLOCK = 500  # a code's number is taken in blocks of 500 (paragraph 4.3.1)
_OPEN_ENDED = np.iinfo(np.int64).max
_PERIODS = 57  # rows 0 to 56 of the tables below, by tax week or month
_USUAL_CODES = 10_000  # numbers below this one have their free pay in a table
_EACH_ALONE = np.array([*WEEKS[:3], 1, _MONTHS], dtype=np.int64)  # periods in one payment, by frequency


@dataclass(frozen=True, slots=True)
class IncomeTax:
    """Tax on each payment and how it came about. Shape (n,) each; whole pence unless the name says otherwise."""

    cumulative: Bool  # whether pay and tax to date count
    periods: Int  # n: tax weeks or months whose allowances and bands apply
    free_pay_pence: Int  # negative: additional pay of a K code
    taxable_pay_to_date_pence: Int  # the pay the code is set against
    taxed_pounds: Int  # after free pay, cut to a pound
    band: Int  # place of the band that the top pound lies in, from 0
    tax_below_band_hundredths: Int  # tax on the full bands below it
    taxed_in_band_hundredths: Int  # pay within it
    rate_millionths: Int
    tax_due_pence: Int  # for the periods, before what is already paid
    limit_pence: Int  # half of this payment's relevant pay
    tax_pence: Int  # on this payment; negative is a refund
    tax_to_date_pence: Int  # after this payment


class _Bands(NamedTuple):
    """Bands for each row: a regime, months or weeks, and n, in that order. A band's place is counted from 0."""

    up_to_pence: Int  # v: each band's end, rounded up to a pound; shape (bands - 1, rows)
    width_below_hundredths: Int  # c: all bands below this one; flat, by place and then row
    tax_below_hundredths: Int  # k: tax on them; flat, by place and then row
    rate_millionths: Int  # flat, by regime and then place
    basic: NDArray[np.int8]  # by regime, the basic rate's place
    ends: tuple[int, ...]  # by regime, how many of its bands have an end
    no_tax: NDArray[np.int8]  # the place after the last one
    places: int
    rows: int


@lru_cache(maxsize=32)
def _bands_of(of_year: IncomeTaxRates) -> _Bands:
    bands_by_regime = of_year.bands
    regimes, places = len(bands_by_regime), max(len(bands) for bands in bands_by_regime)
    shape = (regimes, 2, _PERIODS)
    up_to = np.full((places - 1, *shape), _OPEN_ENDED, dtype=np.int64)
    width, tax = np.zeros((places, *shape), dtype=np.int64), np.zeros((places, *shape), dtype=np.int64)
    rates = np.zeros((regimes, places + 1), dtype=np.int64)  # a place more, at no rate: code NT's
    n = np.arange(_PERIODS, dtype=np.int64)
    for regime, bands in enumerate(bands_by_regime):
        year_tax_pence = below = 0  # K: tax on all of C for the year
        for place, band in enumerate(bands):
            rates[regime, place] = band.rate_millionths
            if band.up_to_pounds is None:
                continue
            year_tax_pence += (band.up_to_pounds - below) * band.rate_millionths // 10_000
            below = band.up_to_pounds
            for unit, periods_in_year in enumerate((_MONTHS, _WEEKS_IN_YEAR)):
                c = down(band.up_to_pounds * 10_000 * n, periods_in_year)
                up_to[place, regime, unit] = up(c, 10_000) * 100
                width[place + 1, regime, unit] = c
                tax[place + 1, regime, unit] = down(year_tax_pence * 100 * n, periods_in_year)
    basic = np.array([[band.name for band in bands].index("basic") for bands in bands_by_regime], dtype=np.int8)
    ends = tuple(len(bands) - 1 for bands in bands_by_regime)
    rows, no_tax = regimes * 2 * _PERIODS, np.array([places], dtype=np.int8)
    return _Bands(up_to.reshape(-1, rows), width.ravel(), tax.ravel(), rates.ravel(), basic, ends, no_tax, places, rows)


def highest_flat_step(rates: IncomeTaxRates, regime: int) -> int:
    """How many rates a regime has above its basic one: with 2, D1 is the last flat code."""
    bands = rates.bands[regime]
    return len(bands) - 1 - [band.name for band in bands].index("basic")


def free_pay(codes: TaxCodes, periods: Int, frequency: NDArray[np.int8]) -> Int:
    """Free pay for `periods`, in pence; a K code's additional pay is negative. Shape (n,).

    One period's share is multiplied. Annual pay has the whole of it. Source: paragraphs 4.3 and 6.3; PAYE11050.
    """
    by_week = frequency <= Frequency.FOUR_WEEKLY
    if (codes.number < _USUAL_CODES).all():
        one_period = _usual_shares()[by_week * _USUAL_CODES + codes.number]
    else:
        one_period = either(by_week, _share(codes.number, _WEEKS_IN_YEAR), _share(codes.number, _MONTHS))
    amount = one_period * periods
    annual = frequency == Frequency.ANNUAL
    if annual.any():
        amount = either(annual, only_if(codes.number > 0, (10 * codes.number + 9) * 100), amount)
    return either(codes.kind == Kind.K, -amount, amount)


def _share(number: Int, periods_in_year: int) -> Int:
    """Free pay of one week or month: its share of 10 x number + 9, up to a penny, in blocks of 500 of the number.

    Source: paragraph 4.3.1.
    """
    block = down(np.maximum(number - 1, 0), _CODE_BLOCK)
    rest = number - block * _CODE_BLOCK
    share = up((10 * rest + 9) * 100, periods_in_year) + block * up(10 * _CODE_BLOCK * 100, periods_in_year)
    return only_if(number > 0, share)


@lru_cache(maxsize=1)
def _usual_shares() -> Int:
    """One month's free pay of every usual number, and behind it one week's."""
    numbers = np.arange(_USUAL_CODES, dtype=np.int64)
    return np.concatenate([_share(numbers, _MONTHS), _share(numbers, _WEEKS_IN_YEAR)])


def income_tax(
    rates: IncomeTaxRates,
    *,
    codes: TaxCodes,
    frequency: NDArray[np.int8],
    tax_period: Int,
    taxable_pay_pence: Int,
    taxable_pay_before_pence: Int,
    tax_before_pence: Int,
    relevant_pay_pence: Int,
) -> IncomeTax:
    """Tax on each payment. All columns have shape (n,), money in whole pence.

    `relevant_pay_pence` is what the limit is half of: pay less net-pay pension contributions, without benefits in kind
    (SI 2003/2682 regulations 2 to 4). Annual pay is taxed on the whole year's allowances.
    """
    tables = _bands_of(rates)
    # An extra week's payment (53, 54, 56) is taxed alone, whatever the code's basis (PAYE70015).
    by_week = frequency <= Frequency.FOUR_WEEKLY
    cumulative = ~(codes.week1_month1 | (by_week & (tax_period > LAST_WEEK)))
    periods = either(cumulative & (frequency != Frequency.ANNUAL), tax_period, _EACH_ALONE[places(frequency)])

    pay_to_date = taxable_pay_pence + only_if(cumulative, taxable_pay_before_pence)
    free = free_pay(codes, periods, frequency)
    taxed = np.maximum(pay_to_date - free, 0)
    taxed_pounds = down(taxed, 100)

    # Bands: the pence of taxed pay count when the band is chosen, and not in the tax (paragraph 4.4).
    regime = places(codes.regime)
    row = (regime * 2 + by_week) * _PERIODS + periods
    band = np.zeros(taxed.shape, dtype=np.int8)
    for up_to in tables.up_to_pence[: max(tables.ends[: codes.regime.max(initial=0) + 1])]:
        band += (taxed > up_to[row]).view(np.int8)
    # Flat codes: the basic rate's place and so many steps above, on all pay (section 5). NT: nothing.
    by_bands = codes.kind < Kind.FLAT
    band *= by_bands.view(np.int8)
    steps = places(band) * tables.rows + row
    width_below, tax_below = tables.width_below_hundredths[steps], tables.tax_below_hundredths[steps]
    band += (tables.basic[regime] + codes.flat_step) * (~by_bands).view(np.int8)
    at_rate = places(either(codes.kind == Kind.NT, tables.no_tax, band))
    rate = tables.rate_millionths[regime * (tables.places + 1) + at_rate]

    in_band = taxed_pounds * 10_000 - width_below
    due = down(tax_below * 1_000_000 + in_band * rate, 100_000_000)

    limit = down(relevant_pay_pence * rates.overriding_limit_millionths, 1_000_000)
    tax = np.minimum(due - only_if(cumulative, tax_before_pence), limit)
    return IncomeTax(
        cumulative,
        periods,
        free,
        pay_to_date,
        taxed_pounds,
        band,
        tax_below,
        in_band,
        rate,
        due,
        limit,
        tax,
        tax_before_pence + tax,
    )


__all__ = ["IncomeTax", "Regime", "free_pay", "highest_flat_step", "income_tax"]
