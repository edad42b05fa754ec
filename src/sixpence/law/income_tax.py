"""Income tax under PAYE: free pay, bands, and the limit on what one payment may bear.

Source: HMRC, Specification for PAYE Tax Table Routines v24.0, sections 4 to 7; SI 2003/2682 regulations 21 to 28.
Steps finer than a penny are hundredths of a penny (four decimals of a pound), named `*_hundredths`.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sixpence.basics.columns import (
    MOST_NARROW,
    Bool,
    Int,
    Share,
    above,
    either,
    either_of,
    look_up,
    lowest_terms,
    narrow,
    one_rate,
    only_if,
    places,
)
from sixpence.law.rounding import down, up
from sixpence.law.tax_codes import Kind, Regime, TaxCodes
from sixpence.law.tax_periods import LAST_WEEK
from sixpence.rates import IncomeTaxRates
from sixpence.rates.frequency import WEEKS, Frequency
from sixpence.rates.income_tax import Band

_MONTHS, _WEEKS_IN_YEAR = 12, 52
_CODE_BLOCK = 500  # a code's number is taken in blocks of 500 (paragraph 4.3.1)
_OPEN_ENDED = np.iinfo(np.int64).max
_MOST_POUNDS = 4 * MOST_NARROW // 100  # pay, benefits, earlier pay and additional pay in 32 bits, together
_PERIODS = 57  # rows 0 to 56 of the tables below, by tax week or month
_USUAL_CODES = 10_000  # numbers below this one have their free pay in a table
_EACH_ALONE = np.array([*WEEKS[:3], 1, _MONTHS], dtype=np.int32)  # periods in one payment, by frequency


@dataclass(frozen=True, slots=True)
class IncomeTax:
    """Tax on each payment and how it came about. Shape (n,) each; whole pence unless the name says otherwise."""

    cumulative: Bool  # whether pay and tax to date count
    periods: Int  # n: tax weeks or months whose allowances and bands apply
    free_pay_pence: Int  # negative: additional pay of a K code
    taxable_pay_to_date_pence: Int  # the pay the code is set against
    taxed_pounds: Int  # after free pay, cut to a pound
    band: NDArray[np.int8]  # place of the band that the top pound lies in, from 0
    tax_due_pence: Int  # for the periods, before what is already paid
    limit_pence: Int  # half of this payment's relevant pay
    tax_pence: Int  # on this payment; negative is a refund
    tax_to_date_pence: Int  # after this payment
    bands: "_Bands"
    step: NDArray[np.intp]  # place of the band among all of `bands`, for the periods that count
    rate_place: NDArray[np.intp]

    @property
    def tax_below_band_hundredths(self) -> Int:
        """Tax on the full bands below the one that the top pound lies in."""
        return self.bands.tax_below_hundredths[self.step]

    @property
    def taxed_in_band_hundredths(self) -> Int:
        """Pay within that band."""
        return self.taxed_pounds * np.int64(10_000) - self.bands.width_below_hundredths[self.step]

    @property
    def rate_millionths(self) -> Int:
        return self.bands.rate_millionths[self.rate_place]


class _Bands(NamedTuple):
    """Bands for each row: a regime, months or weeks, and n, in that order. A band's place is counted from 0."""

    # v: each band's end, rounded up to a pound; shape (bands - 1, rows), by the width of the pay it is compared with
    up_to_pence: dict[np.dtype[Any], Int]
    width_below_hundredths: Int  # c: all bands below this one; flat, by place and then row
    tax_below_hundredths: Int  # k: tax on them; flat, by place and then row
    rate_millionths: Int  # R: flat, by regime and then column: bands by their places, no tax, the basic rate and above
    rate: Share  # R again, in pence a pound
    # k - c x R, what the tax on T pounds is besides T x R: in the rate's parts of a penny, cut; flat, by place and row
    due_besides: Int
    limit: Share  # of relevant pay
    ends: tuple[int, ...]  # by regime, how many of its bands have an end
    no_tax: NDArray[np.int8]  # the column of code NT
    basic: NDArray[np.int8]  # the column of code BR; D0 and others follow
    columns: int
    rows: int


