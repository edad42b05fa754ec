"""`sixpence api-token`: tokens with which programs use the API in a member's name."""

from typing import Annotated

import typer

from sixpence.basics.refused import Refused
from sixpence.cli.session import EmployerOption, begin

api_token = typer.Typer(help="Tokens for programs that use the API.", no_args_is_help=True)


@api_token.command()
def make(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="The member in whose name the program acts.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help='What it is for: "nightly export".')],
    employer: EmployerOption = "",
) -> None:
    """Make a token and print it. It is shown this once: keep it where the program keeps its secrets."""
    from sixpence.actions.api_tokens import make_token

    session = begin(employer)
    typer.echo(make_token(session.employer, email, name, actor=session.actor, at=session.at))


@api_token.command("list")
def list_(employer: EmployerOption = "") -> None:
    """Every token that has not ended, whose it is, and when it was last used."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from sixpence.actions.api_tokens import api_tokens

    session = begin(employer)
    tokens = api_tokens(session.employer)
    if not tokens:
        typer.echo("There is no token. Make one with: sixpence api-token make EMAIL NAME")
        return
    table = Table("Id", "Name", "Member", "Role", "Made", "Last used", box=None, header_style="dim")
    for each in tokens:
        used = str(each.last_used_on) if each.last_used_on else "never"
        table.add_row(
            str(each.id), escape(each.name), escape(each.email), each.role.label, f"{each.made_at:%Y-%m-%d}", used
        )
    Console(highlight=False, soft_wrap=True).print(table)


@api_token.command()
def end(
    token: Annotated[str, typer.Argument(metavar="ID", help="As `sixpence api-token list` shows it.")],
    employer: EmployerOption = "",
) -> None:
    """End a token: from now on it opens nothing."""
    from uuid import UUID

    from sixpence.actions.api_tokens import end_token

    session = begin(employer)
    try:
        named = UUID(token)
    except ValueError:
        raise Refused(f"{token!r} is no id of a token: see sixpence api-token list") from None
    end_token(session.employer, named, actor=session.actor, at=session.at)
    typer.echo("Ended.")
