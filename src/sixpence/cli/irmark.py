"""`sixpence irmark FILE`: the mark of a GovTalk message, and whether the one inside agrees."""

from pathlib import Path
from typing import Annotated

import typer

from sixpence.basics.refused import Refused


def irmark_command(
    file: Annotated[Path, typer.Argument(help="A GovTalk message, such as fps.xml.", show_default=False)],
) -> None:
    """Print the IRmark (base64 and base32) of a GovTalk message; exit code 1 if the one inside differs."""
    from sixpence.filing.irmark import irmark, irmark_inside

    try:
        message = file.read_bytes()
        mark, inside = irmark(message, file.name), irmark_inside(message, file.name)
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}") from None
    typer.echo(f"base64 {mark.base64}")
    typer.echo(f"base32 {mark.base32}")
    if inside is None:
        typer.echo(f"{file.name} carries no IRmark of its own", err=True)
    elif inside != mark.base64:
        typer.echo(f"{file.name} carries another IRmark, {inside}: it was changed after it was marked", err=True)
        raise typer.Exit(1)
