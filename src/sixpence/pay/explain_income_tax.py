"""Income tax on one payment, in words: what the code is set against, free pay, each band, and the limit."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from sixpence.basics.money import pounds
from sixpence.law.income_tax import IncomeTax, income_tax
from sixpence.law.payrolled_benefits import TaxedPay
from sixpence.law.tax_codes import Kind
from sixpence.law.tax_periods import LAST_WEEK
from sixpence.pay.explain_payment import Payment, amount, rate
from sixpence.pay.explain_tax_code import code_shown
from sixpence.pay.explanation import Section, Step, Unit, percent, written
from sixpence.pay.inputs import Pence
from sixpence.rates.frequency import Frequency

_SPECIFICATION = "HMRC, Specification for PAYE Tax Table Routines v24.0"
_BASIS = "SI 2003/2682 regulations 21 to 28"
_EXTRA_WEEK = "SI 2003/2682 regulation 31; HMRC PAYE70015"
_LIMIT = "SI 2003/2682 regulations 2, 23(5) and 28(5), as amended by SI 2014/2689"
_MONTHS, _WEEKS = 12, 52


class _FullBand(NamedTuple):
    """A band that the taxed pay goes all the way through, for the periods that count."""

    name: str
    rate_millionths: int
    width_hundredths: int
    tax_hundredths: int


def income_tax_section(payment: Payment) -> Section:
    """Every figure from the pay that counts to the tax on this payment."""
    inputs = payment.inputs
    taxed = payment.taxed_pay()
    tax = _tax(payment, taxed, inputs.taxable_pay_to_date_pence, inputs.tax_to_date_pence)
    kind = Kind(int(inputs.tax_codes.kind[0]))
    steps = [*_basis(payment, tax), *_pay_that_counts(payment, tax)]
    if kind is Kind.NT:
        steps.append(amount("tax_due_pence", "Tax due", int(tax.tax_due_pence[0]), "Code NT: no tax is due."))
    else:
        steps += [*_free_pay(payment, tax, kind), *_taxed(payment, tax), *_bands(payment, tax, kind)]
    return Section("Income tax", (*steps, *_less_before(payment, tax), *_limited(payment, tax)))


def _tax(payment: Payment, taxed: TaxedPay, taxable_before: Pence, tax_before: Pence) -> IncomeTax:
    """The law's own steps, for as many payments of this code and period as `taxed` has entries."""
    inputs = payment.inputs.rows(np.zeros(len(taxable_before), dtype=np.intp))
    return income_tax(
        payment.rates.income_tax,
        codes=inputs.tax_codes,
        frequency=inputs.frequency,
        tax_period=inputs.tax_period,
        taxable_pay_pence=taxed.taxable_pence,
        taxable_pay_before_pence=taxable_before,
        tax_before_pence=tax_before,
        relevant_pay_pence=taxed.relevant_pence,
    )


def _basis(payment: Payment, tax: IncomeTax) -> tuple[Step, Step]:
    cumulative, periods = bool(tax.cumulative[0]), int(tax.periods[0])
    code, frequency = code_shown(payment.inputs.tax_codes), payment.frequency
    weekly = frequency <= Frequency.FOUR_WEEKLY
    source = _BASIS
    if cumulative:
        why = f"Code {code} looks at the whole tax year so far: pay and tax since 6 April count."
    elif weekly and payment.given("tax_period") > LAST_WEEK:
        why = f"Week {payment.given('tax_period')} is an extra one of this year: its payment is taxed by itself."
        source = _EXTRA_WEEK
    else:
        why = f"Code {code} is on a week 1/month 1 basis: each payment is taxed by itself."
    unit = "weeks" if weekly else "months"
    if frequency is Frequency.ANNUAL:
        counts = "Paid once a year: the whole year's allowance and bands apply."
    elif cumulative:
        counts = f"This payment is in tax {unit[:-1]} {periods}: the allowance and bands of {periods} {unit} apply."
    else:
        counts = f"One payment covers this many {unit}."
    return (
        Step("tax_cumulative", "Cumulative", int(cumulative), Unit.FLAG, why, source),
        Step("tax_periods", f"Tax {unit} that count", periods, Unit.COUNT, counts, source),
    )


