"""Pounds in and out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixpence.basics.money import pence_from_pounds, plain_pounds, plain_pounds_lines, pounds


@given(st.integers(-(10**15), 10**15))
def test_what_is_written_reads_back(pence: int) -> None:
    assert pence_from_pounds(plain_pounds(pence)) == pence
    assert pounds(pence).replace("£", "").replace(",", "") == plain_pounds(pence)


@given(st.lists(st.tuples(st.integers(-(10**15), 10**15), st.integers(-1_000, 1_000))))
def test_many_are_written_as_each_is(rows: list[tuple[int, int]]) -> None:
    columns = list(np.array(rows, dtype=np.int64).reshape(-1, 2).T)
    assert plain_pounds_lines(columns) == [",".join(map(plain_pounds, row)) for row in rows]


def test_as_people_write_them() -> None:
    assert [pence_from_pounds(text) for text in ("0", "12", "12.5", "12.50", "-0.01")] == [0, 1200, 1250, 1250, -1]
    assert [pounds(pence) for pence in (0, 123456789, -5)] == ["£0.00", "£1,234,567.89", "-£0.05"]


@pytest.mark.parametrize("text", ["", "1,000", "£5", "1.234", "1e3", " 1", "1.", ".5", "--1", "٣", "nan"])
def test_anything_else_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(ValueError, match=r"^is not an amount in pounds with at most two decimals, such as 1234\.56$"):
        pence_from_pounds(text)
