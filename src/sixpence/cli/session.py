"""What every command that works on the store needs: the store open, the employer named, the actor and the time."""

import getpass
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import typer

from sixpence.basics.refused import Refused
from sixpence.cli.logs import set_up_logs

EmployerOption = Annotated[
    str, typer.Option("--employer", metavar="NAME", help="Which employer; may be left out where there is one.")
]


@dataclass(frozen=True, slots=True)
class Session:
    employer: str
    actor: str
    at: datetime


def begin(employer: str = "") -> Session:
    """Open the store that the environment names. Raises Refused where the employer is not clear."""
    from sixpence.actions.today import now
    from sixpence.store import open_store
    from sixpence.store.employers import employer_names

    set_up_logs()
    open_store()
    names = employer_names()
    if employer and employer not in names:
        raise Refused(f"no employer is called {employer!r}; there are: {', '.join(names) or 'none yet'}")
    if not employer and len(names) != 1:
        known = f"name one with --employer: {', '.join(names)}" if names else "set one up with: sixpence employer FILE"
        raise Refused(f"there is not one employer to take: {known}")
    return Session(employer or names[0], getpass.getuser(), now())
