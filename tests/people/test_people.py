"""Facts, and what is true on a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import an_employer
from sixpence.people.fields import ENDED, FIELDS
from sixpence.people.person import Fact, Salary, by_day, in_effect, person_on

FIRST = date(2026, 4, 6)


@pytest.mark.parametrize(
    ("field", "text", "canonical"),
    [
        ("ni_number", "ab 12 34 56 c", "AB123456C"),
        ("postcode", "sw1a2aa", "SW1A 2AA"),
        ("postcode", "m1 1ae", "M1 1AE"),
        ("sort_code", "04-00-04", "040004"),
        ("account_number", "12 34 56 78", "12345678"),
        ("tax_code", "s1257l w1/m1", "S1257L X"),
        ("salary", "4166.67 monthly", "416667 monthly"),
        ("hourly_rate", "12.5", "1250"),
        ("weekly_hours", "37.5", "37.50"),
        ("employee_pension_percent", "5", "5.00"),
        ("birth_date", "1990-02-14", "1990-02-14"),
        ("first_name", "  Zoë   Anne ", "Zoë Anne"),
    ],
)
def test_fields_are_stored_one_way(field: str, text: str, canonical: str) -> None:
    assert FIELDS[field].read(text) == canonical


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("ni_number", "9999999999", "is not a National Insurance number"),
        ("ni_number", "BG123456A", "is not a National Insurance number"),
        ("ni_number", "AB123456E", "is not a National Insurance number"),
        ("postcode", "EC2P", "is not a full UK postcode"),
        ("sort_code", "40004", "is not a sort code of 6 digits"),
        ("account_number", "1234567", "is not an account number of 8 digits"),
        ("tax_code", "1257", "is not a tax code"),
        ("salary", "0 monthly", "is not more than zero"),
        ("salary", "100 daily", "has no interval"),
        ("gender", "X", "is not one of M, F"),
        ("weekly_hours", "169", "between 0 and 168"),
        ("weekly_hours", "NaN", "is not a number of hours"),
        ("weekly_hours", "1_0", "is not a number of hours"),
        ("employee_pension_percent", "5.125", "more than 2 decimals"),
        ("birth_date", "14/02/1990", "is not a date"),
        ("first_name", "x" * 36, "longer than 35"),
        ("last_name", "a\x07b", "cannot be printed"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_the_reason(field: str, text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as refusal:
        FIELDS[field].read(text)
    assert f"{text!r}" not in str(refusal.value)


def test_the_newest_fact_in_effect_counts() -> None:
    facts = [
        Fact("1", "salary", date(2026, 11, 1), "320000 monthly"),
        Fact("1", "salary", FIRST, "300000 monthly"),
        Fact("1", "salary", date(2026, 12, 1), "340000 monthly"),
    ]
    assert person_on("1", facts, date(2026, 10, 31)).salary == Salary(300000, "monthly")
    assert person_on("1", facts, date(2026, 11, 30)).salary == Salary(320000, "monthly")
    assert person_on("1", facts, date(2026, 4, 5)).salary is None


def test_a_salary_can_end_and_begin_again() -> None:
    facts = [
        Fact("1", "salary", FIRST, "300000 monthly"),
        Fact("1", "salary", date(2026, 9, 1), ENDED),
        Fact("1", "hourly_rate", date(2026, 9, 1), "1850"),
        Fact("1", "salary", date(2026, 11, 1), "320000 monthly"),
        Fact("1", "hourly_rate", date(2026, 11, 1), ENDED),
    ]
    by_the_hour = person_on("1", facts, date(2026, 10, 31))
    assert (by_the_hour.salary, by_the_hour.get("salary"), by_the_hour.get("hourly_rate")) == (None, "", "1850")
    assert person_on("1", facts, date(2026, 11, 30)).facts == {"salary": "320000 monthly"}


def test_a_leaving_date_can_be_withdrawn() -> None:
    facts = [Fact("1", "leaving_date", FIRST, "2026-12-31"), Fact("1", "leaving_date", date(2026, 11, 20), ENDED)]
    assert person_on("1", facts, date(2026, 11, 19)).day("leaving_date") == date(2026, 12, 31)
    assert person_on("1", facts, date(2026, 11, 20)).day("leaving_date") is None


def test_only_some_facts_end_and_no_text_from_outside_ends_them() -> None:
    can_end = {name for name, field in FIELDS.items() if field.can_end}
    assert can_end == {"salary", "hourly_rate", "leaving_date"}
    for name in can_end:
        with pytest.raises(ValueError):
            FIELDS[name].read(ENDED)
    assert person_on("1", [Fact("1", "pension", FIRST, "none")], FIRST).get("pension") == "none"


@given(st.permutations([Fact("1", "email", date(2026, 5, day), f"{day}@a.example") for day in range(1, 9)]))
def test_the_order_facts_come_in_does_not_matter(facts: list[Fact]) -> None:
    assert person_on("1", facts, date(2026, 5, 5)).get("email") == "5@a.example"


@given(
    st.lists(
        st.builds(
            Fact,
            st.sampled_from(["1001", "1002"]),
            st.sampled_from(["salary", "leaving_date", "job_title"]),
            st.dates(date(2026, 4, 1), date(2026, 4, 4)),
            st.sampled_from(["none", "2026-05-01", "300000 monthly"]),
        )
    )
)
def test_facts_by_day_say_what_the_facts_say_one_by_one(facts: list[Fact]) -> None:
    for day in range(1, 5):
        on = date(2026, 4, day)
        for who in ("1001", "1002"):
            theirs = [one for one in facts if one.employee_id == who]
            newest: dict[str, Fact] = {}
            for one in theirs:
                beside = newest.get(one.field)
                if one.effective_from <= on and (beside is None or beside.effective_from <= one.effective_from):
                    newest[one.field] = one
            stands = {field: one.value for field, one in newest.items() if not one.has_ended}
            assert in_effect(by_day(theirs[2:], by_day(theirs[:2])), on) == person_on(who, theirs, on).facts == stands


def test_facts_of_others_and_unknown_fields_are_our_own_mistakes() -> None:
    with pytest.raises(ValueError, match="a fact of 2 stands among those of 1"):
        person_on("1", [Fact("2", "email", FIRST, "a@b.example")], FIRST)
    with pytest.raises(ValueError, match="no field is called 'shoe_size'"):
        Fact("1", "shoe_size", FIRST, "9")
    with pytest.raises(KeyError):
        person_on("1", [], FIRST).get("shoe_size")


@pytest.mark.parametrize(
    ("field", "value"),
    [("tax_office_number", "12"), ("accounts_office_reference", "123PK000123456"), ("bacs_service_user_number", "1")],
)
def test_an_employers_references_are_checked(field: str, value: str) -> None:
    with pytest.raises(ValueError, match=f"{field} of Kestrel"):
        an_employer(**{field: value})
