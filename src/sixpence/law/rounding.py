"""Every rounding payroll law asks for, each with a name and a source. Integers in, integers out."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Int = NDArray[np.int64]
T = TypeVar("T", int, Int)


def up(amount: T, divisor: int) -> T:
    """`amount` / `divisor`, rounded up to a whole unit.

    Source: PAYE tax table routines v24.0 paragraph 4.3 (free pay up to a penny) and 4.4 (bandwidths up to a pound);
    Social Security (Contributions) Regulations 2001 regulation 11 (thresholds of other periods up to a pound).
    """
    return -(-amount // divisor)


def down(amount: T, divisor: int) -> T:
    """`amount` / `divisor`, cut to a whole unit.

    Source: PAYE tax table routines v24.0 paragraphs 4.4 (pay cut to pounds, steps cut to four decimals of a pound, tax
    cut to a penny); Education (Student Loans) (Repayment) Regulations 2009 regulation 44 (deductions cut to a pound).
    """
    return amount // divisor


def ni_third_place(pence: T, rate_millionths: T) -> T:
    """Pence of National Insurance: the product cut to three decimals of a pound; a third of 5 or less is dropped.

    >>> ni_third_place(100_063, 138_000)  # 138.08694: cut to 138.086, the third decimal is 6
    13809
    >>> ni_third_place(97_100, 150_000)  # 145.650
    14565
    >>> ni_third_place(10, 150_000)  # 0.015
    1

    Source: Social Security (Contributions) Regulations 2001 regulation 12 (a halfpenny or less is disregarded); HMRC,
    National Insurance guidance for software developers. Why the cut: half down without it misses HMRC's own test data.
    """
    tenths = pence * rate_millionths // 100_000
    return (tenths + 4) // 10


def half_up(amount: T, divisor: int) -> T:
    """`amount` / `divisor` to the nearest whole unit, an exact half up. Amounts at or above zero.

    Source: none in law; our choice for pension contributions and hours at a rate, see docs/law/pensions.md.
    """
    return (2 * amount + divisor) // (2 * divisor)
