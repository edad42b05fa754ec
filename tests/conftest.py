"""Where the shared reference data lies, for the tests that also use it; the project's own data is in `tests/cases`."""

import gc
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import httpx
import hypothesis
import pytest
from django.test import override_settings

from demo_companies import demo_company, demo_company_as_built, demo_folder  # noqa: F401  # fixtures
from sixpence.cli.app import collect_rarely
from store.fixtures import (  # noqa: F401  # fixtures
    django_db_modify_db_settings,
    nothing_opens_sqlite_on_postgresql,
    own_store,
    own_stores,
    skip_what_is_about_sqlite,
    store_of_the_tests,
    unmade_store,
)
from store.stores import drop_what_this_run_left

# How long an example takes says how busy the machine is, and nothing about the code.
# SIXPENCE_EXAMPLES=1000 make test    # as many as you like of each property
hypothesis.settings.register_profile(
    "sixpence", deadline=None, max_examples=int(os.environ.get("SIXPENCE_EXAMPLES", "50"))
)
hypothesis.settings.load_profile("sixpence")

# The tests have a day of their own, in every process they start: what a bank still takes in time depends on it.
os.environ["SIXPENCE_TODAY"] = "2026-11-25"

REFERENCE = Path(__file__).parents[2] / "shared" / "reference"


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: a test that waits for a page or a process leaves its own idle."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files of the browser take longest: they come first, so that none is still at work alone at the end."""
    items.sort(key=lambda item: "web" not in item.path.parts)
    skip_what_is_about_sqlite(items)


def pytest_collection_finish() -> None:
    """Thousands of tests are in memory until the end: the collector of garbage need not look through them each time."""
    gc.collect()
    gc.freeze()
    collect_rarely()


def pytest_sessionfinish() -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:  # when the workers have ended
        drop_what_this_run_left()


@pytest.fixture(scope="session")
def reference() -> Path:
    """HMRC's schemas, recorded accounts and published figures; a test that needs them is skipped without."""
    if not REFERENCE.is_dir():
        pytest.skip(f"the reference folder is not here: {REFERENCE}")
    return REFERENCE


@pytest.fixture(scope="session", autouse=True)
def trusted_once() -> Iterator[None]:
    """httpx reads the list of authorities for each client anew, which takes longer than what most tests ask for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("httpx._transports.default.create_ssl_context", cache(httpx.create_ssl_context))
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Most tests have no question about how a password is hashed."""
    with override_settings(PASSWORD_HASHERS=["quick_hasher.QuickHasher"]):
        yield
