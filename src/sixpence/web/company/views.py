"""The company's settings and its team."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sixpence.actions import members
from sixpence.actions.permissions import Right
from sixpence.people.roles import Role
from sixpence.store.employers import employer
from sixpence.store.members import members_of, open_invitations
from sixpence.web.access import CompanyRequest, company_page
from sixpence.web.entrance.forms import CompanyForm, company_values
from sixpence.web.forms import refusals_in

_ROLES = [(role.value, role.label) for role in Role]


class InviteForm(forms.Form):
    email = forms.EmailField(label="E-mail address")
    role = forms.ChoiceField(label="Role", choices=_ROLES, initial=Role.PREPARER.value)
    employee_id = forms.CharField(
        label="Employee number", required=False, help_text="For whoever is to see their own pay here."
    )


class RoleForm(forms.Form):
    email = forms.EmailField()
    role = forms.ChoiceField(choices=_ROLES)


@company_page(Right.MANAGE_COMPANY, acts=Right.MANAGE_COMPANY)
def index(request: CompanyRequest) -> HttpResponse:
    form = CompanyForm(request.POST or None, initial=company_values(employer(request.employer)))
    form.fields["name"].disabled = True  # everything is kept under it
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            members.change_company(form.employer, actor=request.actor, at=request.at)
            messages.success(request, "The company's details are kept.")
            return redirect("company:index", company=request.member.slug)
    return render(request, "company/index.html", {"form": form})


@company_page(Right.MANAGE_COMPANY, acts=Right.MANAGE_COMPANY)
def second_person(request: CompanyRequest) -> HttpResponse:
    if request.method == "POST":
        waived = "waived" in request.POST
        members.let_one_person_approve(request.employer, waived, actor=request.actor, at=request.at)
        said = "One person may now prepare and approve." if waived else "Whoever prepares can no longer approve."
        messages.success(request, f"{said} This is in the log.")
    return redirect("company:index", company=request.member.slug)


@company_page(Right.MANAGE_TEAM)
def team(request: CompanyRequest) -> HttpResponse:
    context = {
        "members": members_of(request.employer),
        "invitations": open_invitations(request.employer),
        "roles": _ROLES,
        "form": InviteForm(),
    }
    return render(request, "company/team.html", context)


@company_page(Right.MANAGE_TEAM, acts=Right.MANAGE_TEAM)
def invite_page(request: CompanyRequest) -> HttpResponse:
    """The link is shown this once: only its digest is kept."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_in(form):
            token = members.invite(
                request.employer,
                given["email"],
                Role(given["role"]),
                given["employee_id"],
                actor=request.actor,
                at=request.at,
            )
            link = request.build_absolute_uri(reverse("invitation", kwargs={"token": token}))
            return render(request, "company/invited.html", {"link": link, "email": given["email"]})
    return render(request, "company/invite.html", {"form": form})


@company_page(Right.MANAGE_TEAM, acts=Right.MANAGE_TEAM)
def take_back(request: CompanyRequest) -> HttpResponse:
    if request.method == "POST":
        email = request.POST.get("email", "")
        members.take_back_invitation(request.employer, email, actor=request.actor, at=request.at)
        messages.success(request, f"The invitation to {email} is taken back.")
    return redirect("company:team", company=request.member.slug)


@company_page(Right.MANAGE_TEAM, acts=Right.MANAGE_TEAM)
def role(request: CompanyRequest) -> HttpResponse:
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email, becomes = form.cleaned_data["email"], Role(form.cleaned_data["role"])
        members.give_role(request.employer, email, becomes, actor=request.actor, at=request.at)
        messages.success(request, f"{email} is now: {becomes.label}.")
    return redirect("company:team", company=request.member.slug)


@company_page(Right.MANAGE_TEAM, acts=Right.MANAGE_TEAM)
def remove(request: CompanyRequest) -> HttpResponse:
    if request.method == "POST":
        email = request.POST.get("email", "")
        members.take_out(request.employer, email, actor=request.actor, at=request.at)
        messages.success(request, f"{email} no longer belongs to the team.")
    return redirect("company:team", company=request.member.slug)
