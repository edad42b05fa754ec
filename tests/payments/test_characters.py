"""What Bacs can carry of a name."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixpence.payments.characters import bacs_text


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("Zoë O'Dowd-Llŷr", "ZOE O DOWD-LLYR"),
        ("Łukasz Żółć", "LUKASZ ZOLC"),
        ("Søren Ægir Þór", "SOREN AEGIR THOR"),
        ("Straße & Söhne", "STRASSE & SOHNE"),
        ("Kestrel, Wren (UK) Ltd.", "KESTREL WREN UK LT"),
        ("  J.  A/B  ", "J. A/B"),
        ("ﬁrst №1", "FIRST NO1"),
        ("Грозный", ""),
        ("A" * 17 + " B", "A" * 17),  # no space is left at the end where the text is cut
    ],
)
def test_what_is_carried(text: str, carried: str) -> None:
    assert bacs_text(text, 18) == carried


@given(st.text(), st.integers(1, 40))
def test_nothing_else_is_ever_sent(text: str, length: int) -> None:
    carried = bacs_text(text, length)
    assert re.fullmatch(r"([A-Z0-9.&/-]([A-Z0-9.&/ -]*[A-Z0-9.&/-])?)?", carried)
    assert len(carried) <= length
    assert bacs_text(carried, length) == carried
