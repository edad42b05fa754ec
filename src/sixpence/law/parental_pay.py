"""Statutory maternity, adoption, paternity, shared parental, parental bereavement and neonatal care pay.

Source: Social Security Contributions and Benefits Act 1992 parts XII to XIIZD; Statutory Maternity Pay (General)
Regulations 1986 (SI 1986/1960) regulations 6, 20, 21 and 28, which the other payments follow; the rounding in between
is that of the gov.uk calculator "Maternity, adoption and paternity calculator for employers".
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from sixpence.law.average_weekly_earnings import WeeklyEarnings
from sixpence.law.benefit_weeks import ONE_DAY, ONE_WEEK, saturday_of
from sixpence.law.rounding import down, half_up, up
from sixpence.rates.statutory_pay import ParentalPayRates
from sixpence.rates.through_years import places_on

Days = NDArray[np.datetime64]
Int = NDArray[np.int64]
Flags = NDArray[np.bool_]

_PENNY = 100_000  # in ten-millionths of a pound


class ParentalPayment(IntEnum):
    """The six payments. The value is a payment's place in `ParentalPayRates.pay_weeks`."""

    SMP = 0
    SAP = 1
    SPP = 2
    SHPP = 3
    SPBP = 4
    SNCP = 5

    @property
    def label(self) -> str:
        """As HMRC writes it: "ShPP"."""
        return "ShPP" if self is ParentalPayment.SHPP else self.name


@dataclass(frozen=True, slots=True)
class Leave:
    """Unbroken stretches of paid leave, one a row, shape (n,). Both days count.

    `relevant_week_ends_on` is the Saturday by whose week earnings are tested (`relevant_week_end`).
    """

    payment: NDArray[np.int8]  # as in `ParentalPayment`
    first_day: Days
    last_day: Days
    relevant_week_ends_on: Days
    average_weekly_earnings: WeeklyEarnings


@dataclass(frozen=True, slots=True)
class PayDays:
    """The days on which wages are paid, shape (m,), by leave and day, until one on or after each leave's last day."""

    leave: Int
    paid_on: Days


@dataclass(frozen=True, slots=True)
class PayWeeks:
    """Every week of every leave, shape (w,), with its weekly rate in ten-millionths of a pound."""

    leave: Int
    begins_on: Days
    days: Int  # less than seven only at the end
    flat_rate_pence: Int
    rate_ten_millionths: Int


@dataclass(frozen=True, slots=True)
class Payments:
    """What is paid on each pay day that holds a day of leave, shape (p,). Nothing for leave without entitlement."""

    leave: Int
    paid_on: Days
    days: Int
    amount_pence: Int


@dataclass(frozen=True, slots=True)
class ParentalPay:
    """One row a leave, shape (n,)."""

    least_weekly_earnings_pence: Int
    entitled: Flags
    average_ten_millionths: Int
    share_of_earnings_ten_millionths: Int
    payments_count: Int
    amount_pence: Int
    weeks: PayWeeks
    payments: Payments


def relevant_week_end(payment: NDArray[np.int8], day: Days) -> Days:
    """The Saturday of the week whose lower earnings limit counts.

    `day` is, for SMP, SPP and ShPP, that on which the baby is due: the 15th week before its week. For SAP it is the
    day of matching: its own week. For SPBP the day of the death and for SNCP the day on which the care began: the week
    before.
    """
    weeks_before = np.array([15, 0, 15, 15, 1, 1])[payment]
    ends_on: Days = saturday_of(day) - weeks_before * ONE_WEEK
    return ends_on


def longest_weeks(rates: tuple[ParentalPayRates, ...], payment: NDArray[np.int8], first_day: Days) -> Int:
    """How many weeks of a payment there are at most for leave that begins on a day; 0 where it is not in force."""
    return _by_payment(rates, [[weeks.weeks if weeks else 0 for weeks in block.pay_weeks] for block in rates])[
        places_on(rates, first_day), payment
    ]


