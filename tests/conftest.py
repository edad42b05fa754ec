"""Where the shared reference data lies, for the tests that also use it; the project's own data is in `tests/cases`."""

from pathlib import Path

import pytest
from hypothesis import settings

from demo_companies import demo_company, demo_company_as_built, demo_folder  # noqa: F401  # fixtures
from store.fixtures import (  # noqa: F401  # fixtures
    django_db_modify_db_settings,
    empty_database,
    own_stores,
    store_of_the_tests,
    stores_from_nothing,
)

# How long an example takes says how busy the machine is, and nothing about the code.
settings.register_profile("sixpence", deadline=None)
settings.load_profile("sixpence")

REFERENCE = Path(__file__).parents[2] / "shared" / "reference"


@pytest.fixture(scope="session")
def reference() -> Path:
    """HMRC's schemas, recorded accounts and published figures; a test that needs them is skipped without."""
    if not REFERENCE.is_dir():
        pytest.skip(f"the reference folder is not here: {REFERENCE}")
    return REFERENCE
