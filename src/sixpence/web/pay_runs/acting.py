"""Working a run out, and approving exactly the figures that are shown. With the approval the pay day begins."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from sixpence.actions.checks import checks_of
from sixpence.actions.pay_runs import approve_run, calculate_pay_run
from sixpence.actions.payday_job import start_payday
from sixpence.actions.permissions import Right, why_member_may_not
from sixpence.store.payruns import pay_run
from sixpence.store.run_totals import run_totals
from sixpence.web.access import CompanyRequest, company_page, require
from sixpence.web.pay_runs.views import about_run


@company_page(Right.PREPARE, acts=Right.PREPARE)
def calculate(request: CompanyRequest, run_key: str) -> HttpResponse:
    if request.method == "POST":
        require(request, Right.PREPARE, state=pay_run(request.employer, run_key).state)
        _, review = calculate_pay_run(request.employer, run_key, actor=request.actor, at=request.at)
        messages.success(request, f"Worked out for {review.employees_on_payroll} people.")
    return redirect("pay_runs:run", company=request.member.slug, run_key=run_key)


@company_page(Right.SEE, acts=Right.APPROVE)
def approve(request: CompanyRequest, run_key: str) -> HttpResponse:
    """The exact figures with their digest; posting approves the digest that was shown, and no other."""
    run = pay_run(request.employer, run_key)
    own = run.prepared_by == request.actor
    if request.method == "POST":
        require(request, Right.APPROVE, own=own, state=run.state)
        digest = request.POST.get("digest", "")
        run = approve_run(request.employer, run_key, digest, actor=request.actor, at=request.at)
        require(request, Right.PAY, state=run.state)  # whoever may approve may pay
        start_payday(request.employer, run_key, actor=request.actor, at=request.at)
        messages.success(request, "Approved. The papers are being made; nothing leaves by itself but the payslips.")
        return redirect("payday:index", company=request.member.slug, run_key=run_key)
    because = why_member_may_not(request.member, Right.APPROVE, own=own, state=run.state)
    totals = next(one for one in run_totals(request.employer) if one.run.run_key == run_key)
    context = about_run(request, run, "approve")
    context |= {"totals": totals, "because": because, "checks": checks_of(request.employer, run_key, most=1)}
    return render(request, "pay_runs/approve.html", context)
