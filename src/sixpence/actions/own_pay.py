"""What an employee sees of their own pay: payslips, why net pay changed, and their details."""

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from sixpence.actions.a_person import PersonFile, person_file
from sixpence.actions.kept_runs import input_row_of, payment_of
from sixpence.actions.payslips import no_payslip, payslip
from sixpence.actions.permissions import Right, why_not
from sixpence.basics.refused import Refused
from sixpence.pay.explain_difference import Reader
from sixpence.payrun.comparison import Paid, PayCause, causes
from sixpence.payrun.life import RunState
from sixpence.payrun.payday import PaperKind
from sixpence.store.members import Member
from sixpence.store.papers import OwnPayslip, payslips_of
from sixpence.store.payruns import payments_on
from sixpence.store.person_payments import PersonPayment, payments_to
from sixpence.store.records import KeptPayment


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPayment:
    """One payment that its owner may see, and the one before it; None on the first."""

    payment: PersonPayment
    before: PersonPayment | None
    withdrawn: bool  # the payslip was taken back: the run does not pay them any more


@dataclass(frozen=True, slots=True)
class NetPayChange:
    """`difference_pence` is the sum of the causes."""

    net_before_pence: int
    net_after_pence: int
    causes: tuple[PayCause, ...]

    @property
    def difference_pence(self) -> int:
        return self.net_after_pence - self.net_before_pence


def own_employee_id(member: Member) -> str:
    """Whose pay is theirs. Raises Refused for somebody who is not on this payroll."""
    if reason := why_not(member.role, Right.SEE_OWN, own=bool(member.employee_id)):
        raise Refused(f"you cannot do this: {reason}")
    return member.employee_id


def own_payments(member: Member) -> tuple[OwnPayment, ...]:
    """The payments of closed runs, and of those whose payslip they were given, the newest first."""
    employee_id = own_employee_id(member)
    given = {each.run_key: each for each in payslips_of(member.employer, employee_id)}
    seen = [
        each
        for each in payments_to(member.employer, employee_id)
        if each.is_final or _was_given(each, given.get(each.run_key))
    ]
    return tuple(
        OwnPayment(
            payment=payment,
            before=before,
            withdrawn=_is_withdrawn(given.get(payment.run_key)),
        )
        for payment, before in zip_longest(seen, seen[1:])
    )


def own_payslip(member: Member, run_key: str) -> bytes:
    """Their payslip as PDF: the one they were given, else made from the sealed run.

    Raises Refused where there is none.
    """
    return payslip(member.employer, own_employee_id(member), run_key)


def why_different(member: Member, run_key: str) -> NetPayChange | None:
    """Why net pay on that run is not what it was the time before; None for a first payment.

    Raises Refused where they have no payment there that they may see.
    """
    found = next((each for each in own_payments(member) if each.payment.run_key == run_key), None)
    if found is None:
        raise no_payslip(run_key)
    if found.before is None:
        return None
    employer, employee_id = member.employer, own_employee_id(member)
    (before,), (after,) = (payments_on(employer, each.run_key, {employee_id}) for each in (found.before, found.payment))
    (found_causes,) = causes([(_paid(before), _paid(after))], Reader.EMPLOYEE)
    return NetPayChange(before.net_pay_pence, after.net_pay_pence, found_causes)


def own_file(member: Member, *, today: date) -> PersonFile:
    """What is known of them, private values masked."""
    return person_file(member.employer, own_employee_id(member), today=today)


def _was_given(payment: PersonPayment, payslip: OwnPayslip | None) -> bool:
    """Whether they hold the payslip of these figures; a run that was reopened has others, not for them yet."""
    return payment.state is RunState.APPROVED and payslip is not None and payslip.paper.version == payment.version


def _paid(kept: KeptPayment) -> Paid:
    return Paid(pay=payment_of(kept), row=input_row_of(kept))


def _is_withdrawn(given: OwnPayslip | None) -> bool:
    return given is not None and given.paper.kind is PaperKind.WITHDRAWAL
