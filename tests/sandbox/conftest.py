"""A running sandbox, and clients of it."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from sixpence.sandbox.personio import PersonioSandbox, open_sandbox
from sixpence.sandbox.personio.company import invented_company

_REFERENCE = Path(__file__).parents[2].parent / "shared" / "reference" / "personio" / "examples"


@pytest.fixture(scope="session")
def started() -> Iterator[PersonioSandbox]:
    """One server for all tests: starting is quick, but stopping waits for the server's next look at its orders."""
    with open_sandbox() as running:
        yield running


@pytest.fixture
def sandbox(started: PersonioSandbox) -> PersonioSandbox:
    """The server as new."""
    started.reset(invented_company())
    return started


@pytest.fixture
def anyone(sandbox: PersonioSandbox) -> Iterator[httpx.Client]:
    """A client that has not signed in."""
    with httpx.Client(base_url=sandbox.base_url, trust_env=False) as client:
        yield client


@pytest.fixture
def client(sandbox: PersonioSandbox, anyone: httpx.Client) -> httpx.Client:
    """A client with a token; its sign-in is not in the log."""
    anyone.headers["Authorization"] = f"Bearer {sandbox.sign_ins.new_token()}"
    return anyone


@pytest.fixture(scope="session")
def examples() -> Path:
    """The recorded payloads, which lie beside the repository and are not part of it."""
    if not _REFERENCE.is_dir():
        pytest.skip("the recorded Personio payloads are not beside this repository")
    return _REFERENCE
