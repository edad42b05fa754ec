"""Bringing the year so far over from the payroll software a company used before: a CSV file, one employment a line.

Someone with figures under several category letters this year has a line for each; their other figures stand on one of
the lines and are left out, or zero, on the rest.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sixpence.actions.tables import Table, read_csv
from sixpence.basics.money import pence_from_pounds
from sixpence.law.parental_pay import ParentalPayment
from sixpence.payrun.figures import NiToDate, PreviousEmployment, ToDate
from sixpence.people.fields import FIELDS
from sixpence.store import transaction
from sixpence.store.employments import add_employments, save_opening_figures
from sixpence.store.events import record
from sixpence.store.records import OpeningFigures

TO_DATE = {
    "gross_pay": "gross_pay_pence",
    "taxable_pay": "taxable_pay_pence",
    "tax": "tax_pence",
    "student_loan": "student_loan_pence",
    "postgraduate_loan": "postgraduate_loan_pence",
    "employee_pension": "employee_pension_pence",
    "employee_pension_net_pay": "employee_pension_net_pay_pence",
    "employee_pension_after_tax": "employee_pension_after_tax_pence",
    "employer_pension": "employer_pension_pence",
    "net_pay": "net_pay_pence",
}
NI = {
    "ni_earnings": "earnings_pence",
    "ni_at_lel": "at_lel_pence",
    "ni_lel_to_pt": "lel_to_pt_pence",
    "ni_pt_to_uel": "pt_to_uel_pence",
    "employee_ni": "employee_pence",
    "employer_ni": "employer_pence",
}
# Statutory parental pay, in the order of `ParentalPayment`.
PARENTAL_PAY = tuple(payment.label.lower() for payment in ParentalPayment)
PREVIOUS = {"previous_taxable_pay": "taxable_pay_pence", "previous_tax": "tax_pence"}
COLUMNS = ("employee_id", *TO_DATE, *PARENTAL_PAY, "ni_category", *NI, *PREVIOUS)


def bring_figures(employer: str, tax_year: str, source: Path, *, actor: str, at: datetime) -> int:
    """Keep the opening figures of a file, in place of earlier ones of the same people; says how many people.

    Raises Refused, with file, line and column, and then nothing is kept.
    """
    figures = read_opening_figures(source)
    with transaction():
        add_employments(employer, figures)
        save_opening_figures(employer, tax_year, figures)
        record(
            kind="opening figures brought",
            subject=employer,
            detail={"tax_year": tax_year, "employees": len(figures)},
            actor=actor,
            at=at,
        )
    return len(figures)


def read_opening_figures(source: Path) -> dict[str, OpeningFigures]:
    """By employee id. Raises Refused naming file, line and column."""
    table = read_csv(source)
    table.check_columns(COLUMNS, ("employee_id",))
    rows_of: dict[str, list[int]] = {}
    for row in range(table.count):
        employee_id = table.columns["employee_id"][row]
        if not employee_id:
            raise table.refused(row, "employee_id", "is empty, and this column is required")
        rows_of.setdefault(employee_id, []).append(row)
    return {employee_id: _of_one(table, rows) for employee_id, rows in rows_of.items()}


def _of_one(table: Table, rows: Sequence[int]) -> OpeningFigures:
    def total(row: int, column: str) -> int:
        return table.value(row, column, pence_from_pounds, 0)

    ni = tuple(
        NiToDate(letter=letter, **{name: total(row, column) for column, name in NI.items()})
        for row in rows
        if (letter := table.value(row, "ni_category", FIELDS["ni_category"].read, ""))
    )
    for place, one in enumerate(ni):
        if one.letter in {other.letter for other in ni[:place]}:
            raise table.refused(rows[place], "ni_category", f"{one.letter} stands twice for this employee")
    amounts: dict[str, Any] = {name: sum(total(row, column) for row in rows) for column, name in TO_DATE.items()}
    parental_pay = tuple(sum(total(row, column) for row in rows) for column in PARENTAL_PAY)
    return OpeningFigures(
        to_date=ToDate(**amounts, parental_pay_pence=parental_pay, ni=ni),
        previous=PreviousEmployment(
            **{name: sum(total(row, column) for row in rows) for column, name in PREVIOUS.items()}
        ),
    )
