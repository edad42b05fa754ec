"""`sixpence replay`: proof that a sealed run still comes out as it was sealed."""

from pathlib import Path
from typing import Annotated

import typer


def replay(file: Annotated[Path, typer.Argument(metavar="FILE", help="A sealed run (.parquet).")]) -> None:
    """Recalculate a sealed run; exit 1 with the first difference."""
    from sixpence.actions.pay_runs import replay_file
    from sixpence.payrun.seal import ReplayDiffers

    try:
        sealed = replay_file(file)
    except ReplayDiffers as difference:
        typer.echo(f"sixpence: {difference}", err=True)
        raise typer.Exit(1) from None
    people = len(sealed.figures.people)
    typer.echo(f"{file}: {people} people come out as they were sealed; digest {sealed.digest}")
