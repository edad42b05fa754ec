"""The minimum wage an hour by age. It changes on 1 April, so a tax year's file holds two blocks."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from sixpence.rates.tables import Dated, Pence, RatesFileWrong, Table, read_dated


@dataclass(frozen=True, slots=True)
class MinimumWageRates:
    """`per_hour[i]` is for those aged `from_age[i]` or older; ages rise from 0. Pence, as the law states them."""

    dated: Dated
    last_day: date  # pay reference periods that start later have other rates
    from_age: Pence
    per_hour: Pence
    apprentice_per_hour: int
    apprentice_rate_under_age: int  # any year of the apprenticeship; older apprentices in its first year alone
    accommodation_offset_per_day: int

    @classmethod
    def read(cls, table: Table) -> "MinimumWageRates":
        dated, last_day = read_dated(table), table.take("last_day", date)
        rows = table.take("by_age", list)
        bands = [Table(f"{table.where}.by_age[{number}]", row) for number, row in enumerate(rows, start=1)]
        from_age = [band.take("from_age", int) for band in bands]
        if from_age[:1] != [0] or from_age != sorted(set(from_age)):
            raise RatesFileWrong(f"{table.where}.by_age does not rise from age 0")
        per_hour = [band.pence("per_hour_pence") for band in bands]
        for band in bands:
            band.done()
        rates = cls(
            dated,
            last_day,
            np.array(from_age, dtype=np.int64),
            np.array(per_hour, dtype=np.int64),
            table.pence("apprentice_per_hour_pence"),
            table.take("apprentice_rate_under_age", int),
            table.pence("accommodation_offset_per_day_pence"),
        )
        table.done()
        return rates
