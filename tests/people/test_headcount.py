"""Headcount: each month follows from the one before, whoever comes and goes."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_person
from sixpence.people.headcount import headcount, months_to
from sixpence.people.person import Person

YEAR = months_to(date(2026, 11, 20), 12)
DAYS = st.dates(date(2024, 1, 1), date(2027, 6, 30))


def employed(start: date | None, leaving: date | None) -> Person:
    days = {"start_date": start, "leaving_date": leaving}
    return a_person(**{field: day.isoformat() if day else "" for field, day in days.items()})


SPANS = st.tuples(st.none() | DAYS, st.none() | st.integers(0, 900)).map(
    lambda span: employed(span[0], None if span[1] is None else (span[0] or date(2024, 1, 1)) + timedelta(days=span[1]))
)


def test_twelve_months_end_with_the_one_asked_for() -> None:
    assert (YEAR[0], YEAR[-1], len(YEAR)) == (date(2025, 12, 1), date(2026, 11, 1), 12)


@settings(max_examples=60)
@given(st.lists(SPANS, max_size=8))
def test_each_month_is_the_one_before_with_who_started_and_without_who_left(people: list[Person]) -> None:
    counted = headcount(people, YEAR)
    for before, month in pairwise(counted):
        assert month.employed == before.employed + month.starters - month.leavers


def test_who_leaves_on_the_last_day_has_left_when_the_month_has_ended() -> None:
    (november,) = headcount(
        [
            employed(None, None),
            employed(date(2026, 11, 1), date(2026, 11, 30)),
            employed(date(2026, 11, 30), date(2026, 12, 1)),
            employed(date(2026, 12, 1), None),
        ],
        [date(2026, 11, 1)],
    )
    assert (november.starters, november.leavers, november.employed) == (2, 1, 2)
