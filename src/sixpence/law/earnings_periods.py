"""Class 1 contributions on each payment: the ordinary earnings period, and a director's annual one.

Source: SI 2001/1004 regulation 8 (directors); HMRC CA44, which names the two ways of collecting a director's
contributions "standard annual earnings period method" and "alternative arrangements".
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from sixpence.basics.columns import Int
from sixpence.law.national_insurance import annual_limits, class_1, period_limits
from sixpence.law.tax_periods import is_last_period
from sixpence.rates import Rates
from sixpence.rates.frequency import Frequency


class Director(IntEnum):
    NO = 0
    STANDARD = 1  # every payment is reckoned on earnings to date and the year's thresholds
    ALTERNATIVE = 2  # as for anyone else, and on the year's thresholds with the last payment of the year


@dataclass(frozen=True, slots=True)
class Contributions:
    """What one payment adds, whole pence, shape (n,), or (1,) where all are alike.

    Where `annual_basis`, bands to date are the year's own.
    """

    employee: Int
    employer: Int
    at_lel: Int
    lel_to_pt: Int
    pt_to_uel: Int
    annual_basis: NDArray[np.bool_]


def year_bands(
    rates: Rates, letters: NDArray[np.int8], director_weeks: Int, earnings_to_date_pence: Int
) -> tuple[Int, Int, Int]:
    """A director's bands for the year so far: at the lower earnings limit, above it to PT, above that to UEL."""
    limits = annual_limits(rates.directors_national_insurance, letters, director_weeks)
    year = class_1(rates.directors_national_insurance, letters, earnings_to_date_pence, limits)
    return year.at_lel, year.lel_to_pt, year.pt_to_uel


def contributions(
    rates: Rates,
    *,
    letters: NDArray[np.int8],
    frequency: NDArray[np.int8],
    tax_period: Int,
    nicable_pay_pence: Int,
    director: NDArray[np.int8],
    director_weeks: Int,
    nicable_pay_before_pence: Int,
    employee_ni_before_pence: Int,
    employer_ni_before_pence: Int,
) -> Contributions:
    """Contributions on each payment. All columns have shape (n,), money in whole pence, or (1,) for one value of all.

    The `*_before` columns are this tax year's figures before the payment; they matter for directors alone.
    """
    period = class_1(
        rates.national_insurance,
        letters,
        nicable_pay_pence,
        period_limits(rates.national_insurance, letters, frequency),
    )
    found = Contributions(
        period.employee, period.employer, period.at_lel, period.lel_to_pt, period.pt_to_uel, np.zeros(1, dtype=np.bool_)
    )
    if not director.any():
        return found
    last = is_last_period(tax_period, frequency) | (frequency == int(Frequency.ANNUAL))
    annual_basis = (director == int(Director.STANDARD)) | ((director == int(Director.ALTERNATIVE)) & last)
    count = len(nicable_pay_pence)
    rows = np.flatnonzero(np.broadcast_to(annual_basis, count))

    def of_directors(column: Int) -> Int:
        return np.broadcast_to(column, count)[rows]

    letters = np.broadcast_to(letters, count)[rows]
    before, now = of_directors(nicable_pay_before_pence).astype(np.int64), nicable_pay_pence[rows]
    limits = annual_limits(rates.directors_national_insurance, letters, of_directors(director_weeks))
    year = class_1(rates.directors_national_insurance, letters, before + now, limits)
    earlier = class_1(rates.directors_national_insurance, letters, before, limits)

    def with_directors(ordinary: Int, on_annual_basis: Int) -> Int:
        both = np.array(np.broadcast_to(ordinary, count), dtype=np.int64)
        both[rows] = on_annual_basis
        return both

    return Contributions(
        employee=with_directors(found.employee, year.employee - of_directors(employee_ni_before_pence)),
        employer=with_directors(found.employer, year.employer - of_directors(employer_ni_before_pence)),
        at_lel=with_directors(found.at_lel, year.at_lel - earlier.at_lel),
        lel_to_pt=with_directors(found.lel_to_pt, year.lel_to_pt - earlier.lel_to_pt),
        pt_to_uel=with_directors(found.pt_to_uel, year.pt_to_uel - earlier.pt_to_uel),
        annual_basis=annual_basis,
    )
