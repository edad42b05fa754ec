"""A payment beside the one before it: how net pay moved, by which causes, and how much of that nobody has decided.

The causes are those of `pay.difference` and add up to the penny. Most rest on something somebody did or the law says: a
new code, a rise, a bonus, new rates. One does not: within a tax year, tax put right with the year so far. Up to a pound
of it is how cumulative tax works (taxable pay is cut to whole pounds); more than that is *unexplained*, and looked at
first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sixpence.basics.money import pounds
from sixpence.pay import PayInputs
from sixpence.pay.difference import net_pay_changes
from sixpence.pay.explain_difference import CauseKind, Reader, told_to, words
from sixpence.pay.inputs import Pence
from sixpence.payrun.figures import PersonPay
from sixpence.rates import tax_year_of

_A_POUND_PENCE = 100
Row = Mapping[str, str]  # in the columns of `sixpence calculate`


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """One payment and what it was worked out from."""

    pay: PersonPay
    row: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class PayCause:
    """One reason why net pay is not what it was, and what it does to it."""

    name: str
    net_pay_pence: int  # never 0
    words: str
    is_explained: bool


def unexplained_pence(before: Sequence[Row], after: PayInputs) -> list[int]:
    """Of each payment the part of its difference that nobody has decided, in whole pence.

    Payment i of `before` is the one before payment i of `after`.
    """
    if not before:
        return []
    one, other = _inputs(before), after
    return [int(pence) for pence in _unexplained(one, other, net_pay_changes(one, other))]


def causes(pairs: Sequence[tuple[Paid, Paid]], reader: Reader = Reader.PAYROLL) -> list[tuple[PayCause, ...]]:
    """Of each pair, why the second payment is not the first. A pair's causes add up to the difference."""
    if not pairs:
        return []
    one, other = _inputs([before.row for before, _ in pairs]), _inputs([after.row for _, after in pairs])
    changes = net_pay_changes(one, other)
    unexplained = _unexplained(one, other, changes)
    found = []
    for place, (before, after) in enumerate(pairs):
        alone = slice(place, place + 1)
        told = [
            PayCause(
                name=kind.value,
                net_pay_pence=int(change[place]),
                words=told_to(reader, _of_codes(before.pay, after.pay))
                if kind is CauseKind.TAX_CODE
                else words(kind, one.rows(alone), other.rows(alone), reader),
                is_explained=not (unexplained[place] and kind is CauseKind.YEAR_SO_FAR),
            )
            for kind, change in changes.items()
            if change[place]
        ]
        # Orders are taken from what the engine comes to, and lower loans where they come before them.
        rest = after.pay.net_pay_pence - before.pay.net_pay_pence - sum(cause.net_pay_pence for cause in told)
        if rest:
            said = _of_orders(before.pay.orders_pence, after.pay.orders_pence)
            told.append(PayCause(name="orders", net_pay_pence=rest, words=said, is_explained=True))
        found.append(tuple(told))
    return found


def _of_codes(before: PersonPay, after: PersonPay) -> str:
    """The engine's columns do not keep a code's letter; the payments do."""
    return f"[Your|The] tax code changed from {before.tax_code} to {after.tax_code}."


def _of_orders(was_pence: int, is_pence: int) -> str:
    if not was_pence:
        return f"Deductions by order started: {pounds(is_pence)} this time."
    if not is_pence:
        return f"Deductions by order stopped; they took {pounds(was_pence)} before."
    if was_pence == is_pence:
        return "Deductions by order took as much as before; what they leave to other deductions changed."
    return f"Deductions by order were {pounds(is_pence)} instead of {pounds(was_pence)}."


def _inputs(rows: Sequence[Row]) -> PayInputs:
    return PayInputs.of([{**row, "employee_id": str(number)} for number, row in enumerate(rows)])


def _unexplained(one: PayInputs, other: PayInputs, changes: Mapping[CauseKind, Pence]) -> Pence:
    moved = changes[CauseKind.YEAR_SO_FAR]
    years = [[tax_year_of(day.item()).name for day in inputs.pay_date] for inputs in (one, other)]
    same_year = np.array([was == now for was, now in zip(*years, strict=True)])
    return np.where(same_year & (np.abs(moved) > _A_POUND_PENCE), moved, 0)


def items_of(pay: PersonPay) -> dict[str, int]:
    """What gross pay is made of, in whole pence by label; "Salary, 12 of 30 days" is a part of "Salary"."""
    items: dict[str, int] = {}
    for line in pay.lines:
        label = line.label.partition(",")[0]
        items[label] = items.get(label, 0) + line.amount_pence
    return items
