"""`sixpence leave`: parental leave."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from sixpence.basics.money import pounds
from sixpence.basics.refused import Refused
from sixpence.cli.options import contractual_pay, pence_of
from sixpence.cli.session import EmployerOption, begin

if TYPE_CHECKING:
    from sixpence.people.leaves import ParentalLeave

leave = typer.Typer(help="Parental leave; pay runs pay the statutory payments for it.", no_args_is_help=True)

Employee = Annotated[str, typer.Argument(metavar="EMPLOYEE", help="The employee's id.")]
Payment = Annotated[str, typer.Argument(metavar="PAYMENT", help="SMP, SAP, SPP, ShPP, SPBP or SNCP.")]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="As `list` shows it.")]
Event = Annotated[
    datetime,
    typer.Option("--event", formats=["%Y-%m-%d"], help="The due date; of matching, the death, or when care began."),
]
From = Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day of leave.")]
Weeks = Annotated[int, typer.Option(help="Of pay; left out, all that there are.")]
Pay = Annotated[str, typer.Option("--pay", help="instead-of-salary, within-full-pay or on-top.")]
Average = Annotated[str, typer.Option(help="Average weekly earnings; left out, from the payments before.")]
PaidBefore = Annotated[str, typer.Option(help="What was paid of it before Sixpence.")]
_INSTEAD = "instead-of-salary"


@leave.command()
def add(
    employee: Employee,
    payment: Payment,
    event: Event,
    from_: From,
    weeks: Weeks = 0,
    pay: Pay = _INSTEAD,
    average: Average = "",
    paid_before: PaidBefore = "0",
    employer: EmployerOption = "",
) -> None:
    """Enter a leave."""
    from sixpence.actions.leaves import add_leave

    session = begin(employer)
    entered = _leave(payment, event, from_, weeks, pay, average, paid_before)
    number = add_leave(session.employer, employee, entered, actor=session.actor, at=session.at)
    typer.echo(f"Leave {number} of employee {employee} is kept: {entered.label} to {entered.last_day}")


@leave.command()
def change(
    employee: Employee,
    number: Number,
    payment: Payment,
    event: Event,
    from_: From,
    weeks: Weeks = 0,
    pay: Pay = _INSTEAD,
    average: Average = "",
    paid_before: PaidBefore = "0",
    employer: EmployerOption = "",
) -> None:
    """Put a leave right; say all of it. The next run pays or takes back the difference."""
    from sixpence.actions.leaves import change_leave

    session = begin(employer)
    entered = _leave(payment, event, from_, weeks, pay, average, paid_before)
    change_leave(session.employer, employee, number, entered, actor=session.actor, at=session.at)
    typer.echo(f"Leave {number} of employee {employee} is changed: {entered.label} to {entered.last_day}")


@leave.command()
def withdraw(employee: Employee, number: Number, employer: EmployerOption = "") -> None:
    """Say that a leave was a mistake; the next run takes back what was paid of it."""
    from sixpence.actions.leaves import withdraw_leave

    session = begin(employer)
    withdraw_leave(session.employer, employee, number, actor=session.actor, at=session.at)
    typer.echo(f"Leave {number} of employee {employee} is withdrawn")


@leave.command("list")
def list_(
    employee: Annotated[str, typer.Argument(metavar="[EMPLOYEE]", help="One employee's only.")] = "",
    employer: EmployerOption = "",
) -> None:
    """Every leave."""
    from rich.console import Console
    from rich.table import Table

    from sixpence.actions.leaves import leaves_listed

    listed = leaves_listed(begin(employer).employer, employee or None)
    table = Table("Employee", "No", "Payment", "Event", "From", "Pay to", "Average", box=None, header_style="dim")
    for one in listed:
        entered, average = one.leave, one.leave.average_weekly_earnings_pence
        days = (str(entered.event_day), str(entered.first_day), str(entered.last_day))
        earned = "from pay" if average is None else pounds(average)
        table.add_row(one.employee_id, str(one.number), entered.payment.label, *days, earned)
    Console(highlight=False).print(table if listed else "There is no leave. Enter one with: sixpence leave add")


def _leave(
    payment: str, event: datetime, from_: datetime, weeks: int, pay: str, average: str, paid_before: str
) -> "ParentalLeave":
    from sixpence.actions.entered import entry_made
    from sixpence.people.leaves import leave_of

    how = contractual_pay("--pay", pay)
    if weeks < 0:
        raise Refused(f"--weeks {weeks} is below zero")
    content = {
        "payment": payment,
        "event_day": f"{event:%Y-%m-%d}",
        "first_day": f"{from_:%Y-%m-%d}",
        "last_day": f"{from_ + timedelta(days=7 * weeks - 1):%Y-%m-%d}" if weeks else None,
        "contractual_pay": how,
        "average_weekly_earnings_pence": pence_of("--average", average) if average else None,
        "paid_before_pence": pence_of("--paid-before", paid_before),
    }
    return entry_made("leave", leave_of, content)
