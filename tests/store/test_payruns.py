"""Pay runs: one a key, moved on only by who saw the figures that stand, and the year to date from closed ones."""

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import pytest

from builders import an_employer
from sixpence.basics.refused import Refused
from sixpence.payrun.figures import PayLine
from sixpence.payrun.life import RunState
from sixpence.store import employers
from sixpence.store.pay_lines import pay_lines, save_pay_lines
from sixpence.store.payruns import (
    closed_run_people,
    create_pay_run,
    employees_paid_before,
    last_payments,
    load_run_people,
    pay_run,
    pay_runs,
    put_run_people,
    record_hashes,
    save_run_people,
    update_pay_run,
)
from sixpence.store.ready import models
from sixpence.store.records import KeptPayment, PayRun, RunPerson
from sixpence.store.run_totals import run_totals, totals_of_run

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 25, 17, 3, 9, 5, tzinfo=UTC)
OPEN = PayRun(
    employer=an_employer().name,
    run_key="2026-11-30-monthly",
    pay_date=date(2026, 11, 30),
    frequency="monthly",
    tax_year="2026-27",
    tax_period=8,
    period_start=date(2026, 11, 1),
    period_end=date(2026, 11, 30),
)
CALCULATED = replace(OPEN, state=RunState.CALCULATED, digest="a1")
APPROVED = replace(CALCULATED, state=RunState.APPROVED, approved_by="ada", approved_at=AT)
CLOSED = replace(APPROVED, state=RunState.CLOSED, closed_at=AT, sealed_path="run.parquet", sealed_sha256="b2")


def person(employee_id: str, net_pay_pence: int = 2305_24, payload: bytes = b"all the rest") -> RunPerson:
    return RunPerson(
        employee_id=employee_id,
        other_deductions_pence=80_00,
        gross_pay_pence=3000_00,
        taxable_pay_pence=2999_99,
        income_tax_pence=-390_40,
        employee_ni_pence=156_16,
        employer_ni_pence=387_45,
        pay_bill_pence=3000_00,
        student_loan_pence=49_00,
        postgraduate_loan_pence=1,
        employee_pension_pence=99_20,
        employer_pension_pence=74_40,
        sick_pay_pence=123_25,
        parental_pay_pence=194_32,
        orders_pence=120_00,
        order_costs_pence=1_00,
        net_pay_pence=net_pay_pence,
        employer_cost_pence=10**12,
        payload=payload,
        record_sha256=sha256(payload).digest(),
    )


def kept(employee_id: str, net_pay_pence: int = 2305_24) -> KeptPayment:
    return KeptPayment(
        employee_id=employee_id, gross_pay_pence=3000_00, net_pay_pence=net_pay_pence, payload=b"all the rest"
    )


def a_closed_run(run_key: str, pay_date: date, *people: RunPerson, tax_year: str = "2026-27", hour: int = 9) -> None:
    opened = replace(OPEN, run_key=run_key, pay_date=pay_date, tax_year=tax_year)
    create_pay_run(opened)
    save_run_people(opened.employer, run_key, people)
    closed = replace(CLOSED, run_key=run_key, pay_date=pay_date, tax_year=tax_year, closed_at=AT.replace(hour=hour))
    update_pay_run(opened, closed)


@pytest.mark.parametrize("run", [OPEN, CALCULATED, APPROVED, CLOSED], ids=lambda run: run.state)
def test_a_run_comes_back_as_it_was(kestrel: str, run: PayRun) -> None:
    create_pay_run(run)
    assert pay_run(kestrel, run.run_key) == run


def test_a_run_key_is_used_once_an_employer(kestrel: str) -> None:
    create_pay_run(OPEN)
    with pytest.raises(Refused, match="has a pay run 2026-11-30-monthly already: open that one"):
        create_pay_run(OPEN)
    heron = an_employer(name="Heron Ltd", tax_office_number="124")
    employers.save_employer(heron)
    create_pay_run(replace(OPEN, employer=heron.name))
    assert (len(pay_runs(kestrel)), len(pay_runs(heron.name))) == (1, 1)


