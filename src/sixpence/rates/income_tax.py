"""Income tax: bands by regime, the emergency code, the limit on what one payment bears."""

from dataclasses import dataclass

from sixpence.rates.tables import Dated, RatesFileWrong, Table, read_dated

REGIMES = ("rest_of_uk", "wales", "scotland")


@dataclass(frozen=True, slots=True)
class Band:
    """Tax at `rate_millionths` on taxable pay above the band before, up to and including `up_to_pounds` a year."""

    name: str
    up_to_pounds: int | None
    rate_millionths: int


@dataclass(frozen=True, slots=True, eq=False)  # read once; what is worked out from them is kept by identity
class IncomeTaxRates:
    dated: Dated
    emergency_tax_code: str
    overriding_limit_millionths: int
    relief_at_source_millionths: int
    bands: tuple[tuple[Band, ...], ...]  # by regime, in the order of REGIMES

    @classmethod
    def read(cls, table: Table) -> "IncomeTaxRates":
        rates = cls(
            read_dated(table),
            table.take("emergency_tax_code", str),
            table.percent("overriding_limit_percent"),
            table.percent("relief_at_source_percent"),
            tuple(_bands(table, regime) for regime in REGIMES),
        )
        table.done()
        return rates


def _bands(table: Table, regime: str) -> tuple[Band, ...]:
    rows = table.take(regime, list)
    bands: list[Band] = []
    for number, row in enumerate(rows, start=1):
        band = Table(f"{table.where}.{regime}[{number}]", row)
        up_to = None
        if number < len(rows):
            pence = band.pence("taxable_pay_up_to_per_year_pence")
            up_to, rest = divmod(pence, 100)
            if rest or (bands and up_to <= (bands[-1].up_to_pounds or 0)):
                raise RatesFileWrong(f"{band.where} does not end on a whole pound above the band before")
        bands.append(Band(band.take("band", str), up_to, band.percent("percent")))
        band.done()
    return tuple(bands)
