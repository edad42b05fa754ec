"""Where the shared reference data lies, for the tests that also use it; the project's own data is in `tests/cases`."""

import gc
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.test import override_settings

from demo_companies import demo_company, demo_company_as_built, demo_folder  # noqa: F401  # fixtures
from store.fixtures import (  # noqa: F401  # fixtures
    django_db_modify_db_settings,
    empty_database,
    own_stores,
    store_of_the_tests,
    stores_from_nothing,
)

# How long an example takes says how busy the machine is, and nothing about the code.
hypothesis.settings.register_profile("sixpence", deadline=None)
hypothesis.settings.load_profile("sixpence")

# A password takes the real hasher a third of a second, and most tests have no question about it.
QUICK_HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"
REFERENCE = Path(__file__).parents[2] / "shared" / "reference"


def pytest_collection_finish() -> None:
    """Thousands of tests are in memory until the end: the collector of garbage need not look through them each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def reference() -> Path:
    """HMRC's schemas, recorded accounts and published figures; a test that needs them is skipped without."""
    if not REFERENCE.is_dir():
        pytest.skip(f"the reference folder is not here: {REFERENCE}")
    return REFERENCE


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """The real hashers stay behind the quick one, for what another process has kept."""
    with override_settings(PASSWORD_HASHERS=[QUICK_HASHER, *settings.PASSWORD_HASHERS]):
        yield
