"""`sixpence employer`, `connect` and `sync`: who pays, where its people are, and what HR would change."""

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
    base_url: Annotated[str, typer.Option(help="Another address than Personio's own: the sandbox's.")] = "",
) -> None:
    """Connect to Personio: sign in, map its attributes, keep the connection. The secret is asked for, or taken from
    SIXPENCE_PERSONIO_CLIENT_SECRET."""
    from sixpence.actions.sync import connect_personio
    from sixpence.hr.sources.personio import PERSONIO, Credentials

    session = begin(employer)
    secret = os.environ.get(SECRET) or typer.prompt("Client Secret", hide_input=True)
    mapping, attributes = connect_personio(
        session.employer,
        Credentials(client_id, secret),
        base_url or PERSONIO,
        exclude_where=tuple(_exclusion(text) for text in exclude or ()),
        actor=session.actor,
        at=session.at,
    )
    labels = {attribute.key: attribute.label for attribute in attributes}
    for line in mapping.lines:
        typer.echo(f"  {line.field:26} <- {labels.get(line.key, line.key)}")
    typer.echo(f"Connected: {len(mapping.lines)} fields are mapped. Next: sixpence sync")


def _exclusion(text: str) -> tuple[str, tuple[str, ...]]:
    label, equals, values = text.partition("=")
    if not (equals and label.strip() and values.strip()):
        raise Refused(f'--exclude {text!r}: write it as "Country=Germany,Spain"')
    return label.strip(), tuple(value.strip() for value in values.split(","))


def sync(
    as_of: Annotated[datetime, typer.Option("--as-of", formats=["%Y-%m-%d"], help="The pay day it is for.")],
    employer: EmployerOption = "",
    apply: Annotated[bool, typer.Option("--apply", help="Store the changes, after showing them.")] = False,
) -> None:
    """Read people from Personio and show what would change; nothing is changed without --apply."""
    from rich.progress import Progress

    from sixpence.actions.sync import apply_sync, preview_sync
    from sixpence.cli.sync_report import show_preview

    session, console = begin(employer), Console(highlight=False)
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Reading Personio", total=None)
        preview = preview_sync(
            session.employer,
            as_of=as_of.date(),
            progress=lambda done, total, what: bar.update(task, completed=done, total=total, description=what),
        )
    show_preview(console, preview, every_change=True)
    if apply:
        count = apply_sync(preview, actor=session.actor, at=session.at)
        console.print(f"Applied: {count} facts stored.")
    elif preview.changes.changes:
        console.print("Nothing is changed yet. To apply it: the same command with --apply")
