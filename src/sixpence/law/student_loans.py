"""Student and postgraduate loan deductions.

Source: Education (Student Loans) (Repayment) Regulations 2009 (SI 2009/470) part 4; HMRC CSLM17065.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sixpence.basics.columns import either, only_if, places
from sixpence.law.rounding import down
from sixpence.rates import StudentLoanRates
from sixpence.rates.frequency import WEEKS, Frequency

Int = NDArray[np.int64]
_WEEKS = np.array(WEEKS, dtype=np.int64)
_FREQUENCIES = np.array(list(Frequency), dtype=np.int8)


@dataclass(frozen=True, slots=True)
class StudentLoans:
    """Deductions in whole pence (always whole pounds) and the thresholds they are above. Shape (n,)."""

    threshold_pence: Int
    student_loan_pence: Int
    postgraduate_threshold_pence: Int
    postgraduate_loan_pence: Int


def period_threshold(per_year_pence: Int, frequency: NDArray[np.int8]) -> Int:
    """The yearly threshold's share of a period: a twelfth, or weeks / 52, cut to a penny."""
    share_of_weeks = down(per_year_pence * _WEEKS[places(frequency)], 52)
    return either(frequency == Frequency.MONTHLY, down(per_year_pence, 12), share_of_weeks)


@lru_cache(maxsize=32)
def _period_thresholds(rates: StudentLoanRates) -> tuple[Int, Int]:
    """The thresholds of every period: by plan and then frequency, flat; the postgraduate ones by frequency."""
    postgraduate_year = np.array([rates.postgraduate_threshold_per_year], dtype=np.int64)
    by_plan = period_threshold(rates.threshold_per_year[:, np.newaxis], _FREQUENCIES)
    return by_plan.ravel(), period_threshold(postgraduate_year, _FREQUENCIES)


def student_loans(
    rates: StudentLoanRates,
    *,
    plan: NDArray[np.int8],
    has_postgraduate_loan: NDArray[np.bool_],
    frequency: NDArray[np.int8],
    nicable_pay_pence: Int,
) -> StudentLoans:
    """Deductions from each payment, cut to a whole pound; both loans are worked on the full pay.

    `plan` is 0 for none, else 1, 2, 4 or 5. Pay is what Class 1 contributions are due on, of this payment alone.
    """
    of_plan, of_frequency = places(plan), places(frequency)
    by_plan, postgraduate_thresholds = _period_thresholds(rates)
    threshold = by_plan[of_plan * len(Frequency) + of_frequency]
    postgraduate_threshold = postgraduate_thresholds[of_frequency]

    def deduction(above_threshold: Int, rate: Int) -> Int:
        return down(np.maximum(above_threshold, 0) * rate, 100_000_000) * 100

    postgraduate = deduction(nicable_pay_pence - postgraduate_threshold, np.asarray(rates.postgraduate_rate))
    return StudentLoans(
        threshold,
        deduction(nicable_pay_pence - threshold, rates.rate[of_plan]),
        postgraduate_threshold,
        only_if(has_postgraduate_loan, postgraduate),
    )
