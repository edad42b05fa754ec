"""Where the store is: defaults, the environment, and addresses that cannot be meant."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixpence.basics.refused import Refused
from sixpence.store.configuration import Configuration, from_environment, sqlite_url


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATA_DIR", "DATABASE_URL", "KEY_FILE", "KEY"):
        monkeypatch.delenv(f"SIXPENCE_{name}", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


def test_without_an_environment_all_is_in_the_users_data_folder(tmp_path: Path) -> None:
    found = from_environment()
    folder = tmp_path / ".local/share/sixpence"
    assert (found.data_dir, found.sqlite_path, found.key_path, found.sealed_dir) == (
        folder,
        folder / "sixpence.sqlite3",
        folder / "key",
        folder / "sealed",
    )
    assert not folder.exists()


def test_the_environment_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIXPENCE_DATA_DIR", "/srv/pay")
    monkeypatch.setenv("SIXPENCE_KEY_FILE", "/run/secrets/sixpence")
    monkeypatch.setenv("SIXPENCE_DATABASE_URL", "sqlite:////srv/db/pay.sqlite3")
    found = from_environment()
    assert (found.sealed_dir, found.key_path, found.sqlite_path) == (
        Path("/srv/pay/sealed"),
        Path("/run/secrets/sixpence"),
        Path("/srv/db/pay.sqlite3"),
    )


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIXPENCE_DATABASE_URL", "")
    assert from_environment().database_url is None


def test_sqlite_waits_its_turn_and_loses_nothing() -> None:
    database = Configuration(data_dir=Path("/srv/pay")).django_database()
    assert database == {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": "/srv/pay/sixpence.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL",
        },
    }


def test_postgresql_by_one_setting() -> None:
    database = _configured("postgresql://pay:s%40fe@db.example:5433/sixpence?sslmode=verify-full").django_database()
    assert database == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "sixpence",
        "USER": "pay",
        "PASSWORD": "s@fe",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "verify-full"},
        "CONN_HEALTH_CHECKS": True,
    }


@pytest.mark.parametrize(
    ("url", "because"),
    [
        ("sqlite:///relative.sqlite3", "not an absolute path"),
        ("sqlite://host//srv/pay.sqlite3", "not an absolute path"),
        ("mysql://pay:pa55word@db/sixpence", "begins with neither"),
        ("postgresql://pay:pa55word@db", "names no database"),
        ("postgresql://pay:pa55word@db/x?colour=blue", "not a PostgreSQL address"),
    ],
)
def test_an_address_that_cannot_be_meant_is_refused_without_showing_it(url: str, because: str) -> None:
    with pytest.raises(Refused, match=because) as refused:
        _configured(url).django_database()
    assert "pa55word" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_secrets_are_not_shown() -> None:
    shown = repr(Configuration.model_validate({"key": "1:c2VjcmV0", "database_url": "postgresql://u:pa55word@h/d"}))
    assert "c2VjcmV0" not in shown
    assert "pa55word" not in shown


_name = st.text(st.characters(exclude_characters="\0/", exclude_categories=["Cs"]), min_size=1).filter(
    lambda name: name not in (".", "..")
)


@given(st.lists(_name, min_size=1, max_size=3))
def test_an_sqlite_address_leads_back_to_its_file(names: list[str]) -> None:
    path = Path("/", *names)
    assert _configured(sqlite_url(path)).sqlite_path == path


def _configured(url: str) -> Configuration:
    return Configuration.model_validate({"database_url": url})
