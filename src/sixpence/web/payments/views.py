"""What leaves the account and when, and each run's file for the bank."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from sixpence.actions.money_out import payments_timeline
from sixpence.actions.outgoing import check_paper, outgoing
from sixpence.actions.permissions import Right
from sixpence.payments.calendar import bacs_days
from sixpence.payrun.payday import MONEY, PaperKind
from sixpence.web.access import CompanyRequest, company_page

_RUNS = 25  # on one page


@company_page(Right.SEE)
def index(request: CompanyRequest) -> HttpResponse:
    runs, today = outgoing(request.employer, MONEY), request.at.date()
    money = payments_timeline(request.employer, [each.totals for each in runs], today=today)
    page = Paginator(runs, _RUNS).get_page(request.GET.get("page"))
    context = {
        "ahead": [each for each in money if each.day >= today],
        "page": page,
        "runs": [(each, bacs_days(each.run.pay_date)) for each in page],
        "bank_file": PaperKind.BANK_FILE,
    }
    return render(request, "payments/index.html", context)


@company_page(Right.SEE)
def bank_file(request: CompanyRequest, run_key: str, version: int) -> HttpResponse:
    checked = check_paper(request.employer, run_key, version, PaperKind.BANK_FILE)
    return render(request, "payments/bank_file.html", {"checked": checked, "days": bacs_days(checked.run.pay_date)})
