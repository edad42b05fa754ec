"""Statutory redundancy pay for a file: one dismissal a row, CSV in and out, all or nothing."""

from pathlib import Path

import numpy as np

from sixpence.actions.statutory_rows import Contract, needed, one_of, pay, read_rows, short_pounds, whole, write_rows
from sixpence.basics.money import plain_pounds
from sixpence.law.redundancy import redundancy_pay
from sixpence.rates import tax_years

REDUNDANCY = Contract(
    ("tax_year", "region", "age", "complete_years", "weekly_pay"),
    ("tax_year", "region", "age", "complete_years", "weekly_pay"),
    ("weekly_cap", "weeks_entitlement", "statutory_redundancy_pay"),
)

_REGIONS = {"GB": 0, "NI": 1}


def redundancy_file(source: Path, target: Path | None) -> None:
    """Work out every dismissal of `source` and write `target` (CSV on standard output where None).

    Raises Refused, with file, line and column, before anything is written.
    """
    table, years = read_rows(source, REDUNDANCY), {year.name: year for year in tax_years()}
    rows: list[list[int]] = []
    names: list[str] = []
    for row in range(table.count):
        names.append(needed(table, row, "tax_year", one_of({name: name for name in years})))
        region, age = needed(table, row, "region", one_of(_REGIONS)), needed(table, row, "age", whole(15, 120))
        complete_years = needed(table, row, "complete_years", whole(0, 100))
        if complete_years > age:
            raise table.refused(row, "complete_years", f"{complete_years} is more than the age")
        rows.append([region, age, complete_years, needed(table, row, "weekly_pay", pay)])
    columns, year_of = np.array(rows, dtype=np.int64).reshape(len(rows), 4), np.array(names)
    results: list[list[str]] = [[] for _ in rows]
    for name in dict.fromkeys(names):
        which = np.flatnonzero(year_of == name)
        region, age, complete_years, week = columns[which].T
        rates = years[name].on(years[name].starts_on).statutory_redundancy_pay
        found = redundancy_pay(rates, region=region, age=age, complete_years=complete_years, week_pence=week)
        for place, row in enumerate(which.tolist()):
            weeks, half = divmod(int(found.entitlement_half_weeks[place]), 2)
            limit, amount = int(found.week_limit_pence[place]), int(found.amount_pence[place])
            results[row] = [short_pounds(limit), f"{weeks}.{5 * half}", plain_pounds(amount)]
    write_rows(target, table, REDUNDANCY, {}, results)
