"""One person on a run, in a drawer or on a page of their own: lines, explanation, payslip, history."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from sixpence.actions.adjustments import add_adjustment, change_adjustment, line_from, remove_adjustment
from sixpence.actions.permissions import Right
from sixpence.actions.run_person import payslip_preview, person_on_run
from sixpence.store.pay_lines import kept_pay_line
from sixpence.store.payruns import pay_run
from sixpence.store.records import KeptPayLine
from sixpence.web.access import CompanyRequest, company_page, require
from sixpence.web.forms import refusals_in
from sixpence.web.pay_runs.forms import LineForm, typed_of
from sixpence.web.pay_runs.views import about_run

CHANGED = "run-changed"  # what the table listens to, to show itself anew


@company_page(Right.SEE)
def person(request: CompanyRequest, run_key: str, employee_id: str) -> HttpResponse:
    return _shown(request, run_key, employee_id, LineForm())


@company_page(Right.PREPARE, acts=Right.PREPARE)
def add_line(request: CompanyRequest, run_key: str, employee_id: str) -> HttpResponse:
    form = LineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        require(request, Right.PREPARE, state=pay_run(request.employer, run_key).state)
        with refusals_in(form):
            line, note = line_from(form.cleaned_data), form.cleaned_data["note"]
            add_adjustment(request.employer, run_key, employee_id, line, note, actor=request.actor, at=request.at)
            return _changed(request, run_key, employee_id)
    return _shown(request, run_key, employee_id, form)


@company_page(Right.PREPARE, acts=Right.PREPARE)
def change_line(request: CompanyRequest, run_key: str, employee_id: str, number: int) -> HttpResponse:
    kept = kept_pay_line(request.employer, run_key, number)
    form = LineForm(request.POST or None, initial=typed_of(kept))
    if request.method == "POST" and form.is_valid():
        require(request, Right.PREPARE, state=pay_run(request.employer, run_key).state)
        with refusals_in(form):
            line, note = line_from(form.cleaned_data), form.cleaned_data["note"]
            change_adjustment(request.employer, run_key, number, line, note, actor=request.actor, at=request.at)
            return _changed(request, run_key, employee_id)
    return _shown(request, run_key, employee_id, form, kept)


@company_page(Right.PREPARE, acts=Right.PREPARE)
def remove_line(request: CompanyRequest, run_key: str, employee_id: str, number: int) -> HttpResponse:
    if request.method == "POST":
        require(request, Right.PREPARE, state=pay_run(request.employer, run_key).state)
        remove_adjustment(request.employer, run_key, number, actor=request.actor, at=request.at)
    return _changed(request, run_key, employee_id)


@company_page(Right.SEE)
def payslip(request: CompanyRequest, run_key: str, employee_id: str) -> HttpResponse:
    content = payslip_preview(request.employer, run_key, employee_id)
    return HttpResponse(content, content_type="application/pdf")


def _changed(request: CompanyRequest, run_key: str, employee_id: str) -> HttpResponse:
    """The person as they are now; the table behind a drawer is told."""
    if not request.htmx:
        return redirect("pay_runs:person", company=request.member.slug, run_key=run_key, employee_id=employee_id)
    response = _shown(request, run_key, employee_id, LineForm())
    response["HX-Trigger"] = CHANGED
    return response


def _shown(
    request: CompanyRequest, run_key: str, employee_id: str, form: LineForm, changing: KeptPayLine | None = None
) -> HttpResponse:
    looked = person_on_run(request.employer, run_key, employee_id)
    context = about_run(request, looked.run, "check") | {"person": looked, "form": form, "changing": changing}
    return render(request, "pay_runs/drawer.html" if request.htmx else "pay_runs/person.html", context)
