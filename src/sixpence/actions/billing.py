"""Employees on payroll: how many different people were paid, by run and by calendar month. Billing rests on it."""

from dataclasses import dataclass
from datetime import date

from sixpence.store.payruns import paid_ids, pay_runs

_COUNTS = ("approved", "closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPayroll:
    """`run_key` is "" for a whole calendar month, in which whoever is on several runs counts once."""

    month: date  # its first day
    run_key: str
    employees: int


def employees_on_payroll(employer: str) -> list[OnPayroll]:
    """Of every calendar month with a pay date, each run and then the month, newest first.

    A run counts once its figures are approved. Whoever is on it counts, whatever their pay comes to.
    """
    by_month: dict[date, dict[str, frozenset[str]]] = {}
    for run in pay_runs(employer):
        if run.state in _COUNTS:
            runs = by_month.setdefault(run.pay_date.replace(day=1), {})
            runs[run.run_key] = paid_ids(employer, run.run_key)
    counted = []
    for month, runs in sorted(by_month.items(), reverse=True):
        counted += [OnPayroll(month=month, run_key=key, employees=len(ids)) for key, ids in runs.items()]
        counted.append(OnPayroll(month=month, run_key="", employees=len(frozenset().union(*runs.values()))))
    return counted


def as_csv(counted: list[OnPayroll]) -> str:
    """A line each; the run is empty where the line is of the whole month."""
    lines = ["month,run,employees_on_payroll"]
    lines += [f"{one.month:%Y-%m},{one.run_key},{one.employees}" for one in counted]
    return "\n".join(lines) + "\n"