def _pay_that_counts(payment: Payment, tax: IncomeTax) -> tuple[Step, ...]:
    now, before = payment.result("taxable_pay_pence"), payment.given("taxable_pay_to_date_pence")
    to_date = int(tax.taxable_pay_to_date_pence[0])
    name, label = "taxable_pay_to_date_pence", "Taxable pay that counts"
    if not tax.cumulative[0]:
        return (amount(name, label, to_date, "This payment alone.", _BASIS),)
    rule = f"{pounds(before)} before and {pounds(now)} now."
    return (
        amount("taxable_pay_before_pence", "Taxable pay earlier this tax year", before, "As handed in."),
        amount(name, label, to_date, rule, _BASIS),
    )


def _free_pay(payment: Payment, tax: IncomeTax, kind: Kind) -> tuple[Step, ...]:
    free, number, periods = int(tax.free_pay_pence[0]), payment.inputs.tax_codes.number[0], int(tax.periods[0])
    unit = "week" if payment.frequency <= Frequency.FOUR_WEEKLY else "month"
    share = (
        f"One {unit}'s share of what number {number} stands for (ten pounds for each, and 9 more), in blocks of 500 of "
        f"the number, each rounded up to a penny, and multiplied by {periods}."
    )
    if payment.frequency == Frequency.ANNUAL:
        share = f"All that number {number} stands for: ten pounds for each, and 9 more."
    if kind is Kind.K:
        source = f"{_SPECIFICATION}, paragraph 6.3; HMRC PAYE11050"
        return (amount("additional_pay_pence", "Additional pay", -free, f"{share} A K code adds it to pay.", source),)
    if kind is Kind.FLAT:
        return ()
    if not number:
        share = "Code 0T has no allowance."
    return (amount("free_pay_pence", "Free pay", free, share, f"{_SPECIFICATION}, paragraph 4.3; HMRC PAYE11050"),)


def _taxed(payment: Payment, tax: IncomeTax) -> tuple[Step, ...]:
    pay, free = int(tax.taxable_pay_to_date_pence[0]), int(tax.free_pay_pence[0])
    if free > 0:
        rule = f"{pounds(pay)} less {pounds(free)}, not below nothing, cut to a whole pound."
    elif free < 0:
        rule = f"{pounds(pay)} and {pounds(-free)}, cut to a whole pound."
    else:
        rule = f"{pounds(pay)} cut to a whole pound."
    pounds_taxed = int(tax.taxed_pounds[0])
    source = f"{_SPECIFICATION}, paragraph 4.4"
    return (Step("taxed_pounds", "Pay that is taxed", pounds_taxed, Unit.POUNDS, rule, source),)


def _bands(payment: Payment, tax: IncomeTax, kind: Kind) -> tuple[Step, ...]:
    code, millionths = payment.inputs.tax_codes, int(tax.rate_millionths[0])
    due = int(tax.tax_due_pence[0])
    if kind is Kind.FLAT:
        source = f"{_SPECIFICATION}, section 5"
        rule = f"{percent(millionths)} of {written(int(tax.taxed_pounds[0]), Unit.POUNDS)}, cut to a penny."
        return (
            rate("tax_rate", "Rate", millionths, f"Code {code_shown(code)} taxes all pay at one rate.", source),
            amount("tax_due_pence", "Tax due", due, rule, source),
        )
    source = f"{_SPECIFICATION}, paragraph 4.4"
    full = _full_bands(payment, tax)
    name = payment.rates.income_tax.bands[int(code.regime[0])][int(tax.band[0])].name
    in_band, below = int(tax.taxed_in_band_hundredths[0]), int(tax.tax_below_band_hundredths[0])
    steps = [
        Step(
            f"tax_in_band_{place}_hundredths",
            f"Tax on all of the {band.name} rate band",
            band.tax_hundredths,
            Unit.HUNDREDTHS,
            f"{percent(band.rate_millionths)} of {written(band.width_hundredths, Unit.HUNDREDTHS)}: the year's band "
            "for the periods that count, cut to four decimals.",
            source,
        )
        for place, band in enumerate(full, start=1)
    ]
    of_full = f"{written(below, Unit.HUNDREDTHS)} on the bands below it and " if full else ""
    in_words = written(in_band, Unit.HUNDREDTHS)
    return (
        *steps,
        Step("tax_below_band_hundredths", "Tax on full bands", below, Unit.HUNDREDTHS, "Those above, added.", source),
        Step(
            "taxed_in_band_hundredths",
            f"Pay within the {name} rate band",
            in_band,
            Unit.HUNDREDTHS,
            "What is left of the pay that is taxed after the full bands.",
            source,
        ),
        rate("tax_rate", f"The {name} rate", millionths, "Of the band that the last pound lies in.", source),
        amount(
            "tax_due_pence", "Tax due", due, f"{of_full}{percent(millionths)} of {in_words}, cut to a penny.", source
        ),
    )


