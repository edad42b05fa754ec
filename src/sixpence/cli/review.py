"""`sixpence review`: decide on what HR would change."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from sixpence.basics.refused import Refused
from sixpence.cli.session import EmployerOption, begin

if TYPE_CHECKING:
    from sixpence.hr.review import Kind

review = typer.Typer(help="Decide on what HR would change, seen in money first.", no_args_is_help=True)

Number = Annotated[int, typer.Argument(metavar="CHANGE_SET", help="The number of the change set you have seen.")]
Employees = Annotated[list[str] | None, typer.Option("--employee", help="Of this employee. May be repeated.")]
Fields = Annotated[list[str] | None, typer.Option("--field", help='This field: "salary". May be repeated.')]
Kinds = Annotated[list[str] | None, typer.Option("--kind", help='Of this kind: "pay". May be repeated.')]
Everything = Annotated[bool, typer.Option("--all", help="Everything that waits.")]


@review.command()
def show(
    number: Annotated[int | None, typer.Argument(metavar="[CHANGE_SET]", help="By number; else all that wait.")] = None,
    run: Annotated[str, typer.Option("--run", help="The pay run to show the money on; else the next open one.")] = "",
    everyone: Annotated[bool, typer.Option("--all", help="Everyone, however many.")] = False,
    employer: EmployerOption = "",
) -> None:
    """Show what waits, person by person, with its effect on the open pay run."""
    from sixpence.actions.review import change_sets_to_review, review_changes
    from sixpence.cli.review_report import show_page

    session, console = begin(employer), Console(highlight=False)
    numbers = [number] if number is not None else change_sets_to_review(session.employer)
    if not numbers:
        console.print("Nothing waits for review. To see what HR says now: sixpence sync --as-of DATE")
    for each in numbers:
        show_page(console, review_changes(session.employer, each, run_key=run), everyone=everyone)


@review.command()
def accept(
    number: Number,
    employee: Employees = None,
    field: Fields = None,
    kind: Kinds = None,
    everything: Everything = False,
    employer: EmployerOption = "",
) -> None:
    """Let changes count. Guarded ones wait for a second person; HR against an entry here needs --employee."""
    _decide("accept", number, employee, field, kind, everything, employer)


@review.command()
def confirm(
    number: Number,
    employee: Employees = None,
    field: Fields = None,
    kind: Kinds = None,
    everything: Everything = False,
    employer: EmployerOption = "",
) -> None:
    """Be the second person for what somebody else has accepted."""
    _decide("confirm", number, employee, field, kind, everything, employer)


@review.command()
def hold(
    number: Number,
    employee: Employees = None,
    field: Fields = None,
    kind: Kinds = None,
    everything: Everything = False,
    employer: EmployerOption = "",
) -> None:
    """Leave changes for later; they stay held while HR says the same."""
    _decide("hold", number, employee, field, kind, everything, employer)


@review.command()
def reject(
    number: Number,
    employee: Employees = None,
    field: Fields = None,
    kind: Kinds = None,
    everything: Everything = False,
    employer: EmployerOption = "",
) -> None:
    """Keep what payroll has; not proposed again while HR says the same."""
    _decide("reject", number, employee, field, kind, everything, employer)


@review.command()
def policy(
    trust: Annotated[list[str] | None, typer.Option("--trust", help="A kind to accept from now on.")] = None,
    nothing: Annotated[bool, typer.Option("--trust-nothing", help="Look at everything again.")] = False,
    employer: EmployerOption = "",
) -> None:
    """Show which kinds of change are accepted without a look, or say which; guarded fields never are."""
    from sixpence.actions import review as use_cases
    from sixpence.store.change_sets import policy_of

    session = begin(employer)
    if trust and nothing:
        raise Refused("--trust and --trust-nothing contradict each other: give one")
    if trust or nothing:
        kept = use_cases.trust(session.employer, _kinds(trust), actor=session.actor, at=session.at)
    else:
        kept = policy_of(session.employer)
    typer.echo(f"Accepted without a look: {', '.join(sorted(kept.trusted)) or 'nothing'}")
    if kept.paused:
        typer.echo("Syncing is paused.")


def _decide(
    act: str,
    number: int,
    employee: list[str] | None,
    field: list[str] | None,
    kind: list[str] | None,
    everything: bool,
    employer: str,
) -> None:
    from sixpence.actions.review import decide
    from sixpence.hr.review import Act, Choice

    session = begin(employer)
    choice = Choice(
        employees=frozenset(employee or ()),
        fields=frozenset(field or ()),
        kinds=_kinds(kind),
        everything=everything,
    )
    outcome = decide(session.employer, number, choice, Act(act), actor=session.actor, at=session.at)
    stands = ", ".join(f"{count} {status}" for status, count in sorted(outcome.stands.items()))
    typer.echo(f"{stands}, of {outcome.people} people; {outcome.facts} facts stored")


def _kinds(names: list[str] | None) -> "frozenset[Kind]":
    from sixpence.hr.review import Kind

    try:
        return frozenset(map(Kind, names or ()))
    except ValueError:
        raise Refused(f"there is no such kind of change; there are: {', '.join(Kind)}") from None
