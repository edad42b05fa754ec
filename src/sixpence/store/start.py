"""Opening the store: folders, database, migrations, key."""

import fcntl
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.utils import DatabaseError
from pydantic import SecretStr

from sixpence.basics.refused import Refused
from sixpence.store import configuration
from sixpence.store.configuration import Configuration, sqlite_url
from sixpence.store.encryption import unseal
from sixpence.store.keys import create_key_file, key_ring

_MIGRATION_LOCK = 0x53495850454E4345  # "SIXPENCE": PostgreSQL's advisory locks are numbers


def open_store(database: Path | str | None = None, data_dir: Path | None = None) -> Configuration:
    """Point this process at a store, create what is missing, and bring its tables up to date. Safe to repeat.

    `database` is an SQLite file or an address as in SIXPENCE_DATABASE_URL. With `data_dir` the store is what the
    arguments say and the environment is not read: a demonstration cannot end up in the real database. Without it the
    environment says what the arguments leave open (see `configuration`).

    Raises Refused where the database cannot be opened, is newer than this Sixpence, or was sealed with other keys.
    """
    if settings.configured and connection.in_atomic_block:
        raise RuntimeError("a store cannot be opened inside a transaction")
    chosen = configuration.use(_choose(database, data_dir))
    from sixpence.store import ready  # noqa: F401  # sets Django up, which importing this module must not

    for folder in (chosen.data_dir, chosen.sealed_dir):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _connect(chosen.django_database())
    with _one_process_at_a_time(chosen):
        _reach(chosen)
        _migrate()
        _check_key(chosen)
    return chosen


def close_store() -> None:
    """Let go of the database, so that its file can be moved; `open_store` takes it up again."""
    connections.close_all()


def _choose(database: Path | str | None, data_dir: Path | None) -> Configuration:
    url = SecretStr(sqlite_url(database)) if isinstance(database, Path) else database and SecretStr(database)
    if data_dir is not None:
        return Configuration(data_dir=data_dir, database_url=url or None, key_file=None, key=None)
    environment = configuration.from_environment()
    return environment.model_copy(update={"database_url": url}) if url else environment


def _connect(database: dict[str, Any]) -> None:
    """Make Django's one connection lead to `database`, wherever it led before; the next query uses it."""
    connections.close_all()
    settings.DATABASES = connections.settings = connections.configure_settings({DEFAULT_DB_ALIAS: database})
    connections[DEFAULT_DB_ALIAS] = connections.create_connection(DEFAULT_DB_ALIAS)


def _reach(chosen: Configuration) -> None:
    if (path := chosen.sqlite_path) is not None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)  # SQLite gives its -wal and -shm files the same mode
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        reason = (str(error).splitlines() or ["no reason given"])[0]
        raise Refused(f"the database {path or 'in SIXPENCE_DATABASE_URL'} cannot be opened: {reason}") from error


@contextmanager
def _one_process_at_a_time(chosen: Configuration) -> Iterator[None]:
    """Two workers that start together must not create the same tables, or two keys."""
    with (chosen.data_dir / ".opening").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # let go when the file is closed, also by a crash
        yield


def _migrate() -> None:
    from django.core.management import call_command
    from django.db.migrations.executor import MigrationExecutor
    from django.db.migrations.recorder import MigrationRecorder

    with _one_machine_at_a_time():
        known, taken = _known_steps(), MigrationRecorder(connection).applied_migrations().keys()
        _check_age(known, {step for step in taken if step[0] == "store"})
        if known.keys() <= taken:
            return
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)


@cache
def _known_steps() -> dict[tuple[str, str], Any]:
    """Every step this Sixpence knows: they are read, and put in order, once a process."""
    from django.db.migrations.loader import MigrationLoader

    steps: dict[tuple[str, str], Any] = MigrationLoader(None).disk_migrations
    return steps


def _check_age(known: Mapping[tuple[str, str], Any], has: Set[tuple[str, str]]) -> None:
    """Whether this Sixpence knows how to go on from every step the store has taken."""
    replaced = set(known["store", "0001_initial"].replaces)
    if newer := sorted(has - known.keys() - replaced):
        raise Refused(f"the database is newer than this Sixpence (it has {newer[-1][1]}): upgrade Sixpence")
    if has & replaced and not replaced <= has:
        raise Refused(
            f"the database was left half-way by a Sixpence from before 0.1.0 (it has {max(has & replaced)[1]}, and "
            f"lacks {min(replaced - has)[1]}): open it once with the last commit of Sixpence that holds that step"
        )


@contextmanager
def _one_machine_at_a_time() -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATION_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATION_LOCK])


def _check_key(chosen: Configuration) -> None:
    """A new store gets a key. One with an employer must be opened by the key it was sealed with, before any use."""
    from sixpence.store.ready import models

    first = models.Employer.objects.order_by("id").values_list("id", "bank_account").first()
    if first is None:
        if chosen.key is None and not chosen.key_path.exists():
            chosen.key_path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            create_key_file(chosen.key_path)
        key_ring()
    else:
        unseal(bytes(first[1]), table="employer", row=str(first[0]), column="bank_account")
