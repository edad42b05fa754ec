"""Pay for one run that comes with no salary: hours from a timesheet, a bonus. A CSV file, one item a line."""

from datetime import datetime
from pathlib import Path

from sixpence.actions.tables import read_csv
from sixpence.actions.working_out import work_out_again
from sixpence.basics.money import pence_from_pounds
from sixpence.payrun.figures import LineKind, PayLine
from sixpence.payrun.life import RunState
from sixpence.store import transaction
from sixpence.store.events import record
from sixpence.store.pay_lines import save_pay_lines
from sixpence.store.payruns import held_pay_run

COLUMNS = ("employee_id", "label", "kind", "hours", "rate", "amount")


def add_pay(employer: str, run_key: str, source: Path, *, actor: str, at: datetime) -> int:
    """Put the file's items on a run, in place of those its people had; says how many items.

    Where the run has figures, these people's are worked out again, so that none are approved without their items.
    Each line has either hours (with a rate, or at the person's own), or an amount. Raises Refused with file, line and
    column, or because the run's figures may no longer change; then nothing is kept.
    """
    lines = read_added_pay(source)
    count = sum(len(items) for items in lines.values())
    with transaction():
        run = held_pay_run(employer, run_key)
        save_pay_lines(employer, run_key, lines, actor=actor, at=at)
        if run.state is RunState.CALCULATED:
            work_out_again(run, lines.keys(), actor)
        record(kind="pay added", subject=f"{employer} {run_key}", detail={"items": count}, actor=actor, at=at)
    return count


def read_added_pay(source: Path) -> dict[str, list[PayLine]]:
    """By employee id, in the file's order. Raises Refused naming file, line and column."""
    table = read_csv(source)
    table.check_columns(COLUMNS, ("employee_id", "label"))
    lines: dict[str, list[PayLine]] = {}
    for row in range(table.count):
        for column in ("employee_id", "label"):
            if not table.columns[column][row]:
                raise table.refused(row, column, "is empty, and this column is required")
        hours = table.value(row, "hours", _hundredths, None)
        rate = table.value(row, "rate", pence_from_pounds, None)
        amount = table.value(row, "amount", pence_from_pounds, None)
        if (hours is None) == (amount is None):
            raise table.refused(row, "hours", "and amount: give the one or the other")
        kind = table.value(row, "kind", _kind, LineKind.PAY)
        if kind is LineKind.DEDUCTION and (amount or 0) <= 0:
            raise table.refused(row, "amount", "is not more than zero, and a deduction takes that much from net pay")
        label = table.columns["label"][row]
        line = PayLine(kind=kind, label=label, amount_pence=amount or 0, hours=hours, rate_pence=rate)
        lines.setdefault(table.columns["employee_id"][row], []).append(line)
    return lines


def _kind(text: str) -> LineKind:
    if text not in list(LineKind):
        raise ValueError(f"is not one of {', '.join(LineKind)}")
    return LineKind(text)


def _hundredths(text: str) -> int:
    """Hours with at most two decimals, as hundredths of an hour."""
    try:
        hundredths = pence_from_pounds(text)
    except ValueError:
        hundredths = -1
    if hundredths < 0:
        raise ValueError("is not a number of hours with at most two decimals")
    return hundredths
