"""What an employer gets back from HMRC of statutory parental payments. Of sick pay nothing, since April 2014.

Source: Social Security Contributions and Benefits Act 1992 section 167; Statutory Maternity Pay (Compensation of
Employers) and Miscellaneous Amendment Regulations 1994 (SI 1994/1882) regulations 2 to 4, as amended each April.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sixpence.law.rounding import half_up
from sixpence.rates.statutory_pay import StatutoryRecoveryRates

Int = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class StatutoryRecovery:
    """Whole pence, shape (n,). On an EPS these are two items for each kind of payment."""

    recovered_pence: Int
    compensation_pence: Int


def statutory_recovery(rates: StatutoryRecoveryRates, *, paid_pence: Int, small_employer: Flags) -> StatutoryRecovery:
    """What of `paid_pence`, one kind of payment, comes back. All columns have shape (n,), money in whole pence.

    Pass the tax year's total to date and take off what was claimed before: so pennies do not add up. `rates` are those
    of the day of payment; who is a small employer says `small_employers_relief`.
    """
    share = np.where(small_employer, rates.small_employer_recovered_millionths, rates.recovered_millionths)
    compensation = half_up(paid_pence * rates.small_employer_compensation_millionths, 1_000_000)
    return StatutoryRecovery(half_up(paid_pence * share, 1_000_000), np.where(small_employer, compensation, 0))
