"""How names and addresses are written in HMRC's alphabet."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixpence.filing.alphabet import ADDRESSES, COUNTRIES, NAMES, PAYROLL_IDS, POSTCODES, TITLES, CharacterSet

ALL = (ADDRESSES, COUNTRIES, NAMES, PAYROLL_IDS, POSTCODES, TITLES)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Zoë", "Zoe"),
        ("Llŷr", "Llyr"),
        ("O’Dowd", "O'Dowd"),
        ("O´Dowd", "O'Dowd"),
        ("Ǿrsted", "Orsted"),
        ("Ærøskøbing", "AEroskobing"),
        ("Weiß", "Weiss"),
        ("Wałęsa", "Walesa"),
        ("Smith–Jones", "Smith-Jones"),
        ("J. R.", "J R"),
        ("  spaced\t out ", "spaced out"),
        ("'t Hooft", "t Hooft"),
        ("a" * 40, "a" * 35),
        ("☂", ""),
        ("", ""),
        ("李", None),
        ("Χ", None),
        ("R2", None),
    ],
)
def test_names(text: str, written: str | None) -> None:
    assert NAMES.fit(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [("Flat #4, 12½ High St. & Co", "Flat 4, 121/2 High St. & Co"), ("£1 “Court”", '1 "Court"'), ("(rear)", "rear)")],
)
def test_addresses(text: str, written: str) -> None:
    assert ADDRESSES.fit(text) == written


@given(st.sampled_from(ALL), st.text(max_size=60))
def test_what_is_written_fits_and_is_written_the_same_again(characters: CharacterSet, text: str) -> None:
    written = characters.fit(text)
    if written:
        assert re.fullmatch(characters.pattern, written)
        assert characters.fit(written) == written
