"""Statutory sick pay, day by day and week by week, before and after 6 April 2026 and across it.

Source: Social Security Contributions and Benefits Act 1992 part XI and schedule 11, with the Employment Rights Act 2025
from 6 April 2026 and its transitional rules (SI 2026/373; Department for Work and Pensions, guidance for software
developers, December 2025 and February 2026); Statutory Sick Pay (General) Regulations 1982 (SI 1982/894).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sixpence.law.average_weekly_earnings import WeeklyEarnings
from sixpence.law.benefit_weeks import ONE_DAY, ONE_WEEK, saturday_of, weekday
from sixpence.law.rounding import down, up
from sixpence.law.sick_pay_periods import Absences, IncapacityPeriods, incapacity_periods, years_after
from sixpence.rates.statutory_pay import SickPayRates
from sixpence.rates.through_years import places_on

Days = NDArray[np.datetime64]
Int = NDArray[np.int64]
Flags = NDArray[np.bool_]

_NONE = -1
_WEEK_IN_PARTS = 420  # a week divides into 1 to 7 qualifying days without a rest
_NEVER = np.datetime64("0001-01-01", "D")


@dataclass(frozen=True, slots=True)
class QualifyingDays:
    """Every qualifying day of every period of incapacity, shape (d,), by person and day."""

    absence: Int  # its row
    day: Days
    is_waiting_day: Flags
    is_paid: Flags
    flat_rate_protected: Flags  # paid for before 6 April 2026: the share of earnings does not lower it
    daily_rate_hundredths: Int  # hundredths of a penny, cut; 0 where nothing is paid


@dataclass(frozen=True, slots=True)
class SickPayWeeks:
    """Every week (Sunday to Saturday) that an absence touches, shape (w,), by absence and day."""

    absence: Int
    ends_on: Days
    days_paid: Int
    amount_pence: Int


@dataclass(frozen=True, slots=True)
class SickPay:
    """One row an absence, shape (n,). `entitled` says that the absence meets the conditions, if only for part of it.

    `waiting_days` are those still to be served when the absence begins; if they are abolished during the absence, those
    that were served.
    """

    entitled: Flags
    waiting_days: Int
    days_paid: Int
    amount_pence: Int
    weeks: SickPayWeeks
    days: QualifyingDays


def sick_pay(rates: tuple[SickPayRates, ...], absences: Absences) -> SickPay:
    """Statutory sick pay for absences. `rates` are all dated blocks, oldest first.

    Each qualifying day is paid a daily rate, cut to four decimals of a pound; the days of a week are added and rounded
    up to a penny. Days after the newest block are reckoned with it. Raises Refused for days before the oldest.
    """
    by_place = _Columns.of(rates)
    periods = incapacity_periods(rates, absences)
    earns_enough = _earns_enough(by_place, periods, rates, absences.average_weekly_earnings)
    period, day = _qualifying_days(absences, periods)
    place = places_on(rates, day)

    tested = by_place.least_weekly_earnings[place] != _NONE
    may_be_paid = ~tested | earns_enough[period]
    chain = periods.chain[period]
    waits = by_place.waiting_days[place]
    is_waiting_day = may_be_paid & (waits > 0) & (_count_in(chain, waits > 0) <= waits)
    may_be_paid &= ~is_waiting_day
    may_be_paid &= day < years_after(periods.chain_first_day, rates[-1].longest_years)[period]

    absence = periods.absence[period]
    days_a_week = absences.qualifying.sum(axis=1)[absence]
    used = _sum_in(chain, np.where(may_be_paid, _WEEK_IN_PARTS // np.maximum(days_a_week, 1), 0))
    is_paid = may_be_paid & (used <= by_place.longest_weeks[place] * _WEEK_IN_PARTS)

    has_share = by_place.share[place] != _NONE
    protected = np.zeros(len(absences.first_day), dtype=np.bool_)
    protected[absence[is_paid & ~has_share]] = True
    flat = by_place.flat_rate[place] * 100
    earnings = absences.average_weekly_earnings.rows(periods.chain_absence[period])
    share = down(earnings.pence * by_place.share[place], earnings.over * 10_000)
    weekly = np.where(has_share & ~protected[absence], np.minimum(flat, share), flat)
    unpaid_so_long = absences.first_day[absence] < by_place.nil_rate_begun_before[place]
    is_paid &= ~(unpaid_so_long & ~protected[absence])
    daily = np.where(is_paid, down(weekly, np.maximum(days_a_week, 1)), 0)

    days = QualifyingDays(absence, day, is_waiting_day, is_paid, protected[absence] & has_share, daily)
    weeks = _weeks(absences, days)
    count = len(absences.first_day)
    entitled = np.zeros(count, dtype=np.bool_)
    entitled[periods.absence] = earns_enough | ~_tested_on(by_place, rates, periods.last_day)
    return SickPay(
        entitled,
        _waiting_days(by_place, rates, absences, periods, days),
        _total(absence, is_paid.astype(np.int64), count),
        _total(weeks.absence, weeks.amount_pence, count),
        weeks,
        days,
    )


@dataclass(frozen=True, slots=True)
class _Columns:
    """The rates as columns, one entry a dated block; _NONE where a block has no such rule."""

    flat_rate: Int
    share: Int
    least_weekly_earnings: Int
    waiting_days: Int
    longest_weeks: Int
    nil_rate_begun_before: Days

    @classmethod
    def of(cls, rates: tuple[SickPayRates, ...]) -> "_Columns":
        def column(values: list[int | None]) -> Int:
            return np.array([_NONE if value is None else value for value in values], dtype=np.int64)

        return cls(
            column([block.flat_rate_per_week_pence for block in rates]),
            column([block.share_of_earnings_millionths for block in rates]),
            column([block.least_weekly_earnings_pence for block in rates]),
            column([block.waiting_days for block in rates]),
            column([block.longest_weeks for block in rates]),
            np.array([block.unpaid_absences_begun_before or _NEVER for block in rates], dtype="M8[D]"),
        )


def _earns_enough(
    by_place: _Columns, periods: IncapacityPeriods, rates: tuple[SickPayRates, ...], earnings: WeeklyEarnings
) -> Flags:
    """Of each period: whether earnings reach the limit in force when its chain began."""
    least = by_place.least_weekly_earnings[places_on(rates, periods.chain_first_day)]
    return earnings.rows(periods.chain_absence).reach(least)


def _tested_on(by_place: _Columns, rates: tuple[SickPayRates, ...], days: Days) -> Flags:
    tested: Flags = by_place.least_weekly_earnings[places_on(rates, days)] != _NONE
    return tested


def _qualifying_days(absences: Absences, periods: IncapacityPeriods) -> tuple[Int, Days]:
    """The place of the period, and the day, of every qualifying day."""
    period, day = _each_day(periods.first_day, periods.last_day)
    qualifies = absences.qualifying[periods.absence[period], weekday(day)]
    return period[qualifies], day[qualifies]


def _each_day(first: Days, last: Days) -> tuple[Int, Days]:
    """Every calendar day from first to last of each row: its row, and the day."""
    lengths = (last - first).astype(np.int64) + 1
    row = np.repeat(np.arange(len(first)), lengths)
    within = np.arange(len(row)) - (np.cumsum(lengths) - lengths)[row]
    return row, first[row] + within * ONE_DAY


def _count_in(group: Int, flags: Flags) -> Int:
    """How many are flagged in the group up to and including each entry; groups stand together."""
    return _sum_in(group, flags.astype(np.int64))


def _sum_in(group: Int, amounts: Int) -> Int:
    """Running total within each group, itself included; groups stand together."""
    running = np.cumsum(amounts)
    begins = np.flatnonzero(np.diff(group, prepend=_NONE) != 0)
    before = np.repeat(running[begins] - amounts[begins], np.diff(np.append(begins, len(group))))
    total: Int = running - before
    return total


def _total(row: Int, amounts: Int, count: int) -> Int:
    totals = np.zeros(count, dtype=np.int64)
    np.add.at(totals, row, amounts)
    return totals


def _weeks(absences: Absences, days: QualifyingDays) -> SickPayWeeks:
    first = saturday_of(absences.first_day)
    weeks = (saturday_of(absences.last_day) - first) // ONE_WEEK + 1
    absence = np.repeat(np.arange(len(weeks)), weeks)
    begins = np.cumsum(weeks) - weeks
    ends_on = first[absence] + (np.arange(len(absence)) - begins[absence]) * ONE_WEEK
    week = begins[days.absence] + (saturday_of(days.day) - first[days.absence]) // ONE_WEEK
    days_paid = _total(week, days.is_paid.astype(np.int64), len(absence))
    hundredths = _total(week, days.daily_rate_hundredths, len(absence))
    return SickPayWeeks(absence, ends_on, days_paid, up(hundredths, 100))


def _waiting_days(
    by_place: _Columns,
    rates: tuple[SickPayRates, ...],
    absences: Absences,
    periods: IncapacityPeriods,
    days: QualifyingDays,
) -> Int:
    """Waiting days of each absence, as `SickPay` words it."""
    count = len(absences.first_day)
    served = _total(days.absence, days.is_waiting_day.astype(np.int64), count)
    served_in_period = served[periods.absence]
    served_before = _sum_in(periods.chain, served_in_period) - served_in_period
    still_waiting = by_place.waiting_days[places_on(rates, periods.last_day)]
    waiting = np.zeros(count, dtype=np.int64)
    waiting[periods.absence] = np.where(
        still_waiting > 0, np.maximum(still_waiting - served_before, 0), served_in_period
    )
    return waiting
