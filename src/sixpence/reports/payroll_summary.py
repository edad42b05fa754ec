"""Payroll summary: what each pay run came to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sixpence.reports.gross_to_net import AMOUNTS
from sixpence.reports.report import Column, Kind, Report, Row, total_of

_COLUMNS = (
    Column("run", "Pay run"),
    Column("pay_date", "Pay date", Kind.DAY),
    Column("tax_period", "Tax period"),
    Column("people", "People", Kind.COUNT),
    *(Column(name, label, Kind.MONEY) for name, label in AMOUNTS),
)
_PEOPLE = 3  # the place of the column


@dataclass(frozen=True, slots=True, kw_only=True)
class SummedRun:
    """A run and the sums over its people, in whole pence by their names in `PersonPay`."""

    run_key: str
    pay_date: date
    frequency: str
    tax_period: int
    employees: int
    amounts: Mapping[str, int]


def payroll_summary(runs: Sequence[SummedRun], *, of: str) -> Report:
    """A line a run, in the order given."""
    rows: list[Row] = [
        (
            run.run_key,
            run.pay_date,
            f"{'month' if run.frequency in ('monthly', 'annual') else 'week'} {run.tax_period}",
            run.employees,
            *(run.amounts[f"{name}_pence"] for name, _ in AMOUNTS),
        )
        for run in runs
    ]
    summed = total_of(_COLUMNS, rows)
    return Report(
        name="payroll-summary",
        title="Payroll summary",
        of=of,
        columns=_COLUMNS,
        rows=tuple(rows),
        # Whoever is on two runs would be counted twice.
        total=tuple(None if place == _PEOPLE else cell for place, cell in enumerate(summed)),
    )
