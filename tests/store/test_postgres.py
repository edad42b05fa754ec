"""On PostgreSQL, where its server programs are installed, what only a server does: many at once, and a store copied.

`make test-postgres` runs every test there that uses the database.
"""

import subprocess

import pytest

from on_postgres import TESTS, pytest_on_postgres
from store.stores import TEST_DATABASE_URL
from store.throwaway_postgres import server_programs

_SOME = ("store/test_at_once.py::test_every_write_is_kept",)


@pytest.mark.postgres
@pytest.mark.skipif(TEST_DATABASE_URL is not None, reason="this run is on that server already")
def test_some_of_the_tests_pass_on_postgresql() -> None:
    programs = server_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server here: neither on the PATH nor in /usr/lib/postgresql")
    run = pytest_on_postgres(programs, "-n", "0", *(TESTS / some for some in _SOME), stdout=subprocess.PIPE)
    assert run.returncode == 0, run.stdout
    assert f"{len(_SOME)} passed" in run.stdout
