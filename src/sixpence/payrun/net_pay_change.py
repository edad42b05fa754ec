"""Why one payment's net pay is not another's, on pay runs: the engine's causes, and what was taken after it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sixpence.basics.money import pounds
from sixpence.pay import PayInputs
from sixpence.pay.difference import difference
from sixpence.payrun.figures import PersonPay


@dataclass(frozen=True, slots=True)
class NetPayCause:
    """One reason in words for an employee, and what it does to net pay."""

    kind: str  # as in `pay.explain_difference.CauseKind`, or "orders"
    net_pay_pence: int  # never 0
    words: str


@dataclass(frozen=True, slots=True)
class NetPayChange:
    """`net_after_pence - net_before_pence` is the sum of the causes."""

    net_before_pence: int
    net_after_pence: int
    causes: tuple[NetPayCause, ...]

    @property
    def difference_pence(self) -> int:
        return self.net_after_pence - self.net_before_pence


def net_pay_change(
    before: PersonPay, row_before: Mapping[str, str], after: PersonPay, row_after: Mapping[str, str]
) -> NetPayChange:
    """Why net pay changed from the one payment to the other. The rows are what each was worked out from.

    The engine does not know deductions by order: what they take, and the loan repayments they push aside, is what is
    left of the difference after the engine's causes.
    """
    found = difference(PayInputs.of([row_before]), PayInputs.of([row_after]))
    causes = [NetPayCause(cause.kind.value, cause.net_pay_pence, cause.words) for cause in found.causes]
    rest = after.net_pay_pence - before.net_pay_pence - sum(cause.net_pay_pence for cause in causes)
    if rest:
        assert before.orders or after.orders, "without orders the engine's net pay is the payment's"
        causes.append(NetPayCause("orders", rest, _orders(before, after)))
    return NetPayChange(before.net_pay_pence, after.net_pay_pence, tuple(causes))


def _orders(before: PersonPay, after: PersonPay) -> str:
    was, now = before.orders_pence, after.orders_pence
    if not was:
        return f"Deductions by order started: {pounds(now)} this time."
    if not now:
        return f"Deductions by order stopped; they took {pounds(was)} before."
    if was == now:
        return "Deductions by order took as much as before; what they leave to other deductions changed."
    return f"Deductions by order were {pounds(now)} instead of {pounds(was)}."
