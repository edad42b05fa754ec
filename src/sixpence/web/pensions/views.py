"""What goes to the pension scheme, and by when."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from sixpence.actions.money_out import To, pension_months
from sixpence.actions.permissions import Right
from sixpence.store.employers import employer
from sixpence.store.payments_made import made_by_period
from sixpence.store.run_totals import run_totals
from sixpence.web.access import CompanyRequest, company_page

_MONTHS = 24  # on one page


@company_page(Right.SEE)
def index(request: CompanyRequest) -> HttpResponse:
    today = request.at.date()
    months = pension_months(run_totals(request.employer))[::-1]
    made = made_by_period(request.employer)
    unpaid = [month for month in months if month.to_scheme_pence > made[To.PENSION, month.period]]
    page = Paginator(months, _MONTHS).get_page(request.GET.get("page"))
    context = {
        "scheme": employer(request.employer).pension_scheme,
        "page": page,
        "months": [(month, month.pay_by < today, month in unpaid) for month in page],
        "next": next((month for month in reversed(unpaid) if month.pay_by >= today), None),
    }
    return render(request, "pensions/index.html", context)
