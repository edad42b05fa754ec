"""Setting an employer up from a TOML file."""

import tomllib
from datetime import datetime
from pathlib import Path

from sixpence.basics.refused import Refused
from sixpence.people.employer import Employer
from sixpence.people.person import BankAccount
from sixpence.store import transaction
from sixpence.store.employers import save_employer
from sixpence.store.events import record


def set_up_employer(source: Path, *, actor: str, at: datetime) -> Employer:
    """Keep the employer of a file, in place of what was kept under its name. Raises Refused naming file and key."""
    employer = read_employer(source)
    with transaction():
        save_employer(employer)
        record(kind="employer set up", subject=employer.name, detail={}, actor=actor, at=at)
    return employer


def read_employer(source: Path) -> Employer:
    """The keys are the fields of `Employer`; `bank_account` is a table."""
    try:
        content = tomllib.loads(source.read_text(encoding="utf-8"))
        account = BankAccount(**content.pop("bank_account"))
        lines = tuple(content.pop("address_lines"))
        return Employer(**content, bank_account=account, address_lines=lines)
    except OSError as problem:
        raise Refused(f"{source} cannot be read: {problem.strerror}") from None
    except KeyError as problem:
        raise Refused(f"{source}: {problem} is missing") from None
    except TypeError as problem:
        # The constructor names what is missing or unknown: "... got an unexpected keyword argument 'nam'".
        raise Refused(f"{source}: {str(problem).partition('() ')[2] or problem}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValueError) as problem:
        raise Refused(f"{source}: {problem}") from None
