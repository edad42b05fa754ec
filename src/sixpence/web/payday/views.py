"""What is looked at: the checklist of a pay day, its versions, and what was given to whom."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from sixpence.actions.outgoing import outgoing
from sixpence.actions.payday_status import PaydayStatus, Stage, payday_status
from sixpence.actions.permissions import Right, may
from sixpence.actions.taken_papers import payslip_of_version
from sixpence.actions.versions import difference_of, versions_of
from sixpence.payments.calendar import next_pay_date
from sixpence.payrun.life import RunState
from sixpence.payrun.payday import TOLD_BY_PEOPLE, PaperKind
from sixpence.store.papers import GivenPayslips
from sixpence.store.payruns import pay_run
from sixpence.store.run_totals import totals_of_run
from sixpence.web.access import CompanyRequest, company_page
from sixpence.web.run_steps import steps_of

_RUNS, _MESSAGES, _PEOPLE = 24, 50, 25  # on one page


@company_page(Right.SEE)
def overview(request: CompanyRequest) -> HttpResponse:
    """Every run that may be paid, and what of it has left."""
    runs = [
        each
        for each in outgoing(request.employer, TOLD_BY_PEOPLE)
        if each.run.state in (RunState.APPROVED, RunState.CLOSED)
    ]
    return render(request, "payday/overview.html", {"page": Paginator(runs, _RUNS).get_page(request.GET.get("page"))})


@company_page(Right.SEE)
def index(request: CompanyRequest, run_key: str) -> HttpResponse:
    """The checklist. While there is work on it the page asks again by itself; when that has ended it loads anew."""
    status = payday_status(request.employer, run_key)
    if request.htmx:
        response = render(request, "payday/work.html", {"status": status})
        if status.stage is not Stage.WORK:
            response["HX-Refresh"] = "true"
        return response
    done = status.stage is Stage.DONE
    totals = totals_of_run(request.employer, run_key)
    context = {
        "status": status,
        "totals": totals,
        "loans_pence": totals.student_loan_pence + totals.postgraduate_loan_pence,
        "steps": steps_of(status.run, request.member, "done" if done else "pay"),
        "next_pay_day": next_pay_date(status.run.pay_date, status.run.frequency),
        "may_pay": may(request.member.role, Right.PAY),
        "may_take_back": may(request.member.role, Right.TAKE_BACK),
        "may_reopen": may(request.member.role, Right.REOPEN) and can_reopen(status),
    }
    return render(request, "payday/done.html" if done else "payday/run.html", context)


def can_reopen(status: PaydayStatus) -> bool:
    money = [paper for paper in status.papers if paper.kind in (PaperKind.BANK_FILE, PaperKind.BY_HAND)]
    return status.run.state is RunState.APPROVED and not any(paper.left_at for paper in money)


@company_page(Right.SEE)
def versions(request: CompanyRequest, run_key: str) -> HttpResponse:
    """Every version, and what differs from the one approved before, person by person."""
    run = pay_run(request.employer, run_key)
    difference = difference_of(request.employer, run_key)
    people = difference.people if difference else ()
    context = {
        "run": run,
        "versions": versions_of(request.employer, run_key),
        "difference": difference,
        "page": Paginator(people, _PEOPLE).get_page(request.GET.get("page")),
        "steps": steps_of(run, request.member, "pay"),
    }
    return render(request, "payday/versions.html", context)


@company_page(Right.SEE)
def payslip(request: CompanyRequest, run_key: str, version: int, employee_id: str) -> HttpResponse:
    content = payslip_of_version(request.employer, run_key, version, employee_id)
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": "inline"})


@company_page(Right.SEE)
def outbox(request: CompanyRequest) -> HttpResponse:
    """Who was given which payslip when, the newest first."""
    page = Paginator(GivenPayslips(request.employer), _MESSAGES).get_page(request.GET.get("page"))
    return render(request, "payday/outbox.html", {"page": page})
