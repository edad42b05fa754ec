"""Deductions by order from one payment's net earnings: each kind's rule, and several orders in turn.

Source: Attachment of Earnings Act 1971 schedule 3 (court orders, and their priority); SI 1992/613 regulation 42
(council tax); SI 1992/1989 regulations 11, 12 and 24 (child maintenance); SI 2013/384 regulations 17, 20 and 29
(direct earnings attachments); Debtors (Scotland) Act 1987 sections 49, 53 and 58. docs/law/orders.md has what is
decided where these leave room.

An employee's net earnings here are pay less income tax, National Insurance and pension contributions, as each order's
own law has them; the caller reckons them.
"""

from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from sixpence.law.order_tables import table_deduction
from sixpence.law.rounding import up
from sixpence.rates.orders import DeductionTable, OrderRates

Int = NDArray[np.int64]
Days = NDArray[np.datetime64]
NO_BALANCE = 1 << 62  # the amount still owed under an order that runs until it is stopped


class OrderKind(IntEnum):
    CHILD_MAINTENANCE = 0  # deduction from earnings order of the Child Maintenance Service
    PRIORITY_COURT_ORDER = 1  # attachment of earnings for maintenance, or a fine by fixed amounts
    FINES = 2  # attachment of earnings by the table of the Fines Collection Regulations
    COUNCIL_TAX_ENGLAND = 3
    COUNCIL_TAX_WALES = 4
    EARNINGS_ARRESTMENT = 5  # Scotland
    CURRENT_MAINTENANCE_ARRESTMENT = 6  # Scotland
    DIRECT_EARNINGS_ATTACHMENT_STANDARD = 7
    DIRECT_EARNINGS_ATTACHMENT_HIGHER = 8
    DIRECT_EARNINGS_ATTACHMENT_FIXED = 9  # a lower amount than the table's, which the notice states
    NON_PRIORITY_COURT_ORDER = 10  # attachment of earnings for a judgment debt


# Who is served first; within one rank, the order that was made first.
_RANK = {
    OrderKind.CHILD_MAINTENANCE: 0,
    OrderKind.PRIORITY_COURT_ORDER: 0,
    OrderKind.FINES: 0,
    OrderKind.COUNCIL_TAX_ENGLAND: 0,
    OrderKind.COUNCIL_TAX_WALES: 0,
    OrderKind.EARNINGS_ARRESTMENT: 1,
    OrderKind.CURRENT_MAINTENANCE_ARRESTMENT: 2,
    OrderKind.DIRECT_EARNINGS_ATTACHMENT_STANDARD: 3,
    OrderKind.DIRECT_EARNINGS_ATTACHMENT_HIGHER: 3,
    OrderKind.DIRECT_EARNINGS_ATTACHMENT_FIXED: 3,
    OrderKind.NON_PRIORITY_COURT_ORDER: 3,
}
AFTER_LOANS = 3
_DIRECT_EARNINGS_ATTACHMENTS = (
    OrderKind.DIRECT_EARNINGS_ATTACHMENT_STANDARD,
    OrderKind.DIRECT_EARNINGS_ATTACHMENT_HIGHER,
    OrderKind.DIRECT_EARNINGS_ATTACHMENT_FIXED,
)
_PROTECTED_SHARE = (OrderKind.CHILD_MAINTENANCE, *_DIRECT_EARNINGS_ATTACHMENTS)
_STATE_THEIR_PROTECTION = (OrderKind.PRIORITY_COURT_ORDER, OrderKind.NON_PRIORITY_COURT_ORDER)
_CARRY_DEDUCTIONS_OVER = (OrderKind.CHILD_MAINTENANCE, OrderKind.PRIORITY_COURT_ORDER)


@dataclass(frozen=True, slots=True)
class OrderPayments:
    """The payments that orders are taken from, shape (m,). Money is whole pence, and not below zero."""

    net_earnings_pence: Int
    taken_before_pence: Int  # by what comes first and is not among the orders, such as another employer's or a loan
    unit: NDArray[np.int8]  # the table for this pay period, as in `EarningsUnit`
    units: Int  # weeks, months or days in it, 1 or more
    days: Int  # since the last deduction; only current maintenance arrestments ask for it

    def rows(self, which: NDArray[np.intp] | Int) -> "OrderPayments":
        return OrderPayments(*(getattr(self, field.name)[which] for field in fields(self)))


