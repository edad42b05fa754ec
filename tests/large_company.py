"""A company of thousands with a month paid and a month worked out, for benches and for tests of what is large."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from actions.kestrel_runs import BY, EMPLOYER, know, paid
from builders import an_employer
from invented_people import employee_id, facts_of
from sixpence.actions.pay_runs import calculate_pay_run, open_run
from sixpence.people.person import Fact
from sixpence.store import transaction
from sixpence.store.employers import save_employer

LAST_PAY_DATE, PAY_DATE = date(2026, 10, 30), date(2026, 11, 30)
DEPARTMENTS = ("Workshop", "Engineering", "Sales", "Operations", "Finance", "People")


def build_large_company(people: int) -> str:
    """Into the store that is open: October paid and sealed, November worked out. Gives November's run key.

    Of every hundred people two have started in November, two left in October, four have a rise, one has no bank account
    and one has no birthday and cannot be paid.
    """
    with transaction():
        save_employer(an_employer())
    know(*(list(_person(number)) for number in range(people)))
    paid(LAST_PAY_DATE)
    run = open_run(EMPLOYER, PAY_DATE, "monthly", **BY)
    calculate_pay_run(EMPLOYER, run.run_key, **BY)
    return run.run_key


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
