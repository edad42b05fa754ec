"""Fernlark Instruments as it stood on an earlier day, for a payroll that has months behind it.

`past.toml` says what was otherwise. It also has people who left before November 2026, and one who has just begun; they
are in no other edition of the company.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from functools import cache
from typing import Any

from sixpence.sandbox.personio.account import Account, Gender, Pay, Person
from sixpence.sandbox.personio.company import invented_company, people_in, read_table

FIRST_DAY = date(2025, 4, 1)  # nothing is known of the company before it


@cache
def company_on(day: date) -> Account:
    """The account as HR had it on `day`: who had been entered by then, and what was agreed by then.

    Raises ValueError for a day before FIRST_DAY, and for one after the invented company's own, which nobody knows.
    """
    now = invented_company()
    if not FIRST_DAY <= day <= now.as_at:
        raise ValueError(f"Fernlark Instruments is known from {FIRST_DAY} to {now.as_at}, and not on {day}")
    past = read_table("past.toml")
    everybody = {person.id: person for person in (*now.people, *people_in(past))}
    for change in sorted(past["until"], key=lambda each: each["day"], reverse=True):
        if day < change["day"]:
            everybody[change["id"]] = _as_before(now, everybody[change["id"]], change["was"])
    agreed = day + timedelta(days=past["entered_days_ahead"])
    entered = (_as_agreed(person, day, agreed, past["earlier_pay_percent"]) for person in everybody.values())
    return replace(
        now,
        as_at=day,
        people=tuple(sorted((each for each in entered if each.start <= agreed), key=lambda person: person.id)),
        absences=tuple(absence for absence in now.absences if absence.start <= agreed),
    )


def _as_before(account: Account, person: Person, was: dict[str, Any]) -> Person:
    """The person before a change."""
    custom = dict(was)
    if "gender" in custom:
        person = replace(person, gender=Gender(custom.pop("gender")))
    if "office" in custom:
        name = custom.pop("office")
        person = replace(person, office=next(office for office in account.offices if office.name == name))
    both = {**person.custom, **custom}
    return replace(person, custom={name: value for name, value in both.items() if value != ""})


def _as_agreed(person: Person, day: date, agreed: date, earlier_percent: int) -> Person:
    """The person without what nobody had agreed by then: a rise to come, an end of which notice was given later."""
    pay = (*_earlier_pay(person, earlier_percent), *person.pay)
    unknown_end = person.notice_given is not None and person.notice_given > day
    return replace(
        person,
        pay=tuple(each for number, each in enumerate(pay) if number == 0 or each.effective_from <= agreed),
        last_day=None if unknown_end else person.last_day,
        notice_given=None if unknown_end else person.notice_given,
    )


def _earlier_pay(person: Person, percent: int) -> Iterable[Pay]:
    """What was paid before the first pay that people.toml knows: in whole pounds, or pence of an hour."""
    first = person.pay[0]
    begins = max(person.start, FIRST_DAY)
    if first.effective_from > begins:
        smallest = Decimal(1) if first.amount >= 100 else Decimal("0.01")
        amount = (first.amount * percent / 100).quantize(smallest, ROUND_DOWN)
        yield Pay(begins, amount, first.interval)
