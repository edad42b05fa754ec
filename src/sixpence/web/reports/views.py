"""The list of reports, and one report: on screen page by page, or taken out as a file."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from sixpence.actions.permissions import Right, may
from sixpence.actions.report_kinds import REPORTS, ReportKind, reportable_runs
from sixpence.actions.reports import FORMATS, export_report, report_page
from sixpence.payrun.life import RunState
from sixpence.reports.report import Column, Report, Row, shown, without_zeros
from sixpence.web.access import CompanyRequest, company_page

_ROWS = 100  # on one page
_CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class About:
    """What a report is asked to be about: a run or a tax year, and what can be chosen. `value` is as in the address."""

    value: str
    choices: tuple[tuple[str, str], ...]

    @property
    def asked(self) -> dict[str, str]:
        """As `make_report` takes it."""
        what, _, which = self.value.partition(":")
        return {"run_key" if what == "run" else "tax_year": which} if which else {}


@company_page(Right.SEE)
def index(request: CompanyRequest) -> HttpResponse:
    context = {"kinds": REPORTS.values(), "any_runs": bool(reportable_runs(request.employer))}
    return render(request, "reports/index.html", context)


@company_page(Right.SEE, acts=Right.EXPORT)
def report(request: CompanyRequest, name: str) -> HttpResponse:
    """Reading is by address, so that a page can be kept; taking a file out is posted, for it goes into the log."""
    if name not in REPORTS:
        raise Http404
    kind = REPORTS[name]
    about = _about(request, kind)
    if request.method == "POST":
        return _file(request, kind, about, request.POST.get("format", ""))
    if not about.choices:
        return render(request, "reports/nothing.html", {"kind": kind})
    asked = request.GET.get("page", "1")
    found = report_page(request.employer, name, int(asked) if asked.isdecimal() else 1, _ROWS, **about.asked)
    made, zeros = without_zeros(found.report)
    context = {
        "kind": kind,
        "about": about,
        "report": made,
        "page": Paginator(range(found.count), _ROWS).page(found.number),  # of the pager; the rows are there already
        "zeros": zeros,
        "rows": [cells(made, row) for row in made.rows],
        "total": cells(made, made.total) if made.total else None,
        "may_export": may(request.member.role, Right.EXPORT),
        "formats": FORMATS,
    }
    return render(request, "reports/report.html", context)


def cells(made: Report, row: Row) -> list[tuple[Column, str]]:
    """A row as a page shows it."""
    return [(column, shown(cell, column)) for column, cell in zip(made.columns, row, strict=True)]


def _about(request: CompanyRequest, kind: ReportKind) -> About:
    runs = reportable_runs(request.employer)
    choices = []
    if kind.of_a_year:
        choices += [(f"year:{year}", f"Tax year {year}") for year in kind.years(request.employer)]
    if kind.of_a_run:
        drafts = {RunState.OPEN, RunState.CALCULATED}
        of_runs = [
            (f"run:{run.run_key}", f"Pay run {run.run_key}{', draft' if run.state in drafts else ''}") for run in runs
        ]
        choices = of_runs + choices
    asked = request.POST.get("about") or request.GET.get("about") or ""
    known = {value for value, _ in choices}
    return About(asked if asked in known else next(iter(value for value, _ in choices), ""), tuple(choices))


def _file(request: CompanyRequest, kind: ReportKind, about: About, file_format: str) -> HttpResponse:
    content = export_report(request.employer, kind.name, file_format, **about.asked, actor=request.actor, at=request.at)
    response = HttpResponse(content, content_type=_CONTENT_TYPES[file_format])
    of = about.value.partition(":")[2]
    name = f"{kind.name}-{of}.{file_format}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response
