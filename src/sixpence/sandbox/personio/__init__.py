"""A stand-in for Personio, served over HTTP, with an invented company or a recorded account behind it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from sixpence.sandbox.personio.account import Account
from sixpence.sandbox.personio.company import invented_company
from sixpence.sandbox.personio.company.large import large_company
from sixpence.sandbox.personio.company.past import company_on
from sixpence.sandbox.personio.credentials import CLIENT_ID, CLIENT_SECRET, Clock, Credential
from sixpence.sandbox.personio.facts import WrongFact
from sixpence.sandbox.personio.limits import Limits, RealLimits, Unlimited
from sixpence.sandbox.personio.recorded import RecordedAccount, recorded_account
from sixpence.sandbox.personio.server import PersonioSandbox

__all__ = [
    "CLIENT_ID",
    "CLIENT_SECRET",
    "Account",
    "Credential",
    "PersonioSandbox",
    "RecordedAccount",
    "WrongFact",
    "company_on",
    "large_company",
    "open_sandbox",
]

_LIMITS: Mapping[str, Callable[[Clock], Limits]] = {"none": Unlimited, "real": RealLimits}


def open_sandbox(
    account_dir: Path | None = None,
    port: int = 0,
    limits: Literal["none", "real"] = "none",
    people: int | None = None,
) -> PersonioSandbox:
    """A sandbox ready to be started: the invented company, one of `people`, or the account recorded in `account_dir`.

    `limits="real"` keeps Personio's rate limits. Raises ValueError, in one line that names the file or folder, when no
    account can be read there, or when no company has so many people.
    """
    if account_dir is not None and people is not None:
        raise ValueError("a recorded account has the people it has: leave out one of the two")
    if account_dir is not None:
        return PersonioSandbox(recorded_account(account_dir), port, limits=_LIMITS[limits])
    account = invented_company() if people is None else large_company(people)
    return PersonioSandbox(account, port, limits=_LIMITS[limits])
