"""The syncs so far, what each found of whom, reading now, and pausing."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from sixpence.actions.integrations import what_resuming_does
from sixpence.actions.permissions import Right
from sixpence.actions.sync import pause_sync
from sixpence.actions.sync_log import export_sync_log, found_in, log_of, sync_history
from sixpence.actions.syncs import progress_of, resume_and_sync, start_sync
from sixpence.actions.webhooks import pay_day_to_sync_for
from sixpence.store.change_sets import policy_of
from sixpence.store.connections import find_connection
from sixpence.store.syncs import sync_at
from sixpence.web.access import CompanyRequest, company_page
from sixpence.web.review.layout import KINDS

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
        "as_of": pay_day_to_sync_for(request.employer, request.at.date()),
    }
    return render(request, "integrations/syncs.html", context)


@company_page(Right.REVIEW, acts=Right.REVIEW)
def read_now(request: CompanyRequest) -> HttpResponse:
    """Have everyone read. What would change waits for review; nothing counts yet."""
    if request.method != "POST":
        return redirect("integrations:syncs", company=request.member.slug)
    sync = start_sync(
        request.employer,
        as_of=pay_day_to_sync_for(request.employer, request.at.date()),
        actor=request.actor,
        at=request.at,
    )
    return redirect("integrations:under-way", company=request.member.slug, sync=sync)


@company_page(Right.REVIEW)
def under_way(request: CompanyRequest, sync: UUID) -> HttpResponse:
    """How far a sync has come; the page asks again by itself until it is over."""
    found = sync_at(request.employer, sync)
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
    """What resuming does is said first; then everybody is read, as durable work."""
    if request.method == "POST":
        day = pay_day_to_sync_for(request.employer, request.at.date())
        sync = resume_and_sync(request.employer, as_of=day, actor=request.actor, at=request.at)
        messages.success(request, "Syncing goes on, beginning with a reading of everybody.")
        return redirect("integrations:under-way", company=request.member.slug, sync=sync)
    resuming = what_resuming_does(request.employer)
    counts = [KINDS[kind] for kind in resuming.counts_at_once]
    return render(request, "integrations/resume.html", {"resuming": resuming, "counts_at_once": counts})
