"""Statutory holiday: the leave of a year, and how it builds up without regular hours."""

from dataclasses import dataclass

from sixpence.rates.tables import Dated, Table, read_dated


@dataclass(frozen=True, slots=True)
class HolidayRates:
    """`irregular_hours_accrual` is None before the leave years it is for."""

    dated: Dated
    weeks_per_year_tenths: int
    most_days_per_year: int
    irregular_hours_accrual_millionths: int | None

    @classmethod
    def read(cls, table: Table) -> "HolidayRates":
        accrual = "irregular_hours_accrual_percent"
        rates = cls(
            read_dated(table),
            table.take("weeks_per_year_tenths", int),
            table.take("most_days_per_year", int),
            table.percent(accrual) if table.has(accrual) else None,
        )
        table.done()
        return rates
