"""A sealed value opens where it was put, as it was put, and nowhere else."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sixpence.basics.refused import Refused
from sixpence.store.encryption import seal, seal_bytes, unseal, unseal_bytes

PLACE = {"table": "fact", "row": "1001/ni_number", "column": "value"}
_text = st.text(st.characters(exclude_categories=["Cs"]))
_name = st.text("abc_", min_size=1, max_size=3)
_place = st.fixed_dictionaries({"table": _name, "row": _text, "column": _name})


@given(_text, _place)
def test_what_is_sealed_opens_in_its_place(plain: str, place: dict[str, str]) -> None:
    assert unseal(seal(plain, **place), **place) == plain


@given(st.binary())
def test_bytes_too(plain: bytes) -> None:
    assert unseal_bytes(seal_bytes(plain, **PLACE), **PLACE) == plain


@given(_text, st.data())
def test_one_changed_byte_is_refused(plain: str, data: st.DataObject) -> None:
    sealed = bytearray(seal(plain, **PLACE))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Refused, match=r"fact\.value of 1001/ni_number cannot be opened"):
        unseal(bytes(sealed), **PLACE)


@given(_text, st.data())
def test_a_value_cut_short_is_refused(plain: str, data: st.DataObject) -> None:
    sealed = seal(plain, **PLACE)
    with pytest.raises(Refused, match="cannot be opened"):
        unseal(sealed[: data.draw(st.integers(0, len(sealed) - 1))], **PLACE)


@example("x", {"table": "ab", "row": "", "column": "c"}, {"table": "a", "row": "", "column": "bc"})
@example("x", {"table": "a", "row": "cr", "column": "b"}, {"table": "a", "row": "r", "column": "bc"})
@given(_text, _place, _place)
def test_a_value_put_elsewhere_is_refused(plain: str, here: dict[str, str], there: dict[str, str]) -> None:
    sealed = seal(plain, **here)
    if here == there:
        assert unseal(sealed, **there) == plain
    else:
        with pytest.raises(Refused, match="cannot be opened"):
            unseal(sealed, **there)


def test_the_refusal_shows_no_value() -> None:
    sealed = seal("AB123456C", **PLACE)
    with pytest.raises(Refused) as refused:
        unseal(sealed, **{**PLACE, "row": "1002/ni_number"})
    assert "AB123456C" not in str(refused.value)
    assert "fact.value of 1002/ni_number" in str(refused.value)


def test_the_same_value_never_looks_the_same() -> None:
    assert seal("AB123456C", **PLACE) != seal("AB123456C", **PLACE)


def test_a_sealed_value_does_not_hold_the_plain_one() -> None:
    assert b"AB123456C" not in seal("AB123456C", **PLACE)
    assert len(seal("AB123456C", **PLACE)) == 1 + 12 + len("AB123456C") + 16
