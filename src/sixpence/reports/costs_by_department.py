"""What each department costs: its people's pay, with the employer's National Insurance and pension on top."""

from sixpence.law.rounding import half_up
from sixpence.reports.gross_to_net import COST, GROSS, ON_TOP
from sixpence.reports.people import Alike, Groups
from sixpence.reports.report import Column, Kind, Report, Row, total_of

_SHOWN = (GROSS, *ON_TOP, COST)
AMOUNTS = tuple(f"{name}_pence" for name, _ in _SHOWN)  # what it sums of each department
_COLUMNS = (
    Column("department", "Department"),
    Column("people", "People", Kind.COUNT),
    *(Column(name, label, Kind.MONEY) for name, label in _SHOWN),
    Column("share", "Share of cost", Kind.PERCENT),
)
NO_DEPARTMENT = "(no department)"
_WHOLE = 100_0  # a hundred percent, in tenths of one


def costs_by_department(departments: Groups, *, of: str) -> Report:
    """The dearest department first. Each payment counts for the department its person was in at the time."""
    everything = sum(map(_cost, departments.groups))
    rows: list[Row] = []
    for one in sorted(departments.groups, key=lambda one: (-_cost(one), one.value)):
        sums = [one.amounts[name] for name in AMOUNTS]
        rows.append((one.value or NO_DEPARTMENT, one.people, *sums, _share(_cost(one), everything)))
    summed = total_of(_COLUMNS, rows)
    moved = summed[1] != departments.people
    return Report(
        name="costs-by-department",
        title="Costs by department",
        of=of,
        columns=_COLUMNS,
        rows=tuple(rows),
        total=(summed[0], departments.people, *summed[2:-1], _WHOLE if everything else None),
        notes=("Who changed department counts in each, and once in the total.",) if moved else (),
    )


def _cost(department: Alike) -> int:
    return department.amounts["employer_cost_pence"]


def _share(cost: int, of_everything: int) -> int | None:
    """In tenths of a percent; None where nothing was paid at all."""
    return half_up(cost * _WHOLE, of_everything) if of_everything else None
