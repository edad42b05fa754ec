"""What waits for a decision: by person with its money, or by field."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sixpence.actions.pay_runs import calculate_again
from sixpence.actions.permissions import Right, may
from sixpence.actions.review import change_sets_to_review, decide, review_changes, trust
from sixpence.actions.review_money import review_together, run_to_show
from sixpence.basics.refused import Refused
from sixpence.hr.review import WAITING, Act, Choice, Kind, Status
from sixpence.store.change_sets import change_set, change_sets, policy_of
from sixpence.store.connections import find_connection
from sixpence.web.access import CompanyRequest, company_page
from sixpence.web.review.layout import KINDS, asked_for, by_field, by_person

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
    """Some people with their money at once; what takes everybody's money is asked for by the page itself."""
    found = change_set(request.employer, number)
    asked = {name: request.GET.get(name, "") for name in ("kind", "standing", "q")}
    of = asked_for(request.employer, found, **asked)
    context = {
        "change_set": found,
        "number": number,
        "asked": asked,
        "by": request.GET.get("by", ""),
        "kinds": KINDS.items(),
        "standings": _STANDINGS,
        "run": run_to_show(request.employer, ""),
        "counts": {
            "people": len(of.people),
            "waiting": sum(of.changes[status] for status in WAITING),
            "to_confirm": of.changes[Status.TO_CONFIRM],
        },
    }
    if request.GET.get("by") != "field":
        ids = Paginator(of.people, _PEOPLE).get_page(request.GET.get("page"))
        page = review_changes(request.employer, number, only=frozenset(ids))
        people = by_person(request.employer, page, request.actor, kind=asked["kind"], standing=asked["standing"])
        context |= {"people": people, "ids": ids}
    return render(request, "review/one.html", context)


@company_page(Right.REVIEW)
def money(request: CompanyRequest, number: int) -> HttpResponse:
    """What all that waits comes to; a part of the page."""
    found = review_together(request.employer, number)
    return render(request, "review/money.html", {"difference": found.difference, "arrears": found.arrears_pence})


@company_page(Right.REVIEW)
def fields(request: CompanyRequest, number: int) -> HttpResponse:
    """What waits field by field, with its money; a part of the page."""
    context = {
        "number": number,
        "fields": by_field(request.employer, number, request.actor),
        "kinds": [kind.value for kind in Kind if kind is not Kind.STARTERS],
        "starters": Kind.STARTERS.value,
    }
    return render(request, "review/fields.html", context)


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
            lines=frozenset(
                (who, name) for who, _, name in (each.rpartition(":") for each in request.POST.getlist("line"))
            ),
            employees=frozenset(request.POST.getlist("employee")),
            fields=frozenset(request.POST.getlist("field")),
            kinds=kinds,
            everything="everything" in request.POST,
        )
        outcome = decide(request.employer, number, choice, act, actor=request.actor, at=request.at)
        stands = ", ".join(f"{count} {status}" for status, count in sorted(outcome.stands.items()))
        messages.success(request, f"{stands or 'Nothing to decide'}, of {outcome.people} people.")
        if outcome.facts and may(request.member.role, Right.PREPARE):
            for run in calculate_again(request.employer, actor=request.actor, at=request.at):
                messages.success(request, f"The pay run {run.run_key} was worked out again.")
    back = reverse("review:one", kwargs={"company": request.member.slug, "number": number})
    return redirect(f"{back}?{request.GET.urlencode()}" if request.GET else back)  # to where they were in the list


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
