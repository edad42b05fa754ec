"""Periods of incapacity for work: which absences form one, and which of a person's periods link into a chain.

Source: Social Security Contributions and Benefits Act 1992 section 152 (as amended by the Employment Rights Act 2025
from 6 April 2026: one day forms a period, before it took four) and section 154 (qualifying days).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sixpence.law.average_weekly_earnings import WeeklyEarnings
from sixpence.rates.statutory_pay import SickPayRates
from sixpence.rates.through_years import places_on

Days = NDArray[np.datetime64]
Int = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Absences:
    """Unbroken absences from sickness, one a row, shape (n,), any number of them a person, in any order.

    `qualifying` has shape (n, 7), Sunday first: the days of the week on which the person would have worked.
    """

    person: Int
    first_day: Days
    last_day: Days
    qualifying: Flags
    average_weekly_earnings: WeeklyEarnings  # before the first absence of a chain; later ones of it are not looked at


@dataclass(frozen=True, slots=True)
class IncapacityPeriods:
    """The absences that form a period of incapacity, shape (p,), by person and day. `chain` counts from 0."""

    absence: Int  # its row among the absences
    first_day: Days  # later than the absence's where only its part under a newer rule forms a period
    last_day: Days
    chain: Int
    chain_first_day: Days
    chain_absence: Int  # the row of the absence with which the chain began


def incapacity_periods(rates: tuple[SickPayRates, ...], absences: Absences) -> IncapacityPeriods:
    """Form and link periods. Raises ValueError where a person is absent twice on a day, or an absence ends early.

    An absence too short under the rule of its first day still forms a period of those of its days that fall under a
    newer rule, if they are enough for that one.
    """
    if (absences.last_day < absences.first_day).any():
        raise ValueError("an absence ends before it begins")
    order = np.lexsort((absences.first_day, absences.person))
    first, last, person = absences.first_day[order], absences.last_day[order], absences.person[order]
    if ((person[1:] == person[:-1]) & (first[1:] <= last[:-1])).any():
        raise ValueError("two absences of one person hold the same day")

    shortest = np.array([block.shortest_absence_days for block in rates], dtype=np.int64)
    begins = np.array([block.dated.effective_from for block in rates], dtype="M8[D]")
    at_first, at_last = places_on(rates, first), places_on(rates, last)
    forms = _length(first, last) >= shortest[at_first]
    newer_part = np.where(at_last > at_first, begins[at_last], first)
    forms_by_newer_part = ~forms & (at_last > at_first) & (_length(newer_part, last) >= shortest[at_last])
    first = np.where(forms, first, newer_part)

    kept = np.flatnonzero(forms | forms_by_newer_part)
    order, first, last, person, at_first = order[kept], first[kept], last[kept], person[kept], at_first[kept]
    longest_gap = np.array([block.longest_gap_days for block in rates], dtype=np.int64)[at_first]
    begins_chain = np.ones(len(kept), dtype=np.bool_)
    gap = _length(last[:-1], first[1:]) - 2
    begins_chain[1:] = (person[1:] != person[:-1]) | (gap > longest_gap[1:])
    chain = np.cumsum(begins_chain) - 1
    heads = np.flatnonzero(begins_chain)
    return IncapacityPeriods(order, first, last, chain, first[heads][chain], order[heads][chain])


def _length(first: Days, last: Days) -> Int:
    """Calendar days from first to last, both counted."""
    days: Int = (last - first).astype(np.int64) + 1
    return days


def years_after(days: Days, years: int) -> Days:
    """The same day and month some years on; 1 March for 29 February."""
    months = days.astype("M8[M]")
    later: Days = (months + np.timedelta64(12 * years, "M")).astype("M8[D]") + (days - months.astype("M8[D]"))
    return later
