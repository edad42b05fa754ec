"""Stores of the tests: a folder each and the database that belongs to it, the same on SQLite and on PostgreSQL.

On SQLite the database is a file in the folder; on PostgreSQL, where SIXPENCE_TEST_DATABASE_URL names a server, one of
that server, named after the folder. Tables are made once a process: a new store is a copy, which takes a twentieth of
the time.
"""

import os
import shutil
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
from psycopg import sql

from sixpence.store import close_store, open_store
from sixpence.store.configuration import Configuration, sqlite_url

TEST_DATABASE_URL = os.environ.get("SIXPENCE_TEST_DATABASE_URL")
# What is on the server of this run, of all its workers: they have the environment of the process that started them.
_OF_THIS_RUN = f"sixpence_test_{os.environ.setdefault('SIXPENCE_TEST_RUN', uuid4().hex[:12])}_"
_kept: list[TemporaryDirectory[str]] = []  # until the process ends


def database_of(folder: Path) -> str:
    """The address of the database of the store in that folder."""
    if TEST_DATABASE_URL is None:
        return sqlite_url(folder / "sixpence.sqlite3")
    return urlsplit(TEST_DATABASE_URL)._replace(path=f"/{database_name(folder)}").geturl()


def database_name(folder: Path) -> str:
    """What that database is called on PostgreSQL."""
    return _OF_THIS_RUN + sha256(bytes(folder)).hexdigest()[:24]


def new_database(folder: Path) -> None:
    """A database with nothing in it for a store in that folder. On SQLite there is no file yet."""
    _on_the_server("CREATE DATABASE {}", database_name(folder))


def new_store(folder: Path) -> None:
    """A store with every table and nothing in them, and without a key."""
    copy_store(_with_every_table(), folder)


def copy_store(source: Path, folder: Path) -> None:
    """All that is in a store, in another folder. Nobody may have the first one open."""
    shutil.copytree(source, folder)
    _on_the_server("CREATE DATABASE {} TEMPLATE {}", database_name(folder), database_name(source))


def all_stored(store: Configuration) -> bytes:
    """Everything in its databases, as somebody who stole them would read it."""
    if store.sqlite_path is not None:
        return b"".join(path.read_bytes() for path in store.data_dir.glob("*.sqlite3*"))
    found = bytearray()
    with psycopg.connect(database_of(store.data_dir)) as database:
        system = ["pg_catalog", "information_schema"]
        tables = database.execute("SELECT schemaname, tablename FROM pg_tables WHERE schemaname <> ALL(%s)", [system])
        for name in tables.fetchall():
            copy = sql.SQL("COPY {} TO STDOUT (FORMAT BINARY)").format(sql.Identifier(*name))
            with database.cursor().copy(copy) as rows:
                found += b"".join(map(bytes, rows))
    return bytes(found)


def drop_store(folder: Path) -> None:
    shutil.rmtree(folder)
    drop_database(folder)


def drop_database(folder: Path) -> None:
    """Of a store whose folder stays to be looked at; on SQLite its file stays with it."""
    _on_the_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", database_name(folder))


def drop_what_this_run_left() -> None:
    """Stores that its tests have shared are still on the server."""
    if TEST_DATABASE_URL is None:
        return
    with psycopg.connect(TEST_DATABASE_URL, autocommit=True) as server:
        left = server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [_OF_THIS_RUN])
        names = [name for (name,) in left]
    for name in names:
        _on_the_server("DROP DATABASE {} WITH (FORCE)", name)


@cache
def _with_every_table() -> Path:
    _kept.append(TemporaryDirectory(prefix="sixpence-tests-"))
    folder = Path(_kept[-1].name) / "store"
    new_database(folder)
    open_store(database_of(folder), folder)
    close_store()
    (folder / "key").unlink()
    return folder


def _on_the_server(command: str, *names: str) -> None:
    if TEST_DATABASE_URL is not None:
        with psycopg.connect(TEST_DATABASE_URL, autocommit=True) as server:
            server.execute(sql.SQL(command).format(*map(sql.Identifier, names)))
