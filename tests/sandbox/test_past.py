"""The invented company as it was: nobody there before they were entered, nothing known before it was agreed."""

from datetime import date, timedelta

import pytest

from sixpence.sandbox.personio.account import Account, Person
from sixpence.sandbox.personio.company import invented_company
from sixpence.sandbox.personio.company.past import FIRST_DAY, company_on

LAST_DAY = invented_company().as_at


def person(account: Account, person_id: int) -> Person:
    found = account.person(person_id)
    assert found is not None
    return found


def test_on_its_last_day_it_is_the_company_that_the_sandbox_serves_and_a_few_more() -> None:
    now, then = invented_company(), company_on(LAST_DAY)
    for each in now.people:
        same = person(then, each.id)
        assert (same.custom, same.gender, same.office, same.last_day) == (
            each.custom,
            each.gender,
            each.office,
            each.last_day,
        )
        assert same.pay[-len(each.pay) :] == each.pay
    assert {each.shows for each in then.people if now.person(each.id) is None} == {
        "left in June 2025",
        "left at the end of October 2025",
        "left at the end of January 2026",
        "left in the middle of May 2026",
        "starter whose birthday nobody has entered: cannot be paid yet",
    }
    assert len({each.email for each in then.people}) == len({each.custom["employee_id"] for each in then.people})


def test_nobody_is_there_who_had_not_been_entered_and_no_end_is_known_before_notice_was_given() -> None:
    day = FIRST_DAY
    while day <= LAST_DAY:
        for each in company_on(day).people:
            assert each.start <= day + timedelta(days=11)
            assert each.last_day is None or (each.notice_given is not None and each.notice_given <= day)
            assert all(pay.effective_from <= day + timedelta(days=11) for pay in each.pay[1:])
            assert each.pay[0].effective_from <= max(day, each.start)
        day += timedelta(days=7)


def test_a_change_shows_on_its_day_and_not_before() -> None:
    before, after = (person(company_on(date(2026, 10, day)), 2100311) for day in (11, 12))
    assert (before.custom["tax_code"], after.custom["tax_code"]) == ("1157L", "1257L")
    none_yet, joined = (person(company_on(date(2025, 7, day)), 2100310).custom for day in (13, 14))
    assert "employee_pension" not in none_yet
    assert joined["employee_pension"] == 4
    spoken, silent = (person(company_on(date(2026, 11, day)), 2100330).office for day in (3, 4))
    assert spoken is not None
    assert silent is None


@pytest.mark.parametrize("day", [FIRST_DAY - timedelta(days=1), LAST_DAY + timedelta(days=1)])
def test_of_other_days_nothing_is_known(day: date) -> None:
    with pytest.raises(ValueError, match="is known from 2025-04-01 to 2026-11-20"):
        company_on(day)
