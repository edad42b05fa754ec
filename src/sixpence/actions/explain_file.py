"""The explanation of one payment of a file, and of what has changed since another."""

from pathlib import Path

from sixpence.actions.calculate_file import read_payments
from sixpence.basics.refused import Refused
from sixpence.pay.difference import Difference, difference
from sixpence.pay.explain import explain
from sixpence.pay.explanation import Explanation
from sixpence.pay.inputs import PayInputs


def explain_file(source: Path, employee_id: str) -> Explanation:
    """How the figures of `employee_id` in `source` came about.

    Raises Refused, naming the file, where nobody in it has that id or where the file cannot be used.
    """
    return explain(_payment_of(source, employee_id), 0)


def difference_file(earlier: Path, source: Path, employee_id: str) -> Difference:
    """Why the net pay of `employee_id` in `source` is not what it is in `earlier`. Raises Refused as `explain_file`."""
    return difference(_payment_of(earlier, employee_id), _payment_of(source, employee_id))


def _payment_of(source: Path, employee_id: str) -> PayInputs:
    payments = read_payments(source)
    if employee_id not in payments.employee_id:
        raise Refused(f"{source}: no payment there has employee_id {employee_id!r}")
    row = payments.employee_id.index(employee_id)
    return payments.rows(slice(row, row + 1))
