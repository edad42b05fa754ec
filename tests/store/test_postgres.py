"""The same tests on PostgreSQL, where its server programs are installed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from store.throwaway_postgres import server_programs, throwaway_postgres

_TESTS = Path(__file__).parents[1]
ROOMS = (
    "store",
    "actions/test_durable.py",
    "web/test_home.py",
    "web/test_four_at_once.py::test_four_people_act_through_use_cases",
)  # the tests that use the database in ways in which the two might differ


@pytest.mark.postgres
@pytest.mark.skipif("SIXPENCE_TEST_DATABASE_URL" in os.environ, reason="this run is on that server already")
@pytest.mark.parametrize("room", ROOMS)
def test_the_same_tests_pass_on_postgresql(room: str) -> None:
    programs = server_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server here: neither on the PATH nor in /usr/lib/postgresql")
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    with throwaway_postgres(programs) as url:
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0", _TESTS / room],
            env={**ours, "SIXPENCE_TEST_DATABASE_URL": url},
            cwd=_TESTS.parent,
            capture_output=True,
            text=True,
            check=False,
        )
    assert run.returncode == 0, run.stdout + run.stderr
    assert " passed" in run.stdout
