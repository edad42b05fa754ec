"""Employees on payroll, by calendar month and by run: the figure that billing rests on."""

from collections.abc import Sequence
from datetime import date

from sixpence.reports.report import Column, Kind, Report

_COLUMNS = (
    Column("month", "Month from", Kind.DAY),
    Column("run", "Pay run"),
    Column("employees", "Employees on payroll", Kind.COUNT),
)


def on_payroll(counted: Sequence[tuple[date, str, int]], *, of: str) -> Report:
    """A line a run, and one a month in which whoever is on several runs counts once; given as first day, run, count."""
    return Report(
        name="employees-on-payroll",
        title="Employees on payroll",
        of=of,
        columns=_COLUMNS,
        rows=tuple((month, run_key or "(whole month)", count) for month, run_key, count in counted),
        notes=("Whoever is on several runs of a month counts once in the whole month.",),
    )
