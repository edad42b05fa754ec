"""`sixpence billing`: how many people were on payroll."""

from pathlib import Path
from typing import Annotated

import typer

from sixpence.cli.session import EmployerOption, begin


def billing(
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="CSV", help="Into a file.")] = None,
    employer: EmployerOption = "",
) -> None:
    """Employees on payroll, by run and by calendar month, as CSV."""
    from sixpence.actions.billing import as_csv, employees_on_payroll
    from sixpence.actions.whole_files import write_whole

    text = as_csv(employees_on_payroll(begin(employer).employer))
    if out is None:
        typer.echo(text, nl=False)
    else:
        write_whole(out, text.encode())
