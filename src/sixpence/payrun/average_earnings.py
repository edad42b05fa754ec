"""Average weekly earnings of somebody on a run: as given, or from their payments before."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from sixpence.law.average_weekly_earnings import (
    EIGHT_WEEKS,
    PayHistory,
    PayPattern,
    WeeklyEarnings,
    relevant_period,
)
from sixpence.payrun.figures import PaidOn
from sixpence.payrun.window import Window
from sixpence.people.employer import Employer
from sixpence.people.person import Person
from sixpence.rates.frequency import Frequency

NO_AVERAGE = ("average_weekly_earnings",)  # what is then missing


def average_weekly_earnings(
    given_pence: int | None, before: date, *, paid: Sequence[PaidOn], person: Person, employer: Employer, window: Window
) -> WeeklyEarnings | None:
    """The average of the eight weeks or so up to the last payday before a day; shape (1,).

    None where the payments that are known do not reach back far enough: then somebody has to give it.
    """
    if given_pence is not None:
        return WeeklyEarnings.of(np.array([given_pence], dtype=np.int64))
    earlier = [payment for payment in paid if payment.pay_date < before]
    start = person.day("start_date")
    if not earlier or start is None:
        return None
    last = np.datetime64(earlier[-1].pay_date, "D")
    reaches_back = any(np.datetime64(payment.pay_date, "D") <= last - EIGHT_WEEKS for payment in earlier)
    if not reaches_back and employer.paid_elsewhere_before and start < earlier[0].period_start:
        return None
    monthly = window.frequency in (Frequency.MONTHLY, Frequency.ANNUAL)
    history = PayHistory(
        row=np.zeros(len(earlier), dtype=np.int64),
        paid_on=np.array([payment.pay_date for payment in earlier], dtype="M8[D]"),
        earnings_pence=np.array([payment.earnings_pence for payment in earlier], dtype=np.int64),
    )
    period = relevant_period(
        history,
        before=np.array([before], dtype="M8[D]"),
        pattern=np.array([PayPattern.MONTHS if monthly else PayPattern.WEEKS]),
        employed_from=np.array([start], dtype="M8[D]"),
    )
    return period.average
