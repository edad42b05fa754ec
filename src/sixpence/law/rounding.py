"""Every rounding payroll law asks for, each with a name and a source. Integers in, integers out."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sixpence.basics.columns import Int as IntOfAnyWidth

Int = NDArray[np.int64]
T = TypeVar("T", int, Int, IntOfAnyWidth)


def up(amount: T, divisor: T | int) -> T:
    """`amount` / `divisor`, rounded up to a whole unit.

    Source: PAYE tax table routines v24.0 paragraph 4.3 (free pay up to a penny) and 4.4 (bandwidths up to a pound);
    Social Security (Contributions) Regulations 2001 regulation 11 (thresholds of other periods up to a pound);
    SI 1986/1960 regulation 28 (statutory maternity pay up to a penny); HMRC's SSP daily rates tables (the same).
    """
    return -(-amount // divisor)


def down(amount: T, divisor: T | int) -> T:
    """`amount` / `divisor`, cut to a whole unit.

    Source: PAYE tax table routines v24.0 paragraphs 4.4 (pay cut to pounds, steps cut to four decimals of a pound, tax
    cut to a penny); Education (Student Loans) (Repayment) Regulations 2009 regulation 44 (deductions cut to a pound);
    HMRC's SSP daily rates tables (four decimals) and the gov.uk maternity calculator (seven decimals).
    """
    return amount // divisor


def ni_third_place(pence: T, rate: T, whole: int = 1_000_000) -> T:
    """Pence of National Insurance: the product cut to three decimals of a pound; a third of 5 or less is dropped.

    The rate is in parts of `whole`.

    >>> ni_third_place(100_063, 138_000)  # 138.08694: cut to 138.086, the third decimal is 6
    13809
    >>> ni_third_place(97_100, 150_000)  # 145.650
    14565
    >>> ni_third_place(10, 150_000)  # 0.015
    1

    Source: Social Security (Contributions) Regulations 2001 regulation 12 (a halfpenny or less is disregarded); HMRC,
    National Insurance guidance for software developers. Why the cut: half down without it misses HMRC's own test data.
    """
    # To cut to tenths of a penny, add four and cut to pence is one division: a cut of a cut is the cut of the whole.
    # What four tenths of the whole may have behind the point may be cut: whole amounts do not reach between.
    return (pence * rate + 2 * whole // 5) // whole


def class_1a_penny(pence: Int, rate_millionths: int) -> Int:
    """Pence of Class 1A: the product to the nearest penny, a halfpenny or less dropped.

    Source: Social Security (Contributions) Regulations 2001, whose rule is the same for each class of contribution (as
    regulations 12 and 41 have it). HMRC's cut to three decimals is of its Class 1 guidance and is not applied here.
    """
    return (pence * rate_millionths + 499_999) // 1_000_000


def half_up(amount: T, divisor: T | int) -> T:
    """`amount` / `divisor` to the nearest whole unit, an exact half up. Amounts at or above zero.

    Source: none in law; our choice for pension contributions and hours at a rate, see docs/law/pensions.md; the gov.uk
    calculator's for 90% of earnings in paternity pay, ours for what is recovered of it, see docs/law/parental-pay.md.
    """
    # The half of an odd divisor may be cut: whole amounts do not reach between it and the half itself.
    return (amount + divisor // 2) // divisor


def half_down(amount: T, divisor: T | int) -> T:
    """`amount` / `divisor` to the nearest whole unit, an exact half down.

    >>> half_down(5, 10), half_down(6, 10)
    (0, 1)

    Source: Social Security (Contributions) Regulations 2001 regulation 11 as HMRC NIM01010 words it (limits of odd
    earnings periods: a halfpenny or less is disregarded).
    """
    return -((divisor - 2 * amount) // (2 * divisor))


def deduction_by_order_penny(amount: T, divisor: T | int) -> T:
    """`amount` / `divisor` reckoned to two decimals, the rest cut, then to the nearest unit, an exact half down.

    >>> deduction_by_order_penny(3617 * 50, 100)  # 18.085 pounds
    1808

    Source: Debtors (Scotland) Act 1987 schedule 2, note to tables A to C (SSI 2023/27): a percentage is worked to two
    decimal places of a penny. Other tables of deductions by order say nothing of a half penny, and are taken alike.
    """
    return (amount * 100 // divisor + 49) // 100
