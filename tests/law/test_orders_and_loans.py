"""Student loans among deductions by order."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.order_rows import Row, orders, payments
from sixpence.law.orders import OrderKind
from sixpence.law.orders_and_loans import OrdersAndLoans, orders_and_loans
from sixpence.rates import rates_on

NOW = rates_on(date(2026, 11, 30)).orders


def take(net: int, *rows: Row, loan: int = 0, postgraduate: int = 0, costs: bool = True) -> OrdersAndLoans:
    return orders_and_loans(
        NOW,
        payments([{"net": net, "days": 30}]),
        orders(rows),
        student_loan_pence=np.array([loan]),
        postgraduate_loan_pence=np.array([postgraduate]),
        employer_keeps_costs=np.full(len(rows), costs),
    )


@pytest.mark.parametrize(
    ("order", "student", "deduction"),
    [
        # 60% of 1,000.00 stays: 100.00 of room behind 300.00 of maintenance, the pounds of it for the loan.
        ({"kind": "CHILD_MAINTENANCE", "normal": 300_00}, 100_00, 300_00),
        ({"kind": "PRIORITY_COURT_ORDER", "normal": 50_00, "protected": 900_50}, 49_00, 50_00),
        ({"kind": "PRIORITY_COURT_ORDER", "normal": 50_00}, 150_00, 50_00),
        ({"kind": "FINES"}, 150_00, 120_00),
        ({"kind": "COUNCIL_TAX_ENGLAND"}, 0, 120_00),
        ({"kind": "EARNINGS_ARRESTMENT"}, 0, 37_50),
        # An attachment counts what the loan took: 400.00 may go, 150.00 has.
        ({"kind": "DIRECT_EARNINGS_ATTACHMENT_FIXED", "normal": 300_00}, 150_00, 250_00),
        ({"kind": "NON_PRIORITY_COURT_ORDER", "normal": 80_00, "protected": 800_00}, 150_00, 50_00),
    ],
    ids=lambda value: value["kind"] if isinstance(value, dict) else None,
)
def test_a_loan_has_its_place(order: Row, student: int, deduction: int) -> None:
    found = take(1_000_00, order, loan=150_00)
    assert found.student_loan_pence.tolist() == [student]
    assert found.orders.deduction_pence.tolist() == [deduction]


def test_the_protection_of_the_newest_priority_order_counts_and_the_postgraduate_loan_goes_first() -> None:
    older = {"kind": "PRIORITY_COURT_ORDER", "protected": 990_00, "made_on": "2024-01-01"}
    newer = {"kind": "PRIORITY_COURT_ORDER", "protected": 900_00, "made_on": "2025-01-01"}
    found = take(1_000_00, newer, older, loan=80_00, postgraduate=60_00)
    assert (found.postgraduate_loan_pence.tolist(), found.student_loan_pence.tolist()) == ([60_00], [40_00])


def test_turns_go_on_behind_the_loan_and_the_costs_come_last() -> None:
    rows = [{"kind": "NON_PRIORITY_COURT_ORDER", "normal": 10_00}, {"kind": "FINES"}]
    found = take(1_000_00, *rows, loan=10_00)
    assert found.orders.turn.tolist() == [1, 0]
    assert found.orders.administration_pence.tolist() == [1_00, 1_00]
    assert take(1_000_00, *rows, costs=False).orders.administration_pence.tolist() == [0, 0]


KINDS = st.sampled_from([kind.name for kind in OrderKind])
amount = st.integers(0, 500_00)
rows_of = st.lists(st.fixed_dictionaries({"kind": KINDS, "normal": amount, "protected": amount}), max_size=5)


@given(st.integers(0, 5_000_00), rows_of, st.integers(0, 300), st.integers(0, 300))
def test_never_more_is_taken_than_there_is(net: int, rows: list[Row], loan: int, postgraduate: int) -> None:
    student, other = min(loan * 100, net // 200 * 100), min(postgraduate * 100, net // 200 * 100)
    found = take(net, *rows, loan=student, postgraduate=other)
    deducted = int(found.orders.deduction_pence.sum() + found.orders.administration_pence.sum())
    taken = int(found.student_loan_pence[0] + found.postgraduate_loan_pence[0])
    assert deducted + taken <= net
    assert found.student_loan_pence[0] <= student
    assert found.postgraduate_loan_pence[0] <= other
    assert taken % 100 == 0
    assert sorted(found.orders.turn.tolist()) == list(range(len(rows)))
