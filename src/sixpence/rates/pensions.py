"""Automatic enrolment: the earnings between which contributions are reckoned."""

from dataclasses import dataclass

from sixpence.rates.tables import Dated, Pence, Table, by_frequency, read_dated


@dataclass(frozen=True, slots=True, eq=False)  # read once; what is worked out from them is kept by identity
class PensionRates:
    """Automatic enrolment's earnings levels, by frequency."""

    dated: Dated
    lower_level: Pence
    upper_level: Pence
    enrolment_trigger: Pence

    @classmethod
    def read(cls, table: Table) -> "PensionRates":
        rates = cls(
            read_dated(table),
            by_frequency(table.table("qualifying_earnings_lower_level")),
            by_frequency(table.table("qualifying_earnings_upper_level")),
            by_frequency(table.table("enrolment_trigger")),
        )
        table.done()
        return rates
