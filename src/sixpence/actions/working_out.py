"""A run, or one person of it, worked out from what is kept: figures, differences from last time, what to look at."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from sixpence.actions.kept_runs import history_of, input_row_of, paid_this_year, payment_of, run_person
from sixpence.payrun.calculation import Calculated, calculate_run
from sixpence.payrun.checks import Finding, findings
from sixpence.payrun.comparison import items_of, unexplained_pence
from sixpence.payrun.figures import PersonPay
from sixpence.payrun.window import window_of
from sixpence.store.employers import employer as employer_named
from sixpence.store.employments import facts_of
from sixpence.store.pay_lines import pay_lines
from sixpence.store.payruns import ids_on_previous_run, last_payments
from sixpence.store.records import PayRun, RunPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedOut:
    calculated: Calculated
    people: tuple[RunPerson, ...]  # as they are kept, in order of employee id
    findings: tuple[Finding, ...]
    last: Mapping[str, PersonPay]  # everybody's last payment of this tax year


def work_out(run: PayRun, only: Set[str] | None = None) -> WorkedOut:
    """Everyone on the run, or only some. Raises Refused where a fact cannot be used."""
    this_year = paid_this_year(run, only)
    last = {who: payment_of(person) for who, person in this_year.items()}
    calculated = calculate_run(
        employer_named(run.employer),
        window_of(run.pay_date, run.frequency),
        facts_of(run.employer, only=only),
        added=pay_lines(run.employer, run.run_key, only),
        history=history_of(run, last, only),
    )
    # In April, and of whoever is not on this year's payments yet, the payment before was in another tax year.
    others = ids_on_previous_run(run, only) - last.keys()
    of_last_year = {who: person for who, (_, person) in last_payments(run.employer, others, up_to=run.pay_date).items()}
    before = last | {who: payment_of(person) for who, person in of_last_year.items()}
    people = [run_person(*each) for each in zip(calculated.figures.people, calculated.input_rows, strict=True)]
    return WorkedOut(
        calculated=calculated,
        people=tuple(_beside(people, calculated, {**this_year, **of_last_year})),
        findings=tuple(findings(calculated, before)),
        last=last,
    )


def _beside(people: Sequence[RunPerson], calculated: Calculated, before: Mapping[str, RunPerson]) -> list[RunPerson]:
    """The same people, with what they are listed by."""
    known = [place for place, person in enumerate(people) if person.employee_id in before]
    unexplained = unexplained_pence(
        [input_row_of(before[people[place].employee_id]) for place in known],
        [calculated.input_rows[place] for place in known],
    )
    of_place = dict(zip(known, unexplained, strict=True))
    listed = []
    for place, (person, pay) in enumerate(zip(people, calculated.figures.people, strict=True)):
        was = before.get(person.employee_id)
        listed.append(
            replace(
                person,
                name=pay.person.name,
                department=pay.person.get("department"),
                items=items_of(pay),
                last_gross_pay_pence=was.gross_pay_pence if was else None,
                last_net_pay_pence=was.net_pay_pence if was else None,
                unexplained_pence=of_place.get(place, 0),
            )
        )
    return listed
