"""A company of thousands with a month paid and a month worked out, for benches and for tests of what is large."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

from actions.kestrel_runs import BY, EMPLOYER, know, paid
from builders import an_employer
from invented_people import employee_id, facts_of
from sixpence.actions.connections import connect_spreadsheet
from sixpence.actions.pay_runs import calculate_pay_run, open_run
from sixpence.actions.sync import keep_changes
from sixpence.actions.sync_preview import preview_sync
from sixpence.people.person import Fact
from sixpence.store import transaction
from sixpence.store.employers import save_employer

LAST_PAY_DATE, PAY_DATE = date(2026, 10, 30), date(2026, 11, 30)
DEPARTMENTS = ("Workshop", "Engineering", "Sales", "Operations", "Finance", "People")


def build_large_company(people: int, *, and_before: date | None = None) -> str:
    """Into the store that is open: October paid and sealed, November worked out. Gives November's run key.

    `and_before` is another pay date, before October's, that is paid and sealed.

    Of every hundred people two have started in November, two left in October, four have a rise, one has no bank account
    and one has no birthday and cannot be paid.
    """
    with transaction():
        save_employer(an_employer())
    know(*(list(_person(number)) for number in range(people)))
    if and_before is not None:
        paid(and_before)
    paid(LAST_PAY_DATE)
    run = open_run(EMPLOYER, PAY_DATE, "monthly", **BY)
    calculate_pay_run(EMPLOYER, run.run_key, **BY)
    return run.run_key


def read_a_rise_for_everyone(people: int, file: Path) -> int:
    """Connect a spreadsheet that gives everybody another salary from October on, and read it: a change set of as many
    people, of which each has a rise for November and arrears for October, waits for review. Gives its number.
    """
    rows = (f"{employee_id(number)},{31_000 + number}.00,2026-10-01" for number in range(people))
    file.write_text("\n".join(("Employee ID,Annual salary (£),Salary effective from", *rows)))
    connect_spreadsheet(EMPLOYER, file, **BY)
    return keep_changes(preview_sync(EMPLOYER, as_of=PAY_DATE), **BY).change_set.number


def _person(number: int) -> Iterator[Fact]:
    who, place = employee_id(number), number % 100
    dropped = {41: ("sort_code", "account_number"), 42: ("birth_date",)}.get(place, ())
    known = (replace(fact, value=_value(fact, number)) for fact in facts_of(number) if fact.field not in dropped)
    if place in (11, 12):
        begins = date(2026, 11, 2)
        known = (replace(fact, effective_from=begins) for fact in known)
    later: list[Fact] = []
    if place in (21, 22):
        later.append(Fact(who, "leaving_date", date(2026, 10, 16), "2026-10-16"))
    if place in (31, 32, 33, 34):
        later.append(Fact(who, "salary", date(2026, 11, 1), f"{300_000 + number} monthly"))
    yield from chain(known, later)


def _value(fact: Fact, number: int) -> str:
    if fact.field == "department":
        return DEPARTMENTS[number % len(DEPARTMENTS)]
    if fact.field == "start_date" and number % 100 in (11, 12):
        return "2026-11-02"
    return fact.value
