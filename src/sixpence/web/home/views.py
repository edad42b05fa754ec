"""What needs somebody now, what leaves when, what payroll costs and whom it pays."""

from django.http import HttpResponse
from django.shortcuts import render

from sixpence.actions.home import home
from sixpence.actions.permissions import Right, may
from sixpence.web.access import CompanyRequest, company_page
from sixpence.web.home.addresses import address_of
from sixpence.web.home.figures import cost_chart, cost_says, headcount_chart, headcount_says


@company_page(Right.SEE)
def index(request: CompanyRequest) -> HttpResponse:
    today = request.at.date()
    found = home(request.member, today=today)
    context = {
        "today": today,
        "may_pay": may(request.member.role, Right.PAY),
        "to_do": [(each, address_of(each, request.member), each.is_late(today)) for each in found.to_do],
        "ahead": [each for each in found.money_out if each.day >= today],
        "gone": [each for each in reversed(found.money_out) if each.day < today],
        "run": found.runs[0] if found.runs else None,
        "before": found.runs[1] if len(found.runs) > 1 else None,
        "costs": found.costs,
        "headcount": found.headcount,
    }
    if found.costs:
        context |= {"cost_chart": cost_chart(found.costs), "cost_says": cost_says(found.costs)}
    if any(month.employed or month.leavers for month in found.headcount):
        context |= {
            "headcount_chart": headcount_chart(found.headcount),
            "headcount_says": headcount_says(found.headcount),
        }
    return render(request, "home/index.html", context)
