"""Looking at a pay run: the list, the table of people, the checks, the variances."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sixpence.actions.checks import changed_since, checks_of, settle_findings, settle_kinds, unsettle_finding
from sixpence.actions.pay_runs import next_run, open_run
from sixpence.actions.permissions import Right, may
from sixpence.actions.run_table import run_table, variance_by_item
from sixpence.payrun.checks import CheckKind
from sixpence.payrun.life import RunState
from sixpence.store.payruns import pay_run
from sixpence.store.records import PayRun
from sixpence.store.run_table import Show, Sort, TableQuery
from sixpence.store.run_totals import run_totals
from sixpence.web.access import CompanyRequest, company_page, require
from sixpence.web.forms import refusals_in
from sixpence.web.pay_runs.forms import OpenForm, ReasonForm
from sixpence.web.run_steps import steps_of

_ROWS = 50
_RUNS = 24
_CHANGEABLE = (RunState.OPEN, RunState.CALCULATED)
_SHOWS = {
    Show.EVERYONE: "Everyone",
    Show.CHANGED: "Changed",
    Show.UNEXPLAINED: "Unexplained",
    Show.NEW: "New",
}
_COLUMNS = (
    (Sort.NAME, "Name", False),
    (Sort.DEPARTMENT, "Department", False),
    (Sort.GROSS, "Gross", True),
    (Sort.NET, "Net now", True),
    (Sort.LAST_NET, "Net last time", True),
    (Sort.DIFFERENCE, "Difference", True),
)
_EVERYTHING = "everything"


@company_page(Right.SEE, acts=Right.PREPARE)
def index(request: CompanyRequest) -> HttpResponse:
    """Every run, and the form that opens the next."""
    pay_date, frequency = next_run(request.employer, request.at.date())
    form = OpenForm(request.POST or None, initial={"pay_date": pay_date, "frequency": frequency})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        with refusals_in(form):
            run = open_run(request.employer, asked["pay_date"], asked["frequency"], actor=request.actor, at=request.at)
            return redirect("pay_runs:run", company=request.member.slug, run_key=run.run_key)
    runs = Paginator(run_totals(request.employer)[::-1], _RUNS).get_page(request.GET.get("page"))
    prepares = may(request.member.role, Right.PREPARE)
    return render(request, "pay_runs/index.html", {"page": runs, "form": form, "prepares": prepares})


@company_page(Right.SEE)
def run(request: CompanyRequest, run_key: str) -> HttpResponse:
    """The table of people, or what to do first where there are no figures yet."""
    query = query_from(request)
    table = run_table(request.employer, run_key, query)
    context = about_run(request, table.run, "open" if table.run.state is RunState.OPEN else "check")
    page = Paginator(range(table.totals.people), query.size).get_page(query.page)
    shows = [(show, label, table.counts[show]) for show, label in _SHOWS.items()]
    context |= {"table": table, "page": page, "shows": shows, "columns": _COLUMNS, "tab": "people"}
    context["asked"] = request.GET.urlencode()
    return render(request, "pay_runs/run.html", context)


def query_from(request: HttpRequest) -> TableQuery:
    """What the address asks for; whatever it may not ask for is as if it were left out."""
    asked = request.GET
    page = asked.get("page", "1")
    return TableQuery(
        search=asked.get("search", "").strip(),
        department=asked.get("department", ""),
        show=Show(asked["show"]) if asked.get("show") in list(Show) else Show.EVERYONE,
        sort=Sort(asked["sort"]) if asked.get("sort") in list(Sort) else Sort.EMPLOYEE_ID,
        descending=asked.get("order") == "down",
        page=max(int(page), 1) if page.isdecimal() and len(page) < 7 else 1,
        size=_ROWS,
    )


def about_run(request: CompanyRequest, run: PayRun, here: str) -> dict[str, object]:
    """What every page of a run shows."""
    return {
        "run": run,
        "steps": steps_of(run, request.member, here),
        "to_check": checks_of(request.employer, run.run_key, most=1).open,
        "changed_since": len(changed_since(run)),
        "prepares": may(request.member.role, Right.PREPARE) and run.state in _CHANGEABLE,
    }


@company_page(Right.SEE, acts=Right.PREPARE)
def checks(request: CompanyRequest, run_key: str) -> HttpResponse:
    """What to look at, with a reason to be given for each, or for all of a kind."""
    run = pay_run(request.employer, run_key)
    form = ReasonForm(request.POST or None)
    if request.method == "POST":
        require(request, Right.PREPARE, state=run.state)
        if _settle(request, run, form):
            return redirect("pay_runs:checks", company=request.member.slug, run_key=run_key)
    context = about_run(request, run, "check") | {"checks": checks_of(request.employer, run_key), "tab": "checks"}
    return render(request, "pay_runs/checks.html", context | {"form": form, "wrong_at": request.POST.get("at", "")})


def _settle(request: CompanyRequest, run: PayRun, form: forms.Form) -> bool:
    """Whether it was done. `at` is a finding, a kind or everything; `again` opens one that was settled."""
    by, now = request.actor, request.at
    if again := request.POST.get("again"):
        unsettle_finding(run.employer, run.run_key, again, actor=by, at=now)
        return True
    at = request.POST.get("at", "")
    if not form.is_valid():
        return False
    reason = form.cleaned_data["reason"]
    with refusals_in(form):
        if at == _EVERYTHING or at in list(CheckKind):
            kinds = [kind for kind in CheckKind if kind.can_be_settled] if at == _EVERYTHING else [CheckKind(at)]
            count = settle_kinds(run.employer, run.run_key, kinds, reason, actor=by, at=now)
            messages.success(request, f"{count} settled.")
        else:
            settle_findings(run.employer, run.run_key, [at], reason, actor=by, at=now)
    return form.is_valid()


@company_page(Right.SEE)
def variance(request: CompanyRequest, run_key: str) -> HttpResponse:
    """By item, by person, or the unexplained first."""
    by = request.GET.get("by", "item")
    run = pay_run(request.employer, run_key)
    context = about_run(request, run, "check") | {"tab": "variance", "by": by}
    if by == "item":
        previous, items = variance_by_item(request.employer, run_key)
        return render(request, "pay_runs/variance.html", context | {"previous": previous, "items": items})
    asked = query_from(request)
    sort = Sort.UNEXPLAINED if by == "unexplained" else Sort.DIFFERENCE
    query = TableQuery(show=Show.CHANGED, sort=sort, descending=True, page=asked.page, size=_ROWS)
    table = run_table(request.employer, run_key, query)
    page = Paginator(range(table.totals.people), query.size).get_page(query.page)
    return render(request, "pay_runs/variance.html", context | {"table": table, "page": page})
