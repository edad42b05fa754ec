"""Which attribute of HR fills which payroll field, with a real person to try it on."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from sixpence.actions.mapping import (
    MappingView,
    checks_of_last_sync,
    leave_out_field,
    mapping_view,
    match_choices,
    preview_employee,
    set_line,
    take_suggestions,
)
from sixpence.actions.permissions import Right
from sixpence.basics.refused import Refused
from sixpence.hr.mapping import MAPPABLE, FieldMapping, Suggestion, label_of
from sixpence.hr.preview import FieldCheck
from sixpence.hr.records import HrAttribute
from sixpence.hr.transforms import TRANSFORMS
from sixpence.hr.words import CHOICE_FIELDS
from sixpence.store.change_sets import change_sets
from sixpence.store.connections import find_connection
from sixpence.store.standing import people_of
from sixpence.web.access import CompanyRequest, company_page
from sixpence.web.forms import refusals_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One payroll field of the mapping page."""

    field: str
    label: str
    line: FieldMapping | None = None
    filled_by: str = ""
    suggestion: Suggestion | None = None
    gone: bool = False
    renamed: str = ""
    left_out: bool = False
    needed: bool = False
    checks: tuple[tuple[str, tuple[str, ...]], ...] = ()  # by reason, whose value the last sync did not simply take


@company_page(Right.CONNECT)
def index(request: CompanyRequest) -> HttpResponse:
    kept = find_connection(request.employer)
    if kept is None:
        return redirect("integrations:index", company=request.member.slug)
    view = mapping_view(request.employer, at=request.at)
    rows = _rows(view, checks_of_last_sync(request.employer))
    context = {
        "kept": kept,
        "mapped": [row for row in rows if row.line],
        "open": [row for row in rows if not row.line and not row.left_out],
        "left_out": [row for row in rows if row.left_out],
        "suggested": sum(each.sureness != "possible" for each in view.suggestions),
        "people": _people(request.employer),
    }
    return render(request, "integrations/mapping.html", context)


@company_page(Right.CONNECT, acts=Right.CONNECT)
def line(request: CompanyRequest, field: str) -> HttpResponse:
    """One field: choose its attribute, say what the value is, match the words of a list, or leave it out."""
    name = next((each for each in MAPPABLE if each == field.replace("-", "_")), "")
    if not name:
        raise Refused(f"payroll has no field {field}: choose one from the mapping")
    view = mapping_view(request.employer, at=request.at)
    form = LineForm(request.POST or None, field=name, view=view)
    checks: dict[str, FieldCheck] = {}
    if request.method == "POST" and "leave-out" in request.POST:
        leave_out_field(request.employer, name, actor=request.actor, at=request.at)
        messages.success(request, f"{label_of(name)} is not mapped. What payroll has stays.")
        return redirect("integrations:mapping", company=request.member.slug)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            checks = _keep(request, form)
    context = {
        "form": form,
        "label": label_of(name),
        "checks": _in_words(checks),
        "last_sync": checks_of_last_sync(request.employer).get(name, {}).items(),
    }
    return render(request, "integrations/line.html", context)


@company_page(Right.CONNECT, acts=Right.CONNECT)
def take_suggested(request: CompanyRequest) -> HttpResponse:
    if request.method == "POST":
        view = mapping_view(request.employer, at=request.at)
        new = take_suggestions(view, request.employer, actor=request.actor, at=request.at)
        messages.success(request, f"{len(new)} more fields are mapped.")
    return redirect("integrations:mapping", company=request.member.slug)


@company_page(Right.CONNECT)
def preview(request: CompanyRequest) -> HttpResponse:
    """What the mapping makes of one real person; a part of the mapping page."""
    who = request.GET.get("employee", "").strip()
    lines = preview_employee(request.employer, who, at=request.at)
    return render(request, "integrations/preview.html", {"lines": lines, "who": who or "the first person"})


