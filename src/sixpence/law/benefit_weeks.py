"""The week of the benefits Acts: seven days that begin on Sunday.

Source: Social Security Contributions and Benefits Act 1992 sections 122(1) and 171(1) ("week").
"""

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.datetime64]
Int = NDArray[np.int64]

ONE_DAY = np.timedelta64(1, "D")
ONE_WEEK = np.timedelta64(7, "D")
WEEKDAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
_FIRST_DAY_COUNTED = WEEKDAYS.index("Thu")  # 1 January 1970


def weekday(days: Days) -> Int:
    """0 for Sunday to 6 for Saturday."""
    numbers: Int = (days.astype("M8[D]").astype(np.int64) + _FIRST_DAY_COUNTED) % 7
    return numbers


def saturday_of(days: Days) -> Days:
    """The last day of each day's week."""
    saturdays: Days = days + (6 - weekday(days)) * ONE_DAY
    return saturdays
