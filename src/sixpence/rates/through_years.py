"""One subject's figures through all years: for absences, leave and pay weeks that run across April.

Figures for days after the last rates file are not law yet; the latest known stand in, and the results say so.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sixpence.basics.refused import Refused
from sixpence.rates.loader import Block, tax_years

Subject = TypeVar("Subject", bound=Block)
Days = NDArray[np.datetime64]


@cache
def through_years(subject: type[Subject]) -> tuple[Subject, ...]:
    """Every dated block of a subject, such as `SickPayRates`, oldest first."""
    return tuple(block for year in tax_years() for block in year.all_blocks() if isinstance(block, subject))


def last_known_day() -> date:
    """The last day that a rates file covers."""
    return tax_years()[-1].ends_on


def places_on(blocks: Sequence[Block], days: Days) -> NDArray[np.int64]:
    """The place in `blocks` of the one in force on each day. Raises Refused for a day before the first."""
    begins = np.array([block.dated.effective_from for block in blocks], dtype="M8[D]")
    places: NDArray[np.int64] = np.searchsorted(begins, days, side="right").astype(np.int64) - 1
    if len(places) and places.min() < 0:
        raise Refused(f"no rates are loaded for {days.min()}: those for statutory payments begin on {begins[0]}")
    return places
