"""Gross to net: from what each person earned to what reached their account, and what they cost."""

from collections.abc import Mapping, Sequence

from sixpence.payrun.figures import RunFigures
from sixpence.reports.people import by_person, department_of
from sixpence.reports.report import Column, Kind, Report, Row, total_of

_WHO = (
    Column("employee_id", "Employee"),
    Column("name", "Name"),
    Column("department", "Department"),
    Column("tax_code", "Tax code"),
    Column("ni_category", "NI"),
)
# The amount of `PersonPay`, and what it is called. Gross pay less the deductions is net pay.
GROSS = ("gross_pay", "Gross pay")
DEDUCTIONS = (
    ("income_tax", "Income tax"),
    ("employee_ni", "Employee NI"),
    ("student_loan", "Student loan"),
    ("postgraduate_loan", "Postgraduate loan"),
    ("employee_pension", "Employee pension"),
    ("orders", "Deductions by order"),
    ("order_costs", "Costs of orders"),
    ("other_deductions", "Other deductions"),
)
NET = ("net_pay", "Net pay")
# With gross pay these are what the person costs.
ON_TOP = (("employer_ni", "Employer NI"), ("employer_pension", "Employer pension"))
COST = ("employer_cost", "Cost to employer")
AMOUNTS = (GROSS, ("taxable_pay", "Taxable pay"), *DEDUCTIONS, NET, *ON_TOP, COST)
COLUMNS = _WHO + tuple(Column(name, label, Kind.MONEY) for name, label in AMOUNTS)


def gross_to_net(runs: Sequence[RunFigures], *, of: str) -> Report:
    """A line a person, over all the runs given; code, category and department are those of the newest payment."""
    rows: list[Row] = []
    for paid in by_person(runs):
        last = paid.last
        who = (last.employee_id, last.person.name, department_of(last), last.tax_code_operated, last.ni_letter)
        rows.append((*who, *(paid.sum_of(f"{name}_pence") for name, _ in AMOUNTS)))
    return Report(
        name="gross-to-net",
        title="Gross to net",
        of=of,
        columns=COLUMNS,
        rows=tuple(rows),
        total=total_of(COLUMNS, rows),
        notes=("Under salary sacrifice the employee's pension is pay given up, which the employer pays over.",),
    )


def gross_to_net_total(amounts: Mapping[str, int]) -> Row:
    """The total, from the sums of a run by their names in `PersonPay`."""
    return ("Total", *[None] * (len(_WHO) - 1), *(amounts[f"{name}_pence"] for name, _ in AMOUNTS))
