"""Pension contributions on qualifying or all earnings, by the three ways of giving tax relief.

Source: Pensions Act 2008 section 13 (qualifying earnings); Finance Act 2004 sections 192 (relief at source) and 193
(net pay arrangements).
"""

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sixpence.basics.columns import Int, at, between, either, narrow, one_rate, only_if, places, rate_of
from sixpence.law.rounding import half_up
from sixpence.rates import PensionRates


class PensionMethod(IntEnum):
    """How the employee's contribution is taken."""

    NONE = 0
    RELIEF_AT_SOURCE = 1  # from net pay, less basic-rate tax that the scheme claims back
    NET_PAY = 2  # before tax, not before National Insurance
    SALARY_SACRIFICE = 3  # pay given up: before tax and National Insurance

    @property
    def label(self) -> str:
        return self.name.lower().replace("_", "-")


class PensionBasis(IntEnum):
    QUALIFYING = 0  # earnings between the lower and upper level
    ALL = 1

    @property
    def label(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class PensionContributions:
    """Whole pence, shape (n,). `employee_pence` is what leaves the employee's pay."""

    pensionable_pay_pence: Int
    employee_gross_pence: Int  # with the tax relief the scheme claims
    employee_pence: Int
    employer_pence: Int


@lru_cache(maxsize=32)
def _levels_of(rates: PensionRates) -> tuple[Int, Int]:
    """Between which earnings qualify, by frequency."""
    return narrow(rates.lower_level), narrow(rates.upper_level)


def pension_contributions(
    rates: PensionRates,
    *,
    method: NDArray[np.int8],
    basis: NDArray[np.int8],
    frequency: NDArray[np.int8],
    pay_pence: Int,
    employee_rate_millionths: Int,
    employer_rate_millionths: Int,
    relief_at_source_millionths: int,
) -> PensionContributions:
    """Contributions on each payment, to the nearest penny. All columns have shape (n,).

    Under salary sacrifice the pay before the sacrifice counts.
    """
    is_member = method != int(PensionMethod.NONE)
    if not is_member.any():
        nothing = np.zeros(1, dtype=np.int32)
        return PensionContributions(nothing, nothing, nothing, nothing)
    employee, employer = rate_of(employee_rate_millionths), rate_of(employer_rate_millionths)
    after_relief = one_rate(1_000_000 - relief_at_source_millionths)
    lower_level, upper_level = _levels_of(rates)
    of_frequency = places(frequency, len(lower_level))
    qualifying = between(pay_pence, at(lower_level, of_frequency), at(upper_level, of_frequency))
    pensionable = only_if(is_member, either(basis == int(PensionBasis.ALL), pay_pence, qualifying))
    gross = half_up(pensionable * employee.parts, employee.whole)
    net_of_relief = half_up(gross * after_relief.parts, after_relief.whole)
    return PensionContributions(
        pensionable,
        gross,
        either(method == int(PensionMethod.RELIEF_AT_SOURCE), net_of_relief, gross),
        half_up(pensionable * employer.parts, employer.whole),
    )
