"""People: the list, and one person's facts, payments, deductions and history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sixpence.actions.a_person import Known, PersonFile, Section, person_file, reveal
from sixpence.actions.by_hand import set_by_hand
from sixpence.actions.payslips import payslip_for_staff
from sixpence.actions.people import people_page
from sixpence.actions.permissions import Right, may
from sixpence.payrun.lacks import Lack
from sixpence.payrun.roster import Listed, Sort
from sixpence.people.fields import FIELDS
from sixpence.people.shown import shown
from sixpence.web.access import CompanyRequest, company_page
from sixpence.web.forms import refusals_in
from sixpence.web.people.forms import STAGES, CorrectionForm, wanted
from sixpence.web.people.words import Want, in_short, wants

_OF_HISTORY = 50  # on one page
_COLUMNS = (
    (Sort.NAME, "Name"),
    (Sort.DEPARTMENT, "Department"),
    (Sort.START, "Started"),
    (Sort.SALARY, "Pay"),
)


@dataclass(frozen=True, slots=True)
class Line:
    listed: Listed
    department: str
    job: str
    started: date | None
    leaves: date | None
    pay: str
    wants: tuple[Want, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """A section of the person's page: each fact with its text, masked or in full."""

    section: Section
    slug: str
    facts: tuple[tuple[Known, str], ...]
    is_revealed: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A column that can be sorted by: `state` is as aria-sort has it, `address` the query that sorts the other way."""

    label: str
    state: str
    address: str


@company_page(Right.SEE)
def index(request: CompanyRequest) -> HttpResponse:
    asked = wanted(request.GET)
    found = people_page(request.employer, asked, today=request.at.date())
    roster = found.roster
    context = {
        "roster": roster,
        "lines": [_line(each, found.lacks.get(each.person.employee_id)) for each in roster.lines],
        "page": Paginator(range(roster.found), asked.a_page).page(roster.page),  # of the pager; the lines are there
        "asked": asked,
        "stages": STAGES,
        "headings": [_heading(request, asked.sort, asked.descending, *column) for column in _COLUMNS],
        "run": found.run,
        "not_worked_out": found.not_worked_out,
    }
    return render(request, "people/index.html", context)


@company_page(Right.SEE)
def person(request: CompanyRequest, employee_id: str) -> HttpResponse:
    return show(request, "people/person.html", found_person(request, employee_id))


@company_page(Right.SEE)
def payments(request: CompanyRequest, employee_id: str) -> HttpResponse:
    return show(request, "people/payments.html", found_person(request, employee_id))


@company_page(Right.SEE)
def deductions(request: CompanyRequest, employee_id: str) -> HttpResponse:
    """Orders, absences, leave and benefits."""
    return show(request, "people/deductions.html", found_person(request, employee_id))


@company_page(Right.SEE)
def history(request: CompanyRequest, employee_id: str) -> HttpResponse:
    found = found_person(request, employee_id)
    page = Paginator(found.history, _OF_HISTORY).get_page(request.GET.get("page"))
    return show(request, "people/history.html", found, page=page)


@company_page(Right.REVEAL, acts=Right.REVEAL)
def reveal_section(request: CompanyRequest, employee_id: str) -> HttpResponse:
    """Posted for, as it goes into the log: the person's page again with one section's private values in full."""
    if request.method != "POST":
        return redirect("people:person", company=request.member.slug, employee_id=employee_id)
    found = found_person(request, employee_id)
    section = next((each for each in found.sections if each.heading == request.POST.get("section")), None)
    if section is None or not section.can_be_revealed:
        raise Http404
    values = reveal(request.member, employee_id, section.can_be_revealed, day=request.at.date(), at=request.at)
    context = _context(request, found)
    if request.htmx:
        panel = _panel(section, values)
        return _private(render(request, "people/section.html", context | {"panel": panel}))
    panels = [_panel(each, values if each is section else {}) for each in found.sections]
    return _private(render(request, "people/person.html", context | {"panels": panels}))


@company_page(Right.PREPARE, acts=Right.PREPARE)
def correct(request: CompanyRequest, field: str, employee_id: str) -> HttpResponse:
    if field not in FIELDS:
        raise Http404
    found = found_person(request, employee_id)
    form = CorrectionForm(field, found.person.get(field), request.POST or None, initial={"day": request.at.date()})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            number = set_by_hand(
                request.employer,
                employee_id,
                field,
                form.text,
                form.cleaned_data["day"],
                actor=request.actor,
                at=request.at,
            )
            label = FIELDS[field].label
            if number is None:
                messages.success(request, f"{label} is kept. What HR says no longer changes it by itself.")
            else:
                messages.warning(request, f"{label} waits: somebody else has to confirm change set {number}.")
            return redirect("people:person", company=request.member.slug, employee_id=employee_id)
    return show(request, "people/correct.html", found, form=form, field=FIELDS[field])


@company_page(Right.REVEAL, acts=Right.REVEAL)
def payslip(request: CompanyRequest, run_key: str, employee_id: str) -> HttpResponse:
    """Posted for: a payslip has private values in full, and looking at one is in the log."""
    if request.method != "POST":
        return redirect("people:payments", company=request.member.slug, employee_id=employee_id)
    content = payslip_for_staff(request.employer, employee_id, run_key, actor=request.actor, at=request.at)
    return _private(HttpResponse(content, content_type="application/pdf"))


def found_person(request: CompanyRequest, employee_id: str) -> PersonFile:
    return person_file(request.employer, employee_id, today=request.at.date())


def show(request: CompanyRequest, template: str, found: PersonFile, **more: object) -> HttpResponse:
    """A page of one person."""
    return render(request, template, _context(request, found) | more)


def _context(request: CompanyRequest, found: PersonFile) -> dict[str, object]:
    return {
        "found": found,
        "title": found.name or f"Employee {found.employee_id}",
        "wants": tuple(wants(found.lack)),
        "job": found.person.get("job_title"),
        "panels": [_panel(section, {}) for section in found.sections],
        "may_reveal": may(request.member.role, Right.REVEAL),
        "may_prepare": may(request.member.role, Right.PREPARE),
    }


def _panel(section: Section, revealed: Mapping[str, str]) -> Panel:
    return Panel(
        section=section,
        slug=section.heading.lower().replace(" ", "-"),
        facts=tuple((known, revealed.get(known.field, known.shown)) for known in section.known),
        is_revealed=bool(revealed),
    )


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


def _line(each: Listed, lack: Lack | None) -> Line:
    person = each.person
    field = "salary" if person.get("salary") else "hourly_rate"
    return Line(
        listed=each,
        department=person.get("department"),
        job=person.get("job_title"),
        started=person.day("start_date"),
        leaves=person.day("leaving_date"),
        pay=shown(field, person.get(field)) if person.get(field) else "–",
        wants=tuple(in_short(each, lack)),
    )


def _heading(request: CompanyRequest, sort: Sort, descending: bool, column: Sort, label: str) -> Heading:
    query = {name: value for name, value in request.GET.items() if name not in ("sort", "page")}
    is_sorted = sort is column
    query["sort"] = f"-{column.value}" if is_sorted and not descending else column.value
    state = ("descending" if descending else "ascending") if is_sorted else "none"
    return Heading(label, state, f"{reverse('people:index', args=[request.member.slug])}?{urlencode(query)}")
