"""Leave for which a statutory parental payment is due, as it is entered: whose week counts, from when, how long."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from sixpence.law.parental_pay import ParentalPayment, longest_weeks
from sixpence.people.absences import ContractualPay
from sixpence.people.entries import Content
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
    """The leave that this content states. Raises ValueError, with the reason in words, where it cannot be one."""
    payment = PAYMENTS.get(content["payment"])
    if payment is None:
        raise ValueError(f"{content['payment']!r} is no parental payment; there are {', '.join(PAYMENTS)}")
    days = {name: date.fromisoformat(content[name]) for name in ("event_day", "first_day", "last_day")}
    pay = ContractualPay(content["contractual_pay"])
    leave = ParentalLeave(**{**content, **days, "payment": payment, "contractual_pay": pay})
    weeks = most_weeks(payment, leave.first_day)
    if leave.last_day < leave.first_day:
        raise ValueError("it ends before it begins")
    if (leave.last_day - leave.first_day).days >= 7 * weeks:
        raise ValueError(f"{payment.label} is paid for {weeks} weeks at most from {leave.first_day}")
    if (leave.average_weekly_earnings_pence or 0) < 0 or leave.paid_before_pence < 0:
        raise ValueError("an amount is below zero")
    return leave
