"""The HR systems there are, how the connected one fares, disconnecting it, and its calls."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sixpence.actions.hr_sources import called
from sixpence.actions.integrations import disconnect, integrations
from sixpence.actions.permissions import Right
from sixpence.actions.webhooks import end_webhook, make_webhook_token
from sixpence.store.connections import connection, find_connection
from sixpence.web.access import CompanyRequest, company_page
from sixpence.web.integrations.uploads import forget_uploads


@company_page(Right.SEE)
def index(request: CompanyRequest) -> HttpResponse:
    context = {"integrations": integrations(request.employer), "kept": find_connection(request.employer)}
    return render(request, "integrations/index.html", context)


@company_page(Right.CONNECT, acts=Right.CONNECT)
def end(request: CompanyRequest) -> HttpResponse:
    """Disconnect: a file that was given goes as well."""
    if request.method == "POST":
        source = connection(request.employer).source
        disconnect(request.employer, actor=request.actor, at=request.at)
        forget_uploads(request.member.slug)
        messages.success(request, f"{called(source)} is disconnected. Everybody in payroll stays as they are.")
    return redirect("integrations:index", company=request.member.slug)


@company_page(Right.CONNECT, acts=Right.CONNECT)
def take_calls(request: CompanyRequest) -> HttpResponse:
    """The token is shown this once: only its digest is kept."""
    if request.method != "POST":
        return redirect("integrations:index", company=request.member.slug)
    token = make_webhook_token(request.employer, actor=request.actor, at=request.at)
    door = request.build_absolute_uri(reverse("hook-personio", kwargs={"company": request.member.slug}))
    response = render(request, "integrations/webhook.html", {"token": token, "door": door})
    response["Cache-Control"] = "no-store"
    return response


@company_page(Right.CONNECT, acts=Right.CONNECT)
def end_calls(request: CompanyRequest) -> HttpResponse:
    if request.method == "POST":
        end_webhook(request.employer, actor=request.actor, at=request.at)
        messages.success(request, "Calls are not taken any more: the token opens nothing now.")
    return redirect("integrations:index", company=request.member.slug)
