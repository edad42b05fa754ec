"""Who is a small employer, and so gets statutory parental pay back in full and a compensation on top.

Source: SI 1994/1882 regulation 2; gov.uk, "Get financial help with statutory pay".
"""

import numpy as np
from numpy.typing import NDArray

from sixpence.rates import StatutoryRecoveryRates

Int = NDArray[np.int64]
Bool = NDArray[np.bool_]


def is_small_employer(rates: StatutoryRecoveryRates, class_1_of_year_pence: Int) -> Bool:
    """Whether Class 1 contributions came to the limit or less in the last whole tax year before the qualifying week.

    Both sides' contributions of all the employer's PAYE schemes count, before Employment Allowance or statutory pay is
    taken off; Class 1A and 1B do not. Shape (n,), whole pence.
    """
    small: Bool = class_1_of_year_pence <= rates.small_employer_limit_per_year_pence
    return small
