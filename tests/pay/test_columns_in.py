"""A column of amounts is read at once where all are written alike, and that changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pay.payments import amounts
from sixpence.pay.columns_in import COLUMNS, BadValue

written = st.one_of(
    amounts(-(10**11), 10**11),
    st.sampled_from(
        ["", "0", "12", "12.5", "-0.00", "00000000000.01", "99999999.99", "100000000.00", "1.00\n2.00", "x"]
    ),
)


@given(st.sampled_from(["gross_pay", "taxable_pay_to_date", "tax_to_date"]), st.lists(written, max_size=4))
def test_amounts_are_read_at_once_as_they_are_one_by_one(name: str, texts: list[str]) -> None:
    column = COLUMNS[name]
    assert column.parse_all is not None
    at_once = column.parse_all(texts)
    if at_once is not None:
        assert at_once == [column.parse(text) for text in texts]


def test_what_cannot_be_read_at_once_is_read_all_the_same() -> None:
    texts = ("12.50", "7", "0.5")
    assert COLUMNS["gross_pay"].read("gross_pay", texts).tolist() == [1250, 700, 50]
    with pytest.raises(BadValue, match=r"row 2, column gross_pay: '-0\.00' is below zero"):
        COLUMNS["gross_pay"].read("gross_pay", ("12.50", "-0.00"))


def test_most_files_are_read_at_once() -> None:
    assert COLUMNS["tax_to_date"].parse_all is not None
    assert COLUMNS["tax_to_date"].parse_all(["1.00", "-23.45"]) == [100, -2345]
