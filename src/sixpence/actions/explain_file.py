"""The explanation of one payment of a file."""

from pathlib import Path

from sixpence.actions.calculate_file import read_payments
from sixpence.basics.refused import Refused
from sixpence.pay.explain import explain
from sixpence.pay.explanation import Explanation


def explain_file(source: Path, employee_id: str) -> Explanation:
    """How the figures of `employee_id` in `source` came about.

    Raises Refused, naming the file, where nobody in it has that id or where the file cannot be used.
    """
    payments = read_payments(source)
    if employee_id not in payments.employee_id:
        raise Refused(f"{source}: no payment there has employee_id {employee_id!r}")
    return explain(payments, payments.employee_id.index(employee_id))
