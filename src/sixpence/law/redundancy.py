"""Statutory redundancy pay, in Great Britain and Northern Ireland.

Source: Employment Rights Act 1996 sections 135, 155, 162 and 227; Employment Rights (Northern Ireland) Order 1996
articles 190, 197 and 23.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sixpence.law.rounding import up
from sixpence.rates.redundancy import RedundancyRates

Int = NDArray[np.int64]

# Ages at the end of a year of service from which all of it was worked at or above 41, and at or above 22.
_ONE_AND_A_HALF_FROM = 42
_ONE_FROM = 23


@dataclass(frozen=True, slots=True)
class RedundancyPay:
    """Shape (n,). Years are whole years of service, counted back from the dismissal."""

    years_at_one_and_a_half: Int
    years_at_one: Int
    years_at_a_half: Int
    entitlement_half_weeks: Int
    week_limit_pence: Int
    week_pence: Int  # a week's pay, limited
    amount_pence: Int


def redundancy_pay(
    rates: RedundancyRates, *, region: Int, age: Int, complete_years: Int, week_pence: Int
) -> RedundancyPay:
    """Statutory redundancy pay. All columns have shape (n,), money in whole pence; half a penny is rounded up.

    `region` is a place in `rates.redundancy.REGIONS`; age and complete years are those on the relevant date (the end of
    the notice that the law asks for). The age goes down by one with each year counted back.
    """
    years = np.where(
        complete_years >= rates.shortest_service_years, np.minimum(complete_years, rates.longest_service_years), 0
    )
    at_one_and_a_half = np.minimum(np.maximum(age - _ONE_AND_A_HALF_FROM + 1, 0), years)
    at_one_or_more = np.minimum(np.maximum(age - _ONE_FROM + 1, 0), years)
    at_one, at_a_half = at_one_or_more - at_one_and_a_half, years - at_one_or_more
    half_weeks = 3 * at_one_and_a_half + 2 * at_one + at_a_half
    limit = rates.week_limit_pence[region]
    limited = np.minimum(week_pence, limit)
    return RedundancyPay(at_one_and_a_half, at_one, at_a_half, half_weeks, limit, limited, up(half_weeks * limited, 2))
