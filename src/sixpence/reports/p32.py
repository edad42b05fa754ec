"""What is owed to HMRC by tax month, in the order of form P32."""

from collections.abc import Sequence

from sixpence.payrun.employer_month import EmployerMonth
from sixpence.reports.report import Column, Kind, Report, Row, total_of

# What the columns are called, and the sign with which each amount of `EmployerMonth` counts towards what is owed.
_AMOUNTS = (
    ("income_tax", "Income tax", 1),
    ("student_loans", "Student loans", 1),
    ("employee_ni", "Employee NI", 1),
    ("employer_ni", "Employer NI", 1),
    ("apprenticeship_levy", "Apprenticeship levy", 1),
    ("employment_allowance", "Employment Allowance", -1),
    ("recovered", "Statutory pay recovered", -1),
    ("compensation", "Compensation", -1),
    ("owed", "Owed", 1),
)
_COLUMNS = (
    Column("tax_month", "Tax month"),
    Column("starts_on", "From", Kind.DAY),
    Column("ends_on", "To", Kind.DAY),
    Column("pay_by", "Pay by", Kind.DAY),
    *(Column(name, label, Kind.MONEY) for name, label, _ in _AMOUNTS),
)


def p32(months: Sequence[EmployerMonth], *, of: str) -> Report:
    """A line a tax month; what is taken off is negative, so that each line and the total add up to what is owed."""
    rows: list[Row] = [
        (
            str(month.tax_month),
            month.starts_on,
            month.ends_on,
            month.pay_by,
            *(sign * int(getattr(month, f"{name}_pence")) for name, _, sign in _AMOUNTS),
        )
        for month in months
    ]
    notes = ["Paid electronically, the money has to be there by the day named; by post, three days earlier."]
    if open_months := [str(month.tax_month) for month in months if not month.is_final]:
        notes.append(f"A run of tax month {', '.join(open_months)} is approved and not closed yet.")
    return Report(
        name="p32",
        title="P32: owed to HMRC",
        of=of,
        columns=_COLUMNS,
        rows=tuple(rows),
        total=total_of(_COLUMNS, rows),
        notes=tuple(notes),
    )
