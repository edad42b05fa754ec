"""`sixpence payments`: what is to be paid to HMRC and to pension schemes, and saying that it was."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from sixpence.basics.money import pounds
from sixpence.cli.options import pence_of
from sixpence.cli.session import EmployerOption, begin

payments = typer.Typer(help="What is to be paid to HMRC and to pension schemes.", no_args_is_help=True)


class Payee(StrEnum):
    HMRC = "hmrc"
    PENSION = "pension"


@payments.command("list")
def list_(employer: EmployerOption = "") -> None:
    """What is ahead, and what was marked as paid."""
    from sixpence.actions.money_out import payments_timeline
    from sixpence.actions.payments_made import listed_payments, what_for
    from sixpence.store.run_totals import run_totals

    session = begin(employer)
    for one in payments_timeline(session.employer, run_totals(session.employer), today=session.at.date()):
        if one.left_pence:
            what = what_for(one.to, one.period)
            typer.echo(f"By {one.day}: {pounds(one.left_pence)} to {one.to.label} ({one.to} {one.period}). {what}")
    for listed in listed_payments(session.employer):
        made = listed.payment
        back = f"; taken back by {made.taken_back_by}: {made.reason}" if made.taken_back_at else ""
        typer.echo(f"{made.number}  {pounds(made.amount_pence)} on {made.paid_on}  {listed.what}  {made.by}{back}")


@payments.command()
def mark_paid(
    payee: Annotated[Payee, typer.Argument(help="Who was paid.")],
    period: Annotated[str, typer.Argument(metavar="PERIOD", help='As `list` names it: "2026-27-08", "2026-11".')],
    on: Annotated[datetime, typer.Option("--on", formats=["%Y-%m-%d"], help="The day on which it left.")],
    amount: Annotated[str, typer.Option(help="In pounds; left out, all that is left.")] = "",
    employer: EmployerOption = "",
) -> None:
    """Say that a payment was made."""
    from sixpence.actions.money_out import To, owed_for
    from sixpence.actions.payments_made import mark_paid as mark

    session = begin(employer)
    to = To(payee.value)
    paid = pence_of("--amount", amount) if amount else owed_for(session.employer, to, period).left_pence
    number = mark(session.employer, to, period, paid, on.date(), actor=session.actor, at=session.at)
    typer.echo(f"Payment {number} is kept: {pounds(paid)} to {to.label} for {period}")


@payments.command()
def take_back(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="As `list` numbers it.")],
    reason: Annotated[str, typer.Option(help="Why the mark was a mistake; it is kept.")],
    employer: EmployerOption = "",
) -> None:
    """Say that a payment was not made after all."""
    from sixpence.actions.payments_made import take_paid_back

    session = begin(employer)
    take_paid_back(session.employer, number, reason, actor=session.actor, at=session.at)
    typer.echo(f"Payment {number} is not marked as made any more")
