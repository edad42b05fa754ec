"""What one pay day comes to for each payment, as columns."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Pence = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PayResults:
    """One entry a payment, in the order of the inputs. Whole pence; `net_pay = gross_pay - the five deductions`, and
    less what the inputs say is taken from net pay besides.

    Under salary sacrifice `employee_pension_pence` is the pay given up, which the employer pays over as its own.
    """

    gross_pay_pence: Pence
    nicable_pay_pence: Pence
    taxable_pay_pence: Pence
    income_tax_pence: Pence  # negative is a refund
    tax_due_to_date_pence: Pence  # tax to date after this payment
    employee_ni_pence: Pence
    employer_ni_pence: Pence
    ni_at_lel_pence: Pence
    ni_lel_to_pt_pence: Pence
    ni_pt_to_uel_pence: Pence
    ni_annual_basis: NDArray[np.bool_]  # reckoned on a director's annual earnings period
    student_loan_pence: Pence
    postgraduate_loan_pence: Pence
    employee_pension_pence: Pence
    employer_pension_pence: Pence
    net_pay_pence: Pence
    employer_cost_pence: Pence

    @classmethod
    def empty(cls, count: int) -> "PayResults":
        """Columns to be filled, block by block: one piece of memory, which a system can give in large pages."""
        names = [field.name for field in fields(cls) if field.name != "ni_annual_basis"]
        pence = np.empty((len(names), count), dtype=np.int64)
        return cls(**dict(zip(names, pence, strict=True)), ni_annual_basis=np.empty(count, dtype=np.bool_))

    def rows(self, which: slice | NDArray[np.intp]) -> "PayResults":
        """Some of the payments, in the order asked for."""
        return PayResults(**{name: getattr(self, name)[which] for name in _NAMES})

    def put(self, rows: slice | NDArray[np.intp], block: "PayResults") -> None:
        """Fill some rows. A column of the block may hold the one value of all its rows, shape (1,)."""
        for name in _NAMES:
            getattr(self, name)[rows] = getattr(block, name)


_NAMES = tuple(field.name for field in fields(PayResults))