def _full_bands(payment: Payment, tax: IncomeTax) -> list[_FullBand]:
    """The bands below the one the last pound lies in.

    The law's function gives the tax on all of them together. So it is asked again, for pay that ends in the middle of
    each band, and the answers' differences are the bands one by one.
    """
    top = int(tax.band[0])
    bands = payment.rates.income_tax.bands[int(payment.inputs.tax_codes.regime[0])]
    ends = [0, *(band.up_to_pounds or 0 for band in bands[:top])]
    per = _WEEKS if payment.frequency <= Frequency.FOUR_WEEKLY else _MONTHS
    middles = [(lower + upper) * 100 * int(tax.periods[0]) // (2 * per) for lower, upper in pairwise(ends)]
    pay = np.array(middles, dtype=np.int64) + tax.free_pay_pence
    nothing = np.zeros_like(pay)
    at = _tax(payment, TaxedPay(pay, pay), nothing, nothing)
    tax_below = [*at.tax_below_band_hundredths.tolist(), int(tax.tax_below_band_hundredths[0])]
    widths = (at.taxed_pounds * 10_000 - at.taxed_in_band_hundredths).tolist()
    widths.append(int(tax.taxed_pounds[0]) * 10_000 - int(tax.taxed_in_band_hundredths[0]))
    return [
        _FullBand(
            bands[place].name,
            bands[place].rate_millionths,
            widths[place + 1] - widths[place],
            tax_below[place + 1] - tax_below[place],
        )
        for place in range(top)
    ]


def _less_before(payment: Payment, tax: IncomeTax) -> tuple[Step, ...]:
    due, before = int(tax.tax_due_pence[0]), payment.given("tax_to_date_pence")
    name, label = "tax_before_limit_pence", "Tax due now"
    if not tax.cumulative[0]:
        return (
            amount(name, label, due, "On this payment alone.", _BASIS),
            amount("tax_before_pence", "Tax earlier this tax year", before, "As handed in; it does not count here."),
        )
    return (
        amount("tax_before_pence", "Tax earlier this tax year", before, "As handed in."),
        amount(name, label, due - before, f"{pounds(due)} due so far, less {pounds(before)} already taken.", _BASIS),
    )


def _limited(payment: Payment, tax: IncomeTax) -> tuple[Step, ...]:
    limit, now = int(tax.limit_pence[0]), int(tax.tax_pence[0])
    before, due = payment.given("tax_to_date_pence"), int(tax.tax_due_pence[0])
    wanted = due - before if tax.cumulative[0] else due
    most = percent(payment.rates.income_tax.overriding_limit_millionths)
    if wanted > limit:
        rule = f"{pounds(wanted)} is more than the limit, so the limit is taken."
        rule += (
            " The rest is collected from later payments of the year."
            if tax.cumulative[0]
            else " The rest is not carried forward."
        )
    elif now < 0:
        rule = "More tax was taken earlier this tax year than is due so far: the difference is paid back."
    else:
        rule = "The tax due now, which is within the limit."
    return (
        amount(
            "tax_limit_pence",
            "The most this payment may bear",
            limit,
            f"{most} of the pay in money of {pounds(int(payment.taxed_pay().relevant_pence[0]))}, cut to a penny.",
            _LIMIT,
        ),
        amount("income_tax_pence", "Income tax", now, rule, _LIMIT if wanted > limit else _BASIS),
        amount(
            "tax_due_to_date_pence",
            "Tax to date after this payment",
            int(tax.tax_to_date_pence[0]),
            f"{pounds(before)} before and {pounds(now)} now.",
            _BASIS,
        ),
    )