def test_runs_are_listed_by_pay_date(kestrel: str) -> None:
    december = replace(OPEN, run_key="2026-12-31-monthly", pay_date=date(2026, 12, 31))
    for run in (december, OPEN):
        create_pay_run(run)
    assert pay_runs(kestrel) == [OPEN, december]


def test_a_run_that_is_not_there_is_refused(kestrel: str) -> None:
    with pytest.raises(Refused, match="has no pay run 2026-11-30-monthly"):
        pay_run(kestrel, OPEN.run_key)


def test_a_run_goes_through_its_life(kestrel: str) -> None:
    create_pay_run(OPEN)
    for before, after in ((OPEN, CALCULATED), (CALCULATED, APPROVED), (APPROVED, CLOSED)):
        update_pay_run(before, after)
        assert pay_run(kestrel, OPEN.run_key) == after


def test_who_comes_second_is_told_what_the_run_is_now(kestrel: str) -> None:
    create_pay_run(APPROVED)
    with pytest.raises(Refused, match=r"pay run 2026-11-30-monthly of Kestrel.* is approved now, not calculated: look"):
        update_pay_run(CALCULATED, replace(APPROVED, approved_by="eve"))
    assert pay_run(kestrel, OPEN.run_key) == APPROVED


def test_an_approval_does_not_meet_figures_that_were_not_seen(kestrel: str) -> None:
    create_pay_run(replace(CALCULATED, digest="one penny changed"))
    with pytest.raises(Refused, match="has other figures now: look at it again"):
        update_pay_run(CALCULATED, APPROVED)
    assert pay_run(kestrel, OPEN.run_key).state is RunState.CALCULATED


def test_a_closed_run_never_changes(kestrel: str) -> None:
    create_pay_run(CLOSED)
    with pytest.raises(Refused, match="is closed: correct it on a later run"):
        update_pay_run(CLOSED, replace(CLOSED, digest="x"))
    assert pay_run(kestrel, OPEN.run_key) == CLOSED


def test_a_run_does_not_become_another(kestrel: str) -> None:
    create_pay_run(OPEN)
    with pytest.raises(ValueError, match="cannot take the place"):
        update_pay_run(OPEN, replace(OPEN, run_key="x"))


def test_the_people_of_a_run_come_back_as_they_were(kestrel: str) -> None:
    create_pay_run(OPEN)
    save_run_people(kestrel, OPEN.run_key, [person("1002", payload=bytes(range(256))), person("1001", -1)])
    expected = [person("1001", -1), person("1002", payload=bytes(range(256)))]
    assert load_run_people(kestrel, OPEN.run_key) == expected


def test_calculated_again_the_people_are_replaced(kestrel: str) -> None:
    create_pay_run(CALCULATED)
    save_run_people(kestrel, OPEN.run_key, [person("1001"), person("1002")])
    save_run_people(kestrel, OPEN.run_key, [person("1002", 1)])
    assert load_run_people(kestrel, OPEN.run_key) == [person("1002", 1)]


def test_one_person_is_replaced_added_or_taken_off_and_the_others_stay(kestrel: str) -> None:
    create_pay_run(CALCULATED)
    save_run_people(kestrel, OPEN.run_key, [person("1001"), person("1003")])
    put_run_people(kestrel, OPEN.run_key, {"1003"}, [person("1003", payload=b"new")])
    put_run_people(kestrel, OPEN.run_key, {"1001", "1002"}, [person("1002")])
    assert load_run_people(kestrel, OPEN.run_key) == [person("1002"), person("1003", payload=b"new")]
    kept = {"1002": sha256(b"all the rest").digest(), "1003": sha256(b"new").digest()}
    assert record_hashes(kestrel, OPEN.run_key) == kept


@pytest.mark.parametrize("run", [APPROVED, CLOSED], ids=lambda run: run.state)
def test_approved_figures_and_lines_stay(kestrel: str, run: PayRun) -> None:
    create_pay_run(run)
    with pytest.raises(Refused, match=f"is {run.state}: its figures cannot change any more"):
        save_run_people(kestrel, run.run_key, [person("1001")])
    with pytest.raises(Refused, match=f"is {run.state}: its figures cannot change any more"):
        save_pay_lines(kestrel, run.run_key, {"1001": [PayLine(label="Bonus", amount_pence=1)]}, actor="ada", at=AT)
    assert (load_run_people(kestrel, run.run_key), pay_lines(kestrel, run.run_key)) == ([], {})


