"""Opening stores: safe to repeat, apart from each other, and never with the wrong key."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from builders import an_employer
from cli.processes import environment
from sixpence.basics.refused import Refused
from sixpence.store import close_store, open_store, transaction
from sixpence.store.configuration import Configuration, sqlite_url
from sixpence.store.employers import employer, employer_names, save_employer
from sixpence.store.keys import new_key
from store.stores import database_of, new_store

pytestmark = pytest.mark.usefixtures("own_stores")


def an_employer_is_saved() -> None:
    with transaction():
        save_employer(an_employer())


@pytest.mark.sqlite("its settings")
def test_sqlite_is_set_up_to_lose_nothing(own_store: Configuration) -> None:
    with connection.cursor() as cursor:
        found = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
        waits = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
    assert found == ["wal", 2, 1]  # 2 is FULL
    assert waits == 20_000
    assert connection.transaction_mode == "IMMEDIATE"


@pytest.mark.sqlite("its file")
def test_a_closed_store_is_one_file_that_can_be_moved(tmp_path: Path) -> None:
    new_store(tmp_path / "one")
    open_store(data_dir=tmp_path / "one")
    an_employer_is_saved()
    close_store()
    assert [path.name for path in (tmp_path / "one").glob("sixpence.sqlite3*")] == ["sixpence.sqlite3"]
    (tmp_path / "one").rename(tmp_path / "two")
    open_store(data_dir=tmp_path / "two")
    assert employer(an_employer().name) == an_employer()


def test_two_stores_in_turn_are_apart(own_store: Configuration, tmp_path: Path) -> None:
    an_employer_is_saved()
    new_store(tmp_path / "elsewhere")
    open_store(database_of(tmp_path / "elsewhere"), tmp_path / "two")
    assert employer_names() == ()
    open_store()
    assert employer(an_employer().name) == an_employer()


@pytest.mark.sqlite("where its file is when nobody says")
def test_with_a_folder_the_environment_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIXPENCE_DATABASE_URL", sqlite_url(tmp_path / "real.sqlite3"))
    monkeypatch.setenv("SIXPENCE_KEY", new_key())
    monkeypatch.setenv("SIXPENCE_KEY_FILE", str(tmp_path / "real-key"))
    new_store(tmp_path / "demo")
    chosen = open_store(data_dir=tmp_path / "demo")
    assert (chosen.sqlite_path, chosen.key, chosen.key_path) == (
        tmp_path / "demo/sixpence.sqlite3",
        None,
        tmp_path / "demo/key",
    )
    assert not (tmp_path / "real.sqlite3").exists()


@pytest.mark.sqlite("where its file is when nobody says")
def test_without_a_folder_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIXPENCE_DATA_DIR", str(tmp_path / "real"))
    monkeypatch.setenv("SIXPENCE_KEY", new_key())
    new_store(tmp_path / "real")
    named = shutil.copy(tmp_path / "real/sixpence.sqlite3", tmp_path / "named.sqlite3")
    assert open_store().sqlite_path == tmp_path / "real/sixpence.sqlite3"
    assert not (tmp_path / "real/key").exists()
    assert open_store(named).sqlite_path == named


def test_a_store_in_use_whose_key_is_gone_is_refused(own_store: Configuration) -> None:
    an_employer_is_saved()
    own_store.key_path.unlink()
    with pytest.raises(Refused, match=r"the key file .* is missing: restore it from your backup"):
        open_store()
    assert not own_store.key_path.exists()


def test_a_store_in_use_is_not_opened_with_another_key(own_store: Configuration) -> None:
    an_employer_is_saved()
    own_store.key_path.write_text(new_key())
    with pytest.raises(Refused, match=r"employer\.bank_account of .* the key file is another database's"):
        open_store()


def test_a_newer_database_is_refused(own_store: Configuration) -> None:
    MigrationRecorder(connection).record_applied("store", "0999_of_next_year")
    with pytest.raises(Refused, match=r"newer than this Sixpence \(it has 0999_of_next_year\): upgrade Sixpence"):
        open_store()


@pytest.mark.sqlite("its file")
def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database " * 100)
    with pytest.raises(Refused, match=r"notes\.txt cannot be opened: file is not a database"):
        open_store(tmp_path / "notes.txt", tmp_path)


def test_a_server_that_is_not_there_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"the database in SIXPENCE_DATABASE_URL cannot be opened: ") as refused:
        open_store(f"postgresql://pay:pa55word@/sixpence?host={tmp_path}", tmp_path)
    assert "pa55word" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_use_case_has_one_transaction(own_store: Configuration) -> None:
    def nested() -> None:
        with transaction(), transaction():
            pass

    def opens_another() -> None:
        with transaction():
            open_store()

    with pytest.raises(RuntimeError, match="durable"):
        nested()
    with pytest.raises(RuntimeError, match="inside a transaction"):
        opens_another()


def test_all_or_nothing_is_written(own_store: Configuration) -> None:
    def fails() -> None:
        with transaction():
            save_employer(an_employer())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert employer_names() == ()


def test_importing_the_store_sets_nothing_up() -> None:
    check = (
        "import sixpence.store, sixpence.store.records; from django.conf import settings; "
        "assert not settings.configured"
    )
    subprocess.run([sys.executable, "-c", check], check=True, capture_output=True)


def test_repositories_can_be_imported_before_the_store_is_opened(own_store: Configuration, tmp_path: Path) -> None:
    check = (
        "from sixpence.store import employers, payruns, events, open_store; "
        "open_store(); assert employers.employer_names() == ()"
    )
    env = environment(own_store.data_dir) | {"HOME": str(tmp_path / "home")}
    subprocess.run([sys.executable, "-c", check], check=True, capture_output=True, env=env)
    assert not (tmp_path / "home").exists()
