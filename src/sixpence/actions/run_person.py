"""One person on a run, looked at closely: how each number came about, why it is not last time's, and the payslip."""

from dataclasses import dataclass, replace

from sixpence.actions.checks import Looked, looked_at
from sixpence.actions.kept_runs import input_row_of, payment_of, run_without_people
from sixpence.actions.run_table import causes_of
from sixpence.basics.refused import Refused
from sixpence.documents.payslip import render_payslip
from sixpence.pay import PayInputs
from sixpence.pay.explain import explain
from sixpence.pay.explanation import Explanation
from sixpence.payrun.comparison import PayCause
from sixpence.payrun.explain_orders import orders_section
from sixpence.payrun.explain_statutory import benefits_section, statutory_section
from sixpence.payrun.figures import PersonPay
from sixpence.payrun.life import RunState
from sixpence.store.employments import is_employed, people_on
from sixpence.store.pay_lines import kept_pay_lines
from sixpence.store.payruns import load_run_people, pay_run
from sixpence.store.person_payments import PersonPayment, payments_to
from sixpence.store.records import KeptPayLine, PayRun, RunPerson

_MOST_BEFORE = 12  # payments of the past that are shown
PREVIEW = "This is a preview. Its figures are not approved and may still change."


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonOnRun:
    """`pay` and what follows from it are empty for somebody who is not (yet) paid on the run."""

    run: PayRun
    employee_id: str
    name: str
    pay: PersonPay | None
    explanation: Explanation | None
    last_net_pay_pence: int | None
    causes: tuple[PayCause, ...]
    lines: tuple[KeptPayLine, ...]  # added by hand
    found: tuple[Looked, ...]
    before: tuple[PersonPayment, ...]  # payments of other runs, the newest first


def person_on_run(employer: str, run_key: str, employee_id: str) -> PersonOnRun:
    """Raises Refused where there is no such run, or nobody of that id is known here."""
    run = pay_run(employer, run_key)
    if not is_employed(employer, employee_id):
        raise Refused(f"employee {employee_id} is not known at {employer}: check the id")
    kept = _kept(run, employee_id)
    pay = payment_of(kept) if kept else None
    before = sorted(payments_to(employer, employee_id), key=lambda one: (one.pay_date, one.run_key), reverse=True)
    return PersonOnRun(
        run=run,
        employee_id=employee_id,
        name=pay.person.name if pay else _name(run, employee_id),
        pay=pay,
        explanation=_explained(kept, pay) if kept and pay else None,
        last_net_pay_pence=kept.last_net_pay_pence if kept else None,
        causes=causes_of(run, {employee_id}).get(employee_id, ()) if kept else (),
        lines=tuple(kept_pay_lines(employer, run_key, employee_id)),
        found=tuple(looked_at(employer, run_key, employee_id)),
        before=tuple(one for one in before if one.run_key != run_key)[:_MOST_BEFORE],
    )


def payslip_preview(employer: str, run_key: str, employee_id: str) -> bytes:
    """The payslip as it would be from the figures as they stand, as PDF; it says that it is a preview until approved.

    Raises Refused where the person is not paid on the run.
    """
    run = pay_run(employer, run_key)
    kept = _kept(run, employee_id)
    if kept is None:
        raise Refused(f"employee {employee_id} is not paid on pay run {run_key}: there is no payslip to look at")
    pay = payment_of(kept)
    draft = run.state in (RunState.OPEN, RunState.CALCULATED)
    return render_payslip(pay, replace(run_without_people(run), people=(pay,)), note=PREVIEW if draft else "")


def _kept(run: PayRun, employee_id: str) -> RunPerson | None:
    return next(iter(load_run_people(run.employer, run.run_key, {employee_id})), None)


def _explained(kept: RunPerson, pay: PersonPay) -> Explanation:
    """Every figure of the payslip: what `calculate` works out, and before and behind it what the run does."""
    of_payment = explain(PayInputs.of([input_row_of(kept)]))
    sections = (statutory_section(pay), benefits_section(pay), *of_payment.sections, orders_section(pay))
    return replace(of_payment, sections=tuple(section for section in sections if section is not None))


def _name(run: PayRun, employee_id: str) -> str:
    return next(one.name for one in people_on(run.employer, run.period_end) if one.employee_id == employee_id)