def test_a_payload_put_with_somebody_else_is_refused(kestrel: str) -> None:
    create_pay_run(OPEN)
    save_run_people(kestrel, OPEN.run_key, [person("1001"), person("1002")])
    rows = models.PayRunPerson.objects
    rows.filter(employee_id="1001").update(payload=rows.get(employee_id="1002").payload)
    with pytest.raises(Refused, match=r"pay_run_person\.payload of .*/1001 cannot be opened"):
        load_run_people(kestrel, OPEN.run_key)


def test_the_year_to_date_is_everyones_last_closed_payment(kestrel: str) -> None:
    a_closed_run("april", date(2026, 4, 30), person("1001", 1), person("1002", 2))
    a_closed_run("may", date(2026, 5, 29), person("1001", 3))
    a_closed_run("march", date(2026, 3, 31), person("1003", 4), tax_year="2025-26")
    create_pay_run(replace(APPROVED, run_key="june", pay_date=date(2026, 6, 30)))
    assert closed_run_people(kestrel, "2026-27", up_to=date(2026, 6, 30)) == {
        "1001": kept("1001", 3),
        "1002": kept("1002", 2),
    }
    assert closed_run_people(kestrel, "2026-27", up_to=date(2026, 5, 28)) == {
        "1001": kept("1001", 1),
        "1002": kept("1002", 2),
    }
    assert closed_run_people(kestrel, "2026-27", up_to=date(2026, 4, 29)) == {}


def test_an_open_run_is_no_part_of_the_year_to_date(kestrel: str) -> None:
    create_pay_run(OPEN)
    save_run_people(kestrel, OPEN.run_key, [person("1001")])
    assert closed_run_people(kestrel, "2026-27", up_to=OPEN.pay_date) == {}
    assert employees_paid_before(kestrel, date(2027, 1, 1)) == frozenset()


def test_a_second_run_of_the_same_day_follows_the_first(kestrel: str) -> None:
    a_closed_run("a-second", date(2026, 4, 30), person("1001", 2), hour=10)
    a_closed_run("b-first", date(2026, 4, 30), person("1001", 1), hour=9)
    assert closed_run_people(kestrel, "2026-27", up_to=date(2026, 4, 30)) == {"1001": kept("1001", 2)}


def test_a_large_run_takes_the_same_way(kestrel: str) -> None:
    everyone = [person(str(number)) for number in range(1000, 1600)]
    a_closed_run("april", date(2026, 4, 30), *everyone)
    a_closed_run("may", date(2026, 5, 29), person("1001", 3))
    found = closed_run_people(kestrel, "2026-27", up_to=date(2026, 5, 29))
    assert found == {one.employee_id: kept(one.employee_id) for one in everyone} | {"1001": kept("1001", 3)}


def test_paid_before_looks_beyond_the_tax_year(kestrel: str) -> None:
    a_closed_run("march", date(2026, 3, 31), person("1003"), tax_year="2025-26")
    a_closed_run("april", date(2026, 4, 30), person("1001"))
    assert employees_paid_before(kestrel, date(2026, 4, 30)) == {"1003"}
    assert employees_paid_before(kestrel, date(2026, 5, 1)) == {"1001", "1003"}


