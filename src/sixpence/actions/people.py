"""The people of a company: searched, filtered and sorted, with what each lacks and what that comes to."""

from calendar import monthrange
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from sixpence.actions.kept_runs import history_of, paid_before, paid_this_year
from sixpence.actions.working_out import as_it_stands, digest_of_everything
from sixpence.basics.kept import Kept
from sixpence.basics.refused import Refused
from sixpence.payrun.figures import PayLine
from sixpence.payrun.lacks import Lack, lacks
from sixpence.payrun.life import RunState
from sixpence.payrun.readiness import History
from sixpence.payrun.roster import Listed, Order, Roster, Wanted, in_order, listed, page_of, roster
from sixpence.payrun.window import Window, window_of
from sixpence.people.employer import Employer
from sixpence.people.person import Person
from sixpence.store.employers import employer as employer_named
from sixpence.store.employments import known_of, opening_figures, people_on
from sixpence.store.entries import entries_of
from sixpence.store.events import last_sequence
from sixpence.store.pay_lines import pay_lines
from sixpence.store.payruns import employees_paid_before, pay_runs
from sixpence.store.records import PayRun

_CHANGEABLE = (RunState.OPEN, RunState.CALCULATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """One page of the list, as people stand at the end of the run's period. `lacks` are of those on the page."""

    roster: Roster
    lacks: Mapping[str, Lack]
    run: PayRun
    not_worked_out: str  # why it could not be found out what they lack; "" where it could


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Who is wanted, by employee id alone: names and what is known of people are opened for the page that is shown."""

    order: Order
    not_worked_out: str


_FOUND = Kept[_Found](most=50)


def people_page(employer: str, wanted: Wanted, *, today: date) -> PeoplePage:
    """The people wanted, with what they lack on the run that is being worked on, or else on one of this month.

    Who is wanted and in which order is found out once by each process, until anything changes that it rests on.
    """
    anywhere = replace(wanted, page=1, a_page=1)

    def rests_on() -> tuple[str, date, Wanted]:
        run = run_ahead(employer, today)
        stands = as_it_stands(employer, run, is_opened=is_opened(run))
        return digest_of_everything(stands), today, anywhere

    found = _FOUND.of(rests_on, last_sequence, lambda: _found(employer, anywhere, today))
    run = run_ahead(employer, today)
    _, people = page_of(found.order, wanted)
    added = lines_on(run)
    lines, refused = _listed(employer, run, added, today, frozenset(people))
    page = roster(found.order, wanted, lines)
    try:
        lacks = {} if found.not_worked_out or refused else _lacks_of(employer, run, page.lines, added)
    except Refused as refusal:  # of a fact the law cannot take: the list has to lead to the person all the same
        lacks, refused = {}, str(refusal)
    return PeoplePage(roster=page, lacks=lacks, run=run, not_worked_out=found.not_worked_out or refused)


def _found(employer: str, wanted: Wanted, today: date) -> _Found:
    run = run_ahead(employer, today)
    lines, refused = _listed(employer, run, lines_on(run), today)
    return _Found(order=in_order(lines, wanted), not_worked_out=refused)


def _listed(
    employer: str,
    run: PayRun,
    added: Mapping[str, Sequence[PayLine]],
    today: date,
    only: Set[str] | None = None,
) -> tuple[list[Listed], str]:
    """Everyone, or only some, and why it could not be found out what those on leave or off sick lack; "" where it
    could."""
    company, window = employer_named(employer), window_of(run.pay_date, run.frequency)
    everyone = people_on(employer, window.ends_on, only)
    history = _brief_history(company, run, everyone)
    lines = [
        listed(person, company, window, history[person.employee_id], added.get(person.employee_id, ()), today)
        for person in everyone
    ]
    try:
        return _with_entries(company, run, lines, added), ""
    except Refused as refusal:
        return lines, str(refusal)


def run_ahead(employer: str, today: date) -> PayRun:
    """The first run whose figures may still change; where there is none, what a run of this month would be."""
    runs = pay_runs(employer)
    if ahead := next((run for run in runs if run.state in _CHANGEABLE), None):
        return ahead
    frequency = runs[-1].frequency if runs else "monthly"
    return _unopened(employer, window_of(today.replace(day=monthrange(today.year, today.month)[1]), frequency))


def lines_on(run: PayRun) -> Mapping[str, Sequence[PayLine]]:
    """What was added to pay on the run; nothing on one that is not opened."""
    return pay_lines(run.employer, run.run_key) if is_opened(run) else {}


def is_opened(run: PayRun) -> bool:
    """Whether the run is there, and not only what one of this month would be."""
    return any(each.run_key == run.run_key for each in pay_runs(run.employer))


def _unopened(employer: str, window: Window) -> PayRun:
    return PayRun(
        employer=employer,
        run_key=window.run_id,
        pay_date=window.pay_date,
        frequency=window.frequency.label,
        tax_year=window.tax_year,
        tax_period=window.tax_period,
        period_start=window.starts_on,
        period_end=window.ends_on,
    )


def _brief_history(company: Employer, run: PayRun, everyone: Sequence[Person]) -> dict[str, History]:
    """As much of everyone's history as `missing_facts` asks for.

    It asks for more than who was paid before only where a code or letter is not known, and of directors.
    """
    paid = employees_paid_before(company.name, run.pay_date)
    unpaid = {person.employee_id for person in everyone} - paid
    brought = opening_figures(company.name, run.tax_year, unpaid) if unpaid else {}
    before = paid | {who for who, figures in brought.items() if figures.to_date is not None}
    paid_before, never_paid = History(paid_before=True), History()
    brief = {person.employee_id: paid_before if person.employee_id in before else never_paid for person in everyone}
    asked = {person.employee_id for person in everyone if person.employee_id in before and _asks_for_more(person)}
    return brief | history_before(run, asked) if asked else brief


def _asks_for_more(person: Person) -> bool:
    has_terms = person.get("tax_code") and person.get("ni_category")
    return not has_terms or person.get("director") in ("standard", "alternative")


def history_before(run: PayRun, employee_ids: set[str]) -> dict[str, History]:
    """The whole history of these people before a run."""
    last = {who: paid_before(kept) for who, kept in paid_this_year(run, employee_ids).items()}
    return history_of(run, last, employee_ids)


def _with_entries(
    company: Employer, run: PayRun, lines: list[Listed], added: Mapping[str, Sequence[PayLine]]
) -> list[Listed]:
    """Of the few on leave or off sick the run itself says what they lack: they may be paid without a salary."""
    few = set(entries_of(company.name)) & {line.person.employee_id for line in lines}
    if not few:
        return lines
    found = lacks_on(company, run, few, added)
    return [
        replace(line, missing=found[who].missing if who in found else ())
        if (who := line.person.employee_id) in few
        else line
        for line in lines
    ]


def _lacks_of(
    employer: str, run: PayRun, lines: Sequence[Listed], added: Mapping[str, Sequence[PayLine]]
) -> dict[str, Lack]:
    lacking = {line.person.employee_id for line in lines if line.lacks_anything}
    return lacks_on(employer_named(employer), run, lacking, added) if lacking else {}


def lacks_on(
    company: Employer, run: PayRun, employee_ids: set[str], added: Mapping[str, Sequence[PayLine]]
) -> dict[str, Lack]:
    """What these people lack on a run, in money; nothing of those who lack nothing."""
    return lacks(
        company,
        window_of(run.pay_date, run.frequency),
        known_of(company.name, only=employee_ids),
        added=added,
        history=history_before(run, employee_ids),
    )
