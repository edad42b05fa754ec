"""One's own pay. Whose it is comes from the membership, never from the address."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from sixpence.actions.a_person import reveal
from sixpence.actions.own_pay import own_file, own_payments, own_payslip, why_different
from sixpence.actions.permissions import Right
from sixpence.actions.starter_checklist import answer_checklist, own_checklist
from sixpence.web.access import CompanyRequest, company_page
from sixpence.web.forms import refusals_in
from sixpence.web.own_pay.forms import ChecklistForm


@company_page(Right.SEE_OWN)
def index(request: CompanyRequest) -> HttpResponse:
    payments = own_payments(request.member)
    newest = payments[0] if payments else None
    context = {
        "payments": payments,
        "newest": newest,
        "change": why_different(request.member, newest.payment.run_key) if newest else None,
        "checklist": own_checklist(request.member, today=request.at.date()),
    }
    return render(request, "own_pay/index.html", context)


@company_page(Right.SEE_OWN)
def change(request: CompanyRequest, run_key: str) -> HttpResponse:
    """Why net pay is not what it was the time before."""
    found = why_different(request.member, run_key)
    paid = next(each for each in own_payments(request.member) if each.payment.run_key == run_key)
    return render(request, "own_pay/change.html", {"change": found, "paid": paid})


@company_page(Right.SEE_OWN)
def payslip(request: CompanyRequest, run_key: str) -> HttpResponse:
    response = HttpResponse(own_payslip(request.member, run_key), content_type="application/pdf")
    response["Cache-Control"] = "no-store"
    return response


@company_page(Right.SEE_OWN, acts=Right.SEE_OWN)
def details(request: CompanyRequest) -> HttpResponse:
    """Masked; posted to, in full, and the log says so."""
    today = request.at.date()
    found = own_file(request.member, today=today)
    fields = tuple(field for section in found.sections for field in section.can_be_revealed)
    in_full: dict[str, str] = {}
    if request.method == "POST" and fields:
        in_full = reveal(request.member, found.employee_id, fields, day=today, at=request.at)
    sections = [
        (section.heading, [(known, in_full.get(known.field, known.shown)) for known in section.known if known.told])
        for section in found.sections
    ]
    context = {"found": found, "sections": sections, "masked": fields and not in_full}
    response = render(request, "own_pay/details.html", context)
    response["Cache-Control"] = "no-store"
    return response


@company_page(Right.SEE_OWN, acts=Right.SEE_OWN)
def checklist(request: CompanyRequest) -> HttpResponse:
    today = request.at.date()
    form = ChecklistForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            number = answer_checklist(request.member, form.answers, today=today, at=request.at)
            said = "payroll knows all of it already" if number is None else "payroll will look at them"
            messages.success(request, f"Thank you for your answers: {said}.")
            return redirect("own_pay:index", company=request.member.slug)
    context = {"form": form, "checklist": own_checklist(request.member, today=today)}
    return render(request, "own_pay/checklist.html", context)
