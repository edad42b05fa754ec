"""What is owed to HMRC, from runs in the database."""

from dataclasses import replace
from datetime import date

import pytest

from actions.conftest import BY
from actions.kestrel_runs import look_and_approve, paid
from sixpence.actions.employer_month import claim_in_year, owed_to_hmrc
from sixpence.actions.pay_runs import calculate_pay_run, open_run
from sixpence.basics.refused import Refused
from sixpence.people.employer import BeforeSixpence, EmployerYear

NOVEMBER, RUN = date(2026, 11, 30), "2026-11-30-monthly"
YEAR = EmployerYear(tax_year="2026-27", employment_allowance=True, levy_allowance_pence=5_000_00)


def test_what_is_owed_is_the_runs_that_are_approved(kestrel: str) -> None:
    open_run(kestrel, NOVEMBER, "monthly", **BY)
    _, review = calculate_pay_run(kestrel, RUN, **BY)
    assert owed_to_hmrc(kestrel, "2026-27").months == ()
    look_and_approve()
    (month,) = owed_to_hmrc(kestrel, "2026-27").months
    totals = review.totals
    assert (month.tax_month, month.is_final, month.pay_by) == (8, False, date(2026, 12, 22))
    assert month.owed_pence == totals.income_tax + totals.employee_ni + totals.employer_ni + totals.student_loans
    assert month.apprenticeship_levy_pence == 0


def test_what_the_employer_claims_is_kept_and_taken_off(kestrel: str) -> None:
    before = owed_to_hmrc(kestrel, "2026-27") if paid(NOVEMBER) else None
    assert before is not None
    claim_in_year(kestrel, YEAR, **BY)
    claim_in_year(kestrel, replace(YEAR, levy_allowance_pence=None), **BY)
    after = owed_to_hmrc(kestrel, "2026-27")
    assert after.year == replace(YEAR, levy_allowance_pence=None)
    assert before.owed_pence - after.owed_pence == before.months[0].employer_ni_pence
    assert after.months[0].is_final


def test_money_due_on_a_day_without_banks_is_due_before(kestrel: str) -> None:
    paid(date(2026, 10, 31))
    (month,) = owed_to_hmrc(kestrel, "2026-27").months
    assert month.pay_by == date(2026, 11, 20)  # the 22nd is a Sunday


@pytest.mark.parametrize(
    ("year", "message"),
    [
        (replace(YEAR, tax_year="1999-00"), "no rates are loaded for a tax year '1999-00'"),
        (replace(YEAR, levy_allowance_pence=15_000_01), "the levy allowance is not between 0 and 15,000"),
        (
            replace(YEAR, before=BeforeSixpence(employment_allowance_pence=1)),
            "more Employment Allowance was used before than there were employer contributions",
        ),
        (replace(YEAR, before=BeforeSixpence(pay_bill_pence=-1)), "the pay bill before is below zero"),
    ],
)
def test_claims_that_cannot_be_are_refused(year: EmployerYear, message: str, kestrel: str) -> None:
    with pytest.raises(Refused, match=message):
        claim_in_year(kestrel, year, **BY)
    assert owed_to_hmrc(kestrel, "2026-27").year == EmployerYear(tax_year="2026-27")
