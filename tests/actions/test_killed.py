"""Killed at any moment, a sync has left its change set whole, or nothing; and it goes on where it was.

SIXPENCE_KILLS=100 make test    # as often as you like; twice by default, once in the middle of reading
"""

import json
import os

from actions.conftest import BY, QUICK
from actions.killed_syncs import main as killed_syncs
from forked import Forked
from sixpence.actions.connections import connect
from sixpence.hr.sources.personio import Credentials
from sixpence.hr.sources.personio.pace import AT_ONCE
from sixpence.sandbox.personio import PersonioSandbox, large_company
from sixpence.store import close_store

KILLS = int(os.environ.get("SIXPENCE_KILLS", "2"))
PEOPLE = 60


def test_a_killed_sync_is_complete_or_absent_and_goes_on_where_it_was(fernlark: str) -> None:
    with PersonioSandbox(large_company(PEOPLE)) as sandbox:
        connect(fernlark, Credentials(sandbox.client_id, sandbox.client_secret), sandbox.base_url, patience=QUICK, **BY)
        close_store()
        before = len(sandbox.requests)
        syncs = Forked(killed_syncs, fernlark, str(KILLS), "7", env=os.environ)
        said, complaints = syncs.communicate()
        assert syncs.poll() == 0, complaints
        told = json.loads(said)
        asked = len(sandbox.requests) - before
    end = told["end"]
    assert end["proposals"] > 10 * PEOPLE
    assert (end["kept_answers"], end["under_way"]) == (0, 0)
    # Every sync that was begun has ended, and each left one change set.
    seen = told["seen"]
    assert any(each["under_way"] for each in seen)
    assert any(each["kept_answers"] for each in seen)
    # One whole sync asks each person's employments, two pages of people and a page or two of all else. A killed one is
    # not begun anew: of what was answered at most the last twenty answers are asked for again, and a few under way.
    whole = PEOPLE + 16
    assert asked <= end["change_sets"] * whole + KILLS * (24 + 2 * AT_ONCE)
