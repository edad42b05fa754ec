"""Periods and figures in the words of a British document, whatever the machine's locale."""

from datetime import date
from functools import lru_cache

from sixpence.basics.days import long_date


@lru_cache(maxsize=64)  # a run has one
def date_range(first: date, last: date) -> str:
    """Both days included, no part said twice: "1 to 30 November 2026", "28 December 2026 to 3 January 2027"."""
    if first == last:
        return long_date(last)
    start = long_date(first)
    if first.year == last.year:
        start = start.removesuffix(f" {first.year}")
        if first.month == last.month:
            start = str(first.day)
    return f"{start} to {long_date(last)}"


def tax_period(frequency: str, period: int, tax_year: str) -> str:
    """ "Month 8 of 2026-27" where pay is monthly or yearly, else "Week 35 of 2026-27"."""
    return f"{'Month' if frequency in ('monthly', 'annual') else 'Week'} {period} of {tax_year}"


def hours(hundredths: int) -> str:
    """Hundredths of an hour as "37.50"."""
    whole, rest = divmod(abs(hundredths), 100)
    return f"{'-' if hundredths < 0 else ''}{whole}.{rest:02d}"
