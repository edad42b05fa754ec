"""What comes back of parental payments, by year and size of employer."""

import numpy as np
import pytest

from sixpence.law.small_employers_relief import is_small_employer
from sixpence.law.statutory_recovery import statutory_recovery
from sixpence.rates import tax_years


@pytest.mark.parametrize(
    ("tax_year", "compensation"), [("2023-24", 30_00), ("2024-25", 30_00), ("2025-26", 85_00), ("2026-27", 90_00)]
)
def test_small_employers_get_all_of_it_and_compensation(tax_year: str, compensation: int) -> None:
    (year,) = (year for year in tax_years() if year.name == tax_year)
    rates = year.on(year.starts_on).statutory_pay_recovery
    recovery = statutory_recovery(
        rates,
        paid_pence=np.array([1000_00, 1000_00, 194_32]),
        small_employer=is_small_employer(rates, np.array([45_000_00, 45_000_01, 1_000_000_00])),
    )
    assert recovery.recovered_pence.tolist() == [1000_00, 920_00, 178_77]  # 92% of 194.32 is 178.7744
    assert recovery.compensation_pence.tolist() == [compensation, 0, 0]
