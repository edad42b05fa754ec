"""What time it is for the pages. Everything below them is told."""

from datetime import UTC, date, datetime

from sixpence.web.configuration import from_environment


def now() -> datetime:
    """Now; on the day of SIXPENCE_TODAY where that is set."""
    clock = datetime.now(UTC)
    day = from_environment().today
    return datetime.combine(day, clock.timetz()) if day else clock


def today() -> date:
    return now().date()
