"""Statutory sick pay on a run."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from documents.test_payslip_data import data, rows
from payrun.worlds import PAID_BEFORE, facts_of, missing_of, pay_of, run
from sixpence.payrun.calculation import Calculated
from sixpence.payrun.figures import LastPayment, PaidOn, PersonPay
from sixpence.payrun.record import pay_from_record, record_of
from sixpence.payrun.window import window_of
from sixpence.people.absences import Absence, ContractualPay
from sixpence.people.entries import Entry, EntryKind

OFF = Absence(first_day=date(2026, 11, 9), last_day=date(2026, 11, 13), average_weekly_earnings_pence=600_00)
DECEMBER = window_of(date(2026, 12, 31), "monthly")


def entered(*absences: Absence) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            employee_id="1001",
            kind=EntryKind.ABSENCE,
            number=number,
            version=1,
            effective_from=absence.first_day,
            content=absence.content(),
        )
        for number, absence in enumerate(absences, start=1)
    )


def calculated(*absences: Absence, history: dict[str, Any] | None = None, **options: Any) -> Calculated:
    facts = options.pop("facts", facts_of(tax_code="1257L X"))
    entries = options.pop("entries", entered(*absences))
    past = replace(PAID_BEFORE, entries=entries, **(history or {}))
    return run(facts, history={"1001": past}, **options)


def paid(*absences: Absence, **options: Any) -> PersonPay:
    return pay_of(calculated(*absences, **options))


def lines(pay: PersonPay) -> list[tuple[str, int]]:
    return [(line.label, line.amount_pence) for line in pay.lines]


def after(pay: PersonPay) -> dict[str, Any]:
    return {"last_payment": LastPayment(pay_date=date(2026, 11, 30), payment=pay)}


@pytest.mark.parametrize(
    ("how", "expected", "gross"),
    [
        (
            ContractualPay.WITHIN,
            [("Statutory sick pay", 123_25), ("Statutory sick pay that is within full pay", -123_25)],
            3000_00,
        ),
        (
            ContractualPay.INSTEAD,
            [("Statutory sick pay", 123_25), ("No salary while on statutory sick pay", -500_00)],
            2623_25,
        ),
        (ContractualPay.ON_TOP, [("Statutory sick pay", 123_25)], 3123_25),
    ],
)
def test_what_becomes_of_contractual_pay_is_the_employers_choice(
    how: ContractualPay, expected: list[tuple[str, int]], gross: int
) -> None:
    pay = paid(replace(OFF, contractual_pay=how))
    assert lines(pay) == [("Salary", 3000_00), *expected]
    assert (pay.gross_pay_pence, pay.nicable_pay_pence, pay.taxable_pay_pence) == (gross, gross, gross)
    assert pay.sick_pay_pence == 123_25
    assert ("Statutory sick pay", "", "£123.25", "") in rows(data(pay), "Pay")
    assert pay_from_record(record_of(pay)) == pay


def test_an_absence_over_two_periods_is_paid_in_both_and_comes_to_the_laws_sum() -> None:
    long = replace(OFF, first_day=date(2026, 11, 26), last_day=date(2026, 12, 2))  # Thursday to Wednesday
    november = paid(long)
    december = paid(long, history=after(november), window=DECEMBER)
    # Thursday, Friday in one week; Monday, and then Tuesday and Wednesday of the next: 49.30, 24.65, 73.95 in all.
    assert (november.sick_pay_pence, december.sick_pay_pence) == (49_30 + 24_65, 49_30)
    assert paid(long, history=after(december), window=DECEMBER).sick_pay_pence == 0


def test_an_absence_put_right_is_made_good_with_the_next_payment() -> None:
    november = paid(OFF)
    shorter = replace(OFF, last_day=date(2026, 11, 11))
    assert paid(shorter, history=after(november), window=DECEMBER).sick_pay_pence == 73_95 - 123_25
    (entry,) = entered(OFF)
    withdrawn = (entry, replace(entry, version=2, content=None))
    taken_back = paid(entries=withdrawn, history=after(november), window=DECEMBER)
    assert taken_back.sick_pay_pence == -123_25
    assert paid(entries=withdrawn, history=after(taken_back), window=DECEMBER).statutory == ()


def test_an_absence_entered_late_or_begun_with_other_software_is_paid_once() -> None:
    assert paid(OFF, window=DECEMBER).sick_pay_pence == 123_25
    assert paid(replace(OFF, paid_before_pence=100_00)).sick_pay_pence == 23_25


def test_linked_absences_use_up_their_28_weeks_together() -> None:
    spring = Absence(
        first_day=date(2026, 4, 13), last_day=date(2026, 10, 18), average_weekly_earnings_pence=600_00
    )  # 27 weeks
    pay = paid(spring, replace(OFF, last_day=date(2026, 11, 27)))
    assert [one.days_due for one in pay.statutory] == [27 * 5, 5]


def test_average_earnings_come_from_the_payments_before() -> None:
    months = [(date(2026, 8, 31), 200_00), (date(2026, 9, 30), 400_00), (date(2026, 10, 30), 440_00)]
    before = tuple(
        PaidOn(pay_date=day, period_start=day.replace(day=1), period_end=day, earnings_pence=pence)
        for day, pence in months
    )
    unknown = replace(OFF, average_weekly_earnings_pence=None)
    (sick,) = paid(unknown, history={"paid": before}).statutory
    # 840.00 over two months: times 12, over 52 is 96.92 a week. 80% of it is 77.538...
    assert sick.average_pence * 2 * 52 == 840_00 * 12 * sick.average_over
    assert sick.amount_pence == 77_54


def test_who_was_paid_elsewhere_before_needs_an_average() -> None:
    unknown = replace(OFF, average_weekly_earnings_pence=None)
    october = PaidOn(
        pay_date=date(2026, 10, 30),
        period_start=date(2026, 10, 1),
        period_end=date(2026, 10, 31),
        earnings_pence=3000_00,
    )
    elsewhere = {"paid_elsewhere_before": True}
    found = calculated(unknown, history={"paid": (october,)}, employer=elsewhere)
    assert missing_of(found) == {"1001": ("average_weekly_earnings",)}
    assert missing_of(calculated(unknown)) == {"1001": ("average_weekly_earnings",)}
    joined = facts_of(tax_code="1257L X", start_date="2026-10-05")
    assert paid(unknown, history={"paid": (october,)}, employer=elsewhere, facts=joined).sick_pay_pence > 0


def test_somebody_paid_by_the_hour_is_paid_their_sick_pay_without_any_hours() -> None:
    hourly = facts_of(tax_code="1257L X", salary="", hourly_rate="1500")
    pay = paid(replace(OFF, contractual_pay=ContractualPay.ON_TOP), facts=hourly)
    assert lines(pay) == [("Statutory sick pay", 123_25)]


def test_nothing_is_due_after_the_last_day_of_the_employment() -> None:
    leaver = facts_of(tax_code="1257L X", leaving_date="2026-11-11")
    assert paid(replace(OFF, last_day=None), facts=leaver).sick_pay_pence == 73_95
