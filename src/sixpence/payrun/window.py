"""Which days a pay run pays for, and which tax period its pay date falls in."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from sixpence.law.tax_periods import tax_period
from sixpence.rates import tax_year_of
from sixpence.rates.frequency import BY_LABEL, WEEKS, Frequency


@dataclass(frozen=True, slots=True)
class Window:
    """A pay date and what follows from it. `starts_on` and `ends_on` are the first and last day paid for."""

    pay_date: date
    frequency: Frequency
    starts_on: date
    ends_on: date
    tax_year: str
    tax_year_starts_on: date
    tax_period: int

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1

    @property
    def run_id(self) -> str:
        return f"{self.pay_date}-{self.frequency.label}"


def window_of(pay_date: date, frequency_label: str) -> Window:
    """Monthly pay is for the calendar month of its pay date; weekly kinds for the weeks that end on it.

    Raises TaxYearNotLoaded, and KeyError for a frequency that is none.
    """
    frequency = BY_LABEL[frequency_label]
    year = tax_year_of(pay_date)
    if frequency is Frequency.MONTHLY:
        starts_on = pay_date.replace(day=1)
        ends_on = pay_date.replace(day=monthrange(pay_date.year, pay_date.month)[1])
    elif frequency is Frequency.ANNUAL:
        starts_on, ends_on = year.starts_on, year.ends_on
    else:
        starts_on, ends_on = pay_date - timedelta(days=7 * WEEKS[frequency] - 1), pay_date
    period = tax_period(np.array([pay_date], dtype="M8[D]"), np.array([frequency], dtype=np.int8))
    return Window(pay_date, frequency, starts_on, ends_on, year.name, year.starts_on, int(period[0]))
