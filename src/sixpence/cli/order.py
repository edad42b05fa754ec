"""`sixpence order`: orders to take money from somebody's pay."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from sixpence.basics.money import pounds
from sixpence.cli.options import pence_of
from sixpence.cli.session import EmployerOption, begin

if TYPE_CHECKING:
    from sixpence.people.entries import Content
    from sixpence.people.orders import Order

order = typer.Typer(help="Orders to take money from somebody's pay.", no_args_is_help=True)

Employee = Annotated[str, typer.Argument(metavar="EMPLOYEE", help="The employee's id.")]
Kind = Annotated[str, typer.Argument(metavar="KIND", help='Such as "child-maintenance": see docs/orders.md.')]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="As `list` shows it.")]
From = Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="The first pay date that it holds for.")]
Authority = Annotated[str, typer.Option(help="Who is to be paid.")]
Reference = Annotated[str, typer.Option(help="The reference that payments go by.")]
Made = Annotated[datetime, typer.Option("--made", formats=["%Y-%m-%d"], help="When it was made; in Scotland received.")]
Deduction = Annotated[str, typer.Option(help="The normal deduction for a pay period, where the order states one.")]
Protected = Annotated[str, typer.Option(help="The protected earnings for a pay period, of court orders.")]
Owed = Annotated[str, typer.Option(help="What is still owed under it; left out, it runs until it is ended.")]
Costs = Annotated[bool, typer.Option(help="Whether you keep the sum for your costs with each deduction.")]


@order.command()
def add(
    employee: Employee,
    kind: Kind,
    authority: Authority,
    reference: Reference,
    made: Made,
    from_: From,
    deduction: Deduction = "0",
    protected: Protected = "0",
    owed: Owed = "",
    costs: Costs = True,
    employer: EmployerOption = "",
) -> None:
    """Enter a new order from its papers."""
    from sixpence.actions.orders import add_order

    session = begin(employer)
    terms = _order(kind, authority, reference, made, deduction, protected, owed, costs)
    number = add_order(session.employer, employee, terms, from_.date(), actor=session.actor, at=session.at)
    typer.echo(f"Order {number} against employee {employee} is kept, from {from_:%Y-%m-%d} on")


@order.command()
def change(
    employee: Employee,
    number: Number,
    kind: Kind,
    authority: Authority,
    reference: Reference,
    made: Made,
    from_: From,
    deduction: Deduction = "0",
    protected: Protected = "0",
    owed: Owed = "",
    costs: Costs = True,
    employer: EmployerOption = "",
) -> None:
    """Give an order new terms from a day on; say all of them."""
    from sixpence.actions.orders import change_order

    session = begin(employer)
    terms = _order(kind, authority, reference, made, deduction, protected, owed, costs)
    change_order(session.employer, employee, number, terms, from_.date(), actor=session.actor, at=session.at)
    typer.echo(f"Order {number} against employee {employee} has new terms from {from_:%Y-%m-%d} on")


@order.command()
def end(employee: Employee, number: Number, from_: From, employer: EmployerOption = "") -> None:
    """Take nothing more under an order from a day on."""
    from sixpence.actions.orders import end_order

    session = begin(employer)
    end_order(session.employer, employee, number, from_.date(), actor=session.actor, at=session.at)
    typer.echo(f"Order {number} against employee {employee} ends: nothing is taken from {from_:%Y-%m-%d} on")


@order.command("list")
def list_(
    employee: Annotated[str, typer.Argument(metavar="[EMPLOYEE]", help="One employee's only.")] = "",
    employer: EmployerOption = "",
) -> None:
    """Every order and how it stands."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from sixpence.actions.orders import orders_listed

    listed = orders_listed(begin(employer).employer, employee or None)
    table = Table("Employee", "No", "Order", "To be paid", "Reference", "Made", "Deduction", "From", box=None)
    for one in listed:
        terms, deduction = one.order, one.order.normal_deduction_pence
        since = f"ended {one.ended_on}" if one.ended_on else str(one.effective_from)
        words = (terms.label, escape(terms.authority), escape(terms.reference), str(terms.made_on))
        table.add_row(one.employee_id, str(one.number), *words, pounds(deduction) if deduction else "by table", since)
    Console(highlight=False).print(table if listed else "There is no order. Enter one with: sixpence order add")


def _order(
    kind: str, authority: str, reference: str, made: datetime, deduction: str, protected: str, owed: str, costs: bool
) -> "Order":
    from sixpence.actions.entered import entry_made
    from sixpence.people.orders import order_of

    content: Content = {
        "kind": kind,
        "authority": authority,
        "reference": reference,
        "made_on": f"{made:%Y-%m-%d}",
        "normal_deduction_pence": pence_of("--deduction", deduction),
        "protected_earnings_pence": pence_of("--protected", protected),
        "owed_pence": pence_of("--owed", owed) if owed else None,
        "employer_keeps_costs": costs,
    }
    return entry_made("order", order_of, content)