@lru_cache(maxsize=32)
def _bands_of(of_year: IncomeTaxRates) -> _Bands:
    bands_by_regime = of_year.bands
    regimes, places = len(bands_by_regime), max(len(bands) for bands in bands_by_regime)
    shape = (regimes, 2, _PERIODS)
    up_to = np.full((places - 1, *shape), _OPEN_ENDED, dtype=np.int64)
    width, tax = np.zeros((places, *shape), dtype=np.int64), np.zeros((places, *shape), dtype=np.int64)
    columns = 2 * places + 1
    rates = np.zeros((regimes, columns), dtype=np.int64)
    n = np.arange(_PERIODS, dtype=np.int64)
    for regime, bands in enumerate(bands_by_regime):
        flat = [band.rate_millionths for band in bands[_basic(bands) :]]
        rates[regime, places + 1 : places + 1 + len(flat)] = flat
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
    ends = tuple(len(bands) - 1 for bands in bands_by_regime)
    rate = lowest_terms(rates * 100, of_at_most=_MOST_POUNDS)
    rate_of_band = rates.T[:places, :, np.newaxis, np.newaxis]
    besides = down((tax * 1_000_000 - width * rate_of_band) * rate.whole, 100_000_000)
    rows = regimes * 2 * _PERIODS
    ends_pence = up_to.reshape(-1, rows)
    in_32_bits = np.minimum(ends_pence, np.iinfo(np.int32).max).astype(np.int32)
    return _Bands(
        up_to_pence={np.dtype(np.int32): in_32_bits, np.dtype(np.int64): ends_pence},
        width_below_hundredths=width.ravel(),
        tax_below_hundredths=tax.ravel(),
        rate_millionths=rates.ravel(),
        rate=Share(rate.parts.ravel(), rate.whole),
        due_besides=narrow(besides.ravel()),
        limit=one_rate(of_year.overriding_limit_millionths),
        ends=ends,
        no_tax=np.array([places], dtype=np.int8),
        basic=np.array([places + 1], dtype=np.int8),
        columns=columns,
        rows=rows,
    )


def highest_flat_step(rates: IncomeTaxRates, regime: int) -> int:
    """How many rates a regime has above its basic one: with 2, D1 is the last flat code."""
    bands = rates.bands[regime]
    return len(bands) - 1 - _basic(bands)


def _basic(bands: tuple[Band, ...]) -> int:
    """The place of the basic rate's band."""
    return [band.name for band in bands].index("basic")


def free_pay(codes: TaxCodes, periods: Int, frequency: NDArray[np.int8]) -> Int:
    """Free pay for `periods`, in pence; a K code's additional pay is negative. Shape (n,).

    One period's share is multiplied. Annual pay has the whole of it. Source: paragraphs 4.3 and 6.3; PAYE11050.
    """
    by_week = frequency <= int(Frequency.FOUR_WEEKLY)
    if codes.number.max(initial=0) < _USUAL_CODES:
        one_period = look_up(_usual_shares(), by_week.view(np.int8), codes.number)
    else:
        one_period = either(by_week, _share(codes.number, _WEEKS_IN_YEAR), _share(codes.number, _MONTHS))
    amount = one_period * periods
    annual = frequency == int(Frequency.ANNUAL)
    if annual.any():
        amount = either(annual, only_if(codes.number > 0, (10 * codes.number + 9) * 100), amount)
    signed: Int = amount * (1 - 2 * (codes.kind == int(Kind.K)).view(np.int8))
    return signed


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
    """One month's free pay of every usual number, and below it one week's."""
    numbers = np.arange(_USUAL_CODES, dtype=np.int64)
    return narrow(np.stack([_share(numbers, _MONTHS), _share(numbers, _WEEKS_IN_YEAR)]))


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
    by_week = frequency <= int(Frequency.FOUR_WEEKLY)
    cumulative = ~either_of(codes.week1_month1, by_week & (tax_period > LAST_WEEK))
    alone = _EACH_ALONE[places(frequency)]
    periods = either(cumulative, either(frequency == int(Frequency.ANNUAL), alone, tax_period), alone)

    pay_to_date = taxable_pay_pence + only_if(cumulative, taxable_pay_before_pence)
    free = free_pay(codes, periods, frequency)
    taxed = above(pay_to_date, free)
    taxed_pounds = down(taxed, 100)

    # Bands: the pence of taxed pay count when the band is chosen, and not in the tax (paragraph 4.4).
    row = places(codes.regime.astype(np.int32) * (2 * _PERIODS) + (by_week * _PERIODS + periods))
    band = np.zeros(taxed.shape, dtype=np.int8)
    for up_to in tables.up_to_pence[taxed.dtype][: max(tables.ends[: codes.regime.max(initial=0) + 1])]:
        band += (taxed > up_to[row]).view(np.int8)
    # Flat codes: the basic rate or one so many steps above, on all pay (section 5). NT: nothing.
    band *= (codes.kind < int(Kind.FLAT)).view(np.int8)
    step = places(band)
    step *= tables.rows
    step += row
    column = either(codes.kind == int(Kind.FLAT), tables.basic + codes.flat_step, band)
    column = either(codes.kind == int(Kind.NT), tables.no_tax, column)
    rate_place = places(codes.regime * np.int8(tables.columns) + column)
    # k + (T - c) x R, cut to a penny. T x R is whole in the rate's parts of one, so the rest may be cut beforehand.
    due = down(taxed_pounds * tables.rate.parts[rate_place] + tables.due_besides[step], tables.rate.whole)

    limit = down(relevant_pay_pence * tables.limit.parts, tables.limit.whole)
    tax = np.minimum(due - only_if(cumulative, tax_before_pence), limit)
    return IncomeTax(
        cumulative,
        periods,
        free,
        pay_to_date,
        taxed_pounds,
        band,
        due,
        limit,
        tax,
        tax_before_pence + tax,
        tables,
        step,
        rate_place,
    )


__all__ = ["IncomeTax", "Regime", "free_pay", "highest_flat_step", "income_tax"]
