"""Deductions by order: who is to be paid what was deducted, and the reference it goes by."""

from collections.abc import Sequence

from sixpence.payrun.figures import RunFigures
from sixpence.people.orders import KINDS, LABELS
from sixpence.reports.report import Column, Kind, Report, Row, total_of

_COLUMNS = (
    Column("authority", "To be paid"),
    Column("reference", "Reference"),
    Column("employee_id", "Employee"),
    Column("order", "Order"),
    Column("deduction", "Deducted", Kind.MONEY),
    Column("carried_forward", "Carried forward", Kind.MONEY),
    Column("costs", "Kept by the employer", Kind.MONEY),
)


def deductions_by_order(runs: Sequence[RunFigures], *, of: str) -> Report:
    """A line an order and payment, by authority, reference and employee; also of an order that took nothing."""
    rows: list[Row] = [
        (
            order.authority,
            order.reference,
            pay.employee_id,
            LABELS[KINDS[order.kind]],
            order.deduction_pence,
            order.carried_forward_pence,
            order.administration_pence,
        )
        for run in runs
        for pay in run.people
        for order in pay.orders
    ]
    rows.sort(key=lambda row: [str(cell) for cell in row[:3]])
    return Report(
        name="deductions-by-order",
        title="Deductions by order",
        of=of,
        columns=_COLUMNS,
        rows=tuple(rows),
        total=_total(rows),
        notes=("Pay each authority by the day its order states, with the reference.",),
    )


def _total(rows: Sequence[Row]) -> Row:
    """What is carried forward from one payment is within that of the next: a sum of them would mean nothing."""
    summed = zip(_COLUMNS, total_of(_COLUMNS, rows), strict=True)
    return tuple(None if column.name == "carried_forward" else cell for column, cell in summed)
