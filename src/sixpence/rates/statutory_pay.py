"""Statutory sick pay, the six parental payments, and what an employer gets back of the latter."""

from dataclasses import dataclass
from datetime import date

from sixpence.rates.tables import Dated, RatesFileWrong, Table, read_dated

SUNDAY = 6


@dataclass(frozen=True, slots=True)
class SickPayRates:
    """Statutory sick pay. What did not exist, or exists no more, is None."""

    dated: Dated
    flat_rate_per_week_pence: int
    share_of_earnings_millionths: int | None  # the rate is this share of average weekly earnings where that is lower
    least_weekly_earnings_pence: int | None  # nobody below it on average is paid
    shortest_absence_days: int  # calendar days in a row that make a period of incapacity for work
    waiting_days: int
    longest_gap_days: int  # between two periods that count as one
    longest_weeks: int
    longest_years: int  # of a chain of linked periods
    unpaid_absences_begun_before: date | None  # if nothing was paid before the share came in, they stay at nil

    @classmethod
    def read(cls, table: Table) -> "SickPayRates":
        earnings_test, share = "least_average_weekly_earnings_pence", "share_of_average_weekly_earnings_percent"
        begun_before = "nil_rate_for_unpaid_absences_begun_before"
        rates = cls(
            read_dated(table),
            table.pence("flat_rate_per_week_pence"),
            table.percent(share) if table.has(share) else None,
            table.pence(earnings_test) if table.has(earnings_test) else None,
            table.take("shortest_absence_days", int),
            table.take("waiting_days", int),
            table.take("longest_gap_between_linked_absences_days", int),
            table.take("longest_weeks", int),
            table.take("longest_years_of_linked_absences", int),
            table.take(begun_before, date) if table.has(begun_before) else None,
        )
        table.done()
        return rates


@dataclass(frozen=True, slots=True)
class PayWeeks:
    """How long one parental payment lasts: its weeks, and how many of them at the share of earnings without a cap."""

    weeks: int
    weeks_at_share_of_earnings: int


# In the order of `ParentalPayment` in the law.
PARENTAL_PAYMENTS = ("maternity", "adoption", "paternity", "shared_parental", "parental_bereavement", "neonatal_care")


@dataclass(frozen=True, slots=True)
class ParentalPayRates:
    """Statutory maternity, adoption, paternity, shared parental, parental bereavement and neonatal care pay."""

    dated: Dated
    flat_rate_per_week_pence: int
    flat_rate_from: date  # for pay weeks that start on or after this Sunday
    share_of_earnings_millionths: int
    least_weekly_earnings_pence: int
    pay_weeks: tuple[PayWeeks | None, ...]  # by PARENTAL_PAYMENTS; None is not in force

    @classmethod
    def read(cls, table: Table) -> "ParentalPayRates":
        rates = cls(
            read_dated(table),
            table.pence("flat_rate_per_week_pence"),
            table.take("flat_rate_for_pay_weeks_starting_from", date),
            table.percent("share_of_average_weekly_earnings_percent"),
            table.pence("least_average_weekly_earnings_pence"),
            tuple(_pay_weeks(table, name) for name in PARENTAL_PAYMENTS),
        )
        table.done()
        if rates.flat_rate_from.weekday() != SUNDAY:
            raise RatesFileWrong(f"{table.where}.flat_rate_for_pay_weeks_starting_from is not a Sunday")
        return rates


def _pay_weeks(table: Table, name: str) -> PayWeeks | None:
    if not table.has(name):
        return None
    row, at_share = table.table(name), "weeks_at_share_of_earnings"
    weeks = PayWeeks(row.take("weeks", int), row.take(at_share, int) if row.has(at_share) else 0)
    row.done()
    return weeks


@dataclass(frozen=True, slots=True)
class StatutoryRecoveryRates:
    """What an employer gets back of parental payments (nothing of sick pay)."""

    dated: Dated
    recovered_millionths: int
    small_employer_limit_per_year_pence: int  # Class 1 of both sides, at or below which an employer is small
    small_employer_recovered_millionths: int
    small_employer_compensation_millionths: int  # on top

    @classmethod
    def read(cls, table: Table) -> "StatutoryRecoveryRates":
        rates = cls(
            read_dated(table),
            table.percent("recovered_percent"),
            table.pence("small_employer_class_1_limit_per_year_pence"),
            table.percent("small_employer_recovered_percent"),
            table.percent("small_employer_compensation_percent"),
        )
        table.done()
        return rates
