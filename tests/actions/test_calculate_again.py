"""A run brought up to date: those alone of whom something else is known now, to the figures of the whole run."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.conftest import BY, SECOND
from actions.kestrel_runs import RUN, know, look_and_approve, paid
from builders import an_employer
from payrun.worlds import facts_of as invented_facts
from sixpence.actions.checks import changed_since
from sixpence.actions.pay_runs import calculate_again, calculate_pay_run, open_run
from sixpence.payrun.figures import ToDate
from sixpence.people.fields import ENDED
from sixpence.people.person import Fact
from sixpence.store import transaction
from sixpence.store.employers import save_employer
from sixpence.store.employments import save_opening_figures
from sixpence.store.event_log import Asked, entries
from sixpence.store.findings import finding_keys
from sixpence.store.payruns import load_run_people, pay_run
from sixpence.store.records import OpeningFigures
from store.made_once import made_once

OCTOBER, NOVEMBER = date(2026, 10, 30), date(2026, 11, 30)
PEOPLE = ("1001", "1002", "1003")


@pytest.fixture
@made_once
def november(kestrel: str) -> str:
    """October paid, November worked out; 1003 has left in October."""
    know(invented_facts("1003", leaving_date="2026-10-31"))
    paid(OCTOBER)
    open_run(kestrel, NOVEMBER, "monthly", **BY)
    calculate_pay_run(kestrel, RUN, **BY)
    return kestrel


def everything(employer: str) -> object:
    return pay_run(employer, RUN).digest, load_run_people(employer, RUN), sorted(finding_keys(employer, RUN))


VALUES = (
    st.tuples(st.just("salary"), st.sampled_from(["310000 monthly", "200000 monthly", ENDED]))
    | st.tuples(st.just("leaving_date"), st.sampled_from(["2026-11-10", ENDED]))
    | st.tuples(st.just("tax_code"), st.sampled_from(["BR", "1257L", "1257L X"]))
    | st.tuples(st.just("account_number"), st.sampled_from(["11111111", "22222222"]))
)
FACTS = st.builds(
    lambda who, told, day: Fact(who, told[0], day, told[1]),
    st.sampled_from(PEOPLE),
    VALUES,
    st.sampled_from([OCTOBER, date(2026, 11, 1), date(2026, 11, 15), date(2026, 12, 1)]),
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(FACTS, min_size=1, max_size=3), min_size=1, max_size=3))
def test_those_who_changed_come_to_the_figures_of_the_whole_run(november: str, told: list[list[Fact]]) -> None:
    for facts in told:
        know(facts)
        calculate_again(november, **BY)
        assert changed_since(pay_run(november, RUN)) == frozenset()
    of_some = everything(november)
    calculate_pay_run(november, RUN, **BY)
    assert everything(november) == of_some


def test_only_they_are_worked_out_and_whoever_did_it_prepared_the_run(november: str) -> None:
    know([Fact("1001", "salary", date(2026, 11, 1), "310000 monthly")])
    (run,) = calculate_again(november, **SECOND)
    assert (run, run.prepared_by) == (pay_run(november, RUN), SECOND["actor"])
    assert _last_event(november) == {"digest": run.digest, "worked_out_again": 1}
    assert calculate_again(november, **SECOND) == []


def test_what_counts_from_december_on_leaves_november_as_it_is(november: str) -> None:
    know([Fact("1001", "salary", date(2026, 12, 1), "310000 monthly")])
    assert calculate_again(november, **SECOND) == []


def test_what_bears_on_everyone_has_everyone_worked_out(november: str) -> None:
    with transaction():
        save_employer(replace(an_employer(), part_period="working-days"))
    (run,) = calculate_again(november, **BY)
    assert _last_event(november) == {"digest": run.digest, "employees_on_payroll": 2}
    with transaction():
        save_opening_figures(november, "2026-27", {"1001": OpeningFigures(to_date=ToDate(gross_pay_pence=1))})
    assert calculate_again(november, **BY) != []
    assert calculate_again(november, **BY) == []


def test_an_approved_run_stays_as_it_is(november: str) -> None:
    look_and_approve()
    know([Fact("1001", "salary", date(2026, 11, 1), "310000 monthly")])
    assert calculate_again(november, **BY) == []


def _last_event(employer: str) -> object:
    return next(iter(entries(employer, Asked(), count=1))).detail
