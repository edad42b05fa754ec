"""What time it is for the pages. Everything below them is told."""

from datetime import date

from sixpence.actions.today import now

__all__ = ["now", "today"]


def today() -> date:
    return now().date()