@dataclass(frozen=True, slots=True)
class Orders:
    """Orders, one a row, shape (n,); their sequence means nothing. Money is whole pence, and not below zero."""

    payment: Int  # the place of its payment in `OrderPayments`
    kind: NDArray[np.int8]  # as in `OrderKind`
    made_on: Days  # in Scotland, the day it was received
    reference: NDArray[np.str_]  # decides between orders made on one day
    normal_deduction_pence: Int  # where the order states one for the pay period; of a maintenance arrestment, a day's
    protected_earnings_pence: Int  # of court orders, for the pay period
    deduction_brought_forward_pence: Int  # what the orders that make it up could not take before
    protection_brought_forward_pence: Int  # by how much earnings fell short of a priority court order's protection
    balance_pence: Int  # still owed, or NO_BALANCE

    def rows(self, which: NDArray[np.intp]) -> "Orders":
        return Orders(*(getattr(self, field.name)[which] for field in fields(self)))


@dataclass(frozen=True, slots=True)
class OrderDeductions:
    """The deduction of each order and the steps to it, in the sequence of `Orders`, shape (n,); whole pence."""

    turn: Int  # among the orders on its payment, from 0
    residue_pence: Int  # net earnings after what came before
    reckoned_on_pence: Int  # the earnings that a table is applied to: the residue, or all the net earnings
    due_pence: Int  # before any limit
    protected_pence: Int  # what the order must leave
    available_pence: Int  # the residue above it
    deduction_pence: Int
    administration_pence: Int  # the employer's, and not part of the deduction
    deduction_carried_forward_pence: Int
    protection_carried_forward_pence: Int

    @classmethod
    def empty(cls, count: int) -> "OrderDeductions":
        return cls(*(np.zeros(count, dtype=np.int64) for _ in fields(cls)))

    def put(self, which: NDArray[np.intp], some: "OrderDeductions") -> None:
        for field in fields(self):
            getattr(self, field.name)[which] = getattr(some, field.name)


def order_deductions(
    rates: OrderRates, payments: OrderPayments, orders: Orders, *, employer_keeps_costs: bool = True
) -> OrderDeductions:
    """Take every order from its payment, each payment's orders in the turn the law gives them.

    `employer_keeps_costs` adds the employer's sum for each deduction made, as far as pay is left; it may go into
    protected earnings. Raises ValueError for daily earnings where a kind has no table for them.
    """
    found, turns = OrderDeductions.empty(len(orders.payment)), _turns(orders)
    left = payments.net_earnings_pence - payments.taken_before_pence
    by_attachment = np.zeros_like(left)  # earlier direct earnings attachments alone
    last = int(turns.max(initial=-1))
    for turn in range(last + 1):
        rows = np.flatnonzero(turns == turn)  # at most one of each payment
        some = orders.rows(rows)
        theirs = payments.rows(some.payment)
        taken = _take(rates, theirs, some, left[some.payment], by_attachment[some.payment])
        left[some.payment] -= taken.deduction_pence
        by_attachment[some.payment] += np.where(_is_attachment(some.kind), taken.deduction_pence, 0)
        found.put(rows, taken)
    found.turn[:] = turns
    if employer_keeps_costs:
        keep_costs(rates, orders, found, left)
    return found


def keep_costs(
    rates: OrderRates, orders: Orders, found: OrderDeductions, left: Int, keeps: NDArray[np.bool_] | bool = True
) -> None:
    """Put the employer's sum beside each deduction made, turn by turn, as far as pay is `left` of the payments."""
    for turn in range(int(found.turn.max(initial=-1)) + 1):
        rows = np.flatnonzero((found.turn == turn) & (found.deduction_pence > 0) & keeps)
        payment = orders.payment[rows]
        found.administration_pence[rows] = np.clip(left[payment], 0, rates.administration_cost_pence)
        left[payment] -= found.administration_pence[rows]


def ranks(orders: Orders) -> Int:
    """Who is served first, from 0, whatever the dates; `AFTER_LOANS` and above come after student loans."""
    return np.array([_RANK[kind] for kind in OrderKind], dtype=np.int64)[orders.kind]


def _turns(orders: Orders) -> Int:
    """The turn of each order among those of its payment: by rank, then by date, then by reference."""
    sequence = np.lexsort((orders.reference, orders.made_on, ranks(orders), orders.payment))
    payment = orders.payment[sequence]
    turns = np.empty(len(sequence), dtype=np.int64)
    turns[sequence] = np.arange(len(sequence)) - np.searchsorted(payment, payment, side="left")
    return turns


