"""A stand-in for Personio, served over HTTP, with an invented company or a recorded account behind it."""

from pathlib import Path

from sixpence.sandbox.personio.account import Account
from sixpence.sandbox.personio.company import invented_company
from sixpence.sandbox.personio.recorded import RecordedAccount, recorded_account
from sixpence.sandbox.personio.server import PersonioSandbox
from sixpence.sandbox.personio.signin import CLIENT_ID, CLIENT_SECRET

__all__ = ["CLIENT_ID", "CLIENT_SECRET", "Account", "PersonioSandbox", "RecordedAccount", "open_sandbox"]


def open_sandbox(account_dir: Path | None = None, port: int = 0) -> PersonioSandbox:
    """A sandbox ready to be started: the invented company, or the account recorded in `account_dir`.

    Raises ValueError, in one line that names the file or folder, when no account can be read there.
    """
    account = invented_company() if account_dir is None else recorded_account(account_dir)
    return PersonioSandbox(account, port)
