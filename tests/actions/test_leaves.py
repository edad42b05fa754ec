"""Parental leave in a real database: paid run after run, and recovered from HMRC."""

from dataclasses import replace
from datetime import date

import pytest

from actions.conftest import BY
from actions.kestrel_runs import paid
from sixpence.actions.employer_month import claim_in_year, owed_to_hmrc
from sixpence.actions.leaves import add_leave, change_leave, leaves_listed, withdraw_leave
from sixpence.basics.refused import Refused
from sixpence.law.parental_pay import ParentalPayment
from sixpence.people.employer import EmployerYear
from sixpence.people.leaves import ParentalLeave
from sixpence.store.events import verify_log

PATERNITY = ParentalLeave(
    payment=ParentalPayment.SPP,
    event_day=date(2026, 9, 20),
    first_day=date(2026, 9, 28),
    last_day=date(2026, 10, 11),
    average_weekly_earnings_pence=600_00,
)


def test_what_was_paid_comes_back_in_the_month_of_payment(kestrel: str) -> None:
    assert add_leave(kestrel, "1001", PATERNITY, **BY) == 1
    for pay_date in (date(2026, 9, 30), date(2026, 10, 30)):
        paid(pay_date)
    september, october = owed_to_hmrc(kestrel, "2026-27").months
    # Three days of September at 194.32 a week, and the other eleven: each up to a penny; 92% of the year so far.
    assert (september.parental_pay_pence[ParentalPayment.SPP], september.recovered_pence) == (83_28, 76_62)
    assert (october.parental_pay_pence[ParentalPayment.SPP], october.recovered_pence) == (305_36, 280_93)
    claim_in_year(kestrel, EmployerYear(tax_year="2026-27", small_employer=True), **BY)
    september, october = owed_to_hmrc(kestrel, "2026-27").months
    assert (september.recovered_pence, september.compensation_pence) == (83_28, 7_50)
    assert (october.recovered_pence, october.compensation_pence) == (305_36, 27_48)


def test_leave_is_listed_changed_and_withdrawn(kestrel: str) -> None:
    add_leave(kestrel, "1001", PATERNITY, **BY)
    shorter = replace(PATERNITY, last_day=date(2026, 10, 4))
    change_leave(kestrel, "1001", 1, shorter, **BY)
    assert [one.leave for one in leaves_listed(kestrel)] == [shorter]
    with pytest.raises(Refused, match="leave 1 of employee 1001 is for SPP: withdraw it"):
        change_leave(kestrel, "1001", 1, replace(shorter, payment=ParentalPayment.SHPP), **BY)
    withdraw_leave(kestrel, "1001", 1, **BY)
    assert (leaves_listed(kestrel), verify_log().count) == ([], 3)
    with pytest.raises(Refused, match="leave 1 of employee 1001 is withdrawn already"):
        withdraw_leave(kestrel, "1001", 1, **BY)


@pytest.mark.parametrize(
    ("leave", "message"),
    [
        (replace(PATERNITY, last_day=date(2026, 10, 12)), "SPP is paid for 2 weeks at most from 2026-09-28"),
        (replace(PATERNITY, last_day=date(2026, 9, 27)), "it ends before it begins"),
        (replace(PATERNITY, paid_before_pence=-1), "an amount is below zero"),
        (replace(PATERNITY, first_day=date(2026, 10, 5)), "holds days of leave 1, from 2026-09-28"),
    ],
)
def test_leave_that_cannot_be_is_refused(leave: ParentalLeave, message: str, kestrel: str) -> None:
    add_leave(kestrel, "1001", PATERNITY, **BY)
    with pytest.raises(Refused, match=message):
        add_leave(kestrel, "1001", leave, **BY)
    assert len(leaves_listed(kestrel)) == 1
