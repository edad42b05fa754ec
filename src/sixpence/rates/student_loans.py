"""Student and postgraduate loans: thresholds and rates by plan."""

from dataclasses import dataclass

import numpy as np

from sixpence.rates.tables import Dated, Millionths, Pence, Table, read_dated


@dataclass(frozen=True, slots=True, eq=False)  # read once; what is worked out from them is kept by identity
class StudentLoanRates:
    """Arrays are by plan: 1 at [1], 2 at [2], 4 at [4], 5 at [5]; [0] is no plan. `plans` are those in payroll."""

    dated: Dated
    plans: tuple[int, ...]
    threshold_per_year: Pence
    rate: Millionths
    postgraduate_threshold_per_year: int
    postgraduate_rate: int

    @classmethod
    def read(cls, table: Table) -> "StudentLoanRates":
        dated = read_dated(table)
        threshold, rate = np.zeros(6, dtype=np.int64), np.zeros(6, dtype=np.int64)
        plans = tuple(plan for plan in (1, 2, 4, 5) if table.has(f"plan_{plan}"))
        for plan in plans:
            row = table.table(f"plan_{plan}")
            threshold[plan], rate[plan] = row.pence("threshold_per_year_pence"), row.percent("percent")
            row.done()
        postgraduate = table.table("postgraduate")
        rates = cls(
            dated,
            plans,
            threshold,
            rate,
            postgraduate.pence("threshold_per_year_pence"),
            postgraduate.percent("percent"),
        )
        postgraduate.done()
        table.done()
        return rates
