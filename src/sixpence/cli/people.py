"""`sixpence employer` and `connect`: who pays, and where its people are."""

import os
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from sixpence.basics.refused import Refused
from sixpence.cli.session import EmployerOption, begin

SECRET = "SIXPENCE_PERSONIO_CLIENT_SECRET"  # noqa: S105  # the name of a variable


def employer(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A TOML file; see docs/setting-up.md.")],
) -> None:
    """Set an employer up, or change it."""
    from datetime import UTC
    from getpass import getuser

    from sixpence.actions.employer_file import set_up_employer
    from sixpence.store import open_store

    open_store()
    kept = set_up_employer(file, actor=getuser(), at=datetime.now(UTC))
    typer.echo(f"{kept.name} is set up, PAYE reference {kept.paye_reference}")


def connect(
    client_id: Annotated[str, typer.Option("--client-id", help="Personio's Client ID.")],
    employer: EmployerOption = "",
    exclude: Annotated[
        list[str] | None,
        typer.Option(help='Whom to leave out: "Country=Germany,Spain". May be given several times.'),
    ] = None,
    condition: Annotated[
        list[str] | None,
        typer.Option(help='A condition as a sentence: "Include if Subcompany is one of: Fernlark Ltd".'),
    ] = None,
    afresh: Annotated[bool, typer.Option("--afresh", help="Forget the mapping and conditions kept so far.")] = False,
    base_url: Annotated[str, typer.Option(help="Another address than Personio's own: the sandbox's.")] = "",
) -> None:
    """Connect to Personio: sign in, say what it does not show, map its attributes, keep the connection. The secret is
    asked for, or taken from SIXPENCE_PERSONIO_CLIENT_SECRET."""
    from sixpence.actions.connections import connect as connect_to_personio
    from sixpence.cli.mapping_report import show_connected
    from sixpence.hr.sources.personio import PERSONIO, Credentials

    session = begin(employer)
    secret = os.environ.get(SECRET) or typer.prompt("Client Secret", hide_input=True)
    connected = connect_to_personio(
        session.employer,
        Credentials(client_id, secret),
        base_url or PERSONIO,
        conditions=(*map(_exclusion, exclude or ()), *(condition or ())),
        afresh=afresh,
        actor=session.actor,
        at=session.at,
    )
    show_connected(Console(highlight=False, soft_wrap=True), connected)


def _exclusion(text: str) -> str:
    label, equals, values = text.partition("=")
    if not (equals and label.strip() and values.strip()):
        raise Refused(f'--exclude {text!r}: write it as "Country=Germany,Spain"')
    return f"Exclude if {label.strip()} is one of: {values.strip()}"