def _is_attachment(kind: NDArray[np.int8]) -> NDArray[np.bool_]:
    return np.isin(kind, _DIRECT_EARNINGS_ATTACHMENTS)


def _take(rates: OrderRates, payments: OrderPayments, orders: Orders, left: Int, by_attachment: Int) -> OrderDeductions:
    """One order of each payment, without its turn and costs. The rows of all the columns belong together."""
    residue = np.maximum(left, 0)
    # An attachment is a percentage of the whole net earnings, though others came first; only an earlier attachment
    # lowers what a later one is reckoned on (SI 2013/384 regulation 29(4), against 29(6) and (8)).
    without_attachments = payments.net_earnings_pence - by_attachment
    reckoned_on = np.where(_is_attachment(orders.kind), without_attachments, residue)
    due = _due(rates, payments, orders, reckoned_on)
    protected = _protected(rates, payments, orders)
    available = np.maximum(residue - protected, 0)
    owed = np.minimum(due, orders.balance_pence)
    deduction = np.minimum(owed, available)
    short = np.maximum(protected - residue, 0)
    return OrderDeductions(
        turn=np.zeros_like(residue),
        residue_pence=residue,
        reckoned_on_pence=reckoned_on,
        due_pence=due,
        protected_pence=protected,
        available_pence=available,
        deduction_pence=deduction,
        administration_pence=np.zeros_like(deduction),
        deduction_carried_forward_pence=np.where(np.isin(orders.kind, _CARRY_DEDUCTIONS_OVER), owed - deduction, 0),
        protection_carried_forward_pence=np.where(orders.kind == OrderKind.PRIORITY_COURT_ORDER, short, 0),
    )


def _due(rates: OrderRates, payments: OrderPayments, orders: Orders, reckoned_on: Int) -> Int:
    """What each order asks for before any limit: by its table, or as it states."""
    daily = orders.kind == OrderKind.CURRENT_MAINTENANCE_ARRESTMENT
    carried = np.where(np.isin(orders.kind, _CARRY_DEDUCTIONS_OVER), orders.deduction_brought_forward_pence, 0)
    due = orders.normal_deduction_pence * np.where(daily, payments.days, 1) + carried
    for table, of_kind in _tables(rates, orders):
        rows = np.flatnonzero(of_kind)
        due[rows] = table_deduction(
            table, unit=payments.unit[rows], units=payments.units[rows], earnings_pence=reckoned_on[rows]
        ).deduction_pence
    return due


def _tables(rates: OrderRates, orders: Orders) -> tuple[tuple[DeductionTable, NDArray[np.bool_]], ...]:
    """Each table, and the orders that are on it."""
    kind, welsh = orders.kind, orders.kind == OrderKind.COUNCIL_TAX_WALES
    on_old_table = welsh & (orders.made_on < np.datetime64(rates.council_tax_wales_made_from))
    return (
        (rates.fines, kind == OrderKind.FINES),
        (rates.council_tax_england, (kind == OrderKind.COUNCIL_TAX_ENGLAND) | on_old_table),
        (rates.council_tax_wales, welsh & ~on_old_table),
        (rates.earnings_arrestment, kind == OrderKind.EARNINGS_ARRESTMENT),
        (rates.attachment_standard, kind == OrderKind.DIRECT_EARNINGS_ATTACHMENT_STANDARD),
        (rates.attachment_higher, kind == OrderKind.DIRECT_EARNINGS_ATTACHMENT_HIGHER),
    )


def _protected(rates: OrderRates, payments: OrderPayments, orders: Orders) -> Int:
    """What each order must leave of the net earnings; the tables of council tax, fines and arrestments leave enough."""
    priority = orders.kind == OrderKind.PRIORITY_COURT_ORDER
    return np.select(
        [
            np.isin(orders.kind, _PROTECTED_SHARE),
            np.isin(orders.kind, _STATE_THEIR_PROTECTION),
            orders.kind == OrderKind.CURRENT_MAINTENANCE_ARRESTMENT,
        ],
        [
            up(payments.net_earnings_pence * rates.protected_share_millionths, 1_000_000),
            orders.protected_earnings_pence + np.where(priority, orders.protection_brought_forward_pence, 0),
            payments.days * rates.maintenance_arrestment_protected_per_day_pence,
        ],
        default=0,
    )
