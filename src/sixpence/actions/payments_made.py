"""Payments to HMRC and to pension schemes: somebody says that one was made, or takes that back."""

from dataclasses import dataclass
from datetime import date, datetime

from sixpence.actions.money_out import To, owed_for
from sixpence.actions.one_reason import one_reason
from sixpence.basics.money import pounds
from sixpence.basics.refused import Refused
from sixpence.store import transaction
from sixpence.store.events import record
from sixpence.store.payments_made import (
    PaymentMade,
    keep_payment_made,
    payment_made,
    payments_made,
    take_payment_back,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPayment:
    """One payment that was marked as made, and what it was for in words."""

    payment: PaymentMade
    what: str


def mark_paid(employer: str, to: To, period: str, amount_pence: int, paid_on: date, *, actor: str, at: datetime) -> int:
    """Keep that so much was paid on a day; gives the payment's number.

    Raises Refused where nothing approved is owed for the period, where less is left of it, or the day is to come.
    """
    with transaction():
        owed = owed_for(employer, to, period)
        if not owed.left_pence:
            raise Refused(f"nothing is left to pay to {to.label} for {period}: it is marked as paid")
        if not 0 < amount_pence <= owed.left_pence:
            raise Refused(
                f"the amount is not between £0.01 and the {pounds(owed.left_pence)} that are left", at="amount"
            )
        if paid_on > at.date():
            raise Refused(f"{paid_on} is still to come: mark a payment once it is made", at="paid_on")
        number = keep_payment_made(employer, to, period, amount_pence, paid_on, by=actor, at=at)
        _tell("made", employer, payment_made(employer, number), actor, at)
    return number


def take_paid_back(employer: str, number: int, reason: str, *, actor: str, at: datetime) -> None:
    """Keep that a payment was not made after all, and why it was marked. Raises Refused where it does not stand."""
    told = one_reason(reason)
    with transaction():
        made = payment_made(employer, number)
        if made.taken_back_at is not None:
            raise Refused(f"payment {number} is taken back already")
        take_payment_back(employer, number, told, by=actor, at=at)
        _tell("not made after all", employer, made, actor, at)


def listed_payments(employer: str) -> list[ListedPayment]:
    """Every payment that was marked, also those taken back, the newest first."""
    return [ListedPayment(payment=each, what=what_for(To(each.payee), each.period)) for each in payments_made(employer)]


def what_for(to: To, period: str) -> str:
    """What a payment is for: "HMRC, tax month 8 of 2026-27"."""
    if to is To.HMRC:
        tax_year, _, month = period.rpartition("-")
        return f"HMRC, tax month {int(month)} of {tax_year}"
    return f"Pension contributions of {date.fromisoformat(f'{period}-01'):%B %Y}"


def _tell(what: str, employer: str, payment: PaymentMade, actor: str, at: datetime) -> None:
    detail: dict[str, str | int] = {
        "payment": payment.number,
        "period": payment.period,
        "amount_pence": payment.amount_pence,
        "paid_on": payment.paid_on.isoformat(),
    }
    record(kind=f"payment to {To(payment.payee).label} {what}", subject=employer, detail=detail, actor=actor, at=at)
