"""What time it is for the faces. Below them everything is told."""

import os
from datetime import UTC, date, datetime

from sixpence.basics.refused import Refused

VARIABLE = "SIXPENCE_TODAY"


def now() -> datetime:
    """Now; on the day of SIXPENCE_TODAY where that is set. Raises Refused where it is no day."""
    clock, day = datetime.now(UTC), os.environ.get(VARIABLE, "")
    if not day:
        return clock
    try:
        return datetime.combine(date.fromisoformat(day), clock.timetz())
    except ValueError:
        raise Refused(f"{VARIABLE} is no day: write it as 2026-11-30") from None
