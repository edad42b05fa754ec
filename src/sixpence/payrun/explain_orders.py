"""Deductions by order of one payment, in words: a view of what `orders` worked out, as `pay.explain` is of the rest."""

from collections.abc import Iterator

from sixpence.basics.money import pounds
from sixpence.law.orders import OrderKind
from sixpence.pay.explain_payment import amount
from sixpence.pay.explanation import Section, Step
from sixpence.payrun.figures import OrderTaken, PersonPay
from sixpence.people.orders import KINDS, LABELS

_SOURCES = {
    OrderKind.CHILD_MAINTENANCE: "SI 1992/1989 regulations 11 and 12",
    OrderKind.PRIORITY_COURT_ORDER: "Attachment of Earnings Act 1971 schedule 3 part I",
    OrderKind.FINES: "SI 2006/501 regulations 5 to 8",
    OrderKind.COUNCIL_TAX_ENGLAND: "SI 1992/613 regulation 38 and schedule 4",
    OrderKind.COUNCIL_TAX_WALES: "SI 1992/613 regulation 38 and schedule 4",
    OrderKind.EARNINGS_ARRESTMENT: "Debtors (Scotland) Act 1987 section 49 and schedule 2",
    OrderKind.CURRENT_MAINTENANCE_ARRESTMENT: "Debtors (Scotland) Act 1987 section 53",
    OrderKind.DIRECT_EARNINGS_ATTACHMENT_STANDARD: "SI 2013/384 regulation 20 and schedule 2",
    OrderKind.DIRECT_EARNINGS_ATTACHMENT_HIGHER: "SI 2013/384 regulation 20 and schedule 2",
    OrderKind.DIRECT_EARNINGS_ATTACHMENT_FIXED: "SI 2013/384 regulation 20",
    OrderKind.NON_PRIORITY_COURT_ORDER: "Attachment of Earnings Act 1971 schedule 3 part II",
}
_EMPLOYERS_SUM = "Attachment of Earnings Act 1971 section 7(4)(a), and the like of each order's own law"


def orders_section(pay: PersonPay) -> Section | None:
    """The steps of every order on the payment, in its turn, down to net pay; None where there is no order."""
    if not pay.orders:
        return None
    attachable = pay.orders[0].attachable_pence
    taken = pay.income_tax_pence + pay.employee_ni_pence + pay.employee_pension_pence
    rule = f"{pounds(pay.gross_pay_pence)} less {pounds(taken)} income tax, National Insurance and pension."
    if pay.parental_pay_pence:
        rule += f" {pounds(pay.parental_pay_pence)} statutory parental pay does not count."
    steps = [amount("attachable_pence", "Earnings that orders are taken from", attachable, rule)]
    for order in pay.orders:
        steps += _steps(order)
    if pay.order_costs_pence:
        steps.append(
            amount(
                "order_costs_pence",
                "Employer’s costs of orders",
                pay.order_costs_pence,
                "The employer may keep this for the deductions made.",
                _EMPLOYERS_SUM,
            )
        )
    steps.append(
        amount(
            "net_pay_pence",
            "Net pay",
            pay.net_pay_pence,
            f"{pounds(attachable + pay.parental_pay_pence)} less loans, {pounds(pay.orders_pence)} deducted by order "
            f"and {pounds(pay.order_costs_pence)} costs.",
            "Employment Rights Act 1996 section 8",
        )
    )
    return Section("Deductions by order", tuple(steps))


def _steps(order: OrderTaken) -> Iterator[Step]:
    kind = KINDS[order.kind]
    name, label = f"order_{order.number}", f"{LABELS[kind]}, {order.reference}"
    if order.normal_deduction_pence:
        rule = f"{pounds(order.normal_deduction_pence)}, as the order states."
        if kind is OrderKind.CURRENT_MAINTENANCE_ARRESTMENT:
            rule = f"{pounds(order.normal_deduction_pence)} a day for {order.days} days."
        if order.brought_forward_pence:
            rule += f" {pounds(order.brought_forward_pence)} was brought forward."
    else:
        rule = f"By the order's table, of {pounds(order.reckoned_on_pence)}."
    yield amount(f"{name}_due_pence", f"{label}: asked for", order.due_pence, rule, _SOURCES[kind])
    if order.protected_pence:
        protected = f"The order must leave this; {pounds(order.available_pence)} was there above it."
        yield amount(f"{name}_protected_pence", f"{label}: protected", order.protected_pence, protected)
    rule = "All that was asked for." if order.deduction_pence == order.due_pence else _why_less(order)
    yield amount(f"{name}_deduction_pence", f"{label}: deducted", order.deduction_pence, rule, _SOURCES[kind])
    if order.carried_forward_pence:
        yield amount(
            f"{name}_carried_forward_pence",
            f"{label}: carried forward",
            order.carried_forward_pence,
            "What could not be taken is asked for with the next payment.",
        )


def _why_less(order: OrderTaken) -> str:
    if order.deduction_pence == order.available_pence:
        return f"Only {pounds(order.available_pence)} was there to take."
    return f"Only {pounds(order.deduction_pence)} was still owed."
