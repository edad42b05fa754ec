"""The store that commands find where nobody names one, as a user's own would be."""

import pytest

from builders import an_employer
from sixpence.store import transaction
from sixpence.store.configuration import Configuration
from sixpence.store.employers import save_employer


@pytest.fixture
def users_store(own_store: Configuration, monkeypatch: pytest.MonkeyPatch) -> None:
    """Open, with nothing in it; in front of a wide terminal."""
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def kestrels_store(users_store: None) -> None:
    """The same with Kestrel & Wren in it."""
    with transaction():
        save_employer(an_employer())
