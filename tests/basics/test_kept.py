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


def test_what_was_worked_out_is_found_until_its_key_is_another() -> None:
    kept, rests_on, worked_out = Kept[int](most=2), [1], []

    def twice() -> int:
        worked_out.append(rests_on[0])
        return 2 * rests_on[0]

    def asked() -> int:
        return kept.of(lambda: rests_on[0], lambda: 0, twice)

    assert (asked(), asked(), worked_out) == (2, 2, [1])
    rests_on[0] = 5
    assert (asked(), asked(), worked_out) == (10, 10, [1, 5])


def test_what_was_worked_out_while_something_changed_is_not_kept() -> None:
    """Not even where it was changed back: what was read in between would stand under the key of what is not so."""
    kept, rests_on, happened = Kept[int](most=2), [1], [0]

    def between() -> int:
        happened[0] += 2  # changed and changed back
        return 2 * 5

    assert kept.of(lambda: rests_on[0], lambda: happened[0], between) == 10
    assert kept.of(lambda: rests_on[0], lambda: happened[0], lambda: 2 * rests_on[0]) == 2
