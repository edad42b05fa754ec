"""The store that commands find where nobody names one, as a user's own would be."""

from pathlib import Path

import pytest

from builders import an_employer
from sixpence.store import open_store, transaction
from sixpence.store.employers import save_employer


@pytest.fixture
def users_store(own_stores: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Open, with nothing in it; in front of a wide terminal."""
    monkeypatch.setenv("SIXPENCE_DATA_DIR", str(tmp_path / "store"))
    monkeypatch.delenv("SIXPENCE_DATABASE_URL", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    open_store()


@pytest.fixture
def kestrels_store(users_store: None) -> None:
    """The same with Kestrel & Wren in it."""
    with transaction():
        save_employer(an_employer())
