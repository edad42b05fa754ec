"""Class 1 National Insurance: bands, both sides' contributions, and directors' annual earnings periods.

Source: Social Security Contributions and Benefits Act 1992 sections 5 to 9; Social Security (Contributions)
Regulations 2001 (SI 2001/1004) regulations 8, 10 to 12; HMRC, National Insurance guidance for software developers.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sixpence.basics.columns import (
    Bool,
    Int,
    Share,
    above,
    at,
    each_only_if,
    look_up,
    lowest_terms,
    narrow,
    only_if,
    places,
    up_to,
)
from sixpence.law.rounding import ni_third_place, up
from sixpence.rates import NationalInsuranceRates
from sixpence.rates.frequency import Frequency

_NO_CONTRIBUTIONS = ord("X") - ord("A")


@dataclass(frozen=True, slots=True)
class Limits:
    """The thresholds that apply to each payment, in pence, shape (n,)."""

    lower_earnings_limit: Int
    primary_threshold: Int
    employer_start: Int  # from where the employer pays: the secondary threshold, or a letter's upper one
    upper_earnings_limit: Int


@dataclass(frozen=True, slots=True)
class Class1:
    """Contributions and their bands, whole pence, shape (n,)."""

    at_lel: Int
    lel_to_pt: Int
    pt_to_uel: Int
    is_reported: Bool
    earnings_above_uel: Int  # reported or not
    employee_main: Int
    employee_above: Int
    employer_to_uel: Int
    employer_above: Int

    @property
    def above_uel(self) -> Int:
        return only_if(self.is_reported, self.earnings_above_uel)

    @property
    def employee(self) -> Int:
        return self.employee_main + self.employee_above

    @property
    def employer(self) -> Int:
        return self.employer_to_uel + self.employer_above


def letter_places(letters: str) -> NDArray[np.int8]:
    """A string of category letters, one a payment, as places from A (0): the column the functions here take."""
    return (np.frombuffer(letters.encode("ascii"), dtype=np.uint8) - ord("A")).astype(np.int8)


class _Tables(NamedTuple):
    """What follows from the rates alone: limits by frequency (`employer_start` by letter too), rates by letter."""

    limits: Limits
    employee_to_uel: Share
    employee_above: Share
    employer: Share


@lru_cache(maxsize=32)
def _tables_of(rates: NationalInsuranceRates) -> _Tables:
    return _Tables(
        Limits(
            narrow(rates.lower_earnings_limit),
            narrow(rates.primary_threshold),
            narrow(rates.employer_start.T),
            narrow(rates.upper_earnings_limit),
        ),
        lowest_terms(rates.employee_to_upper_earnings_limit, of_at_most=int(rates.upper_earnings_limit.max())),
        lowest_terms(rates.employee_above),
        lowest_terms(rates.employer),
    )


def period_limits(rates: NationalInsuranceRates, letters: NDArray[np.int8], frequency: NDArray[np.int8]) -> Limits:
    """The published thresholds of each payment's earnings period."""
    limits = _tables_of(rates).limits
    of_frequency = places(frequency, len(limits.primary_threshold))
    return Limits(
        at(limits.lower_earnings_limit, of_frequency),
        at(limits.primary_threshold, of_frequency),
        look_up(limits.employer_start, frequency, places(letters, len(rates.employer))),
        at(limits.upper_earnings_limit, of_frequency),
    )


def annual_limits(rates: NationalInsuranceRates, letters: NDArray[np.int8], weeks: Int) -> Limits:
    """A director's thresholds: the year's, or weeks / 52 of them rounded up to a pound when appointed in the year.

    `weeks` counts from the week of appointment to week 52. Source: SI 2001/1004 regulation 8; CA44.
    """
    year = Frequency.ANNUAL

    def share(threshold: Int | np.int64) -> Int:
        return up(np.asarray(threshold) * weeks, 52 * 100) * 100

    return Limits(
        share(rates.lower_earnings_limit[year]),
        share(rates.primary_threshold[year]),
        share(rates.employer_start[letters, year]),
        share(rates.upper_earnings_limit[year]),
    )


def class_1(rates: NationalInsuranceRates, letters: NDArray[np.int8], earnings_pence: Int, limits: Limits) -> Class1:
    """Contributions on earnings of one earnings period. All shape (n,), money in whole pence.

    Each band is reckoned and rounded by itself, then added. Below the lower earnings limit no band is reported, though
    the employer may already pay: the secondary threshold has stood below it since April 2025.
    """
    tables, of_letter = _tables_of(rates), places(letters, len(rates.employer))
    to_uel = up_to(earnings_pence, limits.upper_earnings_limit)
    above_uel = earnings_pence - to_uel
    main = above(to_uel, limits.primary_threshold)
    is_reported = (earnings_pence >= limits.lower_earnings_limit) & (letters != _NO_CONTRIBUTIONS)
    employee_main, employee_above = tables.employee_to_uel.at(of_letter), tables.employee_above.at(of_letter)
    employer = tables.employer.at(of_letter)
    lower_earnings_limit = limits.lower_earnings_limit
    at_lel, lel_to_pt, pt_to_uel = each_only_if(
        is_reported, lower_earnings_limit, to_uel - main - lower_earnings_limit, main
    )
    return Class1(
        at_lel=at_lel,
        lel_to_pt=lel_to_pt,
        pt_to_uel=pt_to_uel,
        is_reported=is_reported,
        earnings_above_uel=above_uel,
        employee_main=ni_third_place(main, *employee_main),
        employee_above=ni_third_place(above_uel, *employee_above),
        employer_to_uel=ni_third_place(above(to_uel, limits.employer_start), *employer),
        employer_above=ni_third_place(above_uel, *employer),
    )
