"""Invented orders, and people who have them."""

from dataclasses import replace
from datetime import date
from typing import Any

from payrun.worlds import PAID_BEFORE
from sixpence.law.orders import OrderKind
from sixpence.payrun.figures import LastPayment
from sixpence.payrun.readiness import History
from sixpence.people.entries import Entry, EntryKind
from sixpence.people.orders import Order

MAINTENANCE = Order(
    kind=OrderKind.CHILD_MAINTENANCE,
    authority="Child Maintenance Service",
    reference="CMS 0042/9",
    made_on=date(2025, 2, 1),
    normal_deduction_pence=300_00,
)
COUNCIL_TAX = Order(
    kind=OrderKind.COUNCIL_TAX_ENGLAND, authority="Leeds City Council", reference="CT-77", made_on=date(2026, 3, 1)
)
JUDGMENT = Order(
    kind=OrderKind.NON_PRIORITY_COURT_ORDER,
    authority="Leeds County Court",
    reference="J 12",
    made_on=date(2024, 1, 1),
    normal_deduction_pence=80_00,
    protected_earnings_pence=1_000_00,
)


def entered(*orders: Order, employee_id: str = "1001", since: date = date(2026, 4, 6)) -> tuple[Entry, ...]:
    """Each order under the next number."""
    return tuple(
        Entry(
            employee_id=employee_id,
            kind=EntryKind.ORDER,
            number=number,
            version=1,
            effective_from=since,
            content=order.content(),
        )
        for number, order in enumerate(orders, start=1)
    )


def with_orders(*orders: Order, last: LastPayment | None = None, **changes: Any) -> dict[str, History]:
    """The history of somebody who has been paid before and has these orders."""
    return {"1001": replace(PAID_BEFORE, entries=entered(*orders), last_payment=last, **changes)}
