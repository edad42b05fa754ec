"""Statutory sick pay for a file: one absence a row, CSV in and out, all or nothing."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np

from sixpence.actions.statutory_rows import (
    Contract,
    averages,
    check_known,
    dated_amounts,
    days,
    given,
    needed,
    read_rows,
    tax_year_name,
    weekdays,
    weekly_earnings,
    write_rows,
    yes_or_no,
)
from sixpence.actions.tables import Table
from sixpence.basics.days import day_from_text
from sixpence.basics.money import plain_pounds
from sixpence.law.sick_pay import SickPay, sick_pay
from sixpence.law.sick_pay_periods import Absences, incapacity_periods
from sixpence.rates import SickPayRates
from sixpence.rates.through_years import last_known_day, through_years

_LONGEST_ABSENCE = timedelta(days=3653)  # ten years: longer is a slip of the pen

SICK_PAY = Contract(
    (
        "tax_year",
        "family",
        "qualifying_days",
        "sick_start",
        "sick_end",
        "linked_start",
        "linked_end",
        "average_weekly_earnings",
    ),
    ("qualifying_days", "sick_start", "sick_end", "average_weekly_earnings"),
    ("entitled", "waiting_days", "days_paid", "total_ssp", "weekly_payments"),
)


def sick_pay_file(source: Path, target: Path | None) -> int:
    """Work out every absence of `source` and write `target` (CSV on standard output where None).

    Returns how many rows have paid days after the last day that rates are known for; the latest known stand in.
    Raises Refused, with file, line and column, before anything is written.
    """
    table, rates = read_rows(source, SICK_PAY), through_years(SickPayRates)
    absences, this = _absences(table, rates)
    pay = sick_pay(rates, absences)
    tax_year = [tax_year_name(first) for first in absences.first_day[this].tolist()]
    write_rows(target, table, SICK_PAY, {"tax_year": tax_year}, (_sick_pay_row(pay, place) for place in this))
    beyond = pay.days.is_paid & (pay.days.day > np.datetime64(last_known_day()))
    return int(np.isin(this, pay.days.absence[beyond]).sum())


def _absences(table: Table, rates: tuple[SickPayRates, ...]) -> tuple[Absences, list[int]]:
    """Every absence of the file and those that they link to, and the places of the former."""
    person: list[int] = []
    spans: list[tuple[date, date]] = []
    patterns: list[tuple[bool, ...]] = []
    earnings: list[int] = []
    this: list[int] = []
    for row in range(table.count):
        absence = _span(table, row, ("sick_start", "sick_end"), rates)
        linked = _linked_span(table, row, absence[0], rates)
        spans += [absence] if linked is None else [linked, absence]
        this.append(len(spans) - 1)
        count = len(spans) - len(person)
        person += [row] * count
        patterns += [needed(table, row, "qualifying_days", weekdays)] * count
        earnings += [needed(table, row, "average_weekly_earnings", weekly_earnings)] * count
    absences = Absences(
        np.array(person, dtype=np.int64),
        days(first for first, _ in spans),
        days(last for _, last in spans),
        np.array(patterns, dtype=np.bool_).reshape(len(spans), 7),
        averages(earnings),
    )
    _check_links(table, rates, absences)
    return absences, this


def _span(table: Table, row: int, columns: tuple[str, str], rates: tuple[SickPayRates, ...]) -> tuple[date, date]:
    first, last = (needed(table, row, column, day_from_text) for column in columns)
    check_known(table, row, columns[0], first, rates)
    if last < first:
        raise table.refused(row, columns[1], f"{last} is before {columns[0]}")
    if last - first > _LONGEST_ABSENCE:
        raise table.refused(row, columns[1], f"{last} is more than ten years after {columns[0]}")
    return first, last


def _linked_span(table: Table, row: int, sick_start: date, rates: tuple[SickPayRates, ...]) -> tuple[date, date] | None:
    if not (given(table, row, "linked_start") or given(table, row, "linked_end")):
        return None
    linked = _span(table, row, ("linked_start", "linked_end"), rates)
    if linked[1] >= sick_start:
        raise table.refused(row, "linked_end", f"{linked[1]} is not before sick_start")
    return linked


def _check_links(table: Table, rates: tuple[SickPayRates, ...], absences: Absences) -> None:
    """The file says that two absences link: refuse where the law says that they do not."""
    periods = incapacity_periods(rates, absences)
    chain = dict(zip(periods.absence.tolist(), periods.chain.tolist(), strict=True))
    for linked in np.flatnonzero(absences.person[1:] == absences.person[:-1]).tolist():
        row = int(absences.person[linked])
        if linked not in chain:
            raise table.refused(row, "linked_end", "the linked absence is too short to be a period of incapacity")
        if linked + 1 in chain and chain[linked] != chain[linked + 1]:
            most = rates[-1].longest_gap_days
            raise table.refused(row, "linked_end", f"more than {most} days lie before sick_start: they do not link")


def _sick_pay_row(pay: SickPay, place: int) -> list[str]:
    entitled = bool(pay.entitled[place])
    first, last = np.searchsorted(pay.weeks.absence, [place, place + 1])
    paid = np.flatnonzero(pay.weeks.amount_pence[first:last])
    weeks = slice(first, first + paid[-1] + 1) if len(paid) else slice(0)
    return [
        yes_or_no(entitled),
        str(pay.waiting_days[place]) if entitled else "",
        str(pay.days_paid[place]),
        plain_pounds(int(pay.amount_pence[place])),
        dated_amounts(pay.weeks.ends_on[weeks], pay.weeks.amount_pence[weeks]),
    ]
