"""How often people are paid; the numbers of the law are published for each of these."""

from enum import IntEnum


class Frequency(IntEnum):
    """A pay frequency. The value is its place in every array of thresholds."""

    WEEKLY = 0
    FORTNIGHTLY = 1
    FOUR_WEEKLY = 2
    MONTHLY = 3
    ANNUAL = 4

    @property
    def label(self) -> str:
        """As written in files: "four-weekly"."""
        return self.name.lower().replace("_", "-")


BY_LABEL = {frequency.label: frequency for frequency in Frequency}

# The key of each frequency's column in the rates files, in the order of `Frequency`.
PERIOD_KEYS = ("per_week_pence", "per_two_weeks_pence", "per_four_weeks_pence", "per_month_pence", "per_year_pence")

# Whole weeks in a period; a month is not one.
WEEKS = (1, 2, 4, 0, 52)
