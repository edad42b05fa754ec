"""On PostgreSQL, where its server programs are installed, what is done in another way there: locks, and new stores.

`make test-postgres` runs every test there that uses the database.
"""

import re
import subprocess

import pytest

from on_postgres import TESTS, pytest_on_postgres
from store.stores import TEST_DATABASE_URL
from store.throwaway_postgres import server_programs

_SOME = ("store/test_events.py", "actions/test_durable.py::test_a_process_is_alive_until_it_ends")


@pytest.mark.postgres
@pytest.mark.skipif(TEST_DATABASE_URL is not None, reason="this run is on that server already")
def test_some_of_the_tests_pass_on_postgresql() -> None:
    programs = server_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server here: neither on the PATH nor in /usr/lib/postgresql")
    run = pytest_on_postgres(programs, "-n", "0", *(TESTS / some for some in _SOME), stdout=subprocess.PIPE)
    assert run.returncode == 0, run.stdout
    assert re.search(r"[1-9]\d* passed in", run.stdout), run.stdout
