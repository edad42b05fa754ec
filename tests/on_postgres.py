"""Tests on PostgreSQL: `python tests/on_postgres.py [what pytest takes]` starts a server for them, and stops it."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from store.throwaway_postgres import server_programs, throwaway_postgres

TESTS = Path(__file__).parent
_USING_THE_DATABASE = ("store", "actions", "api", "cli", "web")
# What a browser adds is the same on any database; one lives through a whole month on this one too.
_CHOSEN = ("-m", "not browser or whole_month")
_SIDE_BY_SIDE = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")


def pytest_on_postgres(programs: Path, *arguments: str | Path) -> int:
    """How pytest ended with the tests named, and a database server of their own."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "SIXPENCE_TEST_"))}
    with throwaway_postgres(programs) as url:
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments],
            env={**ours, "SIXPENCE_TEST_DATABASE_URL": url},
            cwd=TESTS.parent,
            check=False,
        ).returncode


def main(asked: Sequence[str]) -> int:
    """All tests that use the database, or what is asked for."""
    programs = server_programs()
    if programs is None:
        print("no PostgreSQL server here: neither on the PATH nor in /usr/lib/postgresql", file=sys.stderr)  # noqa: T201
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # by way of stopping the server
    everything = (*_SIDE_BY_SIDE, *_CHOSEN, *(TESTS / room for room in _USING_THE_DATABASE))
    return pytest_on_postgres(programs, *(asked or everything))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
