"""Part of a period by the method that the employer chose."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payrun.worlds import NOVEMBER, facts_of
from sixpence.law.part_period import PartPeriodMethod
from sixpence.payrun.gross import gross_lines
from sixpence.people.fields import ENDED
from sixpence.people.person import Fact, by_day, person_on

CALENDAR, WORKING, BY_260 = PartPeriodMethod


def lines(method: PartPeriodMethod, *more: Fact, **changes: str) -> list[tuple[str, int]]:
    facts = [*facts_of(**changes), *more]
    person = person_on("1001", facts, NOVEMBER.ends_on)
    return [(line.label, line.amount_pence) for line in gross_lines(person, by_day(facts), (), NOVEMBER, method)]


@pytest.mark.parametrize(
    ("method", "label", "pence"),
    [
        (CALENDAR, "Salary, 15 of 30 days", 1_500_00),
        (WORKING, "Salary, 11 of 21 working days", 1_571_43),
        (BY_260, "Salary, 11 of 260 working days", 1_523_08),
    ],
)
def test_a_starter(method: PartPeriodMethod, label: str, pence: int) -> None:
    assert lines(method, start_date="2026-11-16") == [(label, pence)]


@pytest.mark.parametrize("method", PartPeriodMethod)
def test_a_whole_month_is_a_whole_salary(method: PartPeriodMethod) -> None:
    assert lines(method) == [("Salary", 3_000_00)]


@pytest.mark.parametrize("method", [WORKING, BY_260])
def test_a_rise_in_a_month_worked_whole_goes_by_its_working_days(method: PartPeriodMethod) -> None:
    rise = Fact("1001", "salary", date(2026, 11, 16), "330000 monthly")
    assert lines(method, rise) == [
        ("Salary, 10 of 21 working days", 1_428_57),
        ("Salary, 11 of 21 working days", 1_728_57),
    ]


def test_a_rise_in_a_month_that_was_not_worked_whole() -> None:
    rise = Fact("1001", "salary", date(2026, 11, 16), "330000 monthly")
    assert lines(BY_260, rise, start_date="2026-11-09") == [
        ("Salary, 5 of 260 working days", 692_31),  # 36,000.00 x 5 / 260
        ("Salary, 11 of 260 working days", 1_675_38),  # 39,600.00 x 11 / 260
    ]


TOLD = st.dictionaries(
    st.dates(date(2026, 10, 25), date(2026, 12, 3)),
    st.sampled_from([ENDED, "300000 monthly", "30000 yearly"]),
    max_size=5,
)


@given(TOLD)
def test_each_day_is_paid_by_the_salary_that_stood_on_it(told: dict[date, str]) -> None:
    facts = [*facts_of(salary=""), *(Fact("1001", "salary", day, value) for day, value in told.items())]
    stretches: list[list[str]] = []
    for number in range(1, 31):
        day = date(2026, 11, number)
        if number == 1 or day in told:
            stretches.append([])
        stretches[-1].append(person_on("1001", facts, day).get("salary"))
    assert all(len(set(stretch)) == 1 for stretch in stretches)
    paid = [len(stretch) for stretch in stretches if stretch[0]]
    labels = ["Salary" if days == 30 else f"Salary, {days} of 30 days" for days in paid]
    person = person_on("1001", facts, NOVEMBER.ends_on)
    assert [line.label for line in gross_lines(person, by_day(facts), (), NOVEMBER, CALENDAR)] == labels
