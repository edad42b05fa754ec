"""Variance reports of a run, from its table."""

from collections.abc import Set

from sixpence.actions.run_table import causes_of, variance_by_item
from sixpence.basics.money import pounds
from sixpence.reports.report import Report, Row
from sixpence.reports.variance import Moved, Varied, least_explained_first, variance, variance_total
from sixpence.reports.variance import variance_by_item as by_item
from sixpence.store.payruns import previous_run
from sixpence.store.records import PayRun
from sixpence.store.run_table import alike_on, changed_on, gone_since, listed_of


def variance_of(run: PayRun, *, of: str, only: Set[str] | None = None) -> Report:
    """Everyone whose net pay is not that of their last payment, and who was paid last time and is not on this run.

    With `only`, the lines of these alone: the causes of 5,000 differences take a second.
    """
    previous = previous_run(run)
    asked = _moved(run, previous, only)
    now = listed_of(run.employer, run.run_key, {one.employee_id for one in asked})
    gone = {one.employee_id for one in asked} - now.keys()
    before = listed_of(run.employer, previous.run_key, gone) if previous else {}
    told = causes_of(run, [who for who, pay in now.items() if pay.last_net_pay_pence is not None])

    def causes(who: str) -> str:
        if who not in now:
            return "Not on this run"
        if now[who].last_net_pay_pence is None:
            return "First payment"
        return "; ".join(f"{each.name} {_signed(each.net_pay_pence)}" for each in told.get(who, ()))

    lines = now | before
    people = [
        Varied(
            moved=one,
            name=lines[one.employee_id].name,
            department=lines[one.employee_id].department,
            causes=causes(one.employee_id),
        )
        for one in asked
    ]
    alike = alike_on(run.employer, run.run_key, previous.run_key if previous else "")
    return variance(people, alike=alike, of=of)


def variance_lines(run: PayRun) -> tuple[list[str], Row]:
    """Who has a line in that report, in its order, and its total."""
    moved = _moved(run, previous_run(run))
    return [one.employee_id for one in moved], variance_total(moved)


def _moved(run: PayRun, previous: PayRun | None, only: Set[str] | None = None) -> list[Moved]:
    """Everyone on the run or on the one before, or only of some, whose net pay is not what it was, in the order of the
    report."""
    gone = gone_since(run.employer, previous.run_key, run.run_key, only) if previous else []
    return least_explained_first([*changed_on(run.employer, run.run_key, only), *gone])


def _signed(pence: int) -> str:
    return f"+{pounds(pence)}" if pence > 0 else pounds(pence)


def variance_by_item_of(run: PayRun, *, of: str) -> Report:
    """Each item of the run beside the run before it."""
    previous, items = variance_by_item(run.employer, run.run_key)
    lines = [(item.label, item.before_pence, item.now_pence) for item in items]
    return by_item(lines, of=of, before=f"pay run {previous.run_key}" if previous else "")
