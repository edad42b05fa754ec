"""Which reports there are, and the runs that each can be about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sixpence.actions.billing import employees_on_payroll
from sixpence.actions.employer_month import owed_to_hmrc
from sixpence.actions.gender_pay_gap import gap_figures, gap_people, gap_people_listed, years_with_figures
from sixpence.actions.kept_runs import run_figures
from sixpence.actions.variance import variance_by_item_of, variance_lines, variance_of
from sixpence.payrun.figures import PersonPay, RunFigures
from sixpence.payrun.life import RunState
from sixpence.people.entries import EntryKind
from sixpence.reports.costs_by_department import AMOUNTS as DEPARTMENT_AMOUNTS
from sixpence.reports.costs_by_department import costs_by_department
from sixpence.reports.deductions_by_order import deductions_by_order
from sixpence.reports.gross_to_net import gross_to_net, gross_to_net_total
from sixpence.reports.on_payroll import on_payroll
from sixpence.reports.p32 import p32
from sixpence.reports.payroll_summary import SummedRun, payroll_summary
from sixpence.reports.pension_contributions import AMOUNTS as SCHEME_AMOUNTS
from sixpence.reports.pension_contributions import (
    NO_PENSION,
    pension_contributions,
    pension_contributions_total,
    pension_schemes,
)
from sixpence.reports.people import Groups, department_of, groups_of
from sixpence.reports.report import Report, Row
from sixpence.store.employers import employer as employer_named
from sixpence.store.entries import employees_with_entry
from sixpence.store.payruns import pay_runs
from sixpence.store.records import PayRun
from sixpence.store.run_totals import employees_with, grouped, run_totals

FINAL = (RunState.APPROVED, RunState.CLOSED)


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
        if not self.tax_year and self.runs[0].state not in FINAL:
            return ("A draft: the pay run is not approved, and its figures may still change.",)
        return tuple(f"Not in these figures: {run.run_key}, which is {run.state}." for run in self.left_out)

    @property
    def run(self) -> PayRun | None:
        """The one run it is about."""
        return None if self.tax_year else self.runs[0]

    def figures(self) -> tuple[RunFigures, ...]:
        return tuple(run_figures(run, self.only) for run in self.runs)


Lines = Callable[[Covered], tuple[list[str], Row | None] | None]
"""Of a report with a line a person: who has one, in its order, and the total of all of them where it has one.

So a page of it needs the people of that page alone. None where it has no such lines of what it is about.
"""


def _everyone_with(amounts: Sequence[str], total: Callable[[Mapping[str, int]], Row]) -> Lines:
    """Everyone of whom one of these amounts is not zero (everyone where none is named); the total is of their sums."""

    def lines(covered: Covered) -> tuple[list[str], Row] | None:
        if covered.run is None:
            return None
        people, sums = employees_with(covered.employer, covered.run.run_key, amounts)
        return people, total(sums)

    return lines


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
    lines: Lines | None = None


def _costs(covered: Covered) -> Report:
    return costs_by_department(_grouped(covered, "department", DEPARTMENT_AMOUNTS, department_of), of=covered.of)


def _schemes(covered: Covered) -> Report:
    methods = _grouped(covered, "pension", SCHEME_AMOUNTS, lambda pay: pay.pension, NO_PENSION)
    return pension_schemes(methods, scheme=employer_named(covered.employer).pension_scheme, of=covered.of)


def _grouped(
    covered: Covered, by: str, amounts: Sequence[str], value: Callable[[PersonPay], str], leave_out: str | None = None
) -> Groups:
    """The payments by a value of theirs: summed by the database, or, of runs from before it could, one by one."""
    left_out = () if leave_out is None else (leave_out,)
    keys = [run.run_key for run in covered.runs]
    if (found := grouped(covered.employer, keys, by, amounts, leave_out=left_out)) is not None:
        return found
    runs = [
        replace(run, people=tuple(pay for pay in run.people if value(pay) not in left_out)) for run in covered.figures()
    ]
    return groups_of(runs, value, amounts)


def _by_order(covered: Covered) -> Report:
    """Only who ever had an order is opened."""
    some = replace(covered, only=employees_with_entry(covered.employer, EntryKind.ORDER))
    return deductions_by_order(some.figures(), of=covered.of)


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


def _on_payroll(covered: Covered) -> Report:
    keys = {run.run_key for run in covered.runs}
    months = {run.pay_date.replace(day=1) for run in covered.runs}
    counted = [
        (one.month, one.run_key, one.employees)
        for one in employees_on_payroll(covered.employer)
        if one.run_key in keys or (not one.run_key and one.month in months)
    ]
    return on_payroll(counted, of=covered.of)


REPORTS: dict[str, ReportKind] = {
    kind.name: kind
    for kind in (
        ReportKind(
            name="gross-to-net",
            title="Gross to net",
            shows="Each person's pay, every deduction, what reached their account and what they cost.",
            make=lambda covered: gross_to_net(covered.figures(), of=covered.of),
            lines=_everyone_with((), gross_to_net_total),
        ),
        ReportKind(
            name="payroll-summary",
            title="Payroll summary",
            shows="What each pay run of a tax year came to.",
            make=_summary,
            of_a_run=False,
        ),
        ReportKind(
            name="variance",
            title="Variance by person",
            shows="Whose net pay is not what it was, by how much and why; the least explained first.",
            make=lambda covered: variance_of(covered.runs[0], of=covered.of, only=covered.only),
            lines=lambda covered: variance_lines(covered.runs[0]),
            of_a_year=False,
        ),
        ReportKind(
            name="variance-by-item",
            title="Variance by item",
            shows="Each item of a pay run beside the run before it.",
            make=lambda covered: variance_by_item_of(covered.runs[0], of=covered.of),
            of_a_year=False,
        ),
        ReportKind(
            name="employees-on-payroll",
            title="Employees on payroll",
            shows="How many people were paid, by run and by calendar month: what billing rests on.",
            make=_on_payroll,
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
            make=_costs,
        ),
        ReportKind(
            name="deductions-by-order",
            title="Deductions by order",
            shows="What was deducted by order, who is to be paid it, and the reference.",
            make=_by_order,
        ),
        ReportKind(
            name="gender-pay-gap",
            title="Gender pay gap",
            shows="The six figures to publish, of the snapshot date with which a tax year ends.",
            make=lambda covered: gap_figures(covered.employer, covered.tax_year, of=covered.of),
            of_a_run=False,
            years=years_with_figures,
        ),
        ReportKind(
            name="gender-pay-gap-people",
            title="Gender pay gap: who counts",
            shows="Of whom the figures are taken, their hourly pay, and who is left out and why.",
            make=lambda covered: gap_people(covered.employer, covered.tax_year, of=covered.of, only=covered.only),
            lines=lambda covered: (gap_people_listed(covered.employer, covered.tax_year), None),
            of_a_run=False,
            years=years_with_figures,
        ),
        ReportKind(
            name="pension-contributions",
            title="Pension contributions",
            shows="Each member's contributions, from their pay and from the employer.",
            make=lambda covered: pension_contributions(covered.figures(), of=covered.of),
            lines=_everyone_with(SCHEME_AMOUNTS, pension_contributions_total),
        ),
        ReportKind(
            name="pension-schemes",
            title="Pension contributions by scheme",
            shows="What is to be paid over to each pension scheme.",
            make=_schemes,
        ),
    )
}
