"""The gender pay gap of a tax year's last day, from the runs that paid for it."""

from collections.abc import Hashable, Iterable, Set
from dataclasses import replace
from datetime import date
from importlib.metadata import version

from sixpence.actions.kept_runs import run_figures
from sixpence.basics.days import long_date
from sixpence.basics.kept import Kept
from sixpence.payrun.figures import LineKind
from sixpence.payrun.life import RunState
from sixpence.people.entries import EntryKind
from sixpence.people.person import Person, in_effect
from sixpence.rates import tax_year_named, tax_years
from sixpence.reports.gender_pay_gap import (
    Earned,
    RunEarnings,
    earned_by,
    employed_on,
    employees_on,
    gender_pay_gap,
    gender_pay_gap_people,
    given_up,
)
from sixpence.reports.report import Report
from sixpence.store.employers import row_id_of
from sixpence.store.employments import facts_mark, known_of
from sixpence.store.entries import employees_with_entry
from sixpence.store.events import last_sequence
from sixpence.store.pay_lines import employees_with_line
from sixpence.store.payruns import pay_runs
from sixpence.store.records import PayRun
from sixpence.store.run_table import plain_pay_on

_FINAL = (RunState.APPROVED, RunState.CLOSED)
_FIGURES = Kept[Report](most=50)


def gap_figures(employer: str, tax_year: str, *, of: str) -> Report:
    """The figures. Each process works them out once, until anything changes that they rest on."""

    def work_out() -> Report:
        runs = _needed(employer, tax_year)
        employees = employees_on(snapshot, _known(employer, snapshot), [_earned_on(run) for run in runs])
        report = gender_pay_gap(snapshot, employees, of=of)
        return replace(report, notes=(*_missing(tax_year, runs), *report.notes))

    def rests_on() -> tuple[Hashable, ...]:
        runs = tuple((run.run_key, run.digest) for run in _needed(employer, tax_year))
        return row_id_of(employer), tax_year, of, version("sixpence"), facts_mark(employer), runs

    snapshot = tax_year_named(tax_year).ends_on
    return _FIGURES.of(rests_on, last_sequence, work_out)


def gap_people(employer: str, tax_year: str, *, of: str, only: Set[str] | None = None) -> Report:
    """Whom they are taken of, or some of them."""
    snapshot, runs = tax_year_named(tax_year).ends_on, _needed(employer, tax_year)
    known, earnings = _known(employer, snapshot, only), [_earned_on(run, only) for run in runs]
    report = gender_pay_gap_people(employees_on(snapshot, known, earnings), of=of)
    return replace(report, notes=_missing(tax_year, runs))


def gap_people_listed(employer: str, tax_year: str) -> list[str]:
    """The employee ids of these, in order."""
    snapshot = tax_year_named(tax_year).ends_on
    return [person.employee_id for person in employed_on(snapshot, _known(employer, snapshot))]


def _known(employer: str, snapshot: date, only: Set[str] | None = None) -> list[Person]:
    """Everyone of whom anything was true on the snapshot date, 5 April, as they stood."""
    stood = {who: in_effect(days, snapshot) for who, days in known_of(employer, only).items()}
    return [Person(who, facts) for who, facts in stood.items() if facts]


def _needed(employer: str, tax_year: str) -> list[PayRun]:
    """The approved and closed runs of the year, the twelve months that bonuses count for, and those that pay for its
    last day."""
    snapshot = tax_year_named(tax_year).ends_on
    final = [run for run in pay_runs(employer) if run.state in _FINAL]
    return [run for run in final if run.tax_year == tax_year or pays_for(run, snapshot)]


def _earned_on(run: PayRun, only: Set[str] | None = None) -> RunEarnings:
    """Only payments with a bonus or overtime, or of somebody who was ever away, are opened: all gross pay of the others
    is ordinary pay."""
    plain = plain_pay_on(run.employer, run.run_key, only)
    told_apart = employees_with_line(run.employer, run.run_key, (LineKind.BONUS, LineKind.OVERTIME))
    away = employees_with_entry(run.employer, EntryKind.ABSENCE) | employees_with_entry(run.employer, EntryKind.LEAVE)
    earlier = {who for who, pay in plain.items() if not pay.pension}  # kept before its pension was
    opened = plain.keys() & (told_apart | away | earlier)
    earned = {
        who: Earned(pay.gross_pay_pence - given_up(pay.pension, pay.employee_pension_pence))
        for who, pay in plain.items()
        if who not in opened
    }
    if opened:
        earned |= {pay.employee_id: earned_by(pay) for pay in run_figures(run, opened).people}
    return RunEarnings(
        pay_date=run.pay_date,
        period_start=run.period_start,
        period_end=run.period_end,
        frequency=run.frequency,
        earned=earned,
    )


def years_with_figures(employer: str) -> list[str]:
    """The tax years whose last day an approved run pays for, the newest first."""
    final = [run for run in pay_runs(employer) if run.state in _FINAL]
    return [year.name for year in reversed(tax_years()) if any(pays_for(run, year.ends_on) for run in final)]


def pays_for(run: PayRun, day: date) -> bool:
    return run.period_start <= day <= run.period_end


def _missing(tax_year: str, runs: Iterable[PayRun]) -> tuple[str, ...]:
    """What the runs cannot tell."""
    snapshot = tax_year_named(tax_year).ends_on
    first = min((run.period_start for run in runs if run.tax_year == tax_year), default=snapshot)
    if (first.year, first.month) <= (snapshot.year - 1, snapshot.month):
        return ()
    return (f"Bonuses before {long_date(first)} are not known: Sixpence has no pay run of that time.",)
