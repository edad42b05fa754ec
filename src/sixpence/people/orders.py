"""Orders to take money from somebody's pay, as the papers that came with them state them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sixpence.law.orders import OrderKind
from sixpence.people.entries import Content, NotAnEntry, day_in

KINDS = {kind.name.lower().replace("_", "-"): kind for kind in OrderKind}
LABELS = {
    OrderKind.CHILD_MAINTENANCE: "Child maintenance",
    OrderKind.PRIORITY_COURT_ORDER: "Attachment of earnings (priority)",
    OrderKind.FINES: "Attachment of earnings (fine)",
    OrderKind.COUNCIL_TAX_ENGLAND: "Council tax order",
    OrderKind.COUNCIL_TAX_WALES: "Council tax order",
    OrderKind.EARNINGS_ARRESTMENT: "Earnings arrestment",
    OrderKind.CURRENT_MAINTENANCE_ARRESTMENT: "Current maintenance arrestment",
    OrderKind.DIRECT_EARNINGS_ATTACHMENT_STANDARD: "Direct earnings attachment",
    OrderKind.DIRECT_EARNINGS_ATTACHMENT_HIGHER: "Direct earnings attachment",
    OrderKind.DIRECT_EARNINGS_ATTACHMENT_FIXED: "Direct earnings attachment",
    OrderKind.NON_PRIORITY_COURT_ORDER: "Attachment of earnings (judgment debt)",
}
STATES_A_DEDUCTION = (
    OrderKind.CHILD_MAINTENANCE,
    OrderKind.PRIORITY_COURT_ORDER,
    OrderKind.NON_PRIORITY_COURT_ORDER,
    OrderKind.CURRENT_MAINTENANCE_ARRESTMENT,
    OrderKind.DIRECT_EARNINGS_ATTACHMENT_FIXED,
)
STATES_ITS_PROTECTION = (OrderKind.PRIORITY_COURT_ORDER, OrderKind.NON_PRIORITY_COURT_ORDER)
_LONGEST_TEXT = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order; whole pence. `order_of` checks what is handed in, the constructor does not."""

    kind: OrderKind
    authority: str  # who is paid: a court, a council, the Child Maintenance Service, DWP
    reference: str
    made_on: date  # in Scotland, the day it was received
    normal_deduction_pence: int = 0  # for the pay period; of a maintenance arrestment, a day's
    protected_earnings_pence: int = 0  # for the pay period
    owed_pence: int | None = None  # under it when it was entered; None: it runs until it is stopped
    employer_keeps_costs: bool = True

    @property
    def label(self) -> str:
        return LABELS[self.kind]

    def content(self) -> Content:
        """As it is stored: `order_of` reads it back."""
        return {
            "kind": self.kind.name.lower().replace("_", "-"),
            "authority": self.authority,
            "reference": self.reference,
            "made_on": self.made_on.isoformat(),
            "normal_deduction_pence": self.normal_deduction_pence,
            "protected_earnings_pence": self.protected_earnings_pence,
            "owed_pence": self.owed_pence,
            "employer_keeps_costs": self.employer_keeps_costs,
        }


def order_of(content: Mapping[str, Any]) -> Order:
    """The order that this content states. Raises NotAnEntry where it cannot be one."""
    kind = KINDS.get(content["kind"])
    if kind is None:
        raise NotAnEntry("kind", f"{content['kind']!r} is no kind of order; there are {', '.join(KINDS)}")
    order = Order(**{**content, "kind": kind, "made_on": day_in(content, "made_on")})
    for what, text in (("authority", order.authority), ("reference", order.reference)):
        if not text.strip() or len(text) > _LONGEST_TEXT or not text.isprintable():
            raise NotAnEntry(
                what, f"the {what} is empty, too long or cannot be printed: give up to {_LONGEST_TEXT} characters"
            )
    for amount in ("normal_deduction_pence", "protected_earnings_pence", "owed_pence"):
        if (content[amount] or 0) < 0:
            raise NotAnEntry(amount, "an amount is below zero")
    if bool(order.normal_deduction_pence) != (kind in STATES_A_DEDUCTION):
        needs = (
            "states its deduction: give it" if kind in STATES_A_DEDUCTION else "goes by its table: give no deduction"
        )
        raise NotAnEntry("normal_deduction_pence", f"this kind of order {needs}")
    if order.protected_earnings_pence and kind not in STATES_ITS_PROTECTION:
        raise NotAnEntry("protected_earnings_pence", "only court orders state protected earnings: give none")
    return order
