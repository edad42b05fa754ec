"""What an employee sees of their own pay: payslips, why net pay changed, and their details."""

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from sixpence.actions.a_person import PersonFile, person_file
from sixpence.actions.kept_runs import input_row_of, payment_of
from sixpence.actions.paper_files import read_paper
from sixpence.actions.pay_runs import sealed_run
from sixpence.actions.permissions import Right, why_not
from sixpence.basics.refused import Refused
from sixpence.documents.payslip import render_payslip
from sixpence.payrun.life import RunState
from sixpence.payrun.net_pay_change import NetPayChange, net_pay_change
from sixpence.payrun.payday import PaperKind
from sixpence.store.members import Member
from sixpence.store.papers import OwnPayslip, payslips_of
from sixpence.store.payruns import load_run_people, pay_run
from sixpence.store.person_payments import PersonPayment, payments_to


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPayment:
    """One payment that its owner may see, and the one before it; None on the first."""

    payment: PersonPayment
    before: PersonPayment | None
    withdrawn: bool  # the payslip was taken back: the run does not pay them any more


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
    employee_id = own_employee_id(member)
    run = pay_run(member.employer, run_key)
    given = next((each for each in payslips_of(member.employer, employee_id) if each.run_key == run_key), None)
    if given is not None:
        return read_paper(run, given.paper)
    if run.state is not RunState.CLOSED:
        raise _no_payslip(run_key)
    sealed, _ = sealed_run(member.employer, run_key)
    pay = next((each for each in sealed.figures.people if each.employee_id == employee_id), None)
    if pay is None:
        raise _no_payslip(run_key)
    return render_payslip(pay, sealed.figures)


def why_different(member: Member, run_key: str) -> NetPayChange | None:
    """Why net pay on that run is not what it was the time before; None for a first payment.

    Raises Refused where they have no payment there that they may see.
    """
    found = next((each for each in own_payments(member) if each.payment.run_key == run_key), None)
    if found is None:
        raise _no_payslip(run_key)
    if found.before is None:
        return None
    employer, employee_id = member.employer, own_employee_id(member)
    (before,), (after,) = (
        load_run_people(employer, each.run_key, {employee_id}) for each in (found.before, found.payment)
    )
    return net_pay_change(payment_of(before), input_row_of(before), payment_of(after), input_row_of(after))


def own_file(member: Member, *, today: date) -> PersonFile:
    """What is known of them, private values masked."""
    return person_file(member.employer, own_employee_id(member), today=today)


def _was_given(payment: PersonPayment, payslip: OwnPayslip | None) -> bool:
    """Whether they hold the payslip of these figures; a run that was reopened has others, not for them yet."""
    return payment.state is RunState.APPROVED and payslip is not None and payslip.paper.version == payment.version


def _is_withdrawn(given: OwnPayslip | None) -> bool:
    return given is not None and given.paper.kind is PaperKind.WITHDRAWAL


def _no_payslip(run_key: str) -> Refused:
    return Refused(f"there is no payslip of yours on {run_key}: look at the list of your payslips")
