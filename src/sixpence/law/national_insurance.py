"""Class 1 National Insurance: bands, both sides' contributions, and directors' annual earnings periods.

Source: Social Security Contributions and Benefits Act 1992 sections 5 to 9; Social Security (Contributions)
Regulations 2001 (SI 2001/1004) regulations 8, 10 to 12; HMRC, National Insurance guidance for software developers.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sixpence.basics.columns import only_if, places
from sixpence.law.rounding import ni_third_place, up
from sixpence.rates import NationalInsuranceRates
from sixpence.rates.frequency import Frequency

Int = NDArray[np.int64]
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
    above_uel: Int
    employee_main: Int
    employee_above: Int
    employer_to_uel: Int
    employer_above: Int

    @property
    def employee(self) -> Int:
        return self.employee_main + self.employee_above

    @property
    def employer(self) -> Int:
        return self.employer_to_uel + self.employer_above


def letter_places(letters: str) -> NDArray[np.int8]:
    """A string of category letters, one a payment, as places from A (0): the column the functions here take."""
    return (np.frombuffer(letters.encode("ascii"), dtype=np.uint8) - ord("A")).astype(np.int8)


def period_limits(rates: NationalInsuranceRates, letters: NDArray[np.int8], frequency: NDArray[np.int8]) -> Limits:
    """The published thresholds of each payment's earnings period."""
    of_frequency = places(frequency)
    return Limits(
        rates.lower_earnings_limit[of_frequency],
        rates.primary_threshold[of_frequency],
        rates.employer_start.ravel()[places(letters) * len(Frequency) + of_frequency],
        rates.upper_earnings_limit[of_frequency],
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
    of_letter = places(letters)
    to_uel = np.minimum(earnings_pence, limits.upper_earnings_limit)
    above = earnings_pence - to_uel
    main = np.maximum(to_uel - limits.primary_threshold, 0)
    reported = (earnings_pence >= limits.lower_earnings_limit) & (letters != _NO_CONTRIBUTIONS)
    employer = rates.employer[of_letter]
    return Class1(
        at_lel=only_if(reported, limits.lower_earnings_limit),
        lel_to_pt=only_if(reported, to_uel - main - limits.lower_earnings_limit),
        pt_to_uel=only_if(reported, main),
        above_uel=only_if(reported, above),
        employee_main=ni_third_place(main, rates.employee_to_upper_earnings_limit[of_letter]),
        employee_above=ni_third_place(above, rates.employee_above[of_letter]),
        employer_to_uel=ni_third_place(np.maximum(to_uel - limits.employer_start, 0), employer),
        employer_above=ni_third_place(above, employer),
    )
