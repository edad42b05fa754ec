"""Variance reports of a run, from its table."""

from collections.abc import Set
from dataclasses import replace

from sixpence.actions.run_table import causes_of, variance_by_item
from sixpence.basics.money import pounds
from sixpence.reports.report import Report, Row
from sixpence.reports.variance import Varied, changed_first, variance, variance_total
from sixpence.reports.variance import variance_by_item as by_item
from sixpence.store.payruns import previous_run
from sixpence.store.records import PayRun
from sixpence.store.run_table import ListedPay, everyone_listed


def variance_of(run: PayRun, *, of: str, only: Set[str] | None = None) -> Report:
    """Everyone whose net pay is not that of their last payment, and who was paid last time and is not on this run.

    With `only`, the lines of these alone: the causes of 5,000 differences take a second.
    """
    people = _people(run)
    asked = [one for one in people if one.difference_pence and (only is None or one.employee_id in only)]
    told = causes_of(run, [one.employee_id for one in asked if not one.causes])
    said = {
        who: "; ".join(f"{each.name} {_signed(each.net_pay_pence)}" for each in causes) for who, causes in told.items()
    }
    return variance(
        [replace(one, causes=one.causes or said.get(one.employee_id, "")) for one in people], of=of, only=only
    )


def variance_lines(run: PayRun) -> tuple[list[str], Row]:
    """Who has a line in that report, in its order, and its total."""
    people = changed_first(_people(run))
    return [one.employee_id for one in people], variance_total(people)


def _people(run: PayRun) -> list[Varied]:
    """Everyone on the run and on the one before, without the causes, which take longest."""
    listed = everyone_listed(run.employer, run.run_key)
    people = [_varied(one) for one in listed]
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
    return people


def _varied(one: ListedPay) -> Varied:
    return Varied(
        employee_id=one.employee_id,
        name=one.name,
        department=one.department,
        last_net_pay_pence=one.last_net_pay_pence or 0,
        net_pay_pence=one.net_pay_pence,
        unexplained_pence=one.unexplained_pence,
        causes="First payment" if one.last_net_pay_pence is None else "",
    )


def _signed(pence: int) -> str:
    return f"+{pounds(pence)}" if pence > 0 else pounds(pence)


def variance_by_item_of(run: PayRun, *, of: str) -> Report:
    """Each item of the run beside the run before it."""
    previous, items = variance_by_item(run.employer, run.run_key)
    lines = [(item.label, item.before_pence, item.now_pence) for item in items]
    return by_item(lines, of=of, before=f"pay run {previous.run_key}" if previous else "")
