"""`sixpence check-bank`: could a bank have given out these account numbers?"""

from pathlib import Path
from typing import Annotated

import typer

TableOption = Annotated[Path | None, typer.Option(metavar="FILE", help="Vocalink's table, as downloaded.")]


def check_bank(
    source: Annotated[Path, typer.Argument(metavar="IN", help="A CSV file: sort_code,account_number.")],
    weights: TableOption = None,
    substitutions: TableOption = None,
) -> None:
    """Check account numbers against their sort codes, and print each row with `valid`, `invalid` or `unknown`."""
    from sixpence.actions.check_bank_file import check_bank_file

    typer.echo(check_bank_file(source, weights=weights, substitutions=substitutions), nl=False)
