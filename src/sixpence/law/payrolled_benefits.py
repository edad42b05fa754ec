"""Benefits taxed through the payroll: how much of a year's value each payday bears, and which pay it joins.

Source: SI 2003/2682 regulations 61A to 61M, of which 61B(3) (the overriding limit), 61D (a payday's part) and 61I and
61J (changes within the year); gov.uk, "Payrolling: changes affecting benefits and expenses".
"""

from dataclasses import dataclass

from sixpence.basics.columns import Int
from sixpence.law.rounding import down


@dataclass(frozen=True, slots=True)
class TaxedPay:
    """Whole pence, shape (n,)."""

    taxable_pence: Int
    relevant_pence: Int  # what the overriding limit is half of: money alone


def taxed_pay(pay_pence: Int, net_pay_pension_pence: Int, payrolled_benefits_pence: Int) -> TaxedPay:
    """What tax is reckoned on. A payrolled benefit is taxed as pay; no Class 1 is due on it, and nobody is paid it.

    `pay_pence` is after any sacrifice, `net_pay_pension_pence` what a net pay arrangement takes before tax. Shape (n,).
    """
    relevant = pay_pence - net_pay_pension_pence
    return TaxedPay(relevant + payrolled_benefits_pence, relevant)


def benefit_of_payday(value_of_year_pence: Int, taxed_before_pence: Int, paydays_left: Int) -> Int:
    """The part of a benefit's value that this payday bears: what is still to be taxed over the paydays left.

    `paydays_left` counts this one; `taxed_before_pence` is what earlier paydays of the tax year bore. So a change of
    value spreads over the rest of the year, and the last payday brings the sum to the year's value. Shape (n,), pence.

    >>> benefit_of_payday(np.array([5_200_00]), np.array([0]), np.array([12]))
    array([43333])
    """
    return down(value_of_year_pence - taxed_before_pence, paydays_left)


def value_for_days(value_of_year_pence: Int, days: Int, days_in_year: Int) -> Int:
    """A benefit's value when it is there for a part of the tax year: a day's value, cut to a penny, for each day.

    >>> value_for_days(np.array([5_200_00]), np.array([329]), np.array([365]))  # 14.24 a day, as on gov.uk
    array([468496])
    """
    return down(value_of_year_pence, days_in_year) * days
