"""Who comes in. Every page of a company is behind `company_page`, which asks `actions.permissions` and nothing else."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails

from sixpence.actions.permissions import NotAllowed, Right, check_allowed
from sixpence.actions.today import now
from sixpence.payrun.life import RunState
from sixpence.store.members import Member, membership
from sixpence.store.models import User
from sixpence.web.refusals import as_notice

P = ParamSpec("P")


class CompanyRequest(HttpRequest):
    """A request inside a company, by one of its members."""

    user: User
    htmx: HtmxDetails
    member: Member
    employer: str  # the company's name, as use cases take it
    actor: str  # who asks, as the log has it
    at: datetime  # the one time of everything this request does


def company_page(
    right: Right, *, acts: Right | None = None
) -> Callable[[Callable[Concatenate[CompanyRequest, P], HttpResponse]], Callable[..., HttpResponse]]:
    """The view gets a CompanyRequest. Reading needs `right`, and posting `acts`; without `acts` it cannot be posted to.

    To a stranger the company does not exist. What depends on the state of a run, or on who prepared it, is for
    `require` inside the view.
    """

    def decorate(view: Callable[Concatenate[CompanyRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def inside(request: HttpRequest, company: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            member = membership(cast(User, request.user).id, company)
            if member is None:
                raise Http404
            writes = request.method not in ("GET", "HEAD")
            if writes and (acts is None or request.method != "POST"):
                return HttpResponseNotAllowed(["GET"] if acts is None else ["GET", "POST"])
            ours = cast(CompanyRequest, request)
            ours.member, ours.employer, ours.actor, ours.at = member, member.employer, member.email, now()
            try:
                needed = acts if writes and acts is not None else right
                require(ours, needed, own=needed is Right.SEE_OWN and bool(member.employee_id))
                return view(ours, *args, **kwargs)
            except NotAllowed as why:
                if ours.htmx:  # the page stays, and says so
                    return as_notice(request, f"You cannot do this: {why}.", status=403)
                return render(request, "sixpence/not_allowed.html", {"why": str(why)}, status=403)

        page = login_required(inside)
        page.right, page.acts = right, acts  # type: ignore[attr-defined]  # the matrix of the tests reads them
        return page

    return decorate


def require(request: CompanyRequest, right: Right, *, own: bool = False, state: RunState | None = None) -> None:
    """Raises NotAllowed where they may not."""
    check_allowed(request.member, right, own=own, state=state)
