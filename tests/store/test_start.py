"""Opening stores: safe to repeat, apart from each other, and never with the wrong key."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from builders import an_employer
from sixpence.basics.refused import Refused
from sixpence.store import close_store, open_store, transaction
from sixpence.store.configuration import sqlite_url
from sixpence.store.employers import employer, employer_names, save_employer
from sixpence.store.keys import new_key

pytestmark = pytest.mark.usefixtures("own_stores")


def an_employer_is_saved() -> None:
    with transaction():
        save_employer(an_employer())


def test_others_may_not_look_in(tmp_path: Path) -> None:
    open_store(data_dir=tmp_path / "pay")
    modes = {name: stat.S_IMODE((tmp_path / "pay" / name).stat().st_mode) for name in ("", "sealed", "key")}
    assert modes == {"": 0o700, "sealed": 0o700, "key": 0o600}
    files = (tmp_path / "pay").glob("sixpence.sqlite3*")
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_sqlite_is_set_up_to_lose_nothing(tmp_path: Path) -> None:
    open_store(data_dir=tmp_path)
    with connection.cursor() as cursor:
        found = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
        waits = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
    assert found == ["wal", 2, 1]  # 2 is FULL
    assert waits == 20_000
    assert connection.transaction_mode == "IMMEDIATE"


def test_a_closed_store_is_one_file_that_can_be_moved(tmp_path: Path) -> None:
    open_store(data_dir=tmp_path / "one")
    an_employer_is_saved()
    close_store()
    assert [path.name for path in (tmp_path / "one").glob("sixpence.sqlite3*")] == ["sixpence.sqlite3"]
    (tmp_path / "one").rename(tmp_path / "two")
    open_store(data_dir=tmp_path / "two")
    assert employer(an_employer().name) == an_employer()


def test_two_stores_in_turn_are_apart(tmp_path: Path) -> None:
    open_store(data_dir=tmp_path / "one")
    an_employer_is_saved()
    open_store(tmp_path / "elsewhere" / "two.sqlite3", tmp_path / "two")
    assert employer_names() == ()
    assert (tmp_path / "elsewhere" / "two.sqlite3").exists()
    open_store(data_dir=tmp_path / "one")
    assert employer(an_employer().name) == an_employer()


def test_with_a_folder_the_environment_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIXPENCE_DATABASE_URL", sqlite_url(tmp_path / "real.sqlite3"))
    monkeypatch.setenv("SIXPENCE_KEY", new_key())
    monkeypatch.setenv("SIXPENCE_KEY_FILE", str(tmp_path / "real-key"))
    chosen = open_store(data_dir=tmp_path / "demo")
    assert (chosen.sqlite_path, chosen.key, chosen.key_path) == (
        tmp_path / "demo/sixpence.sqlite3",
        None,
        tmp_path / "demo/key",
    )
    assert not (tmp_path / "real.sqlite3").exists()


def test_without_a_folder_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIXPENCE_DATA_DIR", str(tmp_path / "real"))
    monkeypatch.setenv("SIXPENCE_KEY", new_key())
    assert open_store().sqlite_path == tmp_path / "real/sixpence.sqlite3"
    assert not (tmp_path / "real/key").exists()
    assert open_store(tmp_path / "named.sqlite3").sqlite_path == tmp_path / "named.sqlite3"
    assert (tmp_path / "named.sqlite3").exists()


def test_a_store_in_use_whose_key_is_gone_is_refused(tmp_path: Path, empty_database: str) -> None:
    open_store(empty_database, tmp_path)
    an_employer_is_saved()
    (tmp_path / "key").unlink()
    with pytest.raises(Refused, match=r"the key file .* is missing: restore it from your backup"):
        open_store(empty_database, tmp_path)
    assert not (tmp_path / "key").exists()


def test_a_store_in_use_is_not_opened_with_another_key(tmp_path: Path, empty_database: str) -> None:
    open_store(empty_database, tmp_path)
    an_employer_is_saved()
    (tmp_path / "key").write_text(new_key())
    with pytest.raises(Refused, match=r"employer\.bank_account of .* the key file is another database's"):
        open_store(empty_database, tmp_path)


def test_a_newer_database_is_refused(tmp_path: Path, empty_database: str) -> None:
    open_store(empty_database, tmp_path)
    MigrationRecorder(connection).record_applied("store", "0999_of_next_year")
    with pytest.raises(Refused, match=r"newer than this Sixpence \(it has 0999_of_next_year\): upgrade Sixpence"):
        open_store(empty_database, tmp_path)


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database " * 100)
    with pytest.raises(Refused, match=r"notes\.txt cannot be opened: file is not a database"):
        open_store(tmp_path / "notes.txt", tmp_path)


def test_a_server_that_is_not_there_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"the database in SIXPENCE_DATABASE_URL cannot be opened: ") as refused:
        open_store(f"postgresql://pay:pa55word@/sixpence?host={tmp_path}", tmp_path)
    assert "pa55word" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_use_case_has_one_transaction(tmp_path: Path, empty_database: str) -> None:
    open_store(empty_database, tmp_path)

    def nested() -> None:
        with transaction(), transaction():
            pass

    def opens_another() -> None:
        with transaction():
            open_store(empty_database, tmp_path)

    with pytest.raises(RuntimeError, match="durable"):
        nested()
    with pytest.raises(RuntimeError, match="inside a transaction"):
        opens_another()


def test_all_or_nothing_is_written(tmp_path: Path, empty_database: str) -> None:
    open_store(empty_database, tmp_path)

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


def test_repositories_can_be_imported_before_the_store_is_opened(tmp_path: Path) -> None:
    check = (
        "import sys; from pathlib import Path; from sixpence.store import employers, payruns, events, open_store; "
        "open_store(data_dir=Path(sys.argv[1])); assert employers.employer_names() == ()"
    )
    env = {"HOME": str(tmp_path / "home")}
    subprocess.run([sys.executable, "-c", check, str(tmp_path / "pay")], check=True, capture_output=True, env=env)
    assert not (tmp_path / "home").exists()
