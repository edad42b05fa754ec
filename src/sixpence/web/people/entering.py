"""Orders, absences, leaves and benefits of one person: entered, put right and taken back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from sixpence.actions.permissions import Right
from sixpence.people.entries import EntryKind
from sixpence.store.entries import newest_entry
from sixpence.web.access import CompanyRequest, company_page
from sixpence.web.forms import refusals_in
from sixpence.web.people.entry_forms import FORMS, EndForm, TakeBackForm, Who
from sixpence.web.people.views import found_person, show


@company_page(Right.PREPARE, acts=Right.PREPARE)
def enter(request: CompanyRequest, kind: str, employee_id: str) -> HttpResponse:
    of = _kind(kind)
    form = FORMS[of](request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            form.add(request.employer, employee_id, _who(request))
            return _done(request, employee_id, f"The {of} is kept.")
    return show(request, "people/entry.html", found_person(request, employee_id), form=form, kind=of)


@company_page(Right.PREPARE, acts=Right.PREPARE)
def change(request: CompanyRequest, kind: str, number: int, employee_id: str) -> HttpResponse:
    of = _kind(kind)
    entry = newest_entry(request.employer, employee_id, of, number)
    if entry.content is None:
        raise Http404
    filled = FORMS[of].filled_from(entry.content) | {"from_day": entry.effective_from}
    form = FORMS[of](request.POST or None, initial=filled, is_there=True)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            form.change(request.employer, employee_id, number, _who(request))
            return _done(request, employee_id, f"The {of} is changed.")
    return show(request, "people/entry.html", found_person(request, employee_id), form=form, kind=of, number=number)


@company_page(Right.PREPARE, acts=Right.PREPARE)
def take_back(request: CompanyRequest, kind: str, number: int, employee_id: str) -> HttpResponse:
    """An order ends on a day; anything else was a mistake."""
    of = _kind(kind)
    newest_entry(request.employer, employee_id, of, number)
    typed = request.POST if request.method == "POST" else None
    form = (EndForm if of is EntryKind.ORDER else TakeBackForm)(typed, initial={"ends_on": request.at.date()})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            form.take_back(of, request.employer, employee_id, number, _who(request))
            return _done(request, employee_id, f"The {of} is {'ended' if of is EntryKind.ORDER else 'taken back'}.")
    return show(request, "people/take_back.html", found_person(request, employee_id), form=form, kind=of, number=number)


def _kind(name: str) -> EntryKind:
    if name not in list(EntryKind):
        raise Http404
    return EntryKind(name)


def _who(request: CompanyRequest) -> Who:
    return {"actor": request.actor, "at": request.at}


def _done(request: CompanyRequest, employee_id: str, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("people:deductions", company=request.member.slug, employee_id=employee_id)
