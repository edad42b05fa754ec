"""`sixpence employer`, `connect` and `connect-spreadsheet`: who pays, and where its people are."""

import os
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from sixpence.basics.refused import Refused
from sixpence.cli.session import EmployerOption, begin

if TYPE_CHECKING:
    from sixpence.hr.sources.spreadsheet import Layout

SECRET = "SIXPENCE_PERSONIO_CLIENT_SECRET"  # noqa: S105  # the name of a variable

ExcludeOption = Annotated[
    list[str] | None, typer.Option(help='Whom to leave out: "Country=Germany,Spain". May be given several times.')
]
ConditionOption = Annotated[
    list[str] | None, typer.Option(help='A condition as a sentence: "Include if Subcompany is one of: Fernlark Ltd".')
]
AfreshOption = Annotated[bool, typer.Option("--afresh", help="Forget the mapping and conditions kept so far.")]
InsteadOption = Annotated[bool, typer.Option("--instead", help="Give up the source that is connected now.")]


def employer(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A TOML file; see docs/setting-up.md.")],
) -> None:
    """Set an employer up, or change it."""
    from getpass import getuser

    from sixpence.actions.employer_file import set_up_employer
    from sixpence.actions.today import now
    from sixpence.store import open_store

    open_store()
    kept = set_up_employer(file, actor=getuser(), at=now())
    typer.echo(f"{kept.name} is set up, PAYE reference {kept.paye_reference}")


def connect(
    client_id: Annotated[str, typer.Option("--client-id", help="Personio's Client ID.")],
    employer: EmployerOption = "",
    exclude: ExcludeOption = None,
    condition: ConditionOption = None,
    afresh: AfreshOption = False,
    instead: InsteadOption = False,
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
        instead=instead,
        actor=session.actor,
        at=session.at,
    )
    show_connected(Console(highlight=False, soft_wrap=True), connected)


def connect_spreadsheet(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV or XLSX; see docs/spreadsheet.md.")],
    employer: EmployerOption = "",
    sheet: Annotated[str, typer.Option(help="Which sheet of a workbook, where it has several.")] = "",
    column: Annotated[
        list[str] | None,
        typer.Option(help='What a column is, where its heading leaves it open: "employee_id=Payroll number".'),
    ] = None,
    exclude: ExcludeOption = None,
    condition: ConditionOption = None,
    afresh: AfreshOption = False,
    instead: InsteadOption = False,
) -> None:
    """Connect to a spreadsheet: check it whole, map its columns, keep where it is. Every sync reads it anew."""
    from sixpence.actions.connections import connect_spreadsheet as connect_to_spreadsheet
    from sixpence.cli.mapping_report import show_connected

    session = begin(employer)
    connected = connect_to_spreadsheet(
        session.employer,
        file,
        layout=_layout(sheet, column or ()),
        conditions=(*map(_exclusion, exclude or ()), *(condition or ())),
        afresh=afresh,
        instead=instead,
        actor=session.actor,
        at=session.at,
    )
    show_connected(Console(highlight=False, soft_wrap=True), connected)


def _layout(sheet: str, columns: Iterable[str]) -> "Layout | None":
    """What the options say of the sheet; None where they say nothing."""
    from sixpence.hr.sources.spreadsheet import Layout

    parts = tuple(part.name for part in fields(Layout) if part.name != "sheet")
    said = {"sheet": sheet} if sheet else {}
    for text in columns:
        part, equals, heading = (word.strip() for word in text.partition("="))
        if not (equals and heading) or part not in parts:
            raise Refused(f'--column {text!r}: write it as "employee_id=Payroll number"; there are: {", ".join(parts)}')
        said[part] = heading
    return Layout(**said) if said else None


def _exclusion(text: str) -> str:
    label, equals, values = text.partition("=")
    if not (equals and label.strip() and values.strip()):
        raise Refused(f'--exclude {text!r}: write it as "Country=Germany,Spain"')
    return f"Exclude if {label.strip()} is one of: {values.strip()}"
