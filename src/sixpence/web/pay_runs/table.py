"""A line typed straight into the table of a run: the row and the totals are worked out again at once."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from sixpence.actions.adjustments import add_adjustment, line_from
from sixpence.actions.permissions import Right
from sixpence.actions.run_table import run_table
from sixpence.store.payruns import pay_run
from sixpence.web.access import CompanyRequest, company_page, require
from sixpence.web.forms import refusals_in
from sixpence.web.pay_runs.forms import TypedLineForm
from sixpence.web.pay_runs.person import CHANGED
from sixpence.web.pay_runs.views import about_run, query_from


@company_page(Right.PREPARE, acts=Right.PREPARE)
def type_line(request: CompanyRequest, run_key: str, employee_id: str) -> HttpResponse:
    """A row of the table with the form under it, or without once the line is kept; its query is the table's."""
    names = f"typed-{employee_id.encode().hex()}-%s"  # several may be open at once
    if request.method == "GET":
        form = None if "closed" in request.GET else TypedLineForm(auto_id=names)
        return _row(request, run_key, employee_id, form)
    require(request, Right.PREPARE, state=pay_run(request.employer, run_key).state)
    form = TypedLineForm(request.POST, auto_id=names)
    if form.is_valid():
        with refusals_in(form):
            line = line_from(form.cleaned_data)
            add_adjustment(request.employer, run_key, employee_id, line, actor=request.actor, at=request.at)
    return _row(request, run_key, employee_id, None if form.is_valid() else form)


def _row(request: CompanyRequest, run_key: str, employee_id: str, form: TypedLineForm | None) -> HttpResponse:
    if not request.htmx:
        return redirect("pay_runs:person", company=request.member.slug, run_key=run_key, employee_id=employee_id)
    table = run_table(request.employer, run_key, query_from(request))
    row = next((row for row in table.rows if row.pay.employee_id == employee_id), None)
    if row is None:  # it is elsewhere in the table now: all of it is to be shown anew
        return HttpResponse(status=204, headers={"HX-Trigger": CHANGED})
    context = about_run(request, table.run, "check")
    asked = request.GET.copy()
    asked.pop("closed", None)
    context |= {"table": table, "row": row, "asked": asked.urlencode(), "typing": form, "again": form is None}
    return render(request, "pay_runs/typed.html", context)
