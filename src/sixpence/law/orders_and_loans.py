"""Deductions by order beside student loan repayments, which have their place among them.

Source: Education (Student Loans) (Repayment) Regulations 2009 (SI 2009/470) regulation 51; HMRC CSLM18015, CSLM18020
and CSLM18025. A repayment goes as if by the newest priority order: after those, and within the protected earnings that
the newest one with any states. None is taken beside council tax orders and Scottish arrestments. Attachments by notice
and non-priority orders come after it.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sixpence.law.orders import (
    AFTER_LOANS,
    OrderDeductions,
    OrderKind,
    OrderPayments,
    Orders,
    keep_costs,
    order_deductions,
    ranks,
)
from sixpence.law.rounding import down
from sixpence.rates.orders import OrderRates

Int = NDArray[np.int64]
_STOP_LOANS = (
    OrderKind.COUNCIL_TAX_ENGLAND,
    OrderKind.COUNCIL_TAX_WALES,
    OrderKind.EARNINGS_ARRESTMENT,
    OrderKind.CURRENT_MAINTENANCE_ARRESTMENT,
)


@dataclass(frozen=True, slots=True)
class OrdersAndLoans:
    """What orders take, in the sequence of `Orders`, and what is taken of the loans, shape (m,), in whole pence."""

    orders: OrderDeductions
    student_loan_pence: Int
    postgraduate_loan_pence: Int


def orders_and_loans(
    rates: OrderRates,
    payments: OrderPayments,
    orders: Orders,
    *,
    student_loan_pence: Int,
    postgraduate_loan_pence: Int,
    employer_keeps_costs: NDArray[np.bool_],
) -> OrdersAndLoans:
    """Take orders and loans from each payment; the loans, shape (m,), are as due without any order.

    `payments.taken_before_pence` is without the loans. `employer_keeps_costs`, shape (n,), says for which orders the
    employer keeps its sum for a deduction.
    """
    rank = ranks(orders)
    first, last = np.flatnonzero(rank < AFTER_LOANS), np.flatnonzero(rank >= AFTER_LOANS)
    before = order_deductions(rates, payments, orders.rows(first), employer_keeps_costs=False)
    taken = _by_payment(payments, orders.payment[first], before.deduction_pence)
    left = payments.net_earnings_pence - payments.taken_before_pence - taken
    room = _room(payments, orders.rows(first), before, left)
    postgraduate = np.minimum(postgraduate_loan_pence, down(room, 100) * 100)
    student = np.minimum(student_loan_pence, down(room - postgraduate, 100) * 100)

    later = replace(payments, taken_before_pence=payments.taken_before_pence + taken + student + postgraduate)
    after = order_deductions(rates, later, orders.rows(last), employer_keeps_costs=False)
    found = OrderDeductions.empty(len(orders.payment))
    found.put(first, before)
    found.put(last, after)
    found.turn[last] += np.bincount(orders.payment[first], minlength=len(left))[orders.payment[last]]
    left = left - student - postgraduate - _by_payment(payments, orders.payment[last], after.deduction_pence)
    keep_costs(rates, orders, found, left, employer_keeps_costs)
    return OrdersAndLoans(found, student, postgraduate)


def _by_payment(payments: OrderPayments, payment: Int, amounts: Int) -> Int:
    totals = np.zeros(len(payments.net_earnings_pence), dtype=np.int64)
    np.add.at(totals, payment, amounts)
    return totals


def _room(payments: OrderPayments, orders: Orders, found: OrderDeductions, left: Int) -> Int:
    """What loans may take of each payment after the orders that come before them."""
    protected, stopped = np.zeros_like(left), np.zeros(len(left), dtype=np.bool_)
    states = np.flatnonzero(found.protected_pence > 0)
    newest = states[np.argsort(found.turn[states], kind="stable")]  # the last one written stands
    protected[orders.payment[newest]] = found.protected_pence[newest]
    stopped[orders.payment[np.isin(orders.kind, _STOP_LOANS)]] = True
    return np.where(stopped, 0, np.maximum(left - protected, 0))
