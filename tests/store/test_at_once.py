"""Several processes at once: every write is kept, nobody is told that the database is locked."""

import os
from collections.abc import Callable
from pathlib import Path

from builders import an_employer
from forked import Forked, meeting
from sixpence.store import open_store, transaction
from sixpence.store.configuration import Configuration
from sixpence.store.employers import save_employer
from sixpence.store.employments import employee_ids
from sixpence.store.events import verify_log
from store.at_once import opens, writes
from store.stores import database_of

KESTREL = an_employer().name
_PROCESSES, _EACH = 3, 30


def _all_at_once(act: Callable[..., None], *told: tuple[object, ...]) -> None:
    together = meeting(len(told))
    workers = [Forked(act, together, *each, env=os.environ) for each in told]
    for worker in workers:
        _, complaints = worker.communicate()
        assert worker.poll() == 0, complaints


def test_a_store_is_made_once(unmade_store: Path) -> None:
    """On PostgreSQL also from machines that share nothing but the database."""
    database = database_of(unmade_store)
    apart = database.startswith("postgresql")
    folders = [unmade_store / str(name) if apart else unmade_store for name in range(_PROCESSES)]
    _all_at_once(opens, *((database, folder) for folder in folders))
    open_store(database, folders[0])
    assert verify_log().count == 0


def test_every_write_is_kept(own_store: Configuration) -> None:
    with transaction():
        save_employer(an_employer())
    where = database_of(own_store.data_dir), own_store.data_dir
    _all_at_once(writes, *((*where, KESTREL, str(name), _EACH) for name in range(_PROCESSES)))
    expected = sorted(f"{name}-{number}" for name in range(_PROCESSES) for number in range(_EACH))
    assert employee_ids(KESTREL) == expected
    assert verify_log().count == _PROCESSES * _EACH
