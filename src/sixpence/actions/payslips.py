"""One person's payslip of one run: the paper they were given, or the same made from the sealed run."""

from datetime import datetime

from sixpence.actions.paper_files import read_paper
from sixpence.actions.pay_runs import sealed_run
from sixpence.basics.refused import Refused
from sixpence.documents.payslip import render_payslip
from sixpence.payrun.life import RunState
from sixpence.store import transaction
from sixpence.store.events import record
from sixpence.store.papers import payslips_of
from sixpence.store.payruns import pay_run


def payslip(employer: str, employee_id: str, run_key: str) -> bytes:
    """As PDF. Raises Refused where they were given none, and the run is not closed or does not pay them."""
    run = pay_run(employer, run_key)
    given = next((each for each in payslips_of(employer, employee_id) if each.run_key == run_key), None)
    if given is not None:
        return read_paper(run, given.paper)
    if run.state is not RunState.CLOSED:
        raise no_payslip(run_key)
    sealed, _ = sealed_run(employer, run_key)
    pay = next((each for each in sealed.figures.people if each.employee_id == employee_id), None)
    if pay is None:
        raise no_payslip(run_key)
    return render_payslip(pay, sealed.figures)


def payslip_for_staff(employer: str, employee_id: str, run_key: str, *, actor: str, at: datetime) -> bytes:
    """The same, for somebody else than its owner. It has private values in full, so the log says who looked at it."""
    content = payslip(employer, employee_id, run_key)
    with transaction():
        detail = {"employee_id": employee_id, "run": run_key}
        record(kind="payslip looked at", subject=employer, detail=detail, actor=actor, at=at)
    return content


def no_payslip(run_key: str) -> Refused:
    return Refused(f"there is no payslip on {run_key}: look at the list of payslips")
