"""Tokens for programs that act in a member's name."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from sixpence.actions.api_tokens import api_tokens, end_token, make_token
from sixpence.actions.permissions import Right, may
from sixpence.store.members import members_of
from sixpence.web.access import CompanyRequest, company_page
from sixpence.web.forms import refusals_in


class TokenForm(forms.Form):
    name = forms.CharField(label="What it is for", max_length=60, help_text="Such as: nightly export.")

    def __init__(self, addresses: list[str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"] = forms.ChoiceField(
            label="In whose name",
            choices=[(each, each) for each in addresses],
            help_text="The program may do what they may, as their role is then.",
        )


@company_page(Right.MANAGE_TEAM, acts=Right.MANAGE_TEAM)
def tokens(request: CompanyRequest) -> HttpResponse:
    """A new token is shown this once: only its digest is kept."""
    able = [each.email for each in members_of(request.employer) if may(each.role, Right.SEE)]
    form = TokenForm(able, request.POST or None, initial={"email": request.member.email})
    token = ""
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            given = form.cleaned_data
            token = make_token(request.employer, given["email"], given["name"], actor=request.actor, at=request.at)
            form = TokenForm(able, initial={"email": request.member.email})
    context = {"form": form, "token": token, "tokens": api_tokens(request.employer)}
    response = render(request, "company/tokens.html", context)
    response["Cache-Control"] = "no-store"
    return response


@company_page(Right.MANAGE_TEAM, acts=Right.MANAGE_TEAM)
def end(request: CompanyRequest) -> HttpResponse:
    if request.method == "POST":
        try:
            named = UUID(request.POST.get("token", ""))
        except ValueError:
            raise Http404 from None
        end_token(request.employer, named, actor=request.actor, at=request.at)
        messages.success(request, "The token is ended: it opens nothing any more.")
    return redirect("company:tokens", company=request.member.slug)
