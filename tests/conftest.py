"""Where the shared reference data lies, for the tests that also use it; the project's own data is in `tests/cases`."""

from pathlib import Path

import pytest

REFERENCE = Path(__file__).parents[2] / "shared" / "reference"


@pytest.fixture(scope="session")
def reference() -> Path:
    """HMRC's schemas, recorded accounts and published figures; a test that needs them is skipped without."""
    if not REFERENCE.is_dir():
        pytest.skip(f"the reference folder is not here: {REFERENCE}")
    return REFERENCE
