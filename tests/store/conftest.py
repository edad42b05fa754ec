"""A database for this room's tests; see `fixtures`."""

import pytest

from builders import an_employer
from sixpence.store import employers, employments


@pytest.fixture
def kestrel(db: None) -> str:
    """The name of an employer in the database, with employees 1001 and 1002."""
    employers.save_employer(an_employer())
    employments.add_employments(an_employer().name, ["1001", "1002"])
    return an_employer().name
