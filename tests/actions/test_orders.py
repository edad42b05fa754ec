"""Orders entered, changed, ended and taken from pay, run after run, in a real database."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from actions.conftest import BY
from actions.kestrel_runs import know, paid
from payrun.orders_of_tests import COUNCIL_TAX, MAINTENANCE
from payrun.worlds import facts_of
from sixpence.actions.benefits import add_benefit
from sixpence.actions.orders import add_order, change_order, end_order, orders_listed
from sixpence.actions.pay_runs import replay_file, sealed_run
from sixpence.actions.run_person import person_on_run
from sixpence.basics.refused import Refused
from sixpence.payrun.figures import OrderTaken
from sixpence.people.benefits import Benefit
from sixpence.people.orders import Order
from sixpence.store.configuration import current
from sixpence.store.events import verify_log
from sixpence.store.payruns import pay_run
from sixpence.store.ready import models

APRIL = date(2026, 4, 6)


def taken_on(employer: str, pay_date: date) -> tuple[OrderTaken, ...]:
    """What orders take from employee 1001 on the run of that day."""
    sealed, _ = sealed_run(employer, paid(pay_date))
    return next(pay for pay in sealed.figures.people if pay.employee_id == "1001").orders


def test_an_order_is_taken_run_after_run_until_it_is_paid(kestrel: str) -> None:
    know(facts_of("1001", salary="60000 monthly", tax_code="1257L"))
    owed = replace(MAINTENANCE, owed_pence=500_00)
    assert add_order(kestrel, "1001", owed, date(2026, 5, 1), **BY) == 1
    assert taken_on(kestrel, date(2026, 4, 30)) == ()  # before its day
    (may,) = taken_on(kestrel, date(2026, 5, 29))
    assert (may.due_pence, may.deduction_pence, may.carried_forward_pence) == (300_00, 240_00, 60_00)
    change_order(kestrel, "1001", 1, replace(owed, normal_deduction_pence=100_00), date(2026, 6, 1), **BY)
    (june,) = taken_on(kestrel, date(2026, 6, 30))
    assert (june.due_pence, june.deduction_pence, june.days) == (160_00, 160_00, 32)
    path = current().sealed_dir / pay_run(kestrel, "2026-06-30-monthly").sealed_path
    assert replay_file(path).figures.people[0].orders == (june,)
    (july,) = taken_on(kestrel, date(2026, 7, 31))
    assert (july.due_pence, july.deduction_pence, july.taken_to_date_pence) == (100_00, 100_00, 500_00)
    assert taken_on(kestrel, date(2026, 8, 28)) == ()


def test_a_person_on_a_run_is_told_how_orders_and_benefits_came_about(kestrel: str) -> None:
    know(facts_of("1001", salary="60000 monthly", tax_code="1257L"))
    add_order(kestrel, "1001", MAINTENANCE, APRIL, **BY)
    add_benefit(kestrel, "1001", Benefit(name="Van", value_of_year_pence=600_00, first_day=APRIL), **BY)
    run_key = paid(date(2026, 4, 30))
    explanation = person_on_run(kestrel, run_key, "1001").explanation
    assert explanation is not None
    headings = [section.heading for section in explanation.sections]
    assert headings[0] == "Benefits taxed with this payment"
    assert headings.index("Net pay") < len(headings) - 1
    assert any("attachable_pence" in step.name for step in explanation.sections[-1].steps)


def test_orders_are_listed_as_they_stand_and_told_to_the_log_without_their_terms(kestrel: str) -> None:
    add_order(kestrel, "1001", MAINTENANCE, APRIL, **BY)
    add_order(kestrel, "1001", COUNCIL_TAX, APRIL, **BY)
    end_order(kestrel, "1001", 1, date(2026, 9, 1), **BY)
    ended, running = orders_listed(kestrel)
    assert (ended.number, ended.order, ended.ended_on) == (1, MAINTENANCE, date(2026, 9, 1))
    assert (running.number, running.order, running.ended_on) == (2, COUNCIL_TAX, None)
    assert orders_listed(kestrel, "1002") == []
    assert verify_log().count == 3
    for event in models.Event.objects.all():
        assert "Leeds" not in str(event.detail)
    for entry in models.Entry.objects.all():
        assert b"CMS" not in bytes(entry.content)


def test_the_authority_is_not_changed_into_another_kind_nor_an_ended_order_at_all(kestrel: str) -> None:
    add_order(kestrel, "1001", MAINTENANCE, APRIL, **BY)
    with pytest.raises(Refused, match="order 1 of employee 1001 is of another kind"):
        change_order(kestrel, "1001", 1, COUNCIL_TAX, APRIL, **BY)
    end_order(kestrel, "1001", 1, date(2026, 9, 1), **BY)
    with pytest.raises(Refused, match="order 1 of employee 1001 has ended on 2026-09-01"):
        end_order(kestrel, "1001", 1, date(2026, 10, 1), **BY)


@pytest.mark.parametrize(
    ("employee_id", "order", "message"),
    [
        ("9999", MAINTENANCE, "employee 9999 is not known at Kestrel"),
        ("1001", replace(MAINTENANCE, normal_deduction_pence=0), "this kind of order states its deduction: give it"),
        ("1001", replace(COUNCIL_TAX, normal_deduction_pence=5), "goes by its table: give no deduction"),
        ("1001", replace(MAINTENANCE, protected_earnings_pence=5), "only court orders state protected earnings"),
        ("1001", replace(COUNCIL_TAX, reference=" "), "the reference is empty, too long or cannot be printed"),
        ("1001", replace(COUNCIL_TAX, owed_pence=-1), "an amount is below zero"),
    ],
)
def test_what_is_no_order_is_refused(employee_id: str, order: Order, message: str, kestrel: str) -> None:
    with pytest.raises(Refused, match=message):
        add_order(kestrel, employee_id, order, APRIL, **BY)
    assert models.Entry.objects.count() == verify_log().count == 0


def test_numbers_that_are_not_there_are_refused(kestrel: str) -> None:
    arguments: dict[str, Any] = BY
    with pytest.raises(Refused, match="has no order 7: list them to see the numbers"):
        end_order(kestrel, "1001", 7, APRIL, **arguments)
