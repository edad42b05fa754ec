"""Every fact has its place on a person's page."""

from sixpence.people.fields import FIELDS
from sixpence.people.sections import SECTIONS


def test_every_field_is_in_one_section() -> None:
    placed = [field for fields in SECTIONS.values() for field in fields]
    assert sorted(placed) == sorted(FIELDS)
