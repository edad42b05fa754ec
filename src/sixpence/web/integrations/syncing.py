"""The syncs so far, what each found of whom, reading now, and pausing."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from sixpence.actions.permissions import Right
from sixpence.actions.sync import pause_sync, resume_sync
from sixpence.actions.sync_log import export_sync_log, found_by, found_in, log_of, sync_history
from sixpence.actions.sync_preview import preview_resuming
from sixpence.actions.syncs import progress_of, start_sync
from sixpence.basics.refused import Refused
from sixpence.payrun.life import RunState
from sixpence.store.change_sets import policy_of
from sixpence.store.connections import find_connection
from sixpence.store.payruns import pay_runs
from sixpence.web.access import CompanyRequest, company_page

_ROWS = 100
_MOST = 100


@company_page(Right.SEE)
def index(request: CompanyRequest) -> HttpResponse:
    syncs = sync_history(request.employer, most=_MOST)
    context = {
        "kept": find_connection(request.employer),
        "syncs": syncs,
        "under_way": next((each for each in syncs if each.ended_at is None), None),
        "paused": policy_of(request.employer).paused,
        "as_of": _pay_day(request),
    }
    return render(request, "integrations/syncs.html", context)


@company_page(Right.REVIEW, acts=Right.REVIEW)
def read_now(request: CompanyRequest) -> HttpResponse:
    """Have everyone read. What would change waits for review; nothing counts yet."""
    if request.method != "POST":
        return redirect("integrations:syncs", company=request.member.slug)
    sync = start_sync(request.employer, as_of=_pay_day(request), actor=request.actor, at=request.at)
    return redirect("integrations:under-way", company=request.member.slug, sync=sync)


@company_page(Right.REVIEW)
def under_way(request: CompanyRequest, sync: UUID) -> HttpResponse:
    """How far a sync has come; the page asks again by itself until it is over."""
    found = next((each for each in sync_history(request.employer) if each.id == sync), None)
    if found is None:
        raise Refused("there is no such sync: look it up among the syncs so far")
    context = {"sync": found, "now": progress_of(sync) if found.ended_at is None else None}
    page = "integrations/progress.html" if request.htmx else "integrations/under_way.html"
    response = render(request, page, context)
    if request.htmx and found.ended_at is not None:
        response["HX-Refresh"] = "true"  # the whole page then says what came of it
    return response


@company_page(Right.SEE)
def one(request: CompanyRequest, number: int) -> HttpResponse:
    """What one sync found of whom, and why."""
    employee = request.GET.get("employee", "").strip()
    outcome = request.GET.get("outcome", "")
    every = list(log_of(request.employer, number=number))
    lines = [
        line
        for line in every
        if (not outcome or line.outcome == outcome) and (not employee or line.employee_id == employee)
    ]
    context = {
        "number": number,
        "found": found_in(request.employer, number),
        "lines": Paginator(lines, _ROWS).get_page(request.GET.get("page")),
        "employee": employee,
        "outcome": outcome,
        "outcomes": sorted({line.outcome for line in every}),
    }
    return render(request, "integrations/sync.html", context)


@company_page(Right.EXPORT, acts=Right.EXPORT)
def as_csv(request: CompanyRequest, number: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("integrations:sync", company=request.member.slug, number=number)
    content = export_sync_log(request.employer, number=number, actor=request.actor, at=request.at)
    named = {"Content-Disposition": f'attachment; filename="sync-{number}.csv"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=named)


@company_page(Right.CONNECT, acts=Right.CONNECT)
def pause(request: CompanyRequest) -> HttpResponse:
    if request.method == "POST":
        pause_sync(request.employer, actor=request.actor, at=request.at)
        messages.success(request, "Syncing is paused: nothing is read from HR until you resume it.")
    return redirect("integrations:syncs", company=request.member.slug)


@company_page(Right.CONNECT, acts=Right.CONNECT)
def resume(request: CompanyRequest) -> HttpResponse:
    """What resuming would find is shown first; resuming keeps that for review."""
    preview = preview_resuming(request.employer, as_of=_pay_day(request))
    if request.method == "POST":
        resume_sync(preview, actor=request.actor, at=request.at)
        messages.success(request, "Syncing goes on. What was found waits for review.")
        return redirect("review:index", company=request.member.slug)
    context = {"found": found_by(preview), "by_hand": len(preview.of_by_hand)}
    return render(request, "integrations/resume.html", context)


def _pay_day(request: CompanyRequest) -> date:
    """The day a sync is for: the pay day of the next run that can still change, else today."""
    open_runs = [run for run in pay_runs(request.employer) if run.state in (RunState.OPEN, RunState.CALCULATED)]
    return min((run.pay_date for run in open_runs), default=request.at.date())
