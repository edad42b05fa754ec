"""What was paid before of somebody's absences and leaves, and what was paid of one that is no more."""

from collections.abc import Iterable, Set
from dataclasses import replace

from sixpence.payrun.figures import StatutoryPaid
from sixpence.payrun.readiness import History


def statutory_before(history: History, kinds: Set[str]) -> dict[int, StatutoryPaid]:
    """By number of the entry, as the last payment left it."""
    last = history.last_payment.payment.statutory if history.last_payment else ()
    return {paid.number: paid for paid in last if paid.kind in kinds}


def taken_back(before: Iterable[StatutoryPaid], still_there: Set[int]) -> tuple[StatutoryPaid, ...]:
    """Of entries that were a mistake nothing is due any more; what was paid of them is taken back."""
    return tuple(
        replace(paid, days_due=0, due_to_date_pence=0, paid_before_pence=paid.due_to_date_pence)
        for paid in before
        if paid.number not in still_there and paid.due_to_date_pence
    )