def test_a_run_is_summed_as_it_stands_and_a_closed_one_once(kestrel: str, django_assert_num_queries: Any) -> None:
    a_closed_run("april", date(2026, 4, 30), person("1001", 1), person("1002", 2))
    create_pay_run(CALCULATED)
    save_run_people(kestrel, CALCULATED.run_key, [person("1001", 3)])
    (april, november) = run_totals(kestrel)
    assert (april.employees, april.net_pay_pence, november.employees, november.net_pay_pence) == (2, 3, 1, 3)
    assert april.with_parental_pay == 2
    put_run_people(kestrel, CALCULATED.run_key, {"1001"}, [person("1001", 4)])
    assert [each.net_pay_pence for each in run_totals(kestrel)] == [3, 4]
    update_pay_run(CALCULATED, APPROVED)
    assert run_totals(kestrel)[0] == april
    again = replace(CALCULATED, digest="c3")  # reopened and worked out again
    update_pay_run(APPROVED, again)
    save_run_people(kestrel, CALCULATED.run_key, [person("1001", 5), person("1003", 6)])
    assert [each.net_pay_pence for each in run_totals(kestrel)] == [3, 11]
    update_pay_run(again, replace(CLOSED, digest="c3"))
    assert [each.net_pay_pence for each in run_totals(kestrel)] == [3, 11]
    with django_assert_num_queries(2):  # the run and the employer: nobody's amounts
        assert totals_of_run(kestrel, "april").net_pay_pence == 3


def test_who_was_paid_is_told_by_the_runs_that_are_closed_now(kestrel: str) -> None:
    a_closed_run("april", date(2026, 4, 30), person("1001"))
    assert employees_paid_before(kestrel, date(2026, 12, 1)) == {"1001"}
    create_pay_run(APPROVED)
    update_pay_run(APPROVED, CALCULATED)
    save_run_people(kestrel, OPEN.run_key, [person("1001", 3), person("1002", 4)])
    assert employees_paid_before(kestrel, date(2026, 12, 1)) == {"1001"}
    update_pay_run(CALCULATED, CLOSED)
    assert employees_paid_before(kestrel, date(2026, 12, 1)) == {"1001", "1002"}
    assert closed_run_people(kestrel, "2026-27", up_to=date(2026, 12, 1))["1001"] == kept("1001", 3)


def test_pay_lines_come_back_in_the_order_given(kestrel: str) -> None:
    create_pay_run(OPEN)
    lines = {
        "1002": (PayLine(label="Overtime", hours=1250, rate_pence=1833, amount_pence=229_13),),
        "1001": (PayLine(label="Bonus", amount_pence=10**12), PayLine(label="Advance", amount_pence=-50_00)),
    }
    save_pay_lines(kestrel, OPEN.run_key, lines, actor="ada", at=AT)
    assert pay_lines(kestrel, OPEN.run_key) == lines
    assert list(pay_lines(kestrel, OPEN.run_key)) == ["1001", "1002"]


def test_pay_lines_are_replaced_person_by_person(kestrel: str) -> None:
    create_pay_run(OPEN)
    bonus, less = PayLine(label="Bonus", amount_pence=100_00), PayLine(label="Bonus", amount_pence=90_00)
    save_pay_lines(kestrel, OPEN.run_key, {"1001": [bonus, bonus], "1002": [bonus]}, actor="ada", at=AT)
    save_pay_lines(kestrel, OPEN.run_key, {"1001": [less]}, actor="ada", at=AT)
    assert pay_lines(kestrel, OPEN.run_key) == {"1001": (less,), "1002": (bonus,)}
    save_pay_lines(kestrel, OPEN.run_key, {"1002": []}, actor="ada", at=AT)
    assert pay_lines(kestrel, OPEN.run_key) == {"1001": (less,)}


def test_the_last_payment_is_found_in_whichever_tax_year_it_was(kestrel: str) -> None:
    a_closed_run("2026-03-31-monthly", date(2026, 3, 31), person("1001", 1), person("1002", 2), tax_year="2025-26")
    a_closed_run("2026-04-30-monthly", date(2026, 4, 30), person("1002", 3))
    everyone = frozenset({"1001", "1002", "1003"})
    last = last_payments(kestrel, everyone, up_to=date(2026, 4, 30))
    assert last == {"1002": (date(2026, 4, 30), kept("1002", 3)), "1001": (date(2026, 3, 31), kept("1001", 1))}
    assert last_payments(kestrel, everyone, up_to=date(2026, 3, 30)) == {}
    assert last_payments(kestrel, frozenset(), up_to=date(2026, 4, 30)) == {}
