"""Who takes part, said in sentences, and never decided in silence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixpence.basics.refused import Refused
from sixpence.hr.conditions import (
    Condition,
    Conditions,
    Decision,
    Test,
    Verb,
    check_conditions,
    condition_of,
    decide,
    sentence,
    try_conditions,
)
from sixpence.hr.records import HrAttribute, HrMoney, HrRecord, HrValue

ATTRIBUTES = (
    HrAttribute("dynamic_1", "Country", "list"),
    HrAttribute("city", "City", "standard"),
    HrAttribute("trainings", "Trainings", "tags"),
    HrAttribute("fix_salary", "Fixed salary", "decimal"),
)
ABROAD = Condition("dynamic_1", "is one of", ("Germany", "Spain"))
IN_LONDON = Condition("city", "is one of", ("London",))


def person(**values: HrValue) -> HrRecord:
    return HrRecord("7", values)


def test_sentences() -> None:
    assert sentence("Exclude", ABROAD, ATTRIBUTES) == "Exclude if Country is one of: Germany, Spain"
    not_here = Condition("city", "is not one of", ("London",))
    assert sentence("Include", not_here, ATTRIBUTES) == "Include if City is not one of: London"


def test_an_exclusion_that_holds_leaves_out_and_says_which() -> None:
    conditions = Conditions(exclude=(Condition("city", "is one of", ("Rome",)), ABROAD))
    decision = decide(person(city="Leeds", dynamic_1=" germany "), conditions, ATTRIBUTES)
    assert decision == Decision(False, "Exclude if Country is one of: Germany, Spain")
    assert decide(person(city="Leeds", dynamic_1="France"), conditions, ATTRIBUTES).included


def test_every_inclusion_has_to_hold() -> None:
    conditions = Conditions(include=(IN_LONDON, Condition("dynamic_1", "is not one of", ("Spain",))))
    assert decide(person(city="LONDON", dynamic_1="France"), conditions, ATTRIBUTES) == Decision(
        True, "Meets every condition"
    )
    decision = decide(person(city="London", dynamic_1="Spain"), conditions, ATTRIBUTES)
    assert decision == Decision(False, "Does not meet: Include if Country is not one of: Spain")


def test_an_exclusion_goes_before_an_inclusion() -> None:
    decision = decide(person(city="London", dynamic_1="Spain"), Conditions((IN_LONDON,), (ABROAD,)), ATTRIBUTES)
    assert decision == Decision(False, "Exclude if Country is one of: Germany, Spain")


def test_without_conditions_everybody_takes_part() -> None:
    assert decide(person(), Conditions(), ATTRIBUTES) == Decision(True, "No condition excludes them")


@pytest.mark.parametrize(
    ("key", "value", "is_one"),
    [
        ("city", "london", True),
        ("city", "  New   London ", False),
        ("city", None, False),
        ("city", "", False),
        ("trainings", ("First aid", "LONDON"), True),
        ("trainings", ("First aid",), False),
        ("trainings", (), False),
        ("fix_salary", HrMoney("0", "GBP", ""), False),
    ],
)
def test_what_counts_as_one_of(key: str, value: HrValue, is_one: bool) -> None:
    for test, holds in (("is one of", is_one), ("is not one of", not is_one)):
        condition = Condition(key, test, ("London", " "))  # type: ignore[arg-type]
        decision = decide(HrRecord("7", {key: value}), Conditions(include=(condition,)), ATTRIBUTES)
        assert decision.included is holds


def test_composed_and_decomposed_letters_are_the_same() -> None:
    zurich = Condition("city", "is one of", ("Zu\u0308rich",))
    assert not decide(person(city="Zürich"), Conditions(exclude=(zurich,)), ATTRIBUTES).included


def test_an_amount_can_be_tested() -> None:
    unpaid = Condition("fix_salary", "is one of", ("0",))
    assert not decide(person(fix_salary=HrMoney("0", "GBP", "")), Conditions(exclude=(unpaid,)), ATTRIBUTES).included


@pytest.mark.parametrize("conditions", [Conditions(include=(IN_LONDON,)), Conditions(exclude=(IN_LONDON,))])
def test_an_attribute_that_has_gone_stops_the_sync(conditions: Conditions) -> None:
    with pytest.raises(Refused, match="rests on the attribute city, which HR no longer has"):
        decide(person(city="London"), conditions, ATTRIBUTES[:1])
    with pytest.raises(Refused, match="rests on the attribute city"):
        check_conditions(conditions, ATTRIBUTES[:1])
    check_conditions(conditions, ATTRIBUTES)


@pytest.mark.parametrize("conditions", [Conditions(include=(IN_LONDON,)), Conditions(exclude=(IN_LONDON,))])
def test_an_attribute_not_readable_of_somebody_stops_the_sync(conditions: Conditions) -> None:
    with pytest.raises(Refused, match="City of employee 7 cannot be read, and a condition rests on it"):
        decide(person(dynamic_1="Spain"), conditions, ATTRIBUTES)


def test_a_condition_without_words_or_with_another_test_is_refused() -> None:
    with pytest.raises(Refused, match="no value to compare with"):
        Condition("city", "is one of", (" ",))
    with pytest.raises(Refused, match="not 'contains'"):
        Condition("city", "contains", ("London",))  # type: ignore[arg-type]


ODD = HrAttribute("odd", "Site is one of: ours", "standard")
TWINS = (HrAttribute("c1", "Grade", "standard"), HrAttribute("c2", "grade", "standard"))


@pytest.mark.parametrize(
    ("test", "values", "value", "holds"),
    [
        ("is empty", (), "", True),
        ("is empty", (), None, True),
        ("is empty", (), (), True),
        ("is empty", (), "London", False),
        ("is not empty", (), HrMoney("0", "GBP", ""), True),
        ("is not empty", (), "  ", False),
        ("is before", ("2026-01-01",), "2025-12-31", True),
        ("is before", ("2026-01-01",), "2026-01-01", False),
        ("is after", ("2026-01-01",), "2026-01-02", True),
        ("is after", ("2026-01-01",), None, False),
        ("is greater than", ("37.5",), "40", True),
        ("is greater than", ("37.5",), "37.50", False),
        ("is less than", ("0",), "-1", True),
        ("is less than", ("50000",), HrMoney("49999.99", "GBP", "yearly"), True),
        ("is less than", ("50000",), "", False),
    ],
)
def test_every_test(test: Test, values: tuple[str, ...], value: HrValue, holds: bool) -> None:
    record, condition = HrRecord("7", {"city": value}), Condition("city", test, values)
    assert decide(record, Conditions(exclude=(condition,)), ATTRIBUTES).included is not holds
    assert decide(record, Conditions(include=(condition,)), ATTRIBUTES).included is holds


@pytest.mark.parametrize(
    ("test", "values", "message"),
    [
        ("is empty", ("x",), "takes no value"),
        ("is after", ("1 May 2026",), "takes one day, written 2026-11-30"),
        ("is before", ("2026-01-01", "2026-02-01"), "takes one day"),
        ("is less than", ("1,000",), "takes one number, written 37.5"),
        ("is greater than", (), "no value to compare with"),
    ],
)
def test_a_condition_that_could_never_be_decided_is_not_made(test: Test, values: tuple[str, ...], message: str) -> None:
    with pytest.raises(Refused, match=message):
        Condition("city", test, values)


@pytest.mark.parametrize(
    ("condition", "value", "message"),
    [
        (Condition("city", "is before", ("2026-01-01",)), "01/02/2025", "City of employee 7 is no day"),
        (Condition("city", "is less than", ("5",)), "a few", "City of employee 7 is no number"),
        (Condition("city", "is less than", ("5",)), ("4",), "City of employee 7 is no number"),
    ],
)
def test_what_cannot_be_compared_stops_the_sync_without_saying_the_value(
    condition: Condition, value: HrValue, message: str
) -> None:
    with pytest.raises(Refused, match=message) as refusal:
        decide(HrRecord("7", {"city": value}), Conditions(exclude=(condition,)), ATTRIBUTES)
    assert str(value) not in str(refusal.value)
    # Nobody asks it of somebody who is left out anyway.
    rome = Condition("dynamic_1", "is one of", ("Italy",))
    record = HrRecord("7", {"city": value, "dynamic_1": "Italy"})
    assert not decide(record, Conditions(exclude=(condition, rome)), ATTRIBUTES).included


def test_who_is_caught_by_which_condition() -> None:
    conditions = Conditions(include=(IN_LONDON,), exclude=(ABROAD,))
    records = [
        HrRecord("1", {"city": "London", "dynamic_1": "UK"}),
        HrRecord("2", {"city": "Berlin", "dynamic_1": "Germany"}),
        HrRecord("3", {"city": "Leeds", "dynamic_1": "UK"}),
    ]
    trial = try_conditions(records, conditions, ATTRIBUTES)
    assert trial.included == ("1",)
    assert trial.caught == {
        "Include if City is one of: London": ("2", "3"),
        "Exclude if Country is one of: Germany, Spain": ("2",),
    }
    assert trial.decisions["2"].because == "Exclude if Country is one of: Germany, Spain"


@pytest.mark.parametrize(
    ("text", "verb", "condition"),
    [
        ("Exclude if Country is one of: Germany, Spain", "Exclude", ABROAD),
        ("  include IF  country IS NOT ONE OF:UK ", "Include", Condition("dynamic_1", "is not one of", ("UK",))),
        (
            'Exclude if City is one of: "York, UK", Hull',
            "Exclude",
            Condition("city", "is one of", ("York, UK", "Hull")),
        ),
        ("Include if City is not empty", "Include", Condition("city", "is not empty")),
        ("Exclude if City is after 2026-11-15", "Exclude", Condition("city", "is after", ("2026-11-15",))),
        ("Exclude if Fixed salary is less than 1", "Exclude", Condition("fix_salary", "is less than", ("1",))),
        ("Exclude if fix_salary is less than 1", "Exclude", Condition("fix_salary", "is less than", ("1",))),
        ("Exclude if Site is one of: ours is empty", "Exclude", Condition("odd", "is empty")),
        ("Exclude if grade (c2) is empty", "Exclude", Condition("c2", "is empty")),
    ],
)
def test_a_sentence_is_read(text: str, verb: str, condition: Condition) -> None:
    assert condition_of(text, (*ATTRIBUTES, ODD, *TWINS)) == (verb, condition)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Country is one of: Spain", 'begins with "Include if" or "Exclude if"'),
        ("Exclude if Planet is one of: Mars", "is not understood"),
        ("Exclude if Grade is empty", "is not understood"),
        ("Exclude if City is one of:", "is not understood"),
        ("Exclude if City is one of London", "is not understood"),
        ("Exclude if City is empty: London", "is not understood"),
        ("Exclude if City is after May", "is not understood"),
        ('Exclude if City is one of: "London', "is not understood"),
        ("Exclude if Site is one of: ours is empty", "can be read in two ways"),
    ],
)
def test_what_is_no_sentence_is_not_guessed(text: str, message: str) -> None:
    attributes = (*ATTRIBUTES, ODD, *TWINS, HrAttribute("site", "Site", "standard"))
    with pytest.raises(Refused, match=message):
        condition_of(text, attributes)


def test_a_cut_off_is_a_day_of_the_month() -> None:
    assert Conditions(cut_off_day=31).cut_off_day == 31
    with pytest.raises(Refused, match="1 to 31, not 32"):
        Conditions(cut_off_day=32)


word = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=12).filter(
    str.strip
)
some_condition = st.one_of(
    st.builds(Condition, st.sampled_from(["a", "b"]), st.sampled_from(["is one of", "is not one of"]), st.tuples(word)),
    st.builds(Condition, st.sampled_from(["a", "b"]), st.just("is one of"), st.tuples(word, word)),
    st.builds(Condition, st.sampled_from(["a", "b"]), st.sampled_from(["is empty", "is not empty"])),
    st.builds(
        Condition,
        st.sampled_from(["a", "b"]),
        st.sampled_from(["is before", "is after"]),
        st.tuples(st.dates().map(date.isoformat)),
    ),
    st.builds(
        Condition,
        st.sampled_from(["a", "b"]),
        st.sampled_from(["is greater than", "is less than"]),
        st.tuples(st.integers(-(10**9), 10**9).map(str)),
    ),
)


@given(verb=st.sampled_from(["Include", "Exclude"]), condition=some_condition, labels=st.tuples(word, word))
def test_a_sentence_that_is_shown_can_be_given_back(verb: Verb, condition: Condition, labels: tuple[str, str]) -> None:
    attributes = [HrAttribute(key, label, "standard") for key, label in zip("ab", labels, strict=True)]
    text = sentence(verb, condition, attributes)
    assert condition_of(text, attributes) == (verb, condition)


values = st.one_of(st.none(), st.just(""), word, st.dates().map(date.isoformat), st.integers(-99, 99).map(str))
some_records = st.lists(values, max_size=6).map(
    lambda each: [HrRecord(str(number), {"a": value, "b": value}) for number, value in enumerate(each)]
)
of_words = some_condition.filter(lambda condition: condition.test in ("is one of", "is not one of", "is empty"))


@given(records=some_records, include=st.lists(of_words, max_size=3), exclude=st.lists(of_words, max_size=3))
def test_one_decision_each_and_a_further_condition_never_lets_anybody_in(
    records: list[HrRecord], include: list[Condition], exclude: list[Condition]
) -> None:
    attributes = [HrAttribute("a", "A", "standard"), HrAttribute("b", "B", "standard")]
    conditions = Conditions(tuple(include), tuple(exclude))
    trial = try_conditions(records, conditions, attributes)
    assert list(trial.decisions) == [record.source_id for record in records]
    assert trial.decisions == {each.source_id: decide(each, conditions, attributes) for each in records}
    out = set(trial.decisions) - set(trial.included)
    assert out == {who for people in trial.caught.values() for who in people}
    for fewer in (Conditions(tuple(include[1:]), tuple(exclude)), Conditions(tuple(include), tuple(exclude[1:]))):
        assert set(trial.included) <= set(try_conditions(records, fewer, attributes).included)
    # To exclude where something holds is to include where its opposite holds.
    opposite = {"is one of": "is not one of", "is not one of": "is one of", "is empty": "is not empty"}
    turned = tuple(Condition(each.key, opposite[each.test], each.values) for each in exclude)  # type: ignore[arg-type]
    assert try_conditions(records, Conditions((*include, *turned)), attributes).included == trial.included
