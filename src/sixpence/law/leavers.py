"""What a leaver's P45 says, and how a payment after leaving is taxed.

Source: SI 2003/2682 regulation 36 (P45) and 37 (payments after it); HMRC form P45; gov.uk, "What to do when an employee
leaves" and "Paying an employee after giving them a P45".
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sixpence.law.tax_codes import Kind, TaxCodes, parse_tax_code
from sixpence.rates.frequency import Frequency

Int = NDArray[np.int64]
Bool = NDArray[np.bool_]

# The numbered items that the employer fills in on each part. Part 1A is the employee's to keep; 2 and 3 go to the next
# employer, who need not know what was earned in this job alone. Part 1 was HMRC's: the FPS tells it all now.
P45_ITEMS = {"1A": tuple(range(1, 14)), "2": tuple(range(1, 8)), "3": tuple(range(1, 8))}


@dataclass(frozen=True, slots=True)
class P45Figures:
    """Items 7 and 8, one entry a leaver, shape (n,); whole pence, 0 where an item is left blank."""

    has_totals: Bool  # item 7: with previous jobs of the tax year; blank on a week 1/month 1 basis
    total_pay_pence: Int
    total_tax_pence: Int
    has_this_employment: Bool  # item 8: blank where it would repeat item 7
    pay_in_this_employment_pence: Int
    tax_in_this_employment_pence: Int


def p45_figures(
    *,
    week1_month1: Bool,
    pay_here_pence: Int,
    tax_here_pence: Int,
    previous_pay_pence: Int,
    previous_tax_pence: Int,
) -> P45Figures:
    """Pay and tax as the P45 gives them. All columns have shape (n,), money in whole pence, of this tax year.

    "Here" is this employment, its last payment included; "previous" is what a P45 of an earlier job brought, or HMRC.
    """
    totals = ~week1_month1
    here = week1_month1 | (previous_pay_pence != 0) | (previous_tax_pence != 0)
    return P45Figures(
        has_totals=totals,
        total_pay_pence=np.where(totals, previous_pay_pence + pay_here_pence, 0),
        total_tax_pence=np.where(totals, previous_tax_pence + tax_here_pence, 0),
        has_this_employment=here,
        pay_in_this_employment_pence=np.where(here, pay_here_pence, 0),
        tax_in_this_employment_pence=np.where(here, tax_here_pence, 0),
    )


def codes_after_leaving(codes: TaxCodes) -> TaxCodes:
    """The codes for payments once the P45 is out: 0T on a week 1/month 1 basis, with the prefix each code had."""
    count = len(codes.number)
    return TaxCodes(
        regime=codes.regime,
        kind=np.full(count, Kind.SUFFIX, dtype=np.int8),
        number=np.zeros(count, dtype=np.int64),
        flat_step=np.zeros(count, dtype=np.int8),
        week1_month1=np.ones(count, dtype=np.bool_),
    )


def tax_code_after_leaving(tax_code: str) -> str:
    """The same for one code, in canonical text.

    >>> tax_code_after_leaving("S1257L"), tax_code_after_leaving("BR")
    ('S0T X', '0T X')

    Raises ValueError as `parse_tax_code` does.
    """
    prefix = ("", "C", "S")[parse_tax_code(tax_code).regime]
    return f"{prefix}0T X"


def contributions_period_after_leaving(frequency: NDArray[np.int8], is_regular_pay: Bool) -> NDArray[np.int8]:
    """The earnings period for Class 1 and student loans on a payment after leaving, as in `Frequency`. Shape (n,).

    Regular pay that is merely late (a last month's salary) keeps its own period; anything else, such as holiday pay or
    a bonus, is reckoned as a week's earnings. Tax goes by the frequency that the employee had.
    """
    return np.where(is_regular_pay, frequency, np.int8(Frequency.WEEKLY)).astype(np.int8)
