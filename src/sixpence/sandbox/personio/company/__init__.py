"""The invented company that the sandbox serves: Fernlark Instruments, 49 people in three countries.

The data are in `company.toml` and `people.toml`; `README.md` says who is there for what.
"""

import tomllib
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from sixpence.sandbox.personio.account import (
    Absence,
    AbsenceType,
    Account,
    CustomAttribute,
    Gender,
    HolidayCalendar,
    Interval,
    Kind,
    LegalEntity,
    Named,
    Office,
    Pay,
    Person,
)

# What tomllib gives: a table of tables and values whose shape the data files fix.
Table = Mapping[str, Any]

_ATTRIBUTE_GROUPS = ("identity", "home", "tax", "status", "saving", "bank")


@cache
def invented_company() -> Account:
    """Fernlark Instruments as it stands on 20 November 2026, before the pay day of 30 November."""
    company = read_table("company.toml")
    employers, offices = _employers(company), _offices(company)
    departments = company["departments"]
    absence_types = {table["name"]: AbsenceType(**table) for table in company["absence_types"]}
    return Account(
        name=company["name"],
        as_at=company["as_at"],
        default_currency=company["default_currency"],
        full_time_hours=Decimal(company["full_time_hours"]),
        legal_entities=tuple(employers.values()),
        offices=tuple(offices.values()),
        departments=tuple(Named(table["id"], name) for name, table in departments.items()),
        teams=tuple(Named(number, name) for name, number in company["teams"].items()),
        cost_centres=tuple(Named(table["cost_centre"], name) for name, table in departments.items()),
        attributes=tuple(_attribute(table) for table in company["attributes"]),
        people=people_in(read_table("people.toml")),
        absence_types=tuple(absence_types.values()),
        absences=tuple(Absence(**{**table, "type": absence_types[table["type"]]}) for table in company["absences"]),
    )


def people() -> tuple[Person, ...]:
    """Everybody in the company, in ascending order of id."""
    return invented_company().people


def people_in(table: Table) -> tuple[Person, ...]:
    """The people of a table in the form of people.toml, grouped by employer; what else is in it is passed over."""
    company = read_table("company.toml")
    employers, offices = _employers(company), _offices(company)
    return tuple(_person(company, offices, employers[key], row) for key in employers for row in table.get(key, ()))


def read_table(name: str) -> Table:
    """One of the data files beside this module; numbers with a point are exact."""
    text = (files(__package__) / name).read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def _employers(company: Table) -> dict[str, LegalEntity]:
    return {key: _legal_entity(table) for key, table in company["legal_entities"].items()}


def _offices(company: Table) -> dict[str, Office]:
    return {name: Office(name=name, **table) for name, table in company["offices"].items()}


def _legal_entity(table: Table) -> LegalEntity:
    calendar = HolidayCalendar(**table["holiday_calendar"])
    return LegalEntity(**{**table, "holiday_calendar": calendar})


def _attribute(table: Table) -> CustomAttribute:
    options = tuple(table.get("options", ()))
    return CustomAttribute(**{**table, "kind": Kind(table["kind"]), "options": options})


def _person(company: Table, offices: Mapping[str, Office], employer: LegalEntity, row: Table) -> Person:
    job, employment = row["job"], row["employment"]
    department = company["departments"][job["department"]]
    mailbox = row.get("mailbox") or _mailbox(row["first_name"], row["last_name"])
    return Person(
        id=row["id"],
        first_name=row["first_name"],
        last_name=row["last_name"],
        gender=Gender(row["gender"]),
        email=f"{mailbox}@{company['mail_domain']}",
        position=job["position"],
        legal_entity=employer,
        office=offices[job["office"]] if "office" in job else None,
        department=Named(department["id"], job["department"]),
        team=Named(company["teams"][job["team"]], job["team"]) if "team" in job else None,
        cost_centre=Named(department["cost_centre"], job["department"]),
        supervisor_id=job.get("reports_to"),
        start=employment["start"],
        weekly_hours=Decimal(employment["weekly_hours"]),
        pay=tuple(_pay(table) for table in row["pay"]),
        custom={name: value for group in _ATTRIBUTE_GROUPS for name, value in row.get(group, {}).items()},
        last_day=employment.get("last_day"),
        notice_given=employment.get("notice_given"),
        shows=row["shows"],
    )


def _pay(table: Table) -> Pay:
    interval = next(interval for interval in Interval if interval in table)
    return Pay(table["from"], Decimal(table[interval]), interval)


def _mailbox(first_name: str, last_name: str) -> str:
    """A mailbox in plain letters: Siobhán O'Dowd is siobhan.odowd."""
    plain = unicodedata.normalize("NFKD", f"{first_name}.{last_name}".lower())
    return "".join(letter for letter in plain if letter.isascii() and (letter.isalnum() or letter in ".-"))
