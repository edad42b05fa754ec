"""What is owed by tax month, what was filed for each run, and what the employer claims."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from sixpence.actions.employer_month import claim_in_year, owed_to_hmrc
from sixpence.actions.money_out import To, hmrc_period
from sixpence.actions.outgoing import check_paper, outgoing
from sixpence.actions.permissions import Right, may
from sixpence.payrun.payday import PaperKind
from sixpence.rates import tax_years
from sixpence.store.employers import employer
from sixpence.store.payments_made import made_by_period
from sixpence.web.access import CompanyRequest, company_page
from sixpence.web.forms import refusals_in
from sixpence.web.hmrc.forms import ClaimsForm, values_of


@company_page(Right.SEE)
def index(request: CompanyRequest) -> HttpResponse:
    runs = outgoing(request.employer, (PaperKind.FPS,))
    today = request.at.date()
    now = {year.name for year in tax_years() if year.starts_on <= today <= year.ends_on}
    years = sorted({each.run.tax_year for each in runs} | now, reverse=True) or [tax_years()[-1].name]
    asked = request.GET.get("year")
    tax_year = asked if asked in years else years[0]
    owed = owed_to_hmrc(request.employer, tax_year)
    made = made_by_period(request.employer)
    unpaid = {month.tax_month for month in owed.months if month.owed_pence > made[_key(tax_year, month.tax_month)]}
    context = {
        "years": years,
        "tax_year": tax_year,
        "owed": owed,
        "months": [(month, month.pay_by < today, month.tax_month in unpaid) for month in reversed(owed.months)],
        "next": next((each for each in owed.months if each.pay_by >= today and each.tax_month in unpaid), None),
        "filings": [each for each in runs if each.run.tax_year == tax_year],
        "reference": employer(request.employer).accounts_office_reference,
        "may_claim": may(request.member.role, Right.MANAGE_COMPANY),
    }
    return render(request, "hmrc/index.html", context)


def _key(tax_year: str, tax_month: int) -> tuple[str, str]:
    return To.HMRC, hmrc_period(tax_year, tax_month)


@company_page(Right.SEE)
def fps(request: CompanyRequest, run_key: str, version: int) -> HttpResponse:
    checked = check_paper(request.employer, run_key, version, PaperKind.FPS)
    return render(request, "hmrc/fps.html", {"checked": checked})


@company_page(Right.SEE, acts=Right.MANAGE_COMPANY)
def claims(request: CompanyRequest, tax_year: str) -> HttpResponse:
    form = ClaimsForm(request.POST or None, initial=values_of(owed_to_hmrc(request.employer, tax_year).year))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            claim_in_year(request.employer, form.year(tax_year), actor=request.actor, at=request.at)
            messages.success(request, f"What is claimed in {tax_year} is kept.")
            return redirect("hmrc:index", company=request.member.slug)
    return render(request, "hmrc/claims.html", {"form": form, "tax_year": tax_year})
