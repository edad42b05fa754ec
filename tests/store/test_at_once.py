"""Several processes at once: every write is kept, nobody is told that the database is locked."""

import subprocess
import sys
from pathlib import Path

from builders import an_employer
from sixpence.store import open_store, transaction
from sixpence.store.configuration import Configuration
from sixpence.store.employers import save_employer
from sixpence.store.employments import employee_ids
from sixpence.store.events import verify_log
from store.stores import database_of

KESTREL = an_employer().name
_BEGINS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from sixpence.store import employments, events, open_store, transaction

database, folder, kestrel, name, times = sys.argv[1:]

def meet():
    print("ready", flush=True)
    sys.stdin.readline()
"""
_OPENS = """
meet()
open_store(database, Path(folder))
"""
# Each reads before it writes, which ends in "database is locked" where transactions are not IMMEDIATE; and each wants
# to be the next entry of the one log.
_WRITES = """
open_store(database, Path(folder))
meet()
for number in range(int(times)):
    with transaction():
        employments.add_employments(kestrel, [f"{name}-{number}"])
        detail = {"number": number}
        events.record(kind="employment.added", subject=name, detail=detail, actor=name, at=datetime.now(UTC))
"""
_PROCESSES, _EACH = 3, 30


def _all_at_once(program: str, database: str, folders: list[Path]) -> None:
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", _BEGINS + program, database, str(folder), KESTREL, str(name), str(_EACH)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name, folder in enumerate(folders)
    ]
    for worker in workers:
        assert worker.stdout is not None
        worker.stdout.readline()
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    for worker in workers:
        _, errors = worker.communicate(timeout=60)
        assert worker.returncode == 0, errors


def test_a_store_is_made_once(unmade_store: Path) -> None:
    """On PostgreSQL also from machines that share nothing but the database."""
    database = database_of(unmade_store)
    apart = database.startswith("postgresql")
    folders = [unmade_store / str(name) if apart else unmade_store for name in range(_PROCESSES)]
    _all_at_once(_OPENS, database, folders)
    open_store(database, folders[0])
    assert verify_log().count == 0


def test_every_write_is_kept(own_store: Configuration) -> None:
    with transaction():
        save_employer(an_employer())
    _all_at_once(_WRITES, database_of(own_store.data_dir), [own_store.data_dir] * _PROCESSES)
    expected = sorted(f"{name}-{number}" for name in range(_PROCESSES) for number in range(_EACH))
    assert employee_ids(KESTREL) == expected
    assert verify_log().count == _PROCESSES * _EACH
