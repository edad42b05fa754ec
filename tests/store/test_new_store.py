"""A store made from nothing, with every migration: `test_start` begins with a copy of one, which is quicker."""

from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from builders import an_employer
from sixpence.basics.refused import Refused
from sixpence.store import configuration, open_store, transaction
from sixpence.store.employers import employer, save_employer

pytestmark = pytest.mark.usefixtures("stores_from_nothing")


def test_a_new_store_has_all_it_needs(tmp_path: Path) -> None:
    chosen = open_store(data_dir=tmp_path / "pay")
    assert sorted(path.name for path in (tmp_path / "pay").iterdir() if not path.name.endswith(("-wal", "-shm"))) == [
        ".opening",
        "key",
        "sealed",
        "sixpence.sqlite3",
    ]
    assert chosen.sealed_dir == tmp_path / "pay/sealed"
    assert configuration.current() is chosen


def test_opened_again_it_is_the_same_store(tmp_path: Path, empty_database: str) -> None:
    for _ in range(2):
        open_store(empty_database, tmp_path)
        with transaction():
            save_employer(an_employer())
    assert employer(an_employer().name) == an_employer()


def steps_from_before(folder: Path, number: int) -> None:
    """Make it a store of a Sixpence from before 0.1.0, which had come to the same tables by so many steps of 21."""
    open_store(data_dir=folder)
    steps = MigrationLoader(connection).disk_migrations["store", "0001_initial"].replaces
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app="store").delete()
    for app, name in steps[:number]:
        recorder.record_applied(app, name)


def test_a_store_that_took_every_step_from_before_goes_on(tmp_path: Path) -> None:
    steps_from_before(tmp_path, 21)
    open_store(data_dir=tmp_path)
    with transaction():
        save_employer(an_employer())
    open_store(data_dir=tmp_path)
    assert employer(an_employer().name) == an_employer()


def test_a_store_left_between_steps_from_before_is_refused(tmp_path: Path) -> None:
    steps_from_before(tmp_path, 20)
    message = r"half-way by a Sixpence from before 0\.1\.0 \(it has 0020_\w+, and lacks 0021_pension_of_a_payment\)"
    with pytest.raises(Refused, match=message):
        open_store(data_dir=tmp_path)
