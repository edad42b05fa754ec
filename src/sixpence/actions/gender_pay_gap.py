"""The gender pay gap of a tax year's last day, from the runs that paid for it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sixpence.actions.kept_runs import run_figures
from sixpence.basics.days import long_date
from sixpence.payrun.life import RunState
from sixpence.people.person import Person, in_effect
from sixpence.rates import tax_year_named, tax_years
from sixpence.reports.gender_pay_gap import Employee, employees_on, gender_pay_gap, gender_pay_gap_people
from sixpence.reports.report import Report
from sixpence.store.employments import known_of
from sixpence.store.payruns import pay_runs
from sixpence.store.records import PayRun

_FINAL = (RunState.APPROVED, RunState.CLOSED)


def gap_figures(employer: str, of_year: Sequence[PayRun], tax_year: str, *, of: str) -> Report:
    """The figures. `of_year` are the tax year's approved and closed runs: the twelve months that bonuses count for."""
    snapshot, employees = _employees(employer, of_year, tax_year)
    report = gender_pay_gap(snapshot, employees, of=of)
    return replace(report, notes=(*_missing(snapshot, of_year), *report.notes))


def gap_people(employer: str, of_year: Sequence[PayRun], tax_year: str, *, of: str) -> Report:
    """Whom they are taken of."""
    snapshot, employees = _employees(employer, of_year, tax_year)
    report = gender_pay_gap_people(employees, of=of)
    return replace(report, notes=_missing(snapshot, of_year))


def _employees(employer: str, of_year: Sequence[PayRun], tax_year: str) -> tuple[date, list[Employee]]:
    """The snapshot date, 5 April, and everyone employed on it."""
    snapshot = tax_year_named(tax_year).ends_on
    runs = {run.run_key: run for run in (*of_year, *pay_runs(employer)) if run.state in _FINAL}
    needed = [run for run in runs.values() if run in of_year or pays_for(run, snapshot)]
    stood = {who: in_effect(days, snapshot) for who, days in known_of(employer).items()}
    known = [Person(who, facts) for who, facts in stood.items() if facts]
    return snapshot, employees_on(snapshot, known, [run_figures(run) for run in needed])


def years_with_figures(employer: str) -> list[str]:
    """The tax years whose last day an approved run pays for, the newest first."""
    final = [run for run in pay_runs(employer) if run.state in _FINAL]
    return [year.name for year in reversed(tax_years()) if any(pays_for(run, year.ends_on) for run in final)]


def pays_for(run: PayRun, day: date) -> bool:
    return run.period_start <= day <= run.period_end


def _missing(snapshot: date, of_year: Sequence[PayRun]) -> tuple[str, ...]:
    """What the runs cannot tell."""
    first = min((run.period_start for run in of_year), default=snapshot)
    if (first.year, first.month) <= (snapshot.year - 1, snapshot.month):
        return ()
    return (f"Bonuses before {long_date(first)} are not known: Sixpence has no pay run of that time.",)
