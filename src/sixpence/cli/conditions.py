"""`sixpence conditions`: whom payroll takes from HR, in sentences."""

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from sixpence.cli.reading import reading
from sixpence.cli.session import EmployerOption, begin

conditions = typer.Typer(name="conditions", help="Whom payroll takes from HR.", no_args_is_help=True)

SentenceArgument = Annotated[
    str, typer.Argument(metavar="SENTENCE", help='Such as "Exclude if Country is one of: Germany, Spain".')
]


@conditions.command("show")
def show(employer: EmployerOption = "") -> None:
    """Every condition, and when joiners come in."""
    from sixpence.actions.conditions import conditions_view

    session = begin(employer)
    view = conditions_view(session.employer, at=session.at)
    for sentence in view.sentences:
        typer.echo(sentence)
    if not view.sentences:
        typer.echo("No conditions: everybody takes part.")
    if view.cut_off_day is None:
        typer.echo("Joiners come in at once.")
    else:
        typer.echo(f"Joiners who start after day {view.cut_off_day} of a pay day's month wait for the next run.")


@conditions.command("try")
def try_(
    sentences: Annotated[
        list[str] | None, typer.Argument(metavar="[SENTENCE]...", help="Further conditions, to see what they would do.")
    ] = None,
    employer: EmployerOption = "",
) -> None:
    """Who would take part, and who is caught by which condition; nothing is changed."""
    from sixpence.actions.conditions import try_out
    from sixpence.cli.sync_report import listed

    session, console = begin(employer), Console(highlight=False, soft_wrap=True)
    with reading(console) as progress:
        trial = try_out(session.employer, tuple(sentences or ()), at=session.at, progress=progress)
    for sentence, people in trial.caught.items():
        console.print(f"{escape(sentence)}: leaves out {listed(list(people)) or 'nobody'}")
    console.print(f"{len(trial.included)} of {len(trial.decisions)} people take part.")


@conditions.command("add")
def add(sentence: SentenceArgument, employer: EmployerOption = "") -> None:
    """Add a condition: everybody has to meet each Include, and no Exclude."""
    from sixpence.actions.conditions import add_condition

    session = begin(employer)
    said = add_condition(session.employer, sentence, actor=session.actor, at=session.at)
    typer.echo(f"Added: {said}. Who it leaves out: sixpence conditions try")


@conditions.command("remove")
def remove(sentence: SentenceArgument, employer: EmployerOption = "") -> None:
    """Remove a condition, given as it is shown."""
    from sixpence.actions.conditions import remove_condition

    session = begin(employer)
    remove_condition(session.employer, sentence, actor=session.actor, at=session.at)
    typer.echo("Removed.")


@conditions.command("joiners")
def joiners(
    cut_off_day: Annotated[
        int | None, typer.Option(help="Who starts after this day of a pay day's month waits for the next run.")
    ] = None,
    employer: EmployerOption = "",
) -> None:
    """When joiners come in: at once, or, with a cut-off day, on the next run."""
    from sixpence.actions.conditions import let_joiners_wait

    session = begin(employer)
    let_joiners_wait(session.employer, cut_off_day, actor=session.actor, at=session.at)
    typer.echo("Joiners come in at once." if cut_off_day is None else f"Joiners after day {cut_off_day} wait.")
