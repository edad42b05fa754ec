"""The log: looked through, taken out, checked."""

from datetime import date

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from sixpence.actions.event_log import check_log, export_log, log_page
from sixpence.actions.permissions import Right, may
from sixpence.store.event_log import Asked
from sixpence.web.access import CompanyRequest, company_page


@company_page(Right.SEE_LOG, acts=Right.EXPORT)
def index(request: CompanyRequest) -> HttpResponse:
    """Reading is by address; taking a file out is posted, for it goes into the log."""
    if request.method == "POST":
        content = export_log(request.employer, _asked(request.POST), actor=request.actor, at=request.at)
        response = HttpResponse(content, content_type="text/csv; charset=utf-8")
        name = f"log-{request.member.slug}-{request.at.date()}.csv"
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
        return response
    asked = _asked(request.GET)
    before = request.GET.get("before", "")
    found = log_page(request.employer, asked, before=int(before) if before.isdecimal() and len(before) < 19 else None)
    context = {"found": found, "asked": asked, "may_export": may(request.member.role, Right.EXPORT)}
    return render(request, "record/index.html", context)


@company_page(Right.SEE_LOG, acts=Right.SEE_LOG)
def check(request: CompanyRequest) -> HttpResponse:
    """The whole log of the installation, from its first entry."""
    if request.method != "POST":
        return redirect("record:index", company=request.member.slug)
    return render(request, "record/check.html", {"check": check_log()})


def _asked(query: QueryDict) -> Asked:
    return Asked(
        kind=query.get("kind", ""),
        employee_id=query.get("employee", "").strip(),
        actor=query.get("actor", ""),
        first_day=_day(query.get("first", "")),
        last_day=_day(query.get("last", "")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
