"""Variance reports of a run, from its table."""

from sixpence.actions.run_table import causes_of, variance_by_item
from sixpence.basics.money import pounds
from sixpence.payrun.comparison import PayCause
from sixpence.reports.report import Report
from sixpence.reports.variance import Varied, variance
from sixpence.reports.variance import variance_by_item as by_item
from sixpence.store.payruns import previous_run
from sixpence.store.records import PayRun
from sixpence.store.run_table import ListedPay, everyone_listed


def variance_of(run: PayRun, *, of: str) -> Report:
    """Everyone whose net pay is not that of their last payment, and who was paid last time and is not on this run."""
    listed = everyone_listed(run.employer, run.run_key)
    told = causes_of(run, [one.employee_id for one in listed if one.difference_pence])
    people = [_varied(one, told.get(one.employee_id, ())) for one in listed]
    if previous := previous_run(run):
        here = {one.employee_id for one in listed}
        people += [
            Varied(
                employee_id=one.employee_id,
                name=one.name,
                department=one.department,
                last_net_pay_pence=one.net_pay_pence,
                net_pay_pence=0,
                unexplained_pence=0,
                causes="Not on this run",
            )
            for one in everyone_listed(previous.employer, previous.run_key)
            if one.employee_id not in here
        ]
    return variance(people, of=of)


def _varied(one: ListedPay, causes: tuple[PayCause, ...]) -> Varied:
    first = one.last_net_pay_pence is None
    said = "First payment" if first else "; ".join(f"{cause.name} {_signed(cause.net_pay_pence)}" for cause in causes)
    return Varied(
        employee_id=one.employee_id,
        name=one.name,
        department=one.department,
        last_net_pay_pence=one.last_net_pay_pence or 0,
        net_pay_pence=one.net_pay_pence,
        unexplained_pence=one.unexplained_pence,
        causes=said,
    )


def _signed(pence: int) -> str:
    return f"+{pounds(pence)}" if pence > 0 else pounds(pence)


def variance_by_item_of(run: PayRun, *, of: str) -> Report:
    """Each item of the run beside the run before it."""
    previous, items = variance_by_item(run.employer, run.run_key)
    lines = [(item.label, item.before_pence, item.now_pence) for item in items]
    return by_item(lines, of=of, before=f"pay run {previous.run_key}" if previous else "")
