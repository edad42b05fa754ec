"""What is done on a pay day: each act is one form, one use case, and back to the checklist."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import content_disposition_header

from sixpence.actions.pay_runs import close_run, reopen_run
from sixpence.actions.payday import tell_left, tell_not_left
from sixpence.actions.payday_job import start_payday
from sixpence.actions.payday_status import Stage, payday_status
from sixpence.actions.permissions import Right, may
from sixpence.actions.taken_papers import take_paper
from sixpence.payrun.payday import TOLD_BY_PEOPLE, PaperKind
from sixpence.store.payruns import pay_run
from sixpence.web.access import CompanyRequest, company_page, require
from sixpence.web.forms import refusals_in
from sixpence.web.payday.forms import NotLeftForm
from sixpence.web.payday.views import can_reopen
from sixpence.web.run_steps import steps_of


@company_page(Right.SEE, acts=Right.PAY)
def start(request: CompanyRequest, run_key: str) -> HttpResponse:
    """Make the papers and send the payslips, or go on where that failed."""
    if request.method == "POST":
        require(request, Right.PAY, state=pay_run(request.employer, run_key).state)
        start_payday(request.employer, run_key, actor=request.actor, at=request.at)
    return _back(request, run_key)


@company_page(Right.SEE, acts=Right.PAY)
def left(request: CompanyRequest, run_key: str) -> HttpResponse:
    """Somebody says that a paper has left. With the last one the run is closed: nothing is left that could be done."""
    if request.method == "POST":
        kind, version = _asked(request)
        require(request, Right.PAY, state=pay_run(request.employer, run_key).state)
        tell_left(request.employer, run_key, kind, version, actor=request.actor, at=request.at)
        status = payday_status(request.employer, run_key)
        if status.stage is Stage.CLOSE and not status.to_hand_over:
            close_run(request.employer, run_key, actor=request.actor, at=request.at)
            messages.success(request, "Everything has left: the run is closed and sealed.")
    return _back(request, run_key)


@company_page(Right.TAKE_BACK, acts=Right.TAKE_BACK)
def not_left(request: CompanyRequest, run_key: str, version: int, kind: str) -> HttpResponse:
    """Somebody says that a paper has not left after all, and why it was marked."""
    if kind not in list(TOLD_BY_PEOPLE):
        raise Http404
    form, run, of = NotLeftForm(request.POST or None), pay_run(request.employer, run_key), PaperKind(kind)
    if request.method == "POST":
        require(request, Right.TAKE_BACK, state=run.state)
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            with refusals_in(form):
                tell_not_left(request.employer, run_key, of, reason, version, actor=request.actor, at=request.at)
                messages.success(request, f"The {of.label} is not marked as {of.how_it_leaves} any more.")
                return _back(request, run_key)
    context = {"run": run, "version": version, "kind": of, "form": form}
    return render(request, "payday/not_left.html", context)


@company_page(Right.SEE, acts=Right.PAY)
def close(request: CompanyRequest, run_key: str) -> HttpResponse:
    if request.method == "POST":
        require(request, Right.PAY, state=pay_run(request.employer, run_key).state)
        close_run(request.employer, run_key, actor=request.actor, at=request.at)
    return _back(request, run_key)


@company_page(Right.SEE, acts=Right.REOPEN)
def reopen(request: CompanyRequest, run_key: str) -> HttpResponse:
    """What reopening means is shown first."""
    if request.method == "POST":
        require(request, Right.REOPEN, state=pay_run(request.employer, run_key).state)
        after = reopen_run(request.employer, run_key, actor=request.actor, at=request.at)
        messages.success(request, f"The run can change again. Nothing of version {after.version} leaves any more.")
        return redirect(_where_it_changes(request, run_key))
    status = payday_status(request.employer, run_key)
    context = {
        "status": status,
        "can_reopen": can_reopen(status),
        "fps_sent": any(paper.kind is PaperKind.FPS and paper.left_at for paper in status.papers),
        "may_take_back": may(request.member.role, Right.TAKE_BACK),
        "steps": steps_of(status.run, request.member, "pay"),
    }
    return render(request, "payday/reopen.html", context)


@company_page(Right.SEE, acts=Right.PAY)
def take(request: CompanyRequest, run_key: str) -> HttpResponse:
    """A file to be sent on. It is posted for, since it goes into the log."""
    if request.method != "POST":
        return _back(request, run_key)
    kind, version = _asked(request)
    taken = take_paper(request.employer, run_key, version, kind, actor=request.actor, at=request.at)
    headers = {"Content-Disposition": content_disposition_header(True, taken.name) or "attachment"}
    return HttpResponse(taken.content, content_type="application/octet-stream", headers=headers)


def _asked(request: CompanyRequest) -> tuple[PaperKind, int]:
    """Which paper of which version the form is about: the version that was on the page."""
    try:
        return PaperKind(request.POST.get("kind", "")), int(request.POST.get("version", ""))
    except ValueError:
        raise Http404 from None


def _back(request: CompanyRequest, run_key: str) -> HttpResponse:
    return redirect("payday:index", company=request.member.slug, run_key=run_key)


def _where_it_changes(request: CompanyRequest, run_key: str) -> str:
    place = {"company": request.member.slug, "run_key": run_key}
    try:
        return reverse("pay_runs:run", kwargs=place)
    except NoReverseMatch:
        return reverse("payday:versions", kwargs=place)
