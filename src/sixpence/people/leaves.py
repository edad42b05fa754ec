"""Leave for which a statutory parental payment is due, as it is entered: whose week counts, from when, how long."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from sixpence.law.parental_pay import ParentalPayment, longest_weeks
from sixpence.people.absences import ContractualPay
from sixpence.people.entries import Content, NotAnEntry, day_in, day_or_none_in
from sixpence.rates import ParentalPayRates
from sixpence.rates.through_years import through_years

PAYMENTS = {payment.label: payment for payment in ParentalPayment}
LABELS = {
    ParentalPayment.SMP: "Statutory maternity pay",
    ParentalPayment.SAP: "Statutory adoption pay",
    ParentalPayment.SPP: "Statutory paternity pay",
    ParentalPayment.SHPP: "Statutory shared parental pay",
    ParentalPayment.SPBP: "Statutory parental bereavement pay",
    ParentalPayment.SNCP: "Statutory neonatal care pay",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentalLeave:
    """One unbroken stretch of paid leave; whole pence. `leave_of` checks it, the constructor does not."""

    payment: ParentalPayment
    event_day: date  # due date; for SAP the day of matching, for SPBP of the death, for SNCP on which the care began
    first_day: date
    last_day: date  # of pay
    contractual_pay: ContractualPay = ContractualPay.INSTEAD
    average_weekly_earnings_pence: int | None = None  # None: from the payments before
    paid_before_pence: int = 0  # of it, before Sixpence

    @property
    def label(self) -> str:
        return LABELS[self.payment]

    def content(self) -> Content:
        """As it is stored: `leave_of` reads it back."""
        return {
            "payment": self.payment.label,
            "event_day": self.event_day.isoformat(),
            "first_day": self.first_day.isoformat(),
            "last_day": self.last_day.isoformat(),
            "contractual_pay": self.contractual_pay.value,
            "average_weekly_earnings_pence": self.average_weekly_earnings_pence,
            "paid_before_pence": self.paid_before_pence,
        }


def most_weeks(payment: ParentalPayment, first_day: date) -> int:
    """How many weeks it is paid for at most, where leave begins on that day; 0 where it is not in force."""
    weeks = longest_weeks(
        through_years(ParentalPayRates), np.array([payment], dtype=np.int8), np.array([first_day], dtype="M8[D]")
    )
    return int(weeks[0])


def leave_of(content: Mapping[str, Any]) -> ParentalLeave:
    """The leave that this content states; with no last day, as long as it can be paid. Raises NotAnEntry."""
    payment = PAYMENTS.get(content["payment"])
    if payment is None:
        raise NotAnEntry("payment", f"{content['payment']!r} is no parental payment; there are {', '.join(PAYMENTS)}")
    first_day = day_in(content, "first_day")
    weeks = most_weeks(payment, first_day)
    if not weeks:
        raise NotAnEntry("first_day", f"{payment.label} is not paid for leave that begins on {first_day}")
    days = {
        "event_day": day_in(content, "event_day"),
        "first_day": first_day,
        "last_day": day_or_none_in(content, "last_day") or first_day + timedelta(days=7 * weeks - 1),
    }
    pay = ContractualPay(content["contractual_pay"])
    leave = ParentalLeave(**{**content, **days, "payment": payment, "contractual_pay": pay})
    if leave.last_day < leave.first_day:
        raise NotAnEntry("last_day", "it ends before it begins")
    if (leave.last_day - leave.first_day).days >= 7 * weeks:
        raise NotAnEntry("last_day", f"{payment.label} is paid for {weeks} weeks at most from {leave.first_day}")
    for amount in ("average_weekly_earnings_pence", "paid_before_pence"):
        if (content[amount] or 0) < 0:
            raise NotAnEntry(amount, "an amount is below zero")
    return leave
