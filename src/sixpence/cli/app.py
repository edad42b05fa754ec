"""The command line: one thin face over the use cases. Bad input ends in one clear line and exit code 2."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sixpence.basics.refused import Refused

app = typer.Typer(
    name="sixpence",
    help="UK payroll that runs from the HR system a company already has.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"sixpence {version('sixpence')}")
        raise typer.Exit


@app.callback()
def sixpence(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """UK payroll that runs from the HR system a company already has."""


@app.command()
def calculate(
    source: Annotated[Path, typer.Argument(metavar="IN", help="CSV or Parquet (.parquet), one payment a row.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="Where to write; else standard output.")
    ] = None,
) -> None:
    """Gross to net for a table of payments."""
    from sixpence.actions.calculate_file import calculate_file

    calculate_file(source, output)


def main() -> None:
    """The `sixpence` command."""
    try:
        app()
    except Refused as refusal:
        typer.echo(f"sixpence: {refusal}", err=True)
        sys.exit(2)
