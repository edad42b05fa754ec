"""What leaves the account and when, and each run's file for the bank."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from sixpence.actions.money_out import To, owed_for, payments_timeline
from sixpence.actions.outgoing import check_paper, outgoing
from sixpence.actions.payments_made import listed_payments, mark_paid, take_paid_back, what_for
from sixpence.actions.permissions import Right, may
from sixpence.payments.calendar import bacs_days
from sixpence.payrun.payday import MONEY, PaperKind
from sixpence.store.employers import employer
from sixpence.store.payments_made import payment_made
from sixpence.web.access import CompanyRequest, company_page
from sixpence.web.forms import refusals_in
from sixpence.web.payments.forms import NotPaidForm, PaidForm

_RUNS, _MADE = 25, 24  # on one page; all are in the log


@company_page(Right.SEE)
def index(request: CompanyRequest) -> HttpResponse:
    runs, today = outgoing(request.employer, MONEY), request.at.date()
    money = payments_timeline(request.employer, [each.totals for each in runs], today=today)
    page = Paginator(runs, _RUNS).get_page(request.GET.get("page"))
    context = {
        "ahead": [each for each in money if each.day >= today or each.left_pence],
        "today": today,
        "may_pay": may(request.member.role, Right.PAY),
        "may_take_back": may(request.member.role, Right.TAKE_BACK),
        "made": listed_payments(request.employer)[:_MADE],
        "page": page,
        "runs": [(each, bacs_days(each.run.pay_date)) for each in page],
        "bank_file": PaperKind.BANK_FILE,
    }
    return render(request, "payments/index.html", context)


@company_page(Right.PAY, acts=Right.PAY)
def mark(request: CompanyRequest, payee: str, period: str) -> HttpResponse:
    """What is owed for a period and to which account reference, and saying that it was paid."""
    if payee not in (To.HMRC, To.PENSION):
        raise Http404
    owed, company = owed_for(request.employer, To(payee), period), employer(request.employer)
    form = PaidForm(request.POST or None, initial={"amount": owed.left_pence, "paid_on": request.at.date()})
    if request.method == "POST" and form.is_valid():
        paid = form.cleaned_data["amount"], form.cleaned_data["paid_on"]
        with refusals_in(form):
            mark_paid(request.employer, owed.to, period, *paid, actor=request.actor, at=request.at)
            messages.success(request, "The payment is marked as made.")
            return redirect("payments:index", company=request.member.slug)
    context = {"owed": owed, "what": what_for(owed.to, period), "company": company, "form": form}
    return render(request, "payments/mark.html", context)


@company_page(Right.TAKE_BACK, acts=Right.TAKE_BACK)
def take_back(request: CompanyRequest, number: int) -> HttpResponse:
    made = payment_made(request.employer, number)
    form = NotPaidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        with refusals_in(form):
            take_paid_back(request.employer, number, reason, actor=request.actor, at=request.at)
            messages.success(request, "The payment is not marked as made any more.")
            return redirect("payments:index", company=request.member.slug)
    context = {"made": made, "what": what_for(To(made.payee), made.period), "form": form}
    return render(request, "payments/take_back.html", context)


@company_page(Right.SEE)
def bank_file(request: CompanyRequest, run_key: str, version: int) -> HttpResponse:
    checked = check_paper(request.employer, run_key, version, PaperKind.BANK_FILE)
    return render(request, "payments/bank_file.html", {"checked": checked, "days": bacs_days(checked.run.pay_date)})
