"""What falls on the employer alone: Employment Allowance, apprenticeship levy, Class 1A."""

from dataclasses import dataclass

from sixpence.rates.tables import Dated, Table, read_dated


@dataclass(frozen=True, slots=True)
class EmployerRates:
    """`employment_allowance_excluded_from_pence` is of last year's secondary Class 1; None: there is no such test."""

    dated: Dated
    employment_allowance_pence: int
    employment_allowance_excluded_from_pence: int | None
    apprenticeship_levy_millionths: int
    apprenticeship_levy_allowance_pence: int
    class_1a_on_benefits_millionths: int  # due once a year, at one rate for the year
    class_1a_on_termination_awards_millionths: int  # due as paid, at the rate of the day
    termination_award_exempt_pence: int

    @classmethod
    def read(cls, table: Table) -> "EmployerRates":
        tested = "employment_allowance_excluded_from_secondary_class_1_of_last_year_pence"
        rates = cls(
            read_dated(table),
            table.pence("employment_allowance_per_year_pence"),
            table.pence(tested) if table.has(tested) else None,
            table.percent("apprenticeship_levy_percent"),
            table.pence("apprenticeship_levy_allowance_per_year_pence"),
            table.percent("class_1a_on_benefits_percent"),
            table.percent("class_1a_on_termination_awards_percent"),
            table.pence("termination_award_exempt_pence"),
        )
        table.done()
        return rates
