"""The day on which a person reaches State Pension age.

Source: Pensions Act 1995 schedule 4 as amended by the Pensions Acts 2007, 2011 and 2014 (section 26): 66 for births to
5 April 1960, a month more for each month of birth to 5 March 1961, 67 to 5 April 1977, a month more for each month
to 5 March 1978, then 68.
"""

from calendar import monthrange
from datetime import date


def reaches_state_pension_age_on(birth_date: date) -> date:
    """For births from 6 October 1954; anyone born earlier has reached it.

    >>> reaches_state_pension_age_on(date(1960, 4, 5))
    datetime.date(2026, 4, 5)
    >>> reaches_state_pension_age_on(date(1960, 4, 6))
    datetime.date(2026, 5, 6)
    >>> reaches_state_pension_age_on(date(1961, 3, 6))
    datetime.date(2028, 3, 6)
    """
    if birth_date < date(1960, 4, 6):
        return _years_and_months_after(birth_date, 66, 0)
    if birth_date < date(1961, 3, 6):
        return _years_and_months_after(birth_date, 66, _months_since(birth_date, date(1960, 4, 6)) + 1)
    if birth_date < date(1977, 4, 6):
        return _years_and_months_after(birth_date, 67, 0)
    if birth_date < date(1978, 3, 6):
        return _years_and_months_after(birth_date, 67, _months_since(birth_date, date(1977, 4, 6)) + 1)
    return _years_and_months_after(birth_date, 68, 0)


def _months_since(day: date, start: date) -> int:
    """Whole months from a 6th to the month (from 6th to 5th) that holds `day`."""
    return (day.year - start.year) * 12 + day.month - start.month - (day.day < start.day)


def _years_and_months_after(day: date, years: int, months: int) -> date:
    month = day.month - 1 + months
    year = day.year + years + month // 12
    return date(year, month % 12 + 1, min(day.day, monthrange(year, month % 12 + 1)[1]))
