"""Deductions by order on a run: which orders bear on a payment, and what is left of it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from sixpence.law.order_tables import pay_units
from sixpence.law.orders import NO_BALANCE, OrderPayments, Orders
from sixpence.law.orders_and_loans import OrdersAndLoans, orders_and_loans
from sixpence.payrun.figures import LastPayment, OrderTaken, PersonPay
from sixpence.people.entries import Entry, EntryKind, in_force
from sixpence.people.orders import KINDS, order_of
from sixpence.rates import rates_on
from sixpence.rates.frequency import BY_LABEL


def orders_due(entries: Iterable[Entry], last: LastPayment | None, pay_date: date) -> tuple[OrderTaken, ...]:
    """The orders to be taken on a payment, with what the last one left of them; nothing worked out yet.

    One under which all that was owed has been paid is no more there.
    """
    before = {order.number: order for order in last.payment.orders} if last else {}
    due = []
    for number, entry in in_force(entries, EntryKind.ORDER, pay_date).items():
        assert entry.content is not None, "in_force leaves out what has ended"
        order, earlier = order_of(entry.content), before.get(number)
        taken_before = earlier.taken_to_date_pence if earlier else 0
        if order.owed_pence is not None and taken_before >= order.owed_pence:
            continue
        since = last.pay_date if last and earlier else order.made_on
        due.append(
            OrderTaken(
                number=number,
                kind=str(entry.content["kind"]),
                authority=order.authority,
                reference=order.reference,
                made_on=order.made_on,
                normal_deduction_pence=order.normal_deduction_pence,
                protected_earnings_pence=order.protected_earnings_pence,
                owed_pence=order.owed_pence,
                employer_keeps_costs=order.employer_keeps_costs,
                days=max((pay_date - since).days, 1),
                taken_before_pence=taken_before,
                brought_forward_pence=earlier.carried_forward_pence if earlier else 0,
                protection_brought_forward_pence=earlier.protection_carried_forward_pence if earlier else 0,
            )
        )
    return tuple(due)


def take_orders(pay_date: date, frequency: str, payments: Sequence[PersonPay]) -> list[PersonPay]:
    """Take the orders that stand on these payments, whose net pay and loans are still those without any order."""
    flat = [(place, order) for place, pay in enumerate(payments) for order in pay.orders]
    attachable = [attachable_pence(pay) for pay in payments]
    found = orders_and_loans(
        rates_on(pay_date).orders,
        _payments(attachable, [max((order.days for order in pay.orders), default=1) for pay in payments], frequency),
        _orders(flat),
        student_loan_pence=_column([pay.student_loan_pence for pay in payments]),
        postgraduate_loan_pence=_column([pay.postgraduate_loan_pence for pay in payments]),
        employer_keeps_costs=np.array([order.employer_keeps_costs for _, order in flat], dtype=np.bool_),
    )
    taken: list[list[tuple[int, OrderTaken]]] = [[] for _ in payments]
    for row, (place, order) in enumerate(flat):
        taken[place].append((int(found.orders.turn[row]), _filled(order, attachable[place], found, row)))
    return [
        _after(pay, [order for _, order in sorted(taken[place], key=lambda each: each[0])], found, place)
        for place, pay in enumerate(payments)
    ]


def attachable_pence(pay: PersonPay) -> int:
    """The net earnings that orders are taken from: pay less income tax, National Insurance and pension.

    Statutory sick pay counts, statutory parental pay does not (gov.uk, "What counts as earnings", for both DEAs and
    court orders).
    """
    taken = pay.income_tax_pence + pay.employee_ni_pence + pay.employee_pension_pence + pay.parental_pay_pence
    return max(pay.gross_pay_pence - taken, 0)


def _after(pay: PersonPay, orders: list[OrderTaken], found: OrdersAndLoans, place: int) -> PersonPay:
    student, postgraduate = int(found.student_loan_pence[place]), int(found.postgraduate_loan_pence[place])
    loans_left = pay.student_loan_pence - student + pay.postgraduate_loan_pence - postgraduate
    by_order = sum(order.deduction_pence + order.administration_pence for order in orders)
    return replace(
        pay,
        student_loan_pence=student,
        postgraduate_loan_pence=postgraduate,
        net_pay_pence=pay.net_pay_pence + loans_left - by_order,
        orders=tuple(orders),
    )


def _filled(order: OrderTaken, attachable: int, found: OrdersAndLoans, row: int) -> OrderTaken:
    taken = found.orders
    return replace(
        order,
        attachable_pence=attachable,
        reckoned_on_pence=int(taken.reckoned_on_pence[row]),
        due_pence=int(taken.due_pence[row]),
        protected_pence=int(taken.protected_pence[row]),
        available_pence=int(taken.available_pence[row]),
        deduction_pence=int(taken.deduction_pence[row]),
        administration_pence=int(taken.administration_pence[row]),
        carried_forward_pence=int(taken.deduction_carried_forward_pence[row]),
        protection_carried_forward_pence=int(taken.protection_carried_forward_pence[row]),
    )


def _payments(attachable: Sequence[int], days: Sequence[int], frequency: str) -> OrderPayments:
    unit, units = pay_units(np.full(len(attachable), BY_LABEL[frequency], dtype=np.int8))
    return OrderPayments(_column(attachable), np.zeros_like(units), unit, units, _column(days))


def _orders(flat: Sequence[tuple[int, OrderTaken]]) -> Orders:
    orders = [order for _, order in flat]
    owed = [
        NO_BALANCE if order.owed_pence is None else max(order.owed_pence - order.taken_before_pence, 0)
        for order in orders
    ]
    return Orders(
        payment=_column([place for place, _ in flat]),
        kind=np.array([KINDS[order.kind] for order in orders], dtype=np.int8),
        made_on=np.array([order.made_on for order in orders], dtype="M8[D]"),
        reference=np.array([order.reference for order in orders], dtype=np.str_),
        normal_deduction_pence=_column([order.normal_deduction_pence for order in orders]),
        protected_earnings_pence=_column([order.protected_earnings_pence for order in orders]),
        deduction_brought_forward_pence=_column([order.brought_forward_pence for order in orders]),
        protection_brought_forward_pence=_column([order.protection_brought_forward_pence for order in orders]),
        balance_pence=_column(owed),
    )


def _column(amounts: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(amounts, dtype=np.int64)