def parental_pay(rates: tuple[ParentalPayRates, ...], leave: Leave, pay_days: PayDays) -> ParentalPay:
    """What is paid on each pay day. `rates` are all dated blocks, oldest first.

    A week of leave begins on the weekday on which the leave does. Each of its days is worth a seventh of the week's
    rate; the days that a payment covers are added, cut at seven decimals of a pound and rounded up to a penny.
    Raises ValueError for leave longer than the payment lasts or than its pay days reach, Refused for days before the
    oldest rates. Average earnings must be below a million pounds a week.
    """
    longest = longest_weeks(rates, leave.payment, leave.first_day)
    if (leave.last_day < leave.first_day).any() or (leave.last_day >= leave.first_day + longest * ONE_WEEK).any():
        raise ValueError("a leave ends before it begins, or lasts longer than its payment")
    least = np.array([block.least_weekly_earnings_pence for block in rates], dtype=np.int64)[
        places_on(rates, leave.relevant_week_ends_on)
    ]
    average = leave.average_weekly_earnings.ten_millionths()
    entitled = average >= least * _PENNY
    share = _share_of_earnings(rates, leave, average)
    weeks = _pay_weeks(rates, leave, share)
    payments = _payments(leave, weeks, pay_days, entitled)
    count = np.bincount(payments.leave, minlength=len(entitled)).astype(np.int64)
    amount = np.zeros(len(entitled), dtype=np.int64)
    np.add.at(amount, payments.leave, payments.amount_pence)
    return ParentalPay(least, entitled, average, share, count, amount, weeks, payments)


def _by_payment(rates: tuple[ParentalPayRates, ...], table: list[list[int]]) -> Int:
    """Shape (blocks, payments)."""
    return np.array(table, dtype=np.int64).reshape(len(rates), len(ParentalPayment))


def _share_of_earnings(rates: tuple[ParentalPayRates, ...], leave: Leave, average_ten_millionths: Int) -> Int:
    """90% of average earnings, cut at seven decimals of a pound; for SPP to the nearest penny, as gov.uk has it."""
    millionths = np.array([block.share_of_earnings_millionths for block in rates], dtype=np.int64)[
        places_on(rates, leave.first_day)
    ]
    cut = down(average_ten_millionths * millionths, 1_000_000)
    to_the_penny = half_up(cut, _PENNY) * _PENNY
    return np.where(leave.payment == ParentalPayment.SPP, to_the_penny, cut)


def _pay_weeks(rates: tuple[ParentalPayRates, ...], leave: Leave, share: Int) -> PayWeeks:
    days = (leave.last_day - leave.first_day).astype(np.int64) + 1
    weeks = up(days, 7)
    row = np.repeat(np.arange(len(weeks)), weeks)
    number = np.arange(len(row)) - (np.cumsum(weeks) - weeks)[row]
    begins_on = leave.first_day[row] + number * ONE_WEEK
    # The flat rate has its own April day, so its blocks are looked up by that and not by the tax year's.
    from_days = np.array([block.flat_rate_from for block in rates], dtype="M8[D]")
    place = np.searchsorted(from_days, begins_on, side="right") - 1
    flat = np.array([block.flat_rate_per_week_pence for block in rates], dtype=np.int64)[place]
    at_share = _by_payment(
        rates, [[weeks.weeks_at_share_of_earnings if weeks else 0 for weeks in block.pay_weeks] for block in rates]
    )[places_on(rates, leave.first_day), leave.payment]
    rate = np.where(number < at_share[row], share[row], np.minimum(flat * _PENNY, share[row]))
    return PayWeeks(row, begins_on, np.minimum(days[row] - 7 * number, 7), flat, rate)


def _payments(leave: Leave, weeks: PayWeeks, pay_days: PayDays, entitled: Flags) -> Payments:
    """Each day of leave belongs to the first pay day on or after it."""
    week = np.repeat(np.arange(len(weeks.leave)), weeks.days)
    within = np.arange(len(week)) - (np.cumsum(weeks.days) - weeks.days)[week]
    row, day = weeks.leave[week], weeks.begins_on[week] + within * ONE_DAY
    place = np.searchsorted(_key(pay_days.leave, pay_days.paid_on), _key(row, day), side="left")
    if (place >= len(pay_days.leave)).any() or (pay_days.leave[place] != row).any():
        raise ValueError("a leave has days after its last pay day")
    sevenths, days = np.zeros((2, len(pay_days.leave)), dtype=np.int64)
    np.add.at(sevenths, place, weeks.rate_ten_millionths[week])
    np.add.at(days, place, 1)
    paid = np.flatnonzero((days > 0) & entitled[pay_days.leave])
    amount = up(down(sevenths[paid], 7), _PENNY)
    return Payments(pay_days.leave[paid], pay_days.paid_on[paid], days[paid], amount)


def _key(leave: Int, day: Days) -> Int:
    """One rising number for a leave and a day."""
    keys: Int = leave * 10_000_000 + day.astype("M8[D]").astype(np.int64)
    return keys
