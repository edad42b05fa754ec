"""Payrolled benefits in a real database."""

from dataclasses import replace
from datetime import date

import pytest

from actions.conftest import BY
from actions.kestrel_runs import paid
from sixpence.actions.benefits import add_benefit, benefits_listed, change_benefit, withdraw_benefit
from sixpence.actions.pay_runs import sealed_run
from sixpence.basics.refused import Refused
from sixpence.people.benefits import Benefit
from sixpence.store.events import verify_log

INSURANCE = Benefit(name="Medical insurance", value_of_year_pence=1_200_00, first_day=date(2026, 4, 6))


def benefits_on(employer: str, pay_date: date) -> tuple[int, int]:
    """Of employee 1001: taxed with the payment, and in the year."""
    sealed, _ = sealed_run(employer, paid(pay_date))
    pay = next(pay for pay in sealed.figures.people if pay.employee_id == "1001")
    return pay.benefits_pence, pay.to_date.benefits_pence


def test_a_benefit_is_taxed_payday_by_payday(kestrel: str) -> None:
    add_benefit(kestrel, "1001", INSURANCE, **BY)
    assert benefits_on(kestrel, date(2026, 4, 30)) == (100_00, 100_00)
    change_benefit(kestrel, "1001", 1, replace(INSURANCE, value_of_year_pence=2_300_00), **BY)
    assert benefits_on(kestrel, date(2026, 5, 29)) == (200_00, 300_00)
    withdraw_benefit(kestrel, "1001", 1, **BY)
    assert benefits_on(kestrel, date(2026, 6, 30)) == (0, 300_00)
    assert benefits_listed(kestrel) == []


@pytest.mark.parametrize(
    ("benefit", "message"),
    [
        (replace(INSURANCE, name=""), "its name is empty, too long or cannot be printed"),
        (replace(INSURANCE, value_of_year_pence=0), "an amount is not above zero"),
        (replace(INSURANCE, last_day=date(2026, 4, 5)), "it ends before it begins"),
        (replace(INSURANCE, taxed_before_pence=1, taxed_before_year="26"), "no rates are loaded for a tax year '26'"),
    ],
)
def test_what_is_no_benefit_is_refused(benefit: Benefit, message: str, kestrel: str) -> None:
    with pytest.raises(Refused, match=message):
        add_benefit(kestrel, "1001", benefit, **BY)
    assert (benefits_listed(kestrel), verify_log().count) == ([], 0)
