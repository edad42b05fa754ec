"""`sixpence adjust`: one person's pay on a run, changed by hand."""

from typing import Annotated

import typer

from sixpence.cli.session import EmployerOption, begin

adjust = typer.Typer(
    help="Bonuses, overtime and deductions of one person on a pay run; worked out again at once.", no_args_is_help=True
)

Run = Annotated[str, typer.Argument(metavar="RUN", help='"2026-11-30-monthly"')]
Employee = Annotated[str, typer.Argument(metavar="EMPLOYEE", help="The employee id.")]
Number = Annotated[int, typer.Argument(metavar="LINE", help="As `list` numbers it.")]
Label = Annotated[str, typer.Option(help="What stands on the payslip.")]
Amount = Annotated[str, typer.Option(help="In pounds.")]
Hours = Annotated[str, typer.Option(help="In place of an amount.")]
Rate = Annotated[str, typer.Option(help="Pounds an hour; the person's own where left out.")]
Deduction = Annotated[bool, typer.Option("--deduction", help="Taken from net pay.")]
Note = Annotated[str, typer.Option(help="Why, for those who look at the run.")]


@adjust.command("list")
def list_lines(run: Run, employee: Employee, employer: EmployerOption = "") -> None:
    """A person's one-off lines on a run."""
    from sixpence.basics.money import pounds
    from sixpence.store.pay_lines import kept_pay_lines

    for kept in kept_pay_lines(begin(employer).employer, run, employee):
        line = kept.line
        what = pounds(line.amount_pence) if line.hours is None else f"{line.hours / 100:.2f} hours"
        typer.echo(f"{kept.number}  {line.kind}  {line.label}  {what}  {kept.by}  {kept.note}".rstrip())


@adjust.command()
def add(
    run: Run,
    employee: Employee,
    label: Label,
    amount: Amount = "",
    hours: Hours = "",
    rate: Rate = "",
    deduction: Deduction = False,
    note: Note = "",
    employer: EmployerOption = "",
) -> None:
    """Add a line."""
    from sixpence.actions.adjustments import add_adjustment, line_from

    session = begin(employer)
    line = line_from(_given(label, amount, hours, rate, deduction))
    _tell(add_adjustment(session.employer, run, employee, line, note, actor=session.actor, at=session.at))


@adjust.command()
def change(
    run: Run,
    number: Number,
    label: Label,
    amount: Amount = "",
    hours: Hours = "",
    rate: Rate = "",
    deduction: Deduction = False,
    note: Note = "",
    employer: EmployerOption = "",
) -> None:
    """Put another line in the place of one."""
    from sixpence.actions.adjustments import change_adjustment, line_from

    session = begin(employer)
    line = line_from(_given(label, amount, hours, rate, deduction))
    _tell(change_adjustment(session.employer, run, number, line, note, actor=session.actor, at=session.at))


@adjust.command()
def remove(run: Run, number: Number, employer: EmployerOption = "") -> None:
    """Take a line off."""
    from sixpence.actions.adjustments import remove_adjustment

    session = begin(employer)
    _tell(remove_adjustment(session.employer, run, number, actor=session.actor, at=session.at))


def _given(label: str, amount: str, hours: str, rate: str, deduction: bool) -> dict[str, str]:
    kind = "deduction" if deduction else "pay"
    return {"kind": kind, "label": label, "amount": amount, "hours": hours, "rate": rate}


def _tell(adjusted: object) -> None:
    from sixpence.actions.adjustments import Adjusted
    from sixpence.basics.money import pounds
    from sixpence.people.shown import missing_in_words

    assert isinstance(adjusted, Adjusted)
    run, pay = adjusted.run, adjusted.pay
    if pay is not None:
        typer.echo(f"Gross pay {pounds(pay.gross_pay_pence)}, net pay {pounds(pay.net_pay_pence)}")
    elif adjusted.missing:
        typer.echo(f"Cannot be paid yet: {', '.join(map(missing_in_words, adjusted.missing))}")
    if run.digest:
        typer.echo(f"To approve exactly these figures: sixpence payrun approve {run.run_key} {run.digest}")
    else:
        typer.echo(f"Kept. Next: sixpence payrun calculate {run.run_key}")