class LineForm(forms.Form):
    """Built for one field: its attribute, its transform where it has any, and a box for each word of a list."""

    attribute = forms.ChoiceField(label="Filled by")

    def __init__(self, data: QueryDict | None, *, field: str, view: MappingView) -> None:
        line = next((each for each in view.mapping.lines if each.field == field), None)
        attributes = {each.key: each for each in view.attributes}
        now = next((key for key in line.keys if key in attributes), "") if line else ""
        super().__init__(data, initial={"attribute": now, "transform": line.transform if line else ""})
        self.field, self.line = field, line
        choices = [(each.key, f"{each.label} ({each.type})") for each in _by_label(view.attributes)]
        self.fields["attribute"] = forms.ChoiceField(label="Filled by", choices=[("", "Choose an attribute"), *choices])
        if read_as := [name for name, fields in TRANSFORMS.items() if field in fields]:
            self.fields["transform"] = forms.ChoiceField(
                label="What the value is",
                choices=[("", "As HR says it"), *((name, name.capitalize()) for name in read_as)],
                required=False,
            )
        self.words = attributes[now].options if now and field in CHOICE_FIELDS else ()
        for number, word in enumerate(self.words):
            self.fields[f"word-{number}"] = forms.CharField(
                label=f"“{word}” means", required=False, initial=line.choice(word) if line else ""
            )

    def choices(self) -> dict[str, str]:
        """What HR's words mean, as typed; words without a meaning are left out."""
        said = {word: str(self.cleaned_data.get(f"word-{number}", "")) for number, word in enumerate(self.words)}
        return {word: ours.strip() for word, ours in said.items() if ours.strip()}


def _keep(request: CompanyRequest, form: LineForm) -> dict[str, FieldCheck]:
    """Tried on a few, which takes a moment in a company of any size; of everybody the next sync says how they fare."""
    given = form.cleaned_data
    before = form.line
    transform = given.get("transform", "")
    checks: dict[str, FieldCheck] = {}
    if before is None or given["attribute"] not in before.keys or transform != before.transform:
        checks = set_line(
            request.employer,
            form.field,
            given["attribute"],
            transform=transform,
            on_a_few=True,
            actor=request.actor,
            at=request.at,
        )
    words = form.choices() if before is not None and given["attribute"] in before.keys else {}
    if words and before is not None and words != {word: before.choice(word) for word in words}:
        checks = match_choices(request.employer, form.field, words, on_a_few=True, actor=request.actor, at=request.at)
    return checks


def _rows(view: MappingView, checks: Mapping[str, Mapping[str, tuple[str, ...]]]) -> list[Row]:
    labels = {each.key: each.label for each in view.attributes}
    lines = {each.field: each for each in view.mapping.lines}
    renamed = {line.field: label for line, label in view.renamed}
    gone = {line.field for line in view.gone}
    suggested = {each.field: each for each in view.suggestions}
    names = {*lines, *suggested, *view.not_filled, *view.mapping.not_mapped}
    return [
        Row(
            field=name,
            label=label_of(name),
            line=lines.get(name),
            filled_by=_filled_by(lines.get(name), labels),
            suggestion=suggested.get(name),
            gone=name in gone,
            renamed=renamed.get(name, ""),
            left_out=name in view.mapping.not_mapped,
            needed=name in view.not_filled,
            checks=tuple(checks.get(name, {}).items()),
        )
        for name in sorted(names, key=label_of)
    ]


def _filled_by(line: FieldMapping | None, labels: dict[str, str]) -> str:
    return next((labels[key] for key in line.keys if key in labels), line.label or line.key) if line else ""


def _by_label(attributes: tuple[HrAttribute, ...]) -> list[HrAttribute]:
    return sorted(attributes, key=lambda each: each.label.casefold())


def _in_words(checks: dict[str, FieldCheck]) -> list[tuple[str, FieldCheck, dict[str, tuple[str, ...]]]]:
    return [(label_of(name), check, {**check.refused, **check.doubtful}) for name, check in checks.items()]


def _people(employer: str) -> list[str]:
    """Whom the last sync read, to choose a person for the preview from."""
    last = next(iter(change_sets(employer)), None)
    return people_of(last) if last else []
