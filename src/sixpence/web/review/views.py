"""What waits for a decision: by person with its money, or by field."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from sixpence.actions.permissions import Right
from sixpence.actions.review import change_sets_to_review, decide, review_changes, trust
from sixpence.basics.refused import Refused
from sixpence.hr.review import Act, Choice, Kind
from sixpence.store.change_sets import change_sets, policy_of
from sixpence.store.connections import find_connection
from sixpence.web.access import CompanyRequest, company_page
from sixpence.web.review.layout import KINDS, People, by_field, by_person, totals

_PEOPLE = 25
_STANDINGS = (
    ("", "Everything"),
    ("waiting", "Waits"),
    ("confirm", "For a second person"),
    ("held", "Held"),
    ("rejected", "Rejected"),
)


@company_page(Right.REVIEW)
def index(request: CompanyRequest) -> HttpResponse:
    """The change set that waits, or why there is none."""
    waiting = change_sets_to_review(request.employer)
    if waiting:
        return redirect("review:one", company=request.member.slug, number=waiting[0])
    context = {
        "kept": find_connection(request.employer),
        "last": next(iter(change_sets(request.employer)), None),
        "policy": policy_of(request.employer),
        "kinds": KINDS.items(),
    }
    return render(request, "review/nothing.html", context)


@company_page(Right.REVIEW)
def one(request: CompanyRequest, number: int) -> HttpResponse:
    page = review_changes(request.employer, number)
    asked = {name: request.GET.get(name, "") for name in ("kind", "standing", "q")}
    people = by_person(request.employer, page, request.actor, **asked)
    fields = request.GET.get("by") == "field"
    context = {
        "page": page,
        "number": number,
        "asked": asked,
        "kinds": KINDS.items(),
        "standings": _STANDINGS,
        "totals": totals(page),
        "arrears": sum(page.arrears_pence.values()),
        "counts": People.counts(people),
        "people": None if fields else Paginator(people, _PEOPLE).get_page(request.GET.get("page")),
        "fields": by_field(people) if fields else None,
        "policy": policy_of(request.employer),
    }
    return render(request, "review/one.html", context)


@company_page(Right.REVIEW, acts=Right.REVIEW)
def decide_on(request: CompanyRequest, number: int) -> HttpResponse:
    """Accept, hold, reject or confirm: one value, all of a person, of a field or of a kind, or everything."""
    if request.method == "POST":
        try:
            act = Act(request.POST.get("act", ""))
            kinds = frozenset(map(Kind, request.POST.getlist("kind")))
        except ValueError:
            raise Refused("accept, hold, reject or confirm: press one of the buttons of the page") from None
        choice = Choice(
            employees=frozenset(request.POST.getlist("employee")),
            fields=frozenset(request.POST.getlist("field")),
            kinds=kinds,
            everything="everything" in request.POST,
        )
        outcome = decide(request.employer, number, choice, act, actor=request.actor, at=request.at)
        stands = ", ".join(f"{count} {status}" for status, count in sorted(outcome.stands.items()))
        messages.success(request, f"{stands or 'Nothing to decide'}, of {outcome.people} people.")
    return redirect("review:one", company=request.member.slug, number=number)


@company_page(Right.REVIEW, acts=Right.CONNECT)
def policy(request: CompanyRequest) -> HttpResponse:
    """Which kinds of change are accepted without a look."""
    if request.method == "POST":
        chosen = frozenset(kind for kind in Kind if kind.value in request.POST.getlist("trust"))
        trust(request.employer, chosen, actor=request.actor, at=request.at)
        messages.success(request, "The policy is kept. It counts from the next sync.")
        return redirect("review:policy", company=request.member.slug)
    context = {"policy": policy_of(request.employer), "kinds": KINDS.items()}
    return render(request, "review/policy.html", context)
