"""`sixpence benefit`: benefits that are taxed through the payroll."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from sixpence.basics.money import pounds
from sixpence.basics.refused import Refused
from sixpence.cli.options import pence_of
from sixpence.cli.session import EmployerOption, begin

if TYPE_CHECKING:
    from sixpence.people.benefits import Benefit
    from sixpence.people.entries import Content

benefit = typer.Typer(help="Benefits that are taxed through the payroll.", no_args_is_help=True)

Employee = Annotated[str, typer.Argument(metavar="EMPLOYEE", help="The employee's id.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help='As on the payslip: "Medical insurance".')]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="As `list` shows it.")]
Value = Annotated[str, typer.Option(help="The taxable value of a whole tax year.")]
From = Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day.")]
To = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="The last; left out, it goes on.")]
TaxedBefore = Annotated[
    str, typer.Option(metavar="YEAR=POUNDS", help='What other software taxed of it this year: "2026-27=600.00".')
]


@benefit.command()
def add(
    employee: Employee,
    name: Name,
    value: Value,
    from_: From,
    to: To = None,
    taxed_before: TaxedBefore = "",
    employer: EmployerOption = "",
) -> None:
    """Enter a benefit."""
    from sixpence.actions.benefits import add_benefit

    session = begin(employer)
    entered = _benefit(name, value, from_, to, taxed_before)
    number = add_benefit(session.employer, employee, entered, actor=session.actor, at=session.at)
    typer.echo(f"Benefit {number} of employee {employee} is kept")


@benefit.command()
def change(
    employee: Employee,
    number: Number,
    name: Name,
    value: Value,
    from_: From,
    to: To = None,
    taxed_before: TaxedBefore = "",
    employer: EmployerOption = "",
) -> None:
    """Put a benefit right; say all of it. The paydays left in the year bear the difference."""
    from sixpence.actions.benefits import change_benefit

    session = begin(employer)
    entered = _benefit(name, value, from_, to, taxed_before)
    change_benefit(session.employer, employee, number, entered, actor=session.actor, at=session.at)
    typer.echo(f"Benefit {number} of employee {employee} is changed")


@benefit.command()
def withdraw(employee: Employee, number: Number, employer: EmployerOption = "") -> None:
    """Tax a benefit no more; what was taxed of it stays taxed."""
    from sixpence.actions.benefits import withdraw_benefit

    session = begin(employer)
    withdraw_benefit(session.employer, employee, number, actor=session.actor, at=session.at)
    typer.echo(f"Benefit {number} of employee {employee} is withdrawn")


@benefit.command("list")
def list_(
    employee: Annotated[str, typer.Argument(metavar="[EMPLOYEE]", help="One employee's only.")] = "",
    employer: EmployerOption = "",
) -> None:
    """Every benefit."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from sixpence.actions.benefits import benefits_listed

    listed = benefits_listed(begin(employer).employer, employee or None)
    table = Table("Employee", "No", "Benefit", "A year", "From", "To", box=None, header_style="dim")
    for one in listed:
        entered = one.benefit
        days = (str(entered.first_day), str(entered.last_day or "goes on"))
        table.add_row(
            one.employee_id, str(one.number), escape(entered.name), pounds(entered.value_of_year_pence), *days
        )
    Console(highlight=False).print(table if listed else "There is no benefit. Enter one with: sixpence benefit add")


def _benefit(name: str, value: str, from_: datetime, to: datetime | None, taxed_before: str) -> "Benefit":
    from sixpence.actions.entered import entry_made
    from sixpence.people.benefits import benefit_of

    year, equals, amount = taxed_before.partition("=")
    if taxed_before and not equals:
        raise Refused(f'--taxed-before {taxed_before!r}: write it as "2026-27=600.00"')
    content: Content = {
        "name": name,
        "value_of_year_pence": pence_of("--value", value),
        "first_day": f"{from_:%Y-%m-%d}",
        "last_day": f"{to:%Y-%m-%d}" if to else None,
        "taxed_before_pence": pence_of("--taxed-before", amount) if taxed_before else 0,
        "taxed_before_year": year,
    }
    return entry_made("benefit", benefit_of, content)
