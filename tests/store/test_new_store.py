"""A store made from nothing, with every migration; other tests begin with a copy of one, which is quicker."""

import stat
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from builders import an_employer
from sixpence.basics.refused import Refused
from sixpence.store import configuration, open_store, transaction
from sixpence.store.configuration import Configuration
from sixpence.store.employers import employer, save_employer
from store.stores import database_of


def test_a_new_store_has_all_it_needs_and_others_may_not_look_in(unmade_store: Path) -> None:
    chosen = open_store(database_of(unmade_store), unmade_store)
    files = {path.name: stat.S_IMODE(path.stat().st_mode) for path in unmade_store.iterdir()}
    assert files.keys() >= {".opening", "key", "sealed"}
    database = [name for name in files if name.startswith("sixpence.sqlite3")]
    assert database == [] if chosen.sqlite_path is None else "sixpence.sqlite3" in database
    assert [files[name] for name in ("sealed", "key", *database)] == [0o700, 0o600, *[0o600] * len(database)]
    assert stat.S_IMODE(unmade_store.stat().st_mode) == 0o700
    assert chosen.sealed_dir == unmade_store / "sealed"
    assert configuration.current() is chosen


def test_opened_again_it_is_the_same_store(unmade_store: Path) -> None:
    for _ in range(2):
        open_store(database_of(unmade_store), unmade_store)
        with transaction():
            save_employer(an_employer())
    assert employer(an_employer().name) == an_employer()


def steps_from_before(number: int) -> None:
    """Make it a store of a Sixpence from before 0.1.0, which had come to the same tables by so many steps of 21."""
    steps = MigrationLoader(connection).disk_migrations["store", "0001_initial"].replaces
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app="store").delete()
    for app, name in steps[:number]:
        recorder.record_applied(app, name)


def test_a_store_that_took_every_step_from_before_goes_on(own_store: Configuration) -> None:
    steps_from_before(21)
    open_store()
    with transaction():
        save_employer(an_employer())
    open_store()
    assert employer(an_employer().name) == an_employer()


def test_a_store_left_between_steps_from_before_is_refused(own_store: Configuration) -> None:
    steps_from_before(20)
    message = r"half-way by a Sixpence from before 0\.1\.0 \(it has 0020_\w+, and lacks 0021_pension_of_a_payment\)"
    with pytest.raises(Refused, match=message):
        open_store()
