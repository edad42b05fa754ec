"""What is to be paid to HMRC and to the pension scheme, and saying that it was."""

from dataclasses import asdict
from typing import Annotated

from ninja import Path, Router

from sixpence.actions.money_out import MoneyOut, To, owed_for, payments_timeline
from sixpence.actions.payments_made import ListedPayment, listed_payments, mark_paid, take_paid_back, what_for
from sixpence.actions.permissions import Right
from sixpence.api.access import Call, require, who
from sixpence.api.answers import acts, reads
from sixpence.api.once import once
from sixpence.api.shapes import MadePayment, NotPaidAfterAll, Owed, Payee, PaymentKept, PaymentMarked, Payments
from sixpence.store.run_totals import run_totals

router = Router(tags=["Payments"])
_Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("/payments", response=reads(Payments))
def payments(request: Call) -> Payments:
    """What is approved and still to be paid to HMRC and the pension scheme, and every payment marked as made."""
    require(request, Right.SEE)
    timeline = payments_timeline(request.employer, run_totals(request.employer), today=request.at.date())
    return Payments(
        owed=[_owed(each) for each in timeline if each.left_pence],
        made=[_made(each) for each in listed_payments(request.employer)],
    )


@router.post("/payments", response=acts(PaymentKept))
@once
def mark(request: Call, asked: PaymentMarked) -> PaymentKept:
    """Say that a payment was made: so much of what is owed for the period, or all that is left of it."""
    require(request, Right.PAY)
    to, amount = To(asked.to), asked.amount_pence
    if amount is None:
        amount = owed_for(request.employer, to, asked.period).left_pence
    number = mark_paid(request.employer, to, asked.period, amount, asked.paid_on, **who(request))
    return PaymentKept(number=number)


@router.post("/payments/{number}/take-back", response=acts(PaymentKept))
@once
def take_back(request: Call, asked: NotPaidAfterAll, number: _Number) -> PaymentKept:
    """Say that a payment marked as made was not made after all, and why."""
    require(request, Right.TAKE_BACK)
    take_paid_back(request.employer, number, asked.reason, **who(request))
    return PaymentKept(number=number)


def _owed(one: MoneyOut) -> Owed:
    to: Payee = "hmrc" if one.to is To.HMRC else "pension"  # net pay has nothing that somebody has to mark
    return Owed(to=to, period=one.period, what=what_for(one.to, one.period), day=one.day, left_pence=one.left_pence)


def _made(one: ListedPayment) -> MadePayment:
    made = asdict(one.payment)
    return MadePayment(to=made.pop("payee"), what=one.what, **made)
