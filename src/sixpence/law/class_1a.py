"""Class 1A contributions, the employer's alone: on termination awards as they are paid, on benefits once a year.

Source: Social Security Contributions and Benefits Act 1992 sections 10 and 10ZA to 10ZC; Income Tax (Earnings and
Pensions) Act 2003 sections 403 and 404 (the exemption); NIM01610 (which rate where it changes within a year).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sixpence.law.rounding import class_1a_penny
from sixpence.rates import EmployerRates

Int = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TerminationAward:
    """Whole pence, one entry a payment, shape (n,)."""

    exempt_pence: Int  # of this payment, free of tax and contributions
    taxable_pence: Int  # taxed as pay; no Class 1 on it, so no student loan either
    class_1a_pence: Int


def termination_award(rates: EmployerRates, *, award_pence: Int, awards_before_pence: Int) -> TerminationAward:
    """One payment of an award for the end of an employment, at the rates of the day it is paid. Shape (n,).

    `awards_before_pence` is what was paid before for the same employment, or for another with the same or an associated
    employer, in whichever year: they share one exemption (ITEPA 2003 section 404). Pay, holiday pay and pay in lieu of
    notice are no part of the award: they are earnings.
    """
    exempt_left = np.maximum(rates.termination_award_exempt_pence - awards_before_pence, 0)
    exempt = np.minimum(award_pence, exempt_left)
    taxable = award_pence - exempt
    return TerminationAward(exempt, taxable, class_1a_penny(taxable, rates.class_1a_on_termination_awards_millionths))


def class_1a_on_benefits(rates: EmployerRates, benefits_of_year_pence: Int) -> Int:
    """Class 1A on a year's taxable benefits, payrolled or not, as form P11D(b) declares it. Shape (n,), whole pence.

    The rates are those of the tax year; where the rate changed within the year, the year's own rate stands in them.
    """
    return class_1a_penny(benefits_of_year_pence, rates.class_1a_on_benefits_millionths)
