"""Employment Allowance: an employer's secondary Class 1 contributions of the year are reduced until it is used up.

Source: National Insurance Contributions Act 2014 sections 1 to 4; SI 2020/218 (excluded persons); gov.uk, "Employment
Allowance" and "Single-director companies and Employment Allowance".
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from sixpence.rates import EmployerRates

Int = NDArray[np.int64]
Bool = NDArray[np.bool_]


class Exclusion(IntEnum):
    """Why an employer may not claim in a tax year; of several, the first."""

    NONE = 0
    SOLE_DIRECTOR = 1  # a company whose one employee above the secondary threshold is its director
    PUBLIC_BODY = 2  # more than half its work is of a public nature, and it is no charity
    DOMESTIC_STAFF = 3  # all staff work for a household, none of them as care or support workers
    CONNECTED_EMPLOYER_CLAIMS = 4  # one claim for all connected companies or charities, and all of their PAYE schemes
    CONTRIBUTIONS_TOO_HIGH = 5  # last year's secondary contributions, those of connected employers with them


@dataclass(frozen=True, slots=True)
class EmploymentAllowance:
    """Whole pence, one entry an employer, shape (n,)."""

    allowance_pence: Int  # of the year; nothing for who is excluded
    used_to_date_pence: Int
    used_pence: Int  # of this period; negative where contributions of the year came down
    left_pence: Int  # for the rest of the year


def exclusion(
    rates: EmployerRates,
    *,
    sole_director: Bool,
    public_body: Bool,
    domestic_staff: Bool,
    connected_employer_claims: Bool,
    secondary_class_1_of_last_year_pence: Int,
) -> NDArray[np.int8]:
    """Who is kept from the allowance and by what, as in `Exclusion`. All columns have shape (n,).

    Last year's contributions, those of connected companies or charities with them, count in the years whose rates state
    a limit (to 2024-25).
    """
    limit = rates.employment_allowance_excluded_from_pence
    too_high = np.zeros_like(sole_director) if limit is None else secondary_class_1_of_last_year_pence >= limit
    tests = [sole_director, public_body, domestic_staff, connected_employer_claims, too_high]
    reasons = [reason for reason in Exclusion if reason is not Exclusion.NONE]
    found: NDArray[np.int8] = np.select(tests, [np.int8(reason) for reason in reasons], np.int8(Exclusion.NONE))
    return found


def employment_allowance(
    rates: EmployerRates, *, excluded: NDArray[np.int8], secondary_class_1_to_date_pence: Int, used_before_pence: Int
) -> EmploymentAllowance:
    """The allowance as it arises: against all the year's secondary contributions so far, up to the year's amount.

    All columns have shape (n,), money in whole pence. Contributions on deemed payments to workers supplied through
    intermediaries do not count and are the caller's to leave out. A claim late in the year reaches back to 6 April.
    """
    allowance = np.where(excluded == Exclusion.NONE, rates.employment_allowance_pence, 0)
    used_to_date = np.clip(secondary_class_1_to_date_pence, 0, allowance)
    return EmploymentAllowance(allowance, used_to_date, used_to_date - used_before_pence, allowance - used_to_date)
