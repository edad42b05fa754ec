"""Reports as use cases: whole, page by page, and as files. Every file that is taken out is in the log."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sixpence.actions.report_kinds import FINAL, REPORTS, Covered, ReportKind, reportable_runs
from sixpence.basics.refused import Refused
from sixpence.reports.files import to_csv, to_xlsx
from sixpence.reports.report import Report
from sixpence.store import transaction
from sixpence.store.events import Detail, record

FORMATS: dict[str, Callable[[Report], bytes]] = {"csv": to_csv, "xlsx": to_xlsx}


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
    lines = kind.lines(covered) if kind.lines else None
    if lines is None:
        whole = _made(kind, covered)
        rows = _page(whole.rows, number, size)
        return ReportPage(
            report=replace(whole, rows=whole.rows[rows]), number=rows.start // size + 1, count=len(whole.rows)
        )
    people, total = lines
    rows = _page(people, number, size)
    some = _made(kind, replace(covered, only=set(people[rows])))
    return ReportPage(report=replace(some, total=total), number=rows.start // size + 1, count=len(people))


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
        runs=tuple(run for run in of_year if run.state in FINAL),
        tax_year=year,
        left_out=tuple(run for run in of_year if run.state not in FINAL),
    )
