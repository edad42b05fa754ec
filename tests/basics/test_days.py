"""Days in."""

from datetime import date

import pytest

from sixpence.basics.days import day_from_text


def test_a_day_is_year_month_day() -> None:
    assert day_from_text("2028-02-29") == date(2028, 2, 29)


@pytest.mark.parametrize(
    "text",
    ["", "2026-02-29", "20260430", "2026-W18-4", "2026-4-30", " 2026-04-30", "0001-01-01", "9999-12-31", "٢026-04-30"],
)
def test_anything_else_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(ValueError, match=r"^is not a date written year-month-day, such as 2026-11-30$"):
        day_from_text(text)
