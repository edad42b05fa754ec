"""Days as files write them, and as a British reader does, whatever the machine's locale."""

import re
from datetime import date
from functools import lru_cache

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_ISO = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}", re.ASCII)  # no payroll reaches further either way


@lru_cache(maxsize=64)  # thousands of payslips say the same few
def long_date(day: date) -> str:
    """ "30 November 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_from_text(text: str) -> date:
    """A day written year-month-day: "2026-11-30", and no other form of ISO 8601.

    Raises ValueError with the reason, without the text: it may be personal, and the caller knows where it stood.
    """
    try:
        if _ISO.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # such as 30 February
    raise ValueError("is not a date written year-month-day, such as 2026-11-30")
