"""The pages before a company is chosen."""

from uuid import UUID

from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from sixpence.actions.members import (
    accept_invitation,
    accept_signed_in,
    add_company,
    invitation,
    set_up_first_owner,
)
from sixpence.actions.today import now
from sixpence.store.employers import employer_names
from sixpence.store.members import Member, anybody_signs_in, membership, memberships_of, user_named
from sixpence.store.models import User
from sixpence.web.entrance.forms import CompanyForm, InvitationForm, SetUpForm
from sixpence.web.forms import refusals_in
from sixpence.web.rooms import first_room

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_required
def front(request: HttpRequest) -> HttpResponse:
    """Where somebody who is signed in begins."""
    theirs = memberships_of(_user(request).id)
    if not theirs:
        return redirect("new-company")
    return _into(theirs[0]) if len(theirs) == 1 else redirect("companies")


@login_required
def company_front(request: HttpRequest, company: str) -> HttpResponse:
    member = membership(_user(request).id, company)
    if member is None:
        raise Http404
    return _into(member)


@sensitive_post_parameters("password")
def setup(request: HttpRequest) -> HttpResponse:
    """The first account of an installation. Once there is one, this page is not there."""
    if anybody_signs_in():
        return redirect("front")
    form = SetUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_in(form):
            user = set_up_first_owner(given["email"], given["name"], given["password"], employer_names(), at=now())
            return _sign_in(request, user)
    return render(request, "entrance/setup.html", {"form": form})


@login_required
def companies(request: HttpRequest) -> HttpResponse:
    return render(request, "entrance/companies.html", {"theirs": memberships_of(_user(request).id)})


@login_required
def new_company(request: HttpRequest) -> HttpResponse:
    form = CompanyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = _user(request)
        with refusals_in(form):
            add_company(form.employer, user.id, actor=user.email, at=now())
            return redirect("companies" if len(memberships_of(user.id)) > 1 else "front")
    return render(request, "entrance/new_company.html", {"form": form})


@sensitive_post_parameters("password")
def invitation_page(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody invited makes their account, or takes the invitation with the one they have."""
    found = invitation(token, at=now())
    signed_in = isinstance(request.user, User)
    form = InvitationForm(request.POST or None, invited=found.email)
    if request.method == "POST" and signed_in:
        accept_signed_in(token, _user(request).email, at=now())
        return redirect("front")
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_in(form):
            return _sign_in(request, accept_invitation(token, given["name"], given["password"], at=now()))
    context = {
        "form": form,
        "found": found,
        "has_account": not signed_in and user_named(found.email) is not None,
        "sign_in": f"{reverse('account_login')}?next={request.path}",
    }
    return render(request, "entrance/invitation.html", context)


def _sign_in(request: HttpRequest, user: UUID) -> HttpResponse:
    login(request, User.objects.get(id=user), backend=_BACKEND)
    return redirect("front")


def _into(member: Member) -> HttpResponse:
    room = first_room(member)
    if room is None:
        return redirect("companies")
    return redirect(f"{room.name}:{room.first}", company=member.slug)


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # behind login_required
    return request.user
