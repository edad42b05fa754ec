"""The apprenticeship levy of a PAYE scheme, month by month.

Source: Finance Act 2016 part 6; SI 2003/2682 part 7A; HMRC ALM09200 and "Apprenticeship Levy: guidance for software
developers". The pay bill is all earnings within secondary Class 1, also below the secondary threshold, and those of
employees and apprentices on whom the employer pays nothing; benefits in kind and under-16s are not in it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sixpence.law.rounding import half_up
from sixpence.rates import EmployerRates

Int = NDArray[np.int64]
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class ApprenticeshipLevy:
    """Whole pence, one entry a scheme and month, shape (n,)."""

    charge_to_date_pence: Int  # on the pay bill, before the allowance
    allowance_to_date_pence: Int  # a twelfth for each tax month so far
    due_to_date_pence: Int  # what the EPS reports
    due_pence: Int  # of this month; negative where the year's levy has come down


def apprenticeship_levy(
    rates: EmployerRates,
    *,
    tax_month: Int,
    pay_bill_to_date_pence: Int,
    allowance_of_year_pence: Int,
    due_before_pence: Int,
) -> ApprenticeshipLevy:
    """Levy due to date and in the month. All columns have shape (n,), money in whole pence, months 1 to 12.

    `allowance_of_year_pence` is the scheme's share of the employer's one allowance
    (`rates.apprenticeship_levy_allowance_pence`), which connected employers share.
    """
    charge = half_up(pay_bill_to_date_pence * rates.apprenticeship_levy_millionths, 1_000_000)
    allowance = half_up(allowance_of_year_pence * tax_month, _MONTHS)
    due_to_date = np.maximum(charge - allowance, 0)
    return ApprenticeshipLevy(charge, allowance, due_to_date, due_to_date - due_before_pence)
