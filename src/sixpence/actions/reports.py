"""Reports as use cases: which there are, which runs they cover, on screen and as files. Every file is in the log."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sixpence.actions.employer_month import owed_to_hmrc
from sixpence.actions.gender_pay_gap import gap_figures, gap_people, years_with_figures
from sixpence.actions.kept_runs import run_figures
from sixpence.basics.refused import Refused
from sixpence.payrun.figures import RunFigures
from sixpence.payrun.life import RunState
from sixpence.reports.costs_by_department import costs_by_department
from sixpence.reports.deductions_by_order import deductions_by_order
from sixpence.reports.files import to_csv, to_xlsx
from sixpence.reports.gross_to_net import gross_to_net, gross_to_net_total
from sixpence.reports.p32 import p32
from sixpence.reports.payroll_summary import SummedRun, payroll_summary
from sixpence.reports.pension_contributions import pension_contributions, pension_contributions_total, pension_schemes
from sixpence.reports.report import Report, Row
from sixpence.store import transaction
from sixpence.store.events import Detail, record
from sixpence.store.payruns import pay_runs
from sixpence.store.records import PayRun
from sixpence.store.run_totals import employees_with, run_totals

FORMATS: dict[str, Callable[[Report], bytes]] = {"csv": to_csv, "xlsx": to_xlsx}
_FINAL = (RunState.APPROVED, RunState.CLOSED)


def reportable_runs(employer: str) -> list[PayRun]:
    """Every run that has figures, the newest first."""
    return [run for run in reversed(pay_runs(employer)) if run.state is not RunState.OPEN]


def reportable_years(employer: str) -> list[str]:
    """The tax years of these, the newest first."""
    return list(dict.fromkeys(run.tax_year for run in reportable_runs(employer)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """The runs that a report is about, by pay date: one run, or those of a tax year."""

    employer: str
    runs: tuple[PayRun, ...]
    tax_year: str = ""  # "" where it is about one run
    left_out: tuple[PayRun, ...] = ()  # runs of the year whose figures may still change
    only: set[str] | None = None  # employees; None for everyone

    @property
    def of(self) -> str:
        if self.tax_year:
            return f"{self.employer}, tax year {self.tax_year}"
        return f"{self.employer}, pay run {self.runs[0].run_key}, paid on {self.runs[0].pay_date}"

    @property
    def notes(self) -> tuple[str, ...]:
        if not self.tax_year and self.runs[0].state not in _FINAL:
            return ("A draft: the pay run is not approved, and its figures may still change.",)
        return tuple(f"Not in these figures: {run.run_key}, which is {run.state}." for run in self.left_out)

    @property
    def run(self) -> PayRun | None:
        """The one run it is about."""
        return None if self.tax_year else self.runs[0]

    def figures(self) -> tuple[RunFigures, ...]:
        return tuple(run_figures(run, self.only) for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePerPerson:
    """About one run, a report has a line for everyone of whom one of these amounts is not zero (of everyone where none
    is named), and its total follows from their sums. So a page of it needs the people of that page alone."""

    amounts: tuple[str, ...]
    total: Callable[[Mapping[str, int]], Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportKind:
    """One report that can be asked for. `of_a_run` and `of_a_year` say what it may be about."""

    name: str
    title: str
    shows: str  # in one sentence
    make: Callable[[Covered], Report]
    of_a_run: bool = True
    of_a_year: bool = True
    years: Callable[[str], list[str]] = reportable_years  # that it can be about, of an employer, the newest first
    by_person: LinePerPerson | None = None


def _summary(covered: Covered) -> Report:
    keys = {run.run_key for run in covered.runs}
    summed = [
        SummedRun(
            run_key=totals.run.run_key,
            pay_date=totals.run.pay_date,
            frequency=totals.run.frequency,
            tax_period=totals.run.tax_period,
            employees=totals.employees,
            amounts=totals.amounts,
        )
        for totals in run_totals(covered.employer)
        if totals.run.run_key in keys
    ]
    return payroll_summary(summed, of=covered.of)


REPORTS: dict[str, ReportKind] = {
    kind.name: kind
    for kind in (
        ReportKind(
            name="gross-to-net",
            title="Gross to net",
            shows="Each person's pay, every deduction, what reached their account and what they cost.",
            make=lambda covered: gross_to_net(covered.figures(), of=covered.of),
            by_person=LinePerPerson(amounts=(), total=gross_to_net_total),
        ),
        ReportKind(
            name="payroll-summary",
            title="Payroll summary",
            shows="What each pay run of a tax year came to.",
            make=_summary,
            of_a_run=False,
        ),
        ReportKind(
            name="p32",
            title="P32: owed to HMRC",
            shows="What is owed to HMRC for each tax month, and by when.",
            make=lambda covered: p32(owed_to_hmrc(covered.employer, covered.tax_year).months, of=covered.of),
            of_a_run=False,
        ),
        ReportKind(
            name="costs-by-department",
            title="Costs by department",
            shows="What each department costs, National Insurance and pension included.",
            make=lambda covered: costs_by_department(covered.figures(), of=covered.of),
        ),
        ReportKind(
            name="deductions-by-order",
            title="Deductions by order",
            shows="What was deducted by order, who is to be paid it, and the reference.",
            make=lambda covered: deductions_by_order(covered.figures(), of=covered.of),
        ),
        ReportKind(
            name="gender-pay-gap",
            title="Gender pay gap",
            shows="The six figures to publish, of the snapshot date with which a tax year ends.",
            make=lambda covered: gap_figures(covered.employer, covered.runs, covered.tax_year, of=covered.of),
            of_a_run=False,
            years=years_with_figures,
        ),
        ReportKind(
            name="gender-pay-gap-people",
            title="Gender pay gap: who counts",
            shows="Of whom the figures are taken, their hourly pay, and who is left out and why.",
            make=lambda covered: gap_people(covered.employer, covered.runs, covered.tax_year, of=covered.of),
            of_a_run=False,
            years=years_with_figures,
        ),
        ReportKind(
            name="pension-contributions",
            title="Pension contributions",
            shows="Each member's contributions, from their pay and from the employer.",
            make=lambda covered: pension_contributions(covered.figures(), of=covered.of),
            by_person=LinePerPerson(
                amounts=("employee_pension_pence", "employer_pension_pence"), total=pension_contributions_total
            ),
        ),
        ReportKind(
            name="pension-schemes",
            title="Pension contributions by scheme",
            shows="What is to be paid over to each pension scheme.",
            make=lambda covered: pension_schemes(covered.figures(), of=covered.of),
        ),
    )
}


def make_report(employer: str, name: str, *, run_key: str = "", tax_year: str = "") -> Report:
    """A report about one run, or about the approved and closed runs of a tax year ("2026-27").

    With neither it is about the newest run with figures, or about that run's tax year. Raises Refused for a report
    that is none, for one that is not made of what was asked for, and where there are no figures.
    """
    kind = kind_named(name)
    return _made(kind, _covered(employer, kind, run_key, tax_year))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """Some rows of a report, and the total of all of them."""

    report: Report
    number: int  # of the page, from 1
    count: int  # of all rows


def report_page(
    employer: str, name: str, number: int, size: int, *, run_key: str = "", tax_year: str = ""
) -> ReportPage:
    """A page of so many rows; beyond the last one it is the last. Raises Refused as `make_report` does."""
    kind = kind_named(name)
    covered = _covered(employer, kind, run_key, tax_year)
    if kind.by_person is None or covered.run is None:
        whole = _made(kind, covered)
        rows = _page(whole.rows, number, size)
        return ReportPage(
            report=replace(whole, rows=whole.rows[rows]), number=rows.start // size + 1, count=len(whole.rows)
        )
    people, sums = employees_with(employer, covered.run.run_key, kind.by_person.amounts)
    rows = _page(people, number, size)
    some = _made(kind, replace(covered, only=set(people[rows])))
    return ReportPage(
        report=replace(some, total=kind.by_person.total(sums)), number=rows.start // size + 1, count=len(people)
    )


def _page(rows: Sequence[object], number: int, size: int) -> slice:
    last = max(len(rows) - 1, 0) // size
    begin = min(max(number - 1, 0), last) * size
    return slice(begin, begin + size)


def _made(kind: ReportKind, covered: Covered) -> Report:
    report = kind.make(covered)
    return replace(report, notes=(*covered.notes, *report.notes))


def export_report(
    employer: str, name: str, file_format: str, *, run_key: str = "", tax_year: str = "", actor: str, at: datetime
) -> bytes:
    """The report as a file of one of `FORMATS`; that it was taken out, and by whom, goes into the log."""
    if file_format not in FORMATS:
        raise Refused(f"no file format is called {file_format!r}: a report is a {' or a '.join(FORMATS)}")
    with transaction():
        report = make_report(employer, name, run_key=run_key, tax_year=tax_year)
        content = FORMATS[file_format](report)
        detail: Detail = {
            "report": name,
            "format": file_format,
            "run": run_key,
            "tax_year": tax_year,
            "rows": len(report.rows),
        }
        record(kind="report exported", subject=employer, detail=detail, actor=actor, at=at)
    return content


def kind_named(name: str) -> ReportKind:
    if name not in REPORTS:
        raise Refused(f"no report is called {name!r}: there are {', '.join(REPORTS)}")
    return REPORTS[name]


def _covered(employer: str, kind: ReportKind, run_key: str, tax_year: str) -> Covered:
    if run_key and tax_year:
        raise Refused(f"{kind.name} is about one pay run or about a tax year: name one of them")
    if run_key and not kind.of_a_run:
        raise Refused(f"{kind.name} is about a tax year, not about one pay run: name the tax year")
    if tax_year and not kind.of_a_year:
        raise Refused(f"{kind.name} is about one pay run, not about a tax year: name the pay run")
    if kind.of_a_run and not tax_year:
        runs = [run for run in reportable_runs(employer) if run_key in ("", run.run_key)]
        if not runs:
            raise Refused(f"{employer} has no figures of {run_key or 'a pay run'} yet: calculate the pay run first")
        return Covered(employer=employer, runs=(runs[0],))
    years = kind.years(employer)
    if (tax_year or not years) and tax_year not in years:
        raise Refused(f"{employer} has no figures of {tax_year or 'a tax year'} for {kind.name} yet")
    year = tax_year or years[0]
    of_year = [run for run in reversed(reportable_runs(employer)) if run.tax_year == year]
    return Covered(
        employer=employer,
        runs=tuple(run for run in of_year if run.state in _FINAL),
        tax_year=year,
        left_out=tuple(run for run in of_year if run.state not in _FINAL),
    )
