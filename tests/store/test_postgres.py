"""On PostgreSQL, where its server programs are installed, what uses the database in ways in which it might differ.

`make test-postgres` runs every test there that uses the database.
"""

import os

import pytest

from on_postgres import TESTS, pytest_on_postgres
from store.throwaway_postgres import server_programs

_ROOMS = (
    "store/test_payruns.py",
    "store/test_events.py",
    "store/test_at_once.py",
    "web/test_four_at_once.py::test_four_people_act_through_use_cases",
)


@pytest.mark.postgres
@pytest.mark.skipif("SIXPENCE_TEST_DATABASE_URL" in os.environ, reason="this run is on that server already")
def test_the_same_tests_pass_on_postgresql() -> None:
    programs = server_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server here: neither on the PATH nor in /usr/lib/postgresql")
    run = pytest_on_postgres(programs, "-n", "0", *(TESTS / room for room in _ROOMS))
    assert run.returncode == 0, run.stdout
    assert " passed" in run.stdout
