"""`sixpence absence`: absences from sickness."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sixpence.basics.money import pounds
from sixpence.cli.options import contractual_pay, pence_of
from sixpence.cli.session import EmployerOption, begin

if TYPE_CHECKING:
    from sixpence.people.absences import Absence

absence = typer.Typer(help="Absences from sickness; pay runs pay statutory sick pay for them.", no_args_is_help=True)

Employee = Annotated[str, typer.Argument(metavar="EMPLOYEE", help="The employee's id.")]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="As `list` shows it.")]
From = Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day of sickness.")]
To = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="The last; left out, it goes on.")]
Days = Annotated[str, typer.Option("--days", help='The days of the week that would be worked: "Mon Tue Wed".')]
Pay = Annotated[str, typer.Option("--pay", help="within-full-pay, instead-of-salary or on-top: see docs/sick-pay.md.")]
Average = Annotated[str, typer.Option(help="Average weekly earnings; left out, from the payments before.")]
PaidBefore = Annotated[str, typer.Option(help="Statutory sick pay of it that was paid before Sixpence.")]
_WITHIN, _WEEK = "within-full-pay", "Mon Tue Wed Thu Fri"


@absence.command()
def add(
    employee: Employee,
    from_: From,
    to: To = None,
    days: Days = _WEEK,
    pay: Pay = _WITHIN,
    average: Average = "",
    paid_before: PaidBefore = "0",
    employer: EmployerOption = "",
) -> None:
    """Enter an absence."""
    from sixpence.actions.absences import add_absence

    session = begin(employer)
    entered = _absence(from_, to, days, pay, average, paid_before)
    number = add_absence(session.employer, employee, entered, actor=session.actor, at=session.at)
    typer.echo(f"Absence {number} of employee {employee} is kept")


@absence.command()
def change(
    employee: Employee,
    number: Number,
    from_: From,
    to: To = None,
    days: Days = _WEEK,
    pay: Pay = _WITHIN,
    average: Average = "",
    paid_before: PaidBefore = "0",
    employer: EmployerOption = "",
) -> None:
    """Put an absence right; say all of it. The next run pays or takes back the difference."""
    from sixpence.actions.absences import change_absence

    session = begin(employer)
    entered = _absence(from_, to, days, pay, average, paid_before)
    change_absence(session.employer, employee, number, entered, actor=session.actor, at=session.at)
    typer.echo(f"Absence {number} of employee {employee} is changed")


@absence.command()
def withdraw(employee: Employee, number: Number, employer: EmployerOption = "") -> None:
    """Say that an absence was a mistake; the next run takes back what was paid of it."""
    from sixpence.actions.absences import withdraw_absence

    session = begin(employer)
    withdraw_absence(session.employer, employee, number, actor=session.actor, at=session.at)
    typer.echo(f"Absence {number} of employee {employee} is withdrawn")


@absence.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV; see docs/sick-pay.md.")],
    employer: EmployerOption = "",
) -> None:
    """Enter the absences of a file."""
    from sixpence.actions.absences import bring_absences

    session = begin(employer)
    count = bring_absences(session.employer, file, actor=session.actor, at=session.at)
    typer.echo(f"{count} absences are new")


@absence.command("list")
def list_(
    employee: Annotated[str, typer.Argument(metavar="[EMPLOYEE]", help="One employee's only.")] = "",
    employer: EmployerOption = "",
) -> None:
    """Every absence."""
    from rich.console import Console
    from rich.table import Table

    from sixpence.actions.absences import absences_listed

    listed = absences_listed(begin(employer).employer, employee or None)
    table = Table("Employee", "No", "From", "To", "Days", "Pay", "Average", box=None, header_style="dim")
    for one in listed:
        entered, average = one.absence, one.absence.average_weekly_earnings_pence
        days = (str(entered.first_day), str(entered.last_day or "goes on"), entered.qualifying_days)
        table.add_row(
            one.employee_id,
            str(one.number),
            *days,
            entered.contractual_pay.value,
            "from pay" if average is None else pounds(average),
        )
    Console(highlight=False).print(table if listed else "There is no absence. Enter one with: sixpence absence add")


def _absence(from_: datetime, to: datetime | None, days: str, pay: str, average: str, paid_before: str) -> "Absence":
    from sixpence.actions.entered import entry_made
    from sixpence.people.absences import absence_of

    content = {
        "first_day": f"{from_:%Y-%m-%d}",
        "last_day": f"{to:%Y-%m-%d}" if to else None,
        "qualifying_days": days,
        "contractual_pay": contractual_pay("--pay", pay),
        "average_weekly_earnings_pence": pence_of("--average", average) if average else None,
        "paid_before_pence": pence_of("--paid-before", paid_before),
    }
    return entry_made("absence", absence_of, content)
