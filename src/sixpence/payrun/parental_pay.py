"""Statutory parental pay on a run: what is due for somebody's leave up to the end of the period, less what was paid."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from sixpence.law.average_weekly_earnings import WeeklyEarnings
from sixpence.law.parental_pay import Leave, ParentalPay, PayDays, parental_pay, relevant_week_end
from sixpence.payrun.average_earnings import NO_AVERAGE, average_weekly_earnings
from sixpence.payrun.figures import PaidOn, StatutoryPaid
from sixpence.payrun.paid_before import statutory_before, taken_back
from sixpence.payrun.readiness import History
from sixpence.payrun.window import Window
from sixpence.people.employer import Employer
from sixpence.people.entries import EntryKind, newest
from sixpence.people.leaves import PAYMENTS, ParentalLeave, leave_of
from sixpence.people.person import Person
from sixpence.rates import ParentalPayRates
from sixpence.rates.through_years import through_years


def leaves_until(history: History, last_day: date) -> dict[int, ParentalLeave]:
    """Every leave that has begun by a day, by number, as they are known now."""
    found = {}
    for number, entry in newest(history.entries, EntryKind.LEAVE).items():
        if entry.content is not None and (leave := leave_of(entry.content)).first_day <= last_day:
            found[number] = leave
    return found


def parental_pay_of(
    person: Person, employer: Employer, window: Window, history: History
) -> tuple[tuple[StatutoryPaid, ...], tuple[str, ...]]:
    """What each leave comes to by the end of the period, and whether average earnings have to be given first."""
    leaves = leaves_until(history, window.ends_on)
    before = statutory_before(history, PAYMENTS.keys())
    paid = list(taken_back(before.values(), leaves.keys()))
    for number, leave in leaves.items():
        average = average_weekly_earnings(
            leave.average_weekly_earnings_pence,
            relevant_saturday(leave) + timedelta(days=1),
            paid=history.paid,
            person=person,
            employer=employer,
            window=window,
        )
        if average is None:
            return tuple(paid), NO_AVERAGE
        due, earlier = _due(leave, average, window, history.paid), before.get(number)
        paid.append(
            StatutoryPaid(
                kind=leave.payment.label,
                number=number,
                first_day=leave.first_day,
                average_pence=int(average.pence[0]),
                average_over=int(average.over[0]),
                days_due=int(due.payments.days.sum()),
                due_to_date_pence=int(due.amount_pence[0]),
                paid_before_pence=earlier.due_to_date_pence if earlier else leave.paid_before_pence,
            )
        )
    return tuple(paid), ()


def relevant_saturday(leave: ParentalLeave) -> date:
    """The end of the week by which earnings are tested."""
    payment, event = np.array([leave.payment], dtype=np.int8), np.array([leave.event_day], dtype="M8[D]")
    saturday: date = relevant_week_end(payment, event)[0].item()
    return saturday


def _due(leave: ParentalLeave, average: WeeklyEarnings, window: Window, paid: Sequence[PaidOn]) -> ParentalPay:
    """By the law, with a payment at the end of each period that was paid before, and of this one."""
    ends = {payment.period_end for payment in paid if leave.first_day <= payment.period_end < window.ends_on}
    days = np.array(sorted(ends | {window.ends_on}), dtype="M8[D]")
    return parental_pay(
        through_years(ParentalPayRates),
        Leave(
            payment=np.array([leave.payment], dtype=np.int8),
            first_day=np.array([leave.first_day], dtype="M8[D]"),
            last_day=np.array([min(leave.last_day, window.ends_on)], dtype="M8[D]"),
            relevant_week_ends_on=np.array([relevant_saturday(leave)], dtype="M8[D]"),
            average_weekly_earnings=average,
        ),
        PayDays(np.zeros(len(days), dtype=np.int64), days),
    )
