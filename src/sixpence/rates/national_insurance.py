"""Class 1 National Insurance: thresholds by frequency, rates by category letter from A (0) to Z (25)."""

from dataclasses import dataclass

import numpy as np

from sixpence.rates.frequency import PERIOD_KEYS
from sixpence.rates.tables import Dated, Millionths, Pence, RatesFileWrong, Table, by_frequency, read_dated

EMPLOYER_STARTS = (
    "secondary_threshold",
    "upper_secondary_threshold",
    "apprentice_upper_secondary_threshold",
    "veterans_upper_secondary_threshold",
    "freeport_upper_secondary_threshold",
    "investment_zone_upper_secondary_threshold",
)


@dataclass(frozen=True, slots=True, eq=False)  # read once; what is worked out from them is kept by identity
class NationalInsuranceRates:
    """Class 1. `employer_start` holds from where the employer pays, by letter and frequency."""

    dated: Dated
    lower_earnings_limit: Pence  # by frequency
    primary_threshold: Pence
    secondary_threshold: Pence
    upper_earnings_limit: Pence
    letters: str  # those in use
    employee_to_upper_earnings_limit: Millionths  # by letter
    employee_above: Millionths
    employer: Millionths
    employer_start: Pence  # shape (26, 5)

    @classmethod
    def read(cls, table: Table) -> "NationalInsuranceRates":
        dated, thresholds, letters = read_dated(table), table.table("thresholds"), table.table("letters")
        table.done()
        limits = {name: by_frequency(thresholds.table(name)) for name in thresholds.keys()}  # noqa: SIM118
        for name in ("lower_earnings_limit", "primary_threshold", "secondary_threshold", "upper_earnings_limit"):
            if name not in limits:
                raise RatesFileWrong(f"{thresholds.where} lacks {name}")
        employee_main, employee_above, employer = (np.zeros(26, dtype=np.int64) for _ in range(3))
        employer_start = np.zeros((26, len(PERIOD_KEYS)), dtype=np.int64)
        in_use = letters.keys()
        for letter in in_use:
            row, place = letters.table(letter), ord(letter) - ord("A")
            employee_main[place] = row.percent("employee_to_upper_earnings_limit_percent")
            employee_above[place] = row.percent("employee_above_percent")
            employer[place] = row.percent("employer_percent")
            start = row.take("employer_from", str)
            if start not in EMPLOYER_STARTS or start not in limits:
                raise RatesFileWrong(f"{row.where}.employer_from names no threshold of this block: {start}")
            employer_start[place] = limits[start]
            row.done()
        return cls(
            dated,
            limits["lower_earnings_limit"],
            limits["primary_threshold"],
            limits["secondary_threshold"],
            limits["upper_earnings_limit"],
            "".join(sorted(in_use)),
            employee_main,
            employee_above,
            employer,
            employer_start,
        )
