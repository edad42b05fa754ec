"""What each department costs: its people's pay, with the employer's National Insurance and pension on top."""

from collections.abc import Sequence

from sixpence.law.rounding import half_up
from sixpence.payrun.figures import PersonPay, RunFigures
from sixpence.reports.gross_to_net import COST, GROSS, ON_TOP
from sixpence.reports.people import department_of
from sixpence.reports.report import Column, Kind, Report, Row, total_of

_AMOUNTS = (GROSS, *ON_TOP, COST)
_COLUMNS = (
    Column("department", "Department"),
    Column("people", "People", Kind.COUNT),
    *(Column(name, label, Kind.MONEY) for name, label in _AMOUNTS),
    Column("share", "Share of cost", Kind.PERCENT),
)
NO_DEPARTMENT = "(no department)"
_WHOLE = 100_0  # a hundred percent, in tenths of one


def costs_by_department(runs: Sequence[RunFigures], *, of: str) -> Report:
    """The dearest department first. Each payment counts for the department its person was in at the time."""
    payments: dict[str, list[PersonPay]] = {}
    for run in runs:
        for pay in run.people:
            payments.setdefault(department_of(pay), []).append(pay)
    everything = sum(map(_cost, payments.values()))
    rows: list[Row] = []
    for department, theirs in sorted(payments.items(), key=lambda item: (-_cost(item[1]), item[0])):
        sums = [sum(getattr(pay, f"{name}_pence") for pay in theirs) for name, _ in _AMOUNTS]
        people = len({pay.employee_id for pay in theirs})
        rows.append((department or NO_DEPARTMENT, people, *sums, _share(_cost(theirs), everything)))
    everyone = {pay.employee_id for theirs in payments.values() for pay in theirs}
    summed = total_of(_COLUMNS, rows)
    moved = summed[1] != len(everyone)
    return Report(
        name="costs-by-department",
        title="Costs by department",
        of=of,
        columns=_COLUMNS,
        rows=tuple(rows),
        total=(summed[0], len(everyone), *summed[2:-1], _WHOLE if everything else None),
        notes=("Who changed department counts in each, and once in the total.",) if moved else (),
    )


def _cost(payments: Sequence[PersonPay]) -> int:
    return sum(pay.employer_cost_pence for pay in payments)


def _share(cost: int, of_everything: int) -> int | None:
    """In tenths of a percent; None where nothing was paid at all."""
    return half_up(cost * _WHOLE, of_everything) if of_everything else None
