"""Kept."""

from sixpence.basics.kept import Kept


def test_a_value_is_found_by_its_key_alone() -> None:
    kept = Kept[int](most=2)
    assert kept.found("a") is None
    kept.keep("a", 0)
    assert (kept.found("a"), kept.found("b")) == (0, None)


def test_what_was_asked_for_last_stays() -> None:
    kept = Kept[int](most=2)
    kept.keep("a", 1)
    kept.keep("b", 2)
    assert kept.found("a") == 1
    kept.keep("c", 3)
    assert [kept.found(key) for key in "abc"] == [1, None, 3]
