"""Bacs working days, against gov.uk's bank holidays and a few dates of our own."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixpence.payments.calendar import (
    BacsDays,
    bacs_days,
    is_bacs_working_day,
    next_pay_date,
    working_day_on_or_before,
)

DAYS = st.dates(date(2012, 1, 10), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("pay_date", "entry", "processing", "submission"),
    [
        (date(2026, 11, 28), date(2026, 11, 27), date(2026, 11, 26), date(2026, 11, 25)),  # a Saturday
        (date(2026, 11, 30), date(2026, 11, 30), date(2026, 11, 27), date(2026, 11, 26)),  # a Monday
        (
            date(2026, 12, 31),
            date(2026, 12, 31),
            date(2026, 12, 30),
            date(2026, 12, 29),
        ),  # after Boxing Day's substitute
        (date(2026, 12, 28), date(2026, 12, 24), date(2026, 12, 23), date(2026, 12, 22)),  # on that substitute
        (date(2027, 3, 29), date(2027, 3, 25), date(2027, 3, 24), date(2027, 3, 23)),  # Easter Monday
        (date(2027, 1, 4), date(2027, 1, 4), date(2026, 12, 31), date(2026, 12, 30)),  # across New Year
    ],
)
def test_the_three_days_of_a_payment(pay_date: date, entry: date, processing: date, submission: date) -> None:
    assert bacs_days(pay_date) == BacsDays(entry, processing, submission)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2023, 5, 8), False),  # the coronation, proclaimed for one year
        (date(2022, 9, 19), False),  # the funeral of Queen Elizabeth II
        (date(2026, 8, 31), False),  # the last Monday in August, in England and Wales
        (date(2026, 8, 3), True),  # the first one, in Scotland alone
        (date(2026, 3, 17), True),  # St Patrick's day, in Northern Ireland alone
        (date(2026, 11, 30), True),  # St Andrew's day, in Scotland alone
    ],
)
def test_bank_holidays_are_those_of_england_and_wales(day: date, works: bool) -> None:
    assert is_bacs_working_day(day) is works


def test_every_day_agrees_with_gov_uk(reference: Path) -> None:
    published = json.loads((reference / "payments" / "bank-holidays.json").read_text())["england-and-wales"]["events"]
    closed = {date.fromisoformat(event["date"]) for event in published}
    assert len(closed) > 100
    first, last = date(min(closed).year, 1, 1), date(max(closed).year, 12, 31)
    for day in (first + timedelta(days=offset) for offset in range((last - first).days + 1)):
        assert is_bacs_working_day(day) is (day.weekday() < 5 and day not in closed), day


@given(DAYS)
def test_the_days_are_consecutive_working_days_and_nobody_is_paid_late(pay_date: date) -> None:
    days = bacs_days(pay_date)
    assert days.submission < days.processing < days.entry <= pay_date
    between = (days.submission + timedelta(days=offset) for offset in range((pay_date - days.submission).days + 1))
    assert [day for day in between if is_bacs_working_day(day)] == [days.submission, days.processing, days.entry]


@given(DAYS)
def test_a_working_day_is_its_own(day: date) -> None:
    assert (working_day_on_or_before(day) == day) is is_bacs_working_day(day)


@pytest.mark.parametrize(
    ("pay_date", "frequency", "following"),
    [
        (date(2026, 8, 28), "monthly", date(2026, 9, 30)),  # 31 August is a bank holiday
        (date(2026, 12, 31), "monthly", date(2027, 1, 29)),  # the 31st is a Sunday
        (date(2027, 1, 31), "monthly", date(2027, 2, 28)),
        (date(2026, 12, 25), "monthly", date(2027, 1, 25)),
        (date(2026, 11, 27), "four-weekly", date(2026, 12, 25)),
        (date(2026, 4, 5), "annual", date(2027, 4, 5)),
    ],
)
def test_pay_goes_on_as_it_came(pay_date: date, frequency: str, following: date) -> None:
    assert next_pay_date(pay_date, frequency) == following
