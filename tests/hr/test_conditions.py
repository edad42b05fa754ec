"""Who takes part, said in sentences, and never decided in silence."""

import pytest

from sixpence.basics.refused import Refused
from sixpence.hr.conditions import Condition, Conditions, Decision, check_conditions, decide, sentence
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
