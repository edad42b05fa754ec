"""Columns of whole numbers: widths that hold what is put into them, and one value that stands for many."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixpence.basics.columns import (
    MOST_NARROW,
    above,
    at,
    between,
    each_only_if,
    look_up,
    lowest_terms,
    narrow,
    of_all,
    only_if,
    places,
    some_of,
    told_once,
    up_to,
)

amounts = st.integers(-MOST_NARROW, MOST_NARROW)


@pytest.mark.parametrize(
    ("most", "width"), [(MOST_NARROW, "int32"), (-MOST_NARROW, "int32"), (MOST_NARROW + 1, "int64")]
)
def test_a_column_is_narrow_if_all_of_it_is_small(most: int, width: str) -> None:
    column = narrow(np.array([1, most, -3]))
    assert column.dtype == width
    assert column.tolist() == [1, most, -3]


@given(st.lists(st.integers(0, 1_000_000), min_size=1, max_size=4), amounts)
def test_a_product_with_a_share_is_exact_at_any_width(millionths: list[int], amount: int) -> None:
    share = lowest_terms(np.array(millionths))
    product = narrow(np.array([amount])) * share.parts
    assert [part * 1_000_000 for part in product.tolist()] == [amount * rate * share.whole for rate in millionths]


def test_a_share_has_64_bits_where_32_might_not_hold_a_product() -> None:
    assert lowest_terms(np.array([90_000])).parts.dtype == np.int32  # 9 of 100
    assert lowest_terms(np.array([80_000, 18_500])).parts.dtype == np.int64  # 160 and 37 of 2,000
    assert lowest_terms(np.array([80_000, 18_500]), of_at_most=5_027_000).parts.dtype == np.int32


@given(st.lists(amounts, min_size=2, max_size=5), amounts, st.integers(0, MOST_NARROW))
def test_parts_of_amounts_are_the_same_of_one_limit_and_of_many(pay: list[int], limit: int, width: int) -> None:
    for column in (np.array(pay), narrow(np.array(pay))):
        one = np.array([limit], dtype=column.dtype)
        many = np.repeat(one, len(pay))
        assert up_to(column, one).tolist() == up_to(column, many).tolist() == [min(each, limit) for each in pay]
        assert above(column, one).tolist() == above(column, many).tolist() == [max(each - limit, 0) for each in pay]
        expected = [max(min(each, limit + width) - limit, 0) for each in pay]
        assert between(column, one, one + width).tolist() == expected


def test_one_value_of_all_takes_the_memory_of_one() -> None:
    column = of_all(np.array(7), 1_000)
    assert told_once(column).tolist() == told_once(np.full(1_000, 7)).tolist() == [7]
    assert some_of(column, np.array([5, 6])).tolist() == [7, 7]
    assert some_of(column, np.array([5, 6])).strides == (0,)
    assert len(told_once(np.array([7, 8, 7]))) == 3


def test_a_look_up_is_the_same_by_one_row_and_by_many() -> None:
    table, where = np.arange(12).reshape(3, 4), places(np.array([0, 3, 1], dtype=np.int8), 4)
    assert look_up(table, np.array([2]), where).tolist() == [8, 11, 9]
    assert look_up(table, np.array([2, 2, 0]), where).tolist() == [8, 11, 1]
    for rows in ([3], [-1], [2, 3, 0]):
        with pytest.raises(IndexError):
            look_up(table, np.array(rows), where)


@pytest.mark.parametrize("width", [np.int8, np.int32, np.int64])
@pytest.mark.parametrize("outside", [4, -1])
def test_a_place_outside_a_table_is_refused_before_it_is_looked_up(outside: int, width: type[np.signedinteger]) -> None:
    for column in (np.array([outside], width), np.array([0, outside, 3], width)):
        with pytest.raises(IndexError, match="a place is outside a table of 4"):
            places(column, 4)
    assert at(np.arange(4) * 10, places(np.array([3, 0, 2], width), 4)).tolist() == [30, 0, 20]
    assert places(np.array([], width), 4).tolist() == []


@pytest.mark.parametrize("condition", [[True, False, True], [True], [False]])
def test_amounts_under_one_condition_are_as_each_by_itself(condition: list[bool]) -> None:
    holds, amounts = np.array(condition), (np.array([5, -6, 7], np.int32), np.array([2**40, 1, -(2**40)]))
    for amount, kept in zip(amounts, each_only_if(holds, *amounts), strict=True):
        assert np.array_equal(*np.broadcast_arrays(kept, np.where(holds, amount, 0)))
        assert np.array_equal(kept, only_if(holds, amount))
