"""The tables of deductions by order: what a wrong one is refused for, and that the published ones hang together."""

import numpy as np
import pytest

from sixpence.rates import tax_years
from sixpence.rates.loader import FOLDER, read_tax_year
from sixpence.rates.orders import DeductionTable, EarningsUnit, OrderRates
from sixpence.rates.tables import RatesFileWrong

GOOD = (FOLDER / "2026-27.toml").read_text()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("per_week_pence = 160_00", "per_week_pence = 60_00", "bands that do not begin at 0 and rise"),
        ("exceeding = { per_week_pence = 0,", "exceeding = { per_week_pence = 1,", "do not begin at 0 and rise"),
        ("per_day_pence = 72_00 }, of_first", "per_day_pence = 72_01 }, of_first", "gives a part of a penny"),
        ("of_rest_percent = 50", "rest_percent = 50", "lacks of_rest_percent"),
        ("of_excess_percent = 20", "excess_percent = 20", "lacks of_excess_percent"),
        ("protected_earnings_percent", "protected_percent", "lacks protected_earnings_percent"),
    ],
)
def test_a_wrong_table_is_refused_by_name(old: str, new: str, message: str) -> None:
    start = GOOD.index("[[orders]]")
    assert old in GOOD[start:]
    with pytest.raises(RatesFileWrong, match=message):
        read_tax_year("2026-27.toml", (GOOD[:start] + GOOD[start:].replace(old, new, 1)).encode())


def test_tables_for_weeks_months_and_days_agree() -> None:
    """Arrestments: a month's figure x 12 / 365 by day, and x 12 by 52 or by 365 / 7 weeks, which differ by 0.3%."""
    for rates in order_rates():
        week, month, day = rates.earnings_arrestment.exceeding[list(EarningsUnit)]
        assert (np.abs(day - month * 12 // 365) <= 1).all()
        assert (np.abs(week - month * 12 // 52) * 300 <= week).all()


def test_an_arrestments_slices_meet() -> None:
    """The fixed part of each slice is what the slice before has come to, to the rounding of two pence."""
    for rates in order_rates():
        table = rates.earnings_arrestment
        for band in range(2, len(table.of_all_rate)):
            slice_before = (table.exceeding[:, band] - table.exceeding[:, band - 1]) * table.of_excess_rate[band - 1]
            reached = table.fixed[:, band - 1] + slice_before // 1_000_000
            assert (np.abs(table.fixed[:, band] - reached) <= 2).all()


def test_a_day_of_maintenance_arrestment_is_protected_like_a_day_of_earnings() -> None:
    for rates in order_rates():
        assert rates.maintenance_arrestment_protected_per_day_pence == rates.earnings_arrestment.exceeding[2, 1]


def order_rates() -> list[OrderRates]:
    found = [block for year in tax_years() for block in year.all_blocks() if isinstance(block, OrderRates)]
    assert all(isinstance(rates.fines, DeductionTable) for rates in found)
    assert len(found) >= len(tax_years())
    return found
