"""What HR would change: nothing that is missing blanks anything, every change has its day, and it is found once."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sixpence.hr.differences import Change, ChangeSet, Kept, compare, facts_of
from sixpence.hr.mapped import MappedPerson, Problem
from sixpence.people.person import Fact, person_on

AS_OF = date(2026, 11, 30)
HIRED = date(2021, 3, 1)


def fact(field: str, value: str, day: date = HIRED, employee_id: str = "7") -> Fact:
    return Fact(employee_id, field, day, value)


def differences(person: MappedPerson, *stored: Fact, as_of: date = AS_OF) -> ChangeSet:
    return compare([person], {"7": stored} if stored else {}, as_of)


def applied(stored: Mapping[str, Iterable[Fact]], changes: ChangeSet) -> dict[str, list[Fact]]:
    slots = {(each.employee_id, each.field, each.effective_from): each for facts in stored.values() for each in facts}
    slots |= {(each.employee_id, each.field, each.effective_from): each for each in facts_of(changes)}
    after: dict[str, list[Fact]] = {employee_id: [] for employee_id in stored}
    for each in slots.values():
        after.setdefault(each.employee_id, []).append(each)
    return after


def test_a_new_value_counts_from_the_day_of_the_sync() -> None:
    changes = differences(MappedPerson("7", {"job_title": "Baker"}), fact("job_title", "Cook"))
    assert changes.changes == (Change("7", "job_title", AS_OF, "Cook", "Baker"),)
    assert facts_of(changes) == [Fact("7", "job_title", AS_OF, "Baker")]
    assert changes.unchanged == 0


def test_a_value_that_is_the_same_is_no_change() -> None:
    changes = differences(MappedPerson("7", {"job_title": "Cook"}), fact("job_title", "Cook"))
    assert changes == ChangeSet((), (), {}, (), {}, {}, (), 1, ())


def test_somebody_new_begins_on_their_start_date_or_today_if_unknown() -> None:
    values = {"first_name": "Ada", "start_date": "2026-11-16"}
    changes = differences(MappedPerson("7", values))
    assert changes.starters == ("7",)
    assert {change.effective_from for change in changes.changes} == {date(2026, 11, 16)}
    assert {change.old for change in changes.changes} == {""}
    (change,) = differences(MappedPerson("7", {"first_name": "Ada"})).changes
    assert change.effective_from == AS_OF


def test_a_rehire_is_a_starter_who_points_at_their_old_profile() -> None:
    stored = {"7": [fact("ni_number", "AB123456C")]}
    people = [MappedPerson("8", {"ni_number": "AB123456C"}), MappedPerson("9", {"ni_number": "AB123456D"})]
    changes = compare(people, stored, AS_OF)
    assert changes.starters == ("8", "9")
    assert changes.rehires == {"8": "7"}
    assert compare([MappedPerson("7", {"ni_number": "AB123456C"})], stored, AS_OF).rehires == {}


def test_somebody_still_to_start_is_found_once_and_can_still_change() -> None:
    begins = date(2026, 12, 14)
    person = MappedPerson(
        "7", {"first_name": "Ada", "start_date": "2026-12-14"}, (fact("salary", "1 monthly", begins),)
    )
    stored = applied({}, differences(person))
    assert compare([person], stored, AS_OF).changes == ()
    later = MappedPerson("7", {"first_name": "Adah", "start_date": "2027-01-04"})
    assert compare([later], stored, AS_OF).changes == (
        Change("7", "first_name", begins, "Ada", "Adah"),
        Change("7", "start_date", begins, "2026-12-14", "2027-01-04"),
    )


def test_what_hr_no_longer_says_is_kept_and_said() -> None:
    person = MappedPerson("7", {}, empty=frozenset({"tax_code", "title"}), unreadable=frozenset({"ni_category"}))
    changes = differences(person, fact("tax_code", "1257L"), fact("ni_category", "A"), fact("email", "a@b.example"))
    assert changes.changes == ()
    assert changes.kept == (
        Kept("7", "ni_category", "It cannot be read in HR"),
        Kept("7", "tax_code", "It is empty in HR"),
    )


def test_a_refused_value_changes_nothing_and_is_reported() -> None:
    problem = Problem("ni_number", "is not a National Insurance number", "refused")
    changes = differences(MappedPerson("7", {}, problems=(problem,)), fact("ni_number", "AB123456C"))
    assert changes.changes == ()
    assert changes.problems == {"7": (problem,)}


def test_a_leaving_date_makes_a_leaver_once() -> None:
    person = MappedPerson("7", {"leaving_date": "2026-12-31"})
    changes = differences(person, fact("start_date", "2021-03-01"))
    assert changes.leavers == ("7",)
    assert differences(person, fact("leaving_date", "2026-12-31")).leavers == ()


def test_who_is_not_in_the_list_has_vanished_and_not_left() -> None:
    stored = {"7": [fact("first_name", "Ada")], "8": [fact("first_name", "Bo", employee_id="8")], "9": []}
    changes = compare([MappedPerson("7", {"first_name": "Ada"})], stored, AS_OF, excluded={"9": "Exclude if ..."})
    assert changes.vanished == ("8",)
    assert changes.leavers == ()
    assert changes.changes == ()
    assert changes.excluded == {"9": "Exclude if ..."}


@pytest.mark.parametrize(
    ("leaving_date", "as_of", "is_new"),
    [
        ("2026-04-05", AS_OF, False),
        ("2026-04-06", AS_OF, True),
        ("2026-04-05", date(2026, 4, 5), True),
        ("2025-04-05", date(2026, 4, 5), False),
    ],
)
def test_who_left_before_this_tax_year_does_not_start(leaving_date: str, as_of: date, is_new: bool) -> None:
    person = MappedPerson("7", {"first_name": "Ada", "leaving_date": leaving_date})
    changes = differences(person, as_of=as_of)
    assert (changes.starters == ("7",)) is is_new
    assert ("7" in changes.excluded) is not is_new
    # Somebody payroll knows is compared whenever they left.
    assert differences(person, fact("first_name", "Adah"), as_of=as_of).excluded == {}


def test_a_raise_counts_from_hrs_own_day() -> None:
    april, november = date(2026, 4, 1), date(2026, 11, 15)
    person = MappedPerson(
        "7",
        {"salary": "330000 monthly"},
        (fact("salary", "300000 monthly", april), fact("salary", "330000 monthly", november)),
    )
    changes = differences(person, fact("salary", "300000 monthly", april))
    assert changes.changes == (Change("7", "salary", november, "300000 monthly", "330000 monthly"),)


def test_a_backdated_raise_replaces_what_we_had_since() -> None:
    april, june = date(2026, 4, 1), date(2026, 6, 1)
    person = MappedPerson("7", {}, (fact("salary", "330000 monthly", april),))
    changes = differences(person, fact("salary", "300000 monthly"), fact("salary", "310000 monthly", june))
    assert changes.changes == (
        Change("7", "salary", april, "300000 monthly", "330000 monthly"),
        Change("7", "salary", june, "310000 monthly", "330000 monthly"),
    )


def test_a_change_does_not_reach_beyond_hrs_next_day() -> None:
    april, november = date(2026, 4, 1), date(2026, 11, 1)
    timeline = (fact("salary", "1 monthly", april), fact("salary", "2 monthly", november))
    changes = differences(MappedPerson("7", {}, timeline), fact("salary", "2 monthly", april))
    assert changes.changes == (
        Change("7", "salary", april, "2 monthly", "1 monthly"),
        Change("7", "salary", november, "1 monthly", "2 monthly"),
    )


def test_a_day_before_our_first_fact_is_no_change_when_the_value_is_the_same() -> None:
    person = MappedPerson("7", {}, (fact("salary", "300000 monthly", date(2024, 4, 1)),))
    assert differences(person, fact("salary", "300000 monthly", date(2026, 11, 1))).changes == ()
    assert len(differences(person, fact("salary", "290000 monthly", date(2026, 11, 1))).changes) == 2


def test_a_day_before_our_first_fact_counts_when_that_fact_itself_changes() -> None:
    monday = AS_OF - timedelta(days=1)
    person = MappedPerson("7", {}, (fact("salary", "1 monthly", monday), fact("salary", "2 monthly", AS_OF)))
    changes = differences(person, fact("salary", "1 monthly", AS_OF))
    assert [(change.effective_from, change.new) for change in changes.changes] == [
        (monday, "1 monthly"),
        (AS_OF, "2 monthly"),
    ]


def test_pay_that_begins_earlier_than_we_expected_is_a_change() -> None:
    person = MappedPerson("7", {}, (fact("salary", "1 monthly", AS_OF),))
    changes = differences(person, fact("salary", "1 monthly", AS_OF + timedelta(days=1)))
    assert changes.changes == (Change("7", "salary", AS_OF, "", "1 monthly"),)


def test_a_change_does_not_show_its_values_in_a_repr() -> None:
    assert "AB123456C" not in repr(Change("7", "ni_number", AS_OF, "", "AB123456C"))


def test_a_person_who_stands_twice_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="employee 7 stands twice"):
        compare([MappedPerson("7", {}), MappedPerson("7", {})], {}, AS_OF)


FIELDS_TRIED = ("salary", "job_title", "start_date", "leaving_date", "tax_code")
days = st.integers(-400, 60).map(lambda number: AS_OF + timedelta(days=number))
texts = {
    "salary": st.sampled_from(["1 monthly", "2 monthly", "3 monthly"]),
    "job_title": st.sampled_from(["a", "b"]),
    "start_date": days.map(date.isoformat),
    "leaving_date": days.map(date.isoformat),
    "tax_code": st.sampled_from(["1257L", "BR"]),
}
some_facts = st.lists(
    st.sampled_from(FIELDS_TRIED).flatmap(
        lambda field: st.builds(Fact, st.sampled_from(["7", "8"]), st.just(field), days, texts[field])
    ),
    max_size=12,
    unique_by=lambda each: (each.employee_id, each.field, each.effective_from),
)


@st.composite
def some_people(draw: st.DrawFn) -> list[MappedPerson]:
    people = []
    for employee_id in draw(st.sampled_from([("7",), ("8",), ("7", "8"), ()])):
        values = draw(st.fixed_dictionaries({}, optional=texts))
        pay = draw(st.dictionaries(days, texts["salary"], max_size=4))
        dated = tuple(Fact(employee_id, "salary", day, text) for day, text in pay.items())
        silent = frozenset(draw(st.sets(st.sampled_from(FIELDS_TRIED)))) - values.keys()
        people.append(MappedPerson(employee_id, values, dated, empty=silent))
    return people


@settings(max_examples=150)
@given(people=some_people(), facts=some_facts)
def test_applying_and_comparing_again_finds_nothing(people: list[MappedPerson], facts: list[Fact]) -> None:
    stored: dict[str, list[Fact]] = {}
    for each in facts:
        stored.setdefault(each.employee_id, []).append(each)
    first = compare(people, stored, AS_OF)
    after = applied(stored, first)
    again = compare(people, after, AS_OF)
    assert again.changes == ()
    assert again.starters == ()
    for person in people:
        if person.source_id in first.excluded:
            continue
        then = person_on(person.source_id, after.get(person.source_id, ()), AS_OF)
        before = person_on(person.source_id, stored.get(person.source_id, ()), AS_OF)
        # Nothing that was known is lost.
        assert before.facts.keys() <= then.facts.keys()
        begun = [each for each in person.dated if each.effective_from <= AS_OF]
        if begun:
            assert then.get("salary") == max(begun, key=lambda each: each.effective_from).value
        for field in person.empty - {each.field for each in person.dated}:
            assert then.get(field) == before.get(field)


@given(people=some_people(), facts=some_facts)
def test_the_order_of_facts_and_people_does_not_matter(people: list[MappedPerson], facts: list[Fact]) -> None:
    def found(each_person: Iterable[MappedPerson], each_fact: Iterable[Fact]) -> tuple[Change, ...]:
        stored: dict[str, list[Fact]] = {}
        for each in each_fact:
            stored.setdefault(each.employee_id, []).append(each)
        return compare(each_person, stored, AS_OF).changes

    assert found(people, facts) == found(reversed(people), reversed(facts))
