"""What a person should look at before approving: who is new, who left, who changed and by how much, who is not paid."""

from collections.abc import Mapping
from dataclasses import dataclass

from sixpence.payrun.calculation import Calculated, NotPaid
from sixpence.payrun.figures import PaidBefore, PersonPay, Totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """Someone whose gross or net pay differs from their last payment, in pence."""

    pay: PersonPay
    gross_before_pence: int
    net_before_pence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    people: tuple[PersonPay, ...]
    totals: Totals
    employees_on_payroll: int  # the figure that billing rests on
    starters: tuple[PersonPay, ...]
    leavers: tuple[PersonPay, ...]
    changed: tuple[Changed, ...]
    assumed: tuple[PersonPay, ...]  # paid on terms that the law sets where facts are missing
    by_hand: tuple[PersonPay, ...]  # no usable bank details: to be paid another way
    cannot_be_paid: tuple[NotPaid, ...]


def review(calculated: Calculated, last: Mapping[str, PaidBefore]) -> Review:
    """Compare a run with each person's last payment (by employee id; empty where there was none)."""
    people = calculated.figures.people
    return Review(
        people=people,
        totals=calculated.figures.totals,
        employees_on_payroll=len(people),
        starters=tuple(pay for pay in people if pay.is_starter),
        leavers=tuple(pay for pay in people if pay.is_leaver),
        changed=tuple(
            Changed(
                pay=pay,
                gross_before_pence=last[pay.employee_id].gross_pay_pence,
                net_before_pence=last[pay.employee_id].net_pay_pence,
            )
            for pay in people
            if pay.employee_id in last and _differs(pay, last[pay.employee_id])
        ),
        assumed=tuple(pay for pay in people if pay.assumptions),
        by_hand=tuple(pay for pay in people if pay.net_pay_pence and pay.person.bank_account is None),
        cannot_be_paid=calculated.cannot_be_paid,
    )


def _differs(pay: PersonPay, before: PaidBefore) -> bool:
    return (pay.gross_pay_pence, pay.net_pay_pence) != (before.gross_pay_pence, before.net_pay_pence)
