"""Average weekly earnings, which decide entitlement to statutory payments and their earnings-related rates.

Source: Statutory Sick Pay (General) Regulations 1982 (SI 1982/894) regulations 17 and 19; Statutory Maternity Pay
(General) Regulations 1986 (SI 1986/1960) regulations 20 and 21, which the other parental payments follow.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from sixpence.law.rounding import down, half_up

Days = NDArray[np.datetime64]
Int = NDArray[np.int64]

EIGHT_WEEKS = np.timedelta64(56, "D")
_TEN_MILLIONTHS_OF_A_POUND_IN_A_PENNY = 100_000


@dataclass(frozen=True, slots=True)
class WeeklyEarnings:
    """Exactly `pence` / `over` pence a week, shape (n,): an average is not rounded before it is used."""

    pence: Int
    over: Int

    @classmethod
    def of(cls, pence: Int) -> "WeeklyEarnings":
        """Averages that are whole pence already."""
        return cls(pence, np.ones(len(pence), dtype=np.int64))

    def reach(self, limit_pence: Int) -> NDArray[np.bool_]:
        reached: NDArray[np.bool_] = self.pence >= limit_pence * self.over
        return reached

    def rows(self, which: Int) -> "WeeklyEarnings":
        return WeeklyEarnings(self.pence[which], self.over[which])

    def ten_millionths(self) -> Int:
        """Ten-millionths of a pound, cut: how HMRC and the gov.uk calculator hold an average for parental pay."""
        return down(self.pence * _TEN_MILLIONTHS_OF_A_POUND_IN_A_PENNY, self.over)


def over_weeks(earnings_pence: Int, weeks: Int) -> WeeklyEarnings:
    """Earnings of a whole number of weeks."""
    return WeeklyEarnings(earnings_pence, weeks)


def over_months(earnings_pence: Int, months: Int) -> WeeklyEarnings:
    """Earnings of a whole number of months: a twelfth of a year's 52 weeks each."""
    return WeeklyEarnings(earnings_pence * 12, months * 52)


def over_days(earnings_pence: Int, days: Int) -> WeeklyEarnings:
    """Earnings of any other period, also contractual pay where nothing has been paid yet: seven days' share."""
    return WeeklyEarnings(earnings_pence * 7, days)


class PayPattern(IntEnum):
    """How somebody is normally paid, which decides how the relevant period is turned into weeks."""

    WEEKS = 0  # every week or every so many whole weeks
    MONTHS = 1
    IRREGULAR = 2


@dataclass(frozen=True, slots=True)
class PayHistory:
    """Payments already made, shape (m,), in any order: whose (a row of the table asked about), when, how much.

    Amounts are earnings for Class 1 National Insurance.
    """

    row: Int
    paid_on: Days
    earnings_pence: Int


@dataclass(frozen=True, slots=True)
class RelevantPeriod:
    """What an average was taken from, shape (n,). The period begins the day after `after` and ends with `last_payday`.

    `known` is False for those never paid before the day asked about: `over_days` of their contractual pay stands in.
    """

    known: NDArray[np.bool_]
    after: Days
    last_payday: Days
    earnings_pence: Int
    average: WeeklyEarnings


def relevant_period(history: PayHistory, *, before: Days, pattern: Int, employed_from: Days) -> RelevantPeriod:
    """The eight weeks or so up to the last normal payday before the days in `before`, and their weekly average.

    The period runs from the last payday at least eight weeks before that payday, exclusive. With no payday so early it
    runs from the first day of the employment (`employed_from`) and is divided by its days. All columns are (n,).
    """
    n, never = len(before), np.datetime64("0001-01-01", "D")
    last, earlier = np.full(n, never), np.full(n, never)
    is_before = history.paid_on < before[history.row]
    np.maximum.at(last, history.row[is_before], history.paid_on[is_before])
    early_enough = history.paid_on <= last[history.row] - EIGHT_WEEKS
    np.maximum.at(earlier, history.row[early_enough], history.paid_on[early_enough])

    known, whole_history = last > never, earlier > never
    after = np.where(whole_history, earlier, employed_from - np.timedelta64(1, "D"))
    counted = (history.paid_on > after[history.row]) & (history.paid_on <= last[history.row])
    earnings = np.zeros(n, dtype=np.int64)
    np.add.at(earnings, history.row[counted], history.earnings_pence[counted])

    days = np.where(known, (last - after).astype(np.int64), 7)
    in_weeks = whole_history & (pattern == PayPattern.WEEKS) & (days % 7 == 0)
    in_months = whole_history & (pattern == PayPattern.MONTHS)
    # A month is the nearest whole number of them between two paydays that may each slip off a weekend.
    months = np.maximum(half_up(days * 12, 365), 1)
    by_week, by_month = over_weeks(earnings, down(days, 7)), over_months(earnings, months)
    by_day = over_days(earnings, days)
    average = WeeklyEarnings(
        np.where(in_weeks, by_week.pence, np.where(in_months, by_month.pence, by_day.pence)),
        np.where(in_weeks, by_week.over, np.where(in_months, by_month.over, by_day.over)),
    )
    return RelevantPeriod(known, after, last, earnings, average)
