"""`sixpence orders`: deductions by order for a file."""

from pathlib import Path
from typing import Annotated

import typer


def orders(
    source: Annotated[Path, typer.Argument(metavar="IN", help="CSV, one order a row.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="Where to write; else standard output.")
    ] = None,
) -> None:
    """Deductions from net earnings by attachment of earnings and other orders."""
    from sixpence.actions.orders_file import orders_file

    orders_file(source, output)
