"""Net to gross is the inverse of gross to net, to the penny, and the smallest gross where there are several."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from pay.payments import Row, one, pounds, rows
from sixpence.pay import PayInputs, calculate
from sixpence.pay.net_to_gross import HIGHEST_GROSS_PENCE, NONE_SEEN, NetToGross, net_to_gross


def gross_for(payment: PayInputs, *wanted: int) -> NetToGross:
    return net_to_gross(payment.rows(np.zeros(len(wanted), dtype=np.intp)), np.array(wanted, dtype=np.int64))


def net_of(payment: PayInputs, gross: range) -> list[int]:
    """Net pay of every gross in pence, one by one."""
    many = payment.rows(np.zeros(len(gross), dtype=np.intp))
    return [int(net) for net in calculate(replace(many, gross_pay_pence=np.array(gross))).net_pay_pence]


@given(rows())
def test_it_inverts_gross_to_net(row: Row) -> None:
    payment = PayInputs.of([row])
    gross, net = int(payment.gross_pay_pence[0]), calculate(payment).net_pay_pence
    found = net_to_gross(payment, net)
    assert found.exact.all()
    assert found.gross_below_pence[0] == found.gross_above_pence[0] <= gross
    again = calculate(PayInputs.of([row | {"gross_pay": pounds(int(found.gross_below_pence[0]))}]))
    assert again.net_pay_pence[0] == net[0] == found.net_below_pence[0] == found.net_above_pence[0]


@given(rows())
def test_a_penny_more_of_gross_is_at_most_a_penny_more_of_net(row: Row) -> None:
    """What makes the search exact."""
    start = int(PayInputs.of([row]).gross_pay_pence[0])
    assert max(np.diff(net_of(PayInputs.of([row]), range(start, start + 400)))) <= 1


@pytest.mark.parametrize(
    "columns",
    [
        {},
        {"tax_code": "K900 X"},
        {"student_loan_plan": "1", "postgraduate_loan": "1", "tax_code": "SD2"},
        {"pension": "relief-at-source", "pension_basis": "all", "frequency": "weekly", "tax_period": "9"},
        {"pension": "salary-sacrifice", "tax_code": "S1257L", "director": "standard"},
        {"taxable_pay_to_date": "10000.50", "tax_to_date": "1000.00", "tax_code": "BR"},
        {"pension": "relief-at-source", "employee_pension_percent": "100", "gross_pay": "900"},
    ],
)
def test_every_net_pay_is_met_by_its_smallest_gross(columns: dict[str, str]) -> None:
    payment = one(**columns)
    nets = net_of(payment, range(250_000))
    smallest: dict[int, int] = {}
    for gross, net in enumerate(nets):
        smallest.setdefault(net, gross)
    wanted = sorted(smallest)[:: max(len(smallest) // 300, 1)]
    found = gross_for(payment, *wanted)
    assert found.exact.all()
    assert found.gross_below_pence.tolist() == [smallest[net] for net in wanted]


def test_net_pay_drops_where_a_pound_of_loan_falls_due() -> None:
    """Plan 2 of 2026-27 has a monthly threshold of £2,448.75: the first pound of loan is due from £2,459.87."""
    payment = one(tax_code="NT X", ni_category="X", student_loan_plan="2")
    assert net_of(payment, range(245_985, 245_989)) == [245_985, 245_986, 245_887, 245_888]
    found = gross_for(payment, 245_900)  # £2,459.00 and £2,460.00 both give it
    assert (found.exact[0], found.gross_below_pence[0]) == (True, 245_900)


def test_a_refund_that_is_more_than_the_net_pay_wanted_has_no_gross() -> None:
    payment = one(taxable_pay_to_date="7000.00", tax_to_date="500.00")
    assert net_of(payment, range(1)) == [50_000]
    found = gross_for(payment, 20_000)
    assert not found.exact[0]
    assert found.gross_below_pence[0] == NONE_SEEN
    assert (found.gross_above_pence[0], found.net_above_pence[0]) == (0, 50_000)


def test_a_net_pay_that_deductions_never_let_through_has_no_gross() -> None:
    payment = one(pension="salary-sacrifice", pension_basis="all", employee_pension_percent="100")
    found = gross_for(payment, 10_000_00)
    assert not found.exact[0]
    assert (found.gross_below_pence[0], found.net_below_pence[0]) == (0, 0)
    assert found.gross_above_pence[0] == NONE_SEEN


def test_rows_are_looked_for_each_with_its_own_day_and_code() -> None:
    table = [
        {"employee_id": "1", "pay_date": "2024-01-05", "tax_code": "S1257L", "gross_pay": "0"},
        {"employee_id": "2", "pay_date": "2024-01-06", "tax_code": "1257L", "gross_pay": "0"},
        {"employee_id": "3", "pay_date": "2026-11-30", "tax_code": "K100", "gross_pay": "0", "frequency": "weekly"},
    ]
    payments, wanted = PayInputs.of(table), np.array([250_000, 250_000, 60_000])
    together = net_to_gross(payments, wanted)
    alone = [net_to_gross(payments.rows(slice(n, n + 1)), wanted[n : n + 1]) for n in range(3)]
    assert together.gross_below_pence.tolist() == [int(found.gross_below_pence[0]) for found in alone]
    assert together.exact.all()


def test_the_highest_gross_is_looked_at_and_nothing_above_it() -> None:
    payment = one(tax_code="NT X", ni_category="X")
    assert gross_for(payment, HIGHEST_GROSS_PENCE).exact[0]
    found = gross_for(payment, HIGHEST_GROSS_PENCE + 1)
    assert not found.exact[0]
    assert (found.gross_below_pence[0], found.gross_above_pence[0]) == (HIGHEST_GROSS_PENCE, NONE_SEEN)


def test_as_many_wanted_net_pays_as_payments() -> None:
    with pytest.raises(ValueError, match="1 payments need as many wanted net pays"):
        net_to_gross(one(), np.array([1, 2]))
