"""Statutory redundancy pay: the cap on a week's pay and the length of service that counts."""

from dataclasses import dataclass

import numpy as np

from sixpence.rates.tables import Dated, Pence, Table, read_dated

REGIONS = ("great_britain", "northern_ireland")


@dataclass(frozen=True, slots=True)
class RedundancyRates:
    """Statutory redundancy pay. `week_limit_pence` is by region, in the order of REGIONS."""

    dated: Dated
    week_limit_pence: Pence
    shortest_service_years: int
    longest_service_years: int

    @classmethod
    def read(cls, table: Table) -> "RedundancyRates":
        rates = cls(
            read_dated(table),
            np.array([table.pence(f"{region}_week_limit_pence") for region in REGIONS], dtype=np.int64),
            table.take("shortest_service_years", int),
            table.take("longest_service_years", int),
        )
        table.done()
        return rates
