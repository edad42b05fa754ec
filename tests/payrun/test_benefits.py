"""Benefits taxed through the payroll on a run."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from builders import a_run
from documents.test_payslip_data import data, rows
from filing.fps_reading import SETTINGS
from payrun.worlds import PAID_BEFORE, facts_of, pay_of, run
from sixpence.filing.fps import build_fps
from sixpence.payrun.figures import LastPayment, PersonPay
from sixpence.payrun.record import pay_from_record, record_of
from sixpence.payrun.window import window_of
from sixpence.people.benefits import Benefit
from sixpence.people.entries import Entry, EntryKind

CAR = Benefit(name="Company car", value_of_year_pence=5_200_00, first_day=date(2025, 1, 1))


def taxed(benefit: Benefit, pay_date: date, last: PersonPay | None = None, **facts: str) -> PersonPay:
    entry = Entry(
        employee_id="1001",
        kind=EntryKind.BENEFIT,
        number=1,
        version=1,
        effective_from=benefit.first_day,
        content=benefit.content(),
    )
    past: dict[str, Any] = {"entries": (entry,)}
    if last is not None:
        earlier = date(2026, 4, 30)
        past |= {"last_payment": LastPayment(pay_date=earlier, payment=last), "to_date": last.to_date}
    history = {"1001": replace(PAID_BEFORE, **past)}
    return pay_of(run(facts_of(tax_code="1257L X", **facts), history=history, window=window_of(pay_date, "monthly")))


def test_a_benefit_is_taxed_and_not_paid() -> None:
    pay = taxed(CAR, date(2026, 4, 30))
    assert (pay.benefits_pence, pay.taxable_pay_pence, pay.nicable_pay_pence) == (433_33, 3433_33, 3000_00)
    # 3433.33 less 1048.26 is 2385 at 20%, in place of 1951.
    assert (pay.income_tax_pence, pay.gross_pay_pence) == (477_00, 3000_00)
    assert pay.net_pay_pence == 3000_00 - 477_00 - pay.employee_ni_pence
    assert pay_from_record(record_of(pay)) == pay


def test_the_paydays_left_bear_what_is_left_of_the_year() -> None:
    april = taxed(CAR, date(2026, 4, 30))
    dearer = replace(CAR, value_of_year_pence=6_000_00)
    may = taxed(dearer, date(2026, 5, 29), april)
    assert may.benefits_pence == (6_000_00 - 433_33) // 11
    assert may.to_date.benefits_pence == 433_33 + may.benefits_pence
    assert taxed(CAR, date(2027, 3, 31), replace(april, benefits=())).benefits_pence == 5_200_00


@pytest.mark.parametrize(
    ("benefit", "facts", "expected"),
    [
        (replace(CAR, last_day=date(2027, 2, 28)), {}, 4_684_96 // 12),  # 329 days at 14.24, as on gov.uk
        (replace(CAR, last_day=date(2026, 4, 5)), {}, None),
        (replace(CAR, first_day=date(2026, 5, 1)), {}, None),
        (CAR, {"leaving_date": "2026-04-30"}, 25 * 14_24),  # all on the only payday left
        (CAR, {"leaving_date": "2026-06-30"}, 86 * 14_24 // 3),
        (replace(CAR, taxed_before_pence=400_00, taxed_before_year="2026-27"), {}, 400_00),
        (replace(CAR, taxed_before_pence=400_00, taxed_before_year="2025-26"), {}, 433_33),
    ],
)
def test_a_part_of_the_year_bears_its_days(benefit: Benefit, facts: dict[str, str], expected: int | None) -> None:
    pay = taxed(benefit, date(2026, 4, 30), **facts)
    assert [one.amount_pence for one in pay.benefits] == ([] if expected is None else [expected])


def test_what_was_taxed_too_much_is_not_given_back_by_a_payday() -> None:
    april = taxed(CAR, date(2026, 4, 30))
    cheaper = replace(CAR, value_of_year_pence=100_00)
    assert taxed(cheaper, date(2026, 5, 29), april).benefits_pence == 0


def test_payslip_and_fps_show_it_beside_taxable_pay() -> None:
    pay = taxed(CAR, date(2026, 4, 30))
    shown = rows(data(pay), "What tax and National Insurance are worked out on")
    assert shown[0] == ("Company car", "benefit, taxed with your pay", "£433.33", "£433.33")
    fps = build_fps(a_run(pay), SETTINGS)
    assert b"<BenefitsTaxedViaPayrollYTD>433.33</BenefitsTaxedViaPayrollYTD>" in fps.message
    assert b"</PayAfterStatDedns><BenefitsTaxedViaPayroll>433.33</BenefitsTaxedViaPayroll>" in fps.message
    assert fps.totals.net_pay_pence == pay.net_pay_pence
