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
    Places,
    Share,
    above,
    are_places,
    at,
    each_only_if,
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
_BANDS, _NO_TAX, _BASIC_RATE = range(3)  # scales of a regime, which go on with those of D0 to D3
_SCALES = _BASIC_RATE + 5
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
    step: Places  # of the band, in the tables of `bands`

    @property
    def tax_below_band_hundredths(self) -> Int:
        """Tax on the full bands below the one that the top pound lies in."""
        return at(self.bands.tax_below_hundredths, self.step)

    @property
    def taxed_in_band_hundredths(self) -> Int:
        """Pay within that band."""
        return self.taxed_pounds * np.int64(10_000) - at(self.bands.width_below_hundredths, self.step)

    @property
    def rate_millionths(self) -> Int:
        return at(self.bands.rate_millionths, self.step)


class _Bands(NamedTuple):
    """Bands for each row, which is a scale, months or weeks, and n, in that order.

    A scale is what a code's pay is set against: of each regime first its bands, then what code NT has and what BR, D0
    and so on have, which are scales of one band. The tables are flat: a row's bands follow each other by their place.
    """

    # v: each band's end, rounded up to a pound; by the width of the pay it is compared with, and by the band's place
    up_to_pence: dict[np.dtype[Any], tuple[Int, ...]]
    width_below_hundredths: Int  # c: all bands below this one
    tax_below_hundredths: Int  # k: tax on them
    rate_millionths: Int  # R
    rate: Share  # R again, in pence a pound
    due_besides: Int  # k - c x R, what the tax on T pounds is besides T x R: in the rate's parts of a penny, cut
    limit: Share  # of relevant pay
    ends: tuple[int, ...]  # by regime, how many of its bands have an end
    places: int  # of one row


@lru_cache(maxsize=32)
def _bands_of(of_year: IncomeTaxRates) -> _Bands:
    bands_by_regime = of_year.bands
    places = max(len(bands) for bands in bands_by_regime)
    shape = (len(bands_by_regime), _SCALES, 2, _PERIODS, places)
    up_to = np.full(shape, _OPEN_ENDED, dtype=np.int64)
    width, tax = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    rates = np.zeros((*shape[:2], 1, 1, places), dtype=np.int64)
    n = np.arange(_PERIODS, dtype=np.int64)
    for regime, bands in enumerate(bands_by_regime):
        for flat_step, band in enumerate(bands[_basic(bands) :]):
            rates[regime, _BASIC_RATE + flat_step] = band.rate_millionths
        year_tax_pence = below = 0  # K: tax on all of C for the year
        for place, band in enumerate(bands):
            rates[regime, _BANDS, :, :, place] = band.rate_millionths
            if band.up_to_pounds is None:
                continue
            year_tax_pence += (band.up_to_pounds - below) * band.rate_millionths // 10_000
            below = band.up_to_pounds
            for unit, periods_in_year in enumerate((_MONTHS, _WEEKS_IN_YEAR)):
                c = down(band.up_to_pounds * 10_000 * n, periods_in_year)
                up_to[regime, _BANDS, unit, :, place] = up(c, 10_000) * 100
                width[regime, _BANDS, unit, :, place + 1] = c
                tax[regime, _BANDS, unit, :, place + 1] = down(year_tax_pence * 100 * n, periods_in_year)
    rate = lowest_terms(rates * 100, of_at_most=_MOST_POUNDS)
    besides = down((tax * 1_000_000 - width * rates) * rate.whole, 100_000_000)
    ends_pence = up_to.ravel()
    in_32_bits = np.minimum(ends_pence, np.iinfo(np.int32).max).astype(np.int32)
    return _Bands(
        # A row's second end stands where its first would, were the table read from one place on; and so on.
        up_to_pence={
            ends.dtype: tuple(ends[place:] for place in range(places - 1)) for ends in (in_32_bits, ends_pence)
        },
        width_below_hundredths=width.ravel(),
        tax_below_hundredths=tax.ravel(),
        rate_millionths=np.broadcast_to(rates, shape).ravel(),
        rate=Share(np.broadcast_to(rate.parts, shape).ravel(), rate.whole),
        due_besides=narrow(besides.ravel()),
        limit=one_rate(of_year.overriding_limit_millionths),
        ends=tuple(len(bands) - 1 for bands in bands_by_regime),
        places=places,
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
    if are_places(codes.number, _USUAL_CODES):
        one_period = look_up(_usual_shares(), by_week.view(np.int8), codes.number.astype(np.intp, copy=False))
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
    alone = at(_EACH_ALONE, places(frequency, len(_EACH_ALONE)))
    to_date = either(frequency == int(Frequency.ANNUAL), alone, tax_period)
    periods_before, pay_before, tax_before = each_only_if(
        cumulative, to_date - alone, taxable_pay_before_pence, tax_before_pence
    )
    periods = alone + periods_before
    pay_to_date = taxable_pay_pence + pay_before
    free = free_pay(codes, periods, frequency)
    taxed = above(pay_to_date, free)
    taxed_pounds = down(taxed, 100)

    # Bands: the pence of taxed pay count when the band is chosen, and not in the tax (paragraph 4.4).
    row = _scale(codes).astype(np.int32) * (2 * _PERIODS) + (by_week.astype(np.int32) * _PERIODS + periods)
    step = places(row * tables.places, len(tables.rate.parts))
    band = np.zeros(taxed.shape, dtype=np.int8)
    for up_to in tables.up_to_pence[taxed.dtype][: max(tables.ends[: codes.regime.max(initial=0) + 1])]:
        band += (taxed > at(up_to, step)).view(np.int8)
    step = step + band
    # k + (T - c) x R, cut to a penny. T x R is whole in the rate's parts of one, so the rest may be cut beforehand.
    due = down(taxed_pounds * at(tables.rate.parts, step) + at(tables.due_besides, step), tables.rate.whole)

    limit = down(relevant_pay_pence * tables.limit.parts, tables.limit.whole)
    tax = np.minimum(due - tax_before, limit)
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
    )


def _scale(codes: TaxCodes) -> NDArray[np.int8]:
    """What each code's pay is set against: the bands, one rate for a flat code (section 5), or nothing for NT."""
    is_flat, is_nt = (codes.kind == int(Kind.FLAT)).view(np.int8), (codes.kind == int(Kind.NT)).view(np.int8)
    scale: NDArray[np.int8] = (
        codes.regime * np.int8(_SCALES) + is_flat * (codes.flat_step + np.int8(_BASIC_RATE)) + is_nt * np.int8(_NO_TAX)
    )
    return scale


__all__ = ["IncomeTax", "Regime", "free_pay", "highest_flat_step", "income_tax"]
