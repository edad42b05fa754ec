"""Whom payroll takes from HR: conditions as sentences, and who is caught by which."""

from typing import get_args

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from sixpence.actions.conditions import (
    ConditionsView,
    add_condition,
    conditions_view,
    let_joiners_wait,
    remove_condition,
    try_out,
)
from sixpence.actions.permissions import Right
from sixpence.hr.conditions import Test, Verb
from sixpence.hr.records import HrAttribute
from sixpence.store.connections import find_connection
from sixpence.web.access import CompanyRequest, company_page
from sixpence.web.forms import refusals_in

_WITHOUT_VALUES = ("is empty", "is not empty")
_OF_WORDS = ("is one of", "is not one of")


class ConditionForm(forms.Form):
    """A sentence in four parts."""

    verb = forms.ChoiceField(label="People", choices=[(f"{verb} if", f"{verb} if") for verb in get_args(Verb)])
    attribute = forms.ChoiceField(label="Attribute")
    test = forms.ChoiceField(label="Test", choices=[(test, test) for test in get_args(Test)])
    values = forms.CharField(
        label="Values", required=False, help_text="Several words with commas between; a day as 2026-04-06."
    )

    def __init__(self, data: QueryDict | None = None, *, attributes: tuple[HrAttribute, ...]) -> None:
        super().__init__(data)
        labels = sorted({each.label for each in attributes}, key=str.casefold)
        self.fields["attribute"] = forms.ChoiceField(label="Attribute", choices=[(each, each) for each in labels])

    def sentence(self) -> str:
        """As `actions.conditions` reads it."""
        given = self.cleaned_data
        head = f"{given['verb']} {given['attribute']} {given['test']}"
        if given["test"] in _WITHOUT_VALUES:
            return head
        return f"{head}{':' if given['test'] in _OF_WORDS else ''} {given['values'].strip()}"


@company_page(Right.CONNECT)
def index(request: CompanyRequest) -> HttpResponse:
    if find_connection(request.employer) is None:
        return redirect("integrations:index", company=request.member.slug)
    view = conditions_view(request.employer, at=request.at)
    return _page(request, view, ConditionForm(attributes=view.attributes))


@company_page(Right.CONNECT, acts=Right.CONNECT)
def add(request: CompanyRequest) -> HttpResponse:
    view = conditions_view(request.employer, at=request.at)
    form = ConditionForm(request.POST, attributes=view.attributes)
    if form.is_valid():
        with refusals_in(form):
            said = add_condition(request.employer, form.sentence(), actor=request.actor, at=request.at)
            messages.success(request, f"Added: {said}.")
            return redirect("integrations:people", company=request.member.slug)
    return _page(request, view, form)


@company_page(Right.CONNECT)
def caught(request: CompanyRequest) -> HttpResponse:
    """Who takes part and who does not, read from HR now; a part of the page."""
    trial = try_out(request.employer, at=request.at)
    context = {
        "trial": trial,
        "caught": [(sentence, sorted(people)) for sentence, people in trial.caught.items()],
        "taking_part": len(trial.included),
        "everyone": len(trial.decisions),
    }
    return render(request, "integrations/caught.html", context)


@company_page(Right.CONNECT, acts=Right.CONNECT)
def remove(request: CompanyRequest) -> HttpResponse:
    if request.method == "POST":
        sentence = request.POST.get("sentence", "")
        remove_condition(request.employer, sentence, actor=request.actor, at=request.at)
        messages.success(request, "The condition is removed. Whoever it kept out comes with the next sync.")
    return redirect("integrations:people", company=request.member.slug)


@company_page(Right.CONNECT, acts=Right.CONNECT)
def joiners(request: CompanyRequest) -> HttpResponse:
    if request.method == "POST":
        day = request.POST.get("cut_off_day", "").strip()
        let_joiners_wait(
            request.employer, int(day) if day.isascii() and day.isdigit() else None, actor=request.actor, at=request.at
        )
        messages.success(request, f"Who starts after day {day} waits." if day else "Joiners come in at once.")
    return redirect("integrations:people", company=request.member.slug)


def _page(request: CompanyRequest, view: ConditionsView, form: ConditionForm) -> HttpResponse:
    context = {
        "form": form,
        "sentences": view.sentences,
        "cut_off_day": view.cut_off_day,
        "kept": find_connection(request.employer),
    }
    return render(request, "integrations/people.html", context)
