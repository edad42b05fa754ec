"""Killed at any moment, a sync has happened whole or not at all.

SIXPENCE_KILLS=100 make test    # as often as you like; six times by default
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sixpence.sandbox.personio import PersonioSandbox
from sixpence.store import close_store, open_store
from sixpence.store.employments import facts_of
from sixpence.store.events import verify_log

KILLS = int(os.environ.get("SIXPENCE_KILLS", "6"))
SYNC = [
    sys.executable,
    "-m",
    "sixpence",
    "sync",
    "--employer",
    "Fernlark Instruments Ltd",
    "--as-of",
    "2026-11-30",
    "--apply",
]


def _sync(data_dir: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "SIXPENCE_DATA_DIR": str(data_dir)}
    return subprocess.Popen(SYNC, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _state(data_dir: Path, employer: str) -> tuple[int, int]:
    """How many facts are stored, and how many events tell of it; the log must be whole."""
    open_store(data_dir / "sixpence.sqlite3", data_dir)
    found = sum(len(facts) for facts in facts_of(employer).values()), verify_log().count
    close_store()
    return found


@pytest.mark.xdist_group("killed")
def test_a_killed_sync_is_complete_or_absent(connected: str, sandbox: PersonioSandbox, tmp_path: Path) -> None:
    close_store()
    prepared = tmp_path / "prepared"
    shutil.copytree(tmp_path / "store", prepared)
    (prepared / "test.sqlite3").rename(prepared / "sixpence.sqlite3")
    absent = _state(prepared, connected)
    whole = tmp_path / "whole"
    shutil.copytree(prepared, whole)
    started = time.monotonic()
    assert _sync(whole).wait() == 0
    takes = time.monotonic() - started
    complete = _state(whole, connected)
    assert complete > absent

    seen = set()
    chance = random.Random(7)
    for number in range(KILLS):
        data_dir = tmp_path / f"killed{number}"
        shutil.copytree(prepared, data_dir)
        process = _sync(data_dir)
        time.sleep(chance.uniform(0.3, 1.05) * takes)
        process.send_signal(signal.SIGKILL)
        process.wait()
        state = _state(data_dir, connected)
        assert state in (absent, complete)
        # Once more, and it is as if nothing had happened.
        assert _sync(data_dir).wait() == 0
        assert _state(data_dir, connected)[0] == complete[0]
        seen.add(state)
        shutil.rmtree(data_dir)
    assert absent in seen
