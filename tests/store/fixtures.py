"""The database of the tests: throwaway, with a key of its own, whatever the environment says of the real one.

SQLite in memory, or the PostgreSQL server of SIXPENCE_TEST_DATABASE_URL, on which each pytest worker makes a database
of its own. A `conftest.py` imports the fixtures by name.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from pydantic import SecretStr
from pytest_django.plugin import DjangoDbBlocker

from sixpence.store import configuration, start
from sixpence.store.configuration import Configuration, sqlite_url
from sixpence.store.keys import new_key

TEST_DATABASE_URL = os.environ.get("SIXPENCE_TEST_DATABASE_URL")


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
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        database["TEST"] = {"NAME": f"test_sixpence_{worker}_{os.getpid()}"}
    start._connect(database)
    return chosen


_kept: list[TemporaryDirectory[str]] = []  # until the process ends


@pytest.fixture(scope="session")
def django_db_modify_db_settings(store_of_the_tests: Configuration) -> None:
    """pytest-django asks for this before it makes the test database."""


@pytest.fixture
def own_stores(django_db_blocker: DjangoDbBlocker, store_of_the_tests: Configuration) -> Iterator[None]:
    """Lets a test call `open_store` for stores of its own; afterwards the process is back at the tests' database."""
    with stores_of_their_own(django_db_blocker, store_of_the_tests):
        yield


@pytest.fixture
def stores_from_nothing(django_db_blocker: DjangoDbBlocker, store_of_the_tests: Configuration) -> Iterator[None]:
    """The same, with every migration done in each store: for the tests of just that."""
    with stores_of_their_own(django_db_blocker, store_of_the_tests, migrated=False):
        yield


@contextmanager
def stores_of_their_own(
    django_db_blocker: DjangoDbBlocker, store_of_the_tests: Configuration, *, migrated: bool = True
) -> Iterator[None]:
    """The same for a fixture that makes a store once for many tests."""
    databases, theirs = connections.settings, connections[DEFAULT_DB_ALIAS]
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        if migrated:
            patch.setattr(start, "_reach", _reach_as_migrated(_migrated(), start._reach))
        yield
        _work_no_more()
        connections[DEFAULT_DB_ALIAS].close()
    settings.DATABASES = connections.settings = databases
    connections[DEFAULT_DB_ALIAS] = theirs
    configuration.use(store_of_the_tests)


def _work_no_more() -> None:
    """Whoever has looked at a job has begun to do jobs, on the store that now goes."""
    if engine := sys.modules.get("sixpence.actions.durable_engine"):
        engine.stop()


@cache
def _migrated() -> bytes:
    """An SQLite database with every table and nothing in them: migrating takes a second, and a copy none."""
    with TemporaryDirectory() as folder:
        chosen = start.open_store(Path(folder) / "migrated.sqlite3", Path(folder))
        start.close_store()
        assert chosen.sqlite_path is not None
        return chosen.sqlite_path.read_bytes()


def _reach_as_migrated(migrated: bytes, reach: Callable[[Configuration], None]) -> Callable[[Configuration], None]:
    def begin(chosen: Configuration) -> None:
        path = chosen.sqlite_path
        if path is not None and not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_bytes(migrated)
        reach(chosen)

    return begin


@pytest.fixture
def empty_database(tmp_path: Path) -> Iterator[str]:
    """The address of a database with nothing in it, on SQLite or PostgreSQL as the run has it."""
    with an_empty_database(tmp_path) as url:
        yield url


@contextmanager
def an_empty_database(folder: Path) -> Iterator[str]:
    """The same for a fixture of many tests. On SQLite it is a file in the folder."""
    if not TEST_DATABASE_URL:
        yield sqlite_url(folder / "empty.sqlite3")
        return
    name = f"sixpence_{uuid4().hex}"
    with psycopg.connect(TEST_DATABASE_URL, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield _on_the_same_server(name)
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _on_the_same_server(name: str) -> str:
    """The address of another database on the same server."""
    assert TEST_DATABASE_URL is not None
    return urlsplit(TEST_DATABASE_URL)._replace(path=f"/{name}").geturl()
