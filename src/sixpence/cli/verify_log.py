"""`sixpence verify-log`: is every entry of the log as it was written?"""

import re
from typing import Annotated

import typer

from sixpence.basics.refused import Refused

_WITNESS = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")


def verify_log_command(
    witness: Annotated[
        str, typer.Option(metavar="COUNT:HASH", help="What an earlier check printed, kept somewhere else.")
    ] = "",
) -> None:
    """Check the log of every change from its first entry; exit code 1, naming the entry, where it is broken.

    Keep what it prints outside the database: with it, a later check also shows that no end was cut off.
    """
    from sixpence.store import open_store
    from sixpence.store.events import BrokenLog, VerifiedLog, verify_log

    match = _WITNESS.fullmatch(witness)
    if witness and match is None:
        raise Refused(f"--witness {witness!r}: write it as an earlier check printed it, count:hash")
    open_store()
    try:
        found = verify_log(VerifiedLog(int(match[1]), match[2]) if match else None)
    except BrokenLog as broken:
        typer.echo(f"sixpence: {broken}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{found.count}:{found.last_hash}")
