"""Student and postgraduate loan deductions.

Source: Education (Student Loans) (Repayment) Regulations 2009 (SI 2009/470) part 4; HMRC CSLM17065.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sixpence.basics.columns import (
    Int,
    Share,
    above,
    at,
    either,
    look_up,
    lowest_terms,
    narrow,
    one_rate,
    only_if,
    places,
)
from sixpence.law.rounding import down
from sixpence.rates import StudentLoanRates
from sixpence.rates.frequency import WEEKS, Frequency

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
    share_of_weeks = down(per_year_pence * at(_WEEKS, places(frequency, len(_WEEKS))), 52)
    return either(frequency == int(Frequency.MONTHLY), down(per_year_pence, 12), share_of_weeks)


class _Tables(NamedTuple):
    """What follows from the rates alone."""

    threshold: Int  # by frequency and plan
    rate: Share  # by plan
    postgraduate_threshold: Int  # by frequency
    postgraduate_rate: Share


@lru_cache(maxsize=32)
def _tables_of(rates: StudentLoanRates) -> _Tables:
    postgraduate_year = np.array([rates.postgraduate_threshold_per_year], dtype=np.int64)
    by_plan = period_threshold(rates.threshold_per_year, _FREQUENCIES[:, np.newaxis])
    return _Tables(
        narrow(by_plan),
        lowest_terms(rates.rate),
        narrow(period_threshold(postgraduate_year, _FREQUENCIES)),
        one_rate(rates.postgraduate_rate),
    )


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
    tables, of_plan = _tables_of(rates), places(plan, len(rates.rate))
    threshold = look_up(tables.threshold, frequency, of_plan)
    postgraduate_threshold = at(tables.postgraduate_threshold, places(frequency, len(_FREQUENCIES)))

    def deduction(threshold_pence: Int, rate: Share) -> Int:
        return down(above(nicable_pay_pence, threshold_pence) * rate.parts, rate.whole * 100) * 100

    nothing = np.zeros(1, dtype=np.int32)
    student_loan = deduction(threshold, tables.rate.at(of_plan)) if plan.any() else nothing
    postgraduate_loan = nothing
    if has_postgraduate_loan.any():
        postgraduate_loan = only_if(has_postgraduate_loan, deduction(postgraduate_threshold, tables.postgraduate_rate))
    return StudentLoans(threshold, student_loan, postgraduate_threshold, postgraduate_loan)
