"""Orders and their payments as rows, for the tests: amounts in pence, a column left out is 0."""

from collections.abc import Mapping, Sequence

import numpy as np

from sixpence.law.order_tables import pay_units
from sixpence.law.orders import NO_BALANCE, OrderKind, OrderPayments, Orders
from sixpence.rates.frequency import BY_LABEL

Row = Mapping[str, int | str]


def payments(rows: Sequence[Row]) -> OrderPayments:
    unit, units = pay_units(np.array([BY_LABEL[str(row.get("frequency", "monthly"))] for row in rows], dtype=np.int8))
    if rows and "unit" in rows[0]:
        unit, units = column(rows, "unit").astype(np.int8), column(rows, "units")
    return OrderPayments(column(rows, "net"), column(rows, "taken_before"), unit, units, column(rows, "days"))


def orders(rows: Sequence[Row]) -> Orders:
    return Orders(
        payment=column(rows, "payment"),
        kind=np.array([OrderKind[str(row["kind"])] for row in rows], dtype=np.int8),
        made_on=np.array([row.get("made_on", "2026-04-06") for row in rows], dtype="M8[D]"),
        reference=np.array([row.get("reference", "") for row in rows], dtype=np.str_),
        normal_deduction_pence=column(rows, "normal"),
        protected_earnings_pence=column(rows, "protected"),
        deduction_brought_forward_pence=column(rows, "brought_forward"),
        protection_brought_forward_pence=column(rows, "protection_brought_forward"),
        balance_pence=column(rows, "balance", NO_BALANCE),
    )


def column(rows: Sequence[Row], name: str, default: int = 0) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([row.get(name, default) for row in rows], dtype=np.int64)
