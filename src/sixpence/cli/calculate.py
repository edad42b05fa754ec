"""`sixpence calculate`: gross to net for a file."""

from pathlib import Path
from typing import Annotated

import typer


def calculate(
    source: Annotated[Path, typer.Argument(metavar="IN", help="CSV or Parquet (.parquet), one payment a row.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="Where to write; else standard output.")
    ] = None,
) -> None:
    """Gross to net for a table of payments."""
    from sixpence.actions.calculate_file import calculate_file

    calculate_file(source, output)
