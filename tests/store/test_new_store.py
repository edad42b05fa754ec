"""A store made from nothing, with every migration: `test_start` begins with a copy of one, which is quicker."""

from pathlib import Path

import pytest

from builders import an_employer
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
