"""The database of the tests: throwaway, with a key of its own, whatever the environment says of the real one.

A test that asks for `db` has one that is rolled back behind it: SQLite in memory, or one a worker on PostgreSQL. A test
whose threads, processes or commands meet in a store has its `own_store`. A `conftest.py` imports the fixtures by name.

On PostgreSQL nothing opens SQLite. A test that is about SQLite says so, `@pytest.mark.sqlite("what of it")`, and is
skipped there; any other that comes to SQLite, by whatever way, fails.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from pydantic import SecretStr
from pytest_django.plugin import DjangoDbBlocker

from sixpence.store import configuration, open_store, start
from sixpence.store.configuration import Configuration
from sixpence.store.keys import new_key
from store.stores import (
    TEST_DATABASE_URL,
    database_name,
    database_of,
    drop_database,
    new_database,
    new_store,
)


@pytest.fixture(scope="session", autouse=True)
def store_of_the_tests() -> Configuration:
    """Nothing a test does reaches the user's own database or key."""
    return _store_of_the_tests()


@cache  # several conftests may import the fixtures; there is one database
def _store_of_the_tests() -> Configuration:
    folder = TemporaryDirectory(prefix="sixpence-tests-")
    _kept.append(folder)
    url = SecretStr(TEST_DATABASE_URL) if TEST_DATABASE_URL else None
    chosen = Configuration(data_dir=Path(folder.name), database_url=url, key_file=None, key=SecretStr(new_key()))
    configuration.use(chosen)
    database = chosen.django_database()
    if url is not None:
        database["TEST"] = {"NAME": database_name(chosen.data_dir)}
    start._connect(database)
    return chosen


_kept: list[TemporaryDirectory[str]] = []  # until the process ends


@pytest.fixture(scope="session")
def django_db_modify_db_settings(store_of_the_tests: Configuration) -> None:
    """pytest-django asks for this before it makes the test database."""


@pytest.fixture(scope="session", autouse=True)
def nothing_opens_sqlite_on_postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Neither this process, whose every connection Python tells of, nor another, whose file would be left."""
    if TEST_DATABASE_URL is None:
        yield
        return
    opened: list[str] = []

    def hear(event: str, told: tuple[object, ...]) -> None:
        if event == "sqlite3.connect":
            opened.append(str(told[0]))
            raise AssertionError(f"this run is on PostgreSQL, and {told[0]} is SQLite: begin with `own_store`")

    sys.addaudithook(hear)
    yield
    written = [str(path) for path in tmp_path_factory.getbasetemp().rglob("*") if path.is_file() and _is_sqlite(path)]
    assert (opened, written) == ([], []), "tests of this worker came to SQLite (a folder is named after its test)"


def _is_sqlite(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def skip_what_is_about_sqlite(items: list[pytest.Item]) -> None:
    for item in items:
        if TEST_DATABASE_URL is not None and (mark := item.get_closest_marker("sqlite")):
            (what,) = mark.args
            item.add_marker(pytest.mark.skip(reason=f"about SQLite: {what}"))


@pytest.fixture
def own_store(own_stores: None, tmp_path: Path) -> Iterator[Configuration]:
    """A store of this test's own, open, with nothing in it. Commands and other processes find it."""
    folder = tmp_path / "store"
    new_store(folder)
    with the_store_in(folder) as chosen:
        yield chosen


@pytest.fixture
def unmade_store(own_stores: None, tmp_path: Path) -> Iterator[Path]:
    """The folder of a store that is not there yet; on PostgreSQL its database is, with nothing in it."""
    folder = tmp_path / "store"
    new_database(folder)
    yield folder
    drop_database(folder)


@pytest.fixture
def own_stores(django_db_blocker: DjangoDbBlocker, store_of_the_tests: Configuration) -> Iterator[None]:
    """Lets a test open stores; afterwards the process is back at the tests' database."""
    with stores_of_their_own(django_db_blocker, store_of_the_tests):
        yield


@contextmanager
def stores_of_their_own(django_db_blocker: DjangoDbBlocker, store_of_the_tests: Configuration) -> Iterator[None]:
    """The same for a fixture of many tests."""
    databases, theirs = connections.settings, connections[DEFAULT_DB_ALIAS]
    with django_db_blocker.unblock():
        yield
        _work_no_more()
        connections[DEFAULT_DB_ALIAS].close()
    settings.DATABASES = connections.settings = databases
    connections[DEFAULT_DB_ALIAS] = theirs
    configuration.use(store_of_the_tests)


@contextmanager
def the_store_in(folder: Path) -> Iterator[Configuration]:
    """Open, and the one that the environment names; on PostgreSQL its database goes in the end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIXPENCE_DATA_DIR", str(folder))
        patch.setenv("SIXPENCE_DATABASE_URL", database_of(folder))
        yield open_store()
    _work_no_more()
    drop_database(folder)


def _work_no_more() -> None:
    """Whoever has looked at a job has begun to do jobs, on the store that now goes."""
    if engine := sys.modules.get("sixpence.actions.durable_engine"):
        engine.stop()
