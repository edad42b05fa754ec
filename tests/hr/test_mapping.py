"""Which attribute fills which field, and what becomes of what people really type into HR."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixpence.basics.refused import Refused
from sixpence.hr.mapped import MappedPerson, Problem, map_record
from sixpence.hr.mapping import (
    MAPPABLE,
    FieldMapping,
    HrMapping,
    line_for,
    suggest_choices,
    suggest_mapping,
    suggestions,
    with_choices,
)
from sixpence.hr.records import DatedValue, HrAttribute, HrMoney, HrRecord, HrValue
from sixpence.people.fields import FIELDS
from sixpence.people.person import Fact


def mapped(field: str, value: HrValue, **choices: str) -> MappedPerson:
    return map_record(HrRecord("7", {"k": value}), HrMapping((FieldMapping(field, "k", choices),)))


def attribute(label: str, universal_id: str = "", kind: str = "standard", *options: str) -> HrAttribute:
    return HrAttribute(f"key of {label}", label, kind, universal_id, options)


def suggested(*attributes: HrAttribute) -> dict[str, str]:
    return {line.field: line.key for line in suggest_mapping(attributes).lines}


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Birthday", "birth_date"),
        ("Date of birth", "birth_date"),
        ("NI category", "ni_category"),
        ("National Insurance category letter", "ni_category"),
        ("national insurance NUMBER", "ni_number"),
        ("Tax code", "tax_code"),
        ("Sort code", "sort_code"),
        ("Sort-Code", "sort_code"),
        ("Account number", "account_number"),
        ("Name on bank account", "account_name"),
        ("Holder of bank account", "account_name"),
        ("Address", "address_line_1"),
        ("Address line 1", "address_line_1"),
        ("City", "city"),
        ("Postcode", "postcode"),
        ("Zip code", "postcode"),
        ("Employee pension %", "employee_pension_percent"),
        ("Week 1/Month 1", "week1_month1"),
    ],
)
def test_a_label_is_recognised(label: str, field: str) -> None:
    assert suggested(attribute(label)) == {field: f"key of {label}"}


@pytest.mark.parametrize(
    "label", ["IBAN", "BIC", "Personal email", "Country of birth", "Key number / ID", "Nationality"]
)
def test_what_is_something_else_is_left_alone(label: str) -> None:
    assert suggested(attribute(label)) == {}


def test_a_universal_id_goes_before_a_label() -> None:
    found = suggested(attribute("Date of birth"), attribute("Geburtstag", "date_of_birth"))
    assert found == {"birth_date": "key of Geburtstag"}


def test_two_of_one_label_are_not_certain_but_a_surer_label_is() -> None:
    assert suggested(attribute("City"), HrAttribute("other", "CITY", "standard")) == {}
    both = suggested(attribute("Address"), attribute("Address line 1"))
    assert both == {"address_line_1": "key of Address line 1"}


def test_several_choices_at_once_are_not_offered() -> None:
    assert suggested(attribute("Title", "", "tags", "Dr", "Prof")) == {}


def test_a_list_about_something_else_is_not_a_choice() -> None:
    assert suggested(attribute("Pension", "", "list", "Acme Master Trust", "Other trust")) == {}


@pytest.mark.parametrize(
    ("field", "option", "ours"),
    [
        ("student_loan_plan", "Plan 2", "2"),
        ("student_loan_plan", "None", "none"),
        ("postgraduate_loan", "Yes", "yes"),
        ("director", "Yes - annual method", "standard"),
        ("director", "Yes - alternative method", "alternative"),
        ("director", "No", "no"),
        ("starter_declaration", "A - first job since 6 April", "A"),
        ("starter_declaration", "Statement B", "B"),
        ("ni_category", "C (over State Pension age)", "C"),
        ("ni_category", "category m", "M"),
        ("pension", "Net pay arrangement", "net-pay"),
        ("pension", "Salary sacrifice", "salary-sacrifice"),
        ("pension_basis", "Qualifying earnings", "qualifying"),
        ("gender", "FEMALE", "F"),
    ],
)
def test_words_of_lists_are_matched(field: str, option: str, ours: str) -> None:
    assert suggest_choices(field, [option]) == {option: ours}
    assert mapped(field, f" {option} ").values == {field: ours}


@pytest.mark.parametrize(
    ("field", "option"),
    [
        ("student_loan_plan", "Plan 3"),
        ("student_loan_plan", "Yes"),
        ("starter_declaration", "B and C"),
        ("starter_declaration", "D - other"),
        ("ni_category", "Apprentice"),
        ("ni_category", "G"),
        ("pension", "Yes"),
    ],
)
def test_a_word_that_is_not_certain_is_not_guessed(field: str, option: str) -> None:
    assert suggest_choices(field, [option]) == {}
    reason = "holds a word with no payroll meaning yet: match it in the field mapping"
    assert mapped(field, option).problems == (Problem(field, reason, "refused"),)


def test_the_users_own_matching_goes_first() -> None:
    assert mapped("student_loan_plan", "Ja, Plan zwei", **{"ja, plan ZWEI": "2"}).values == {"student_loan_plan": "2"}
    assert mapped("student_loan_plan", "Plan 2", **{"Plan 2": "4"}).values == {"student_loan_plan": "4"}
    assert mapped("country", "UK", UK="United Kingdom").values == {"country": "United Kingdom"}
    assert mapped("country", "Wales", UK="United Kingdom").values == {"country": "Wales"}


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("ni_number", "zx 71 33 32 a", "ZX713332A"),
        ("birth_date", "1982-04-04", "1982-04-04"),
        ("postcode", "ls14aa", "LS1 4AA"),
        ("tax_code", "s1257l m1", "S1257L X"),
        ("weekly_hours", "37.5", "37.50"),
        ("employee_pension_percent", "5", "5.00"),
        ("employee_pension_percent", "5.0", "5.00"),
        ("employee_pension_percent", "5 %", "5.00"),
        ("first_name", "  Zoë   Ann ", "Zoë Ann"),
        ("sort_code", "04-00-04", "040004"),
        ("salary", HrMoney("4166.67", "GBP", "monthly"), "416667 monthly"),
        ("salary", HrMoney("50000.000", "GBP", "yearly"), "5000000 yearly"),
        ("hourly_rate", HrMoney("12.5", "GBP", "hourly"), "1250"),
    ],
)
def test_a_value_becomes_canonical_text(field: str, value: HrValue, text: str) -> None:
    assert mapped(field, value) == MappedPerson("7", {field: text})


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("ni_number", "9999999999", "is not a National Insurance number (two letters, six digits, one of A to D)"),
        ("postcode", "SW1X", "is not a full UK postcode, such as SW1A 2AA"),
        ("tax_code", "D3", "is not a tax code, such as 1257L, S1257L M1, K100, BR, 0T or NT"),
        ("gender", "diverse", "is not one that HMRC takes: it needs M or F, as HMRC's records have it"),
        ("employee_pension_percent", "5,00", "is not a number such as 5 or 37.5"),
        ("employee_pension_percent", "1_0", "is not a number such as 5 or 37.5"),
        ("employee_pension_percent", "101", "is not a percentage between 0 and 100"),
        ("weekly_hours", "NaN", "is not a number such as 5 or 37.5"),
        ("salary", HrMoney("4000", "EUR", "monthly"), "is paid in EUR: Sixpence pays GBP"),
        ("salary", HrMoney("4000", "", "monthly"), "has no currency in HR: Sixpence pays GBP"),
        ("salary", HrMoney("4000", "GBP", ""), "has no salary interval in HR"),
        (
            "salary",
            HrMoney("4000", "GBP", "half-yearly"),
            "has no interval that is one of weekly, fortnightly, four-weekly, monthly, quarterly, yearly",
        ),
        ("salary", HrMoney("4000.005", "GBP", "monthly"), "has more than two decimals"),
        ("salary", HrMoney("-1", "GBP", "monthly"), "is not more than zero"),
        ("salary", "4000", "is not an amount with a currency and an interval"),
        ("hourly_rate", HrMoney("4000", "GBP", "monthly"), "is not an amount for an hour"),
        ("job_title", HrMoney("4000", "GBP", "monthly"), "is mapped to an amount of money"),
        ("job_title", ("Baker", "Cook"), "is mapped to an attribute with several choices at once"),
        ("first_name", "x" * 36, "is longer than 35 characters"),
        ("first_name", "A\ud800", "contains a character that cannot be printed"),
        ("sort_code", "1234", "is not a sort code of 6 digits"),
        ("account_number", "GB49NBWK121123833", "is not an account number of 8 digits"),
        ("start_date", "01/02/2024", "is not a date written year-month-day, such as 2026-11-30"),
    ],
)
def test_a_value_that_is_none_is_a_problem_and_not_stored(field: str, value: HrValue, reason: str) -> None:
    assert mapped(field, value) == MappedPerson("7", {}, problems=(Problem(field, reason, "refused"),))


@given(field=st.sampled_from(sorted(MAPPABLE)), value=st.text(alphabet="QXZJqxzj9873, ", min_size=5, max_size=60))
def test_a_problem_never_holds_the_value(field: str, value: str) -> None:
    person = mapped(field, value)
    assert not any(word in problem.reason for word in value.split() if len(word) > 2 for problem in person.problems)
    assert {problem.field for problem in person.problems} <= FIELDS.keys()


@pytest.mark.parametrize(
    ("field", "typed", "text"), [("sort_code", "40004", "040004"), ("account_number", "2345678", "02345678")]
)
def test_a_zero_dropped_by_a_number_attribute_is_put_back_with_a_warning(field: str, typed: str, text: str) -> None:
    person = mapped(field, typed)
    assert person.values == {field: text}
    (problem,) = person.problems
    assert problem.severity == "warning"
    assert "a zero was put in front" in problem.reason


@pytest.mark.parametrize("value", [None, "", "  ", (), HrMoney("0", "EUR", ""), HrMoney("0.00", "GBP", "monthly")])
def test_nothing_in_hr_is_empty_and_no_problem(value: HrValue) -> None:
    assert mapped("salary", value) == MappedPerson("7", {}, empty=frozenset({"salary"}))


def test_a_key_that_is_not_there_is_unreadable() -> None:
    person = map_record(HrRecord("7", {}), HrMapping((FieldMapping("tax_code", "k"),)))
    assert person == MappedPerson("7", {}, unreadable=frozenset({"tax_code"}))


LEAVING = HrMapping((FieldMapping("leaving_date", "ends"), FieldMapping("leaving_date", "last_day")))


@pytest.mark.parametrize(
    ("values", "leaving_date"),
    [
        ({"ends": "2026-12-31", "last_day": "2026-11-15"}, "2026-12-31"),
        ({"ends": None, "last_day": "2026-11-15"}, "2026-11-15"),
        ({"last_day": "2026-11-15"}, "2026-11-15"),
    ],
)
def test_of_two_lines_the_first_with_a_value_counts(values: dict[str, HrValue], leaving_date: str) -> None:
    assert map_record(HrRecord("7", values), LEAVING).values == {"leaving_date": leaving_date}


def test_two_lines_are_empty_only_when_both_are() -> None:
    assert map_record(HrRecord("7", {"ends": None, "last_day": ""}), LEAVING).empty == {"leaving_date"}
    assert map_record(HrRecord("7", {"ends": None}), LEAVING).unreadable == {"leaving_date"}


@pytest.mark.parametrize(
    ("mapped_lines", "line"),
    [(0, "address_line_2"), (1, "address_line_2"), (2, "address_line_3"), (3, "address_line_4")],
)
def test_the_city_comes_after_the_mapped_address_lines(mapped_lines: int, line: str) -> None:
    names = [f"address_line_{number}" for number in range(1, mapped_lines + 1)]
    mapping = HrMapping((*(FieldMapping(name, name) for name in names), FieldMapping("city", "city")))
    # Whether a person fills their second line or not, their city stays on the same line.
    assert map_record(HrRecord("7", {**dict.fromkeys(names), "city": "Leeds"}), mapping).values == {line: "Leeds"}


def test_a_city_without_a_line_left_is_refused_and_not_suggested() -> None:
    lines = (FieldMapping("city", "c"), FieldMapping("address_line_4", "a"))
    with pytest.raises(Refused, match="fills address line 4 and a city"):
        HrMapping(lines)
    assert suggested(attribute("City"), attribute("Address line 4")) == {"address_line_4": "key of Address line 4"}


def test_a_field_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Refused, match="'shoe_size', which is no payroll field"):
        HrMapping((FieldMapping("shoe_size", "k"),))


def test_a_mapping_knows_which_attributes_have_gone() -> None:
    mapping = HrMapping((FieldMapping("tax_code", "there"), FieldMapping("ni_number", "gone")))
    assert mapping.missing_from([HrAttribute("there", "Tax code", "standard")]) == (FieldMapping("ni_number", "gone"),)


BASIS = HrMapping((FieldMapping("tax_code", "code"), FieldMapping("week1_month1", "basis")))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"code": "1257L", "basis": "Yes"}, MappedPerson("7", {"tax_code": "1257L X"})),
        ({"code": "1257L X", "basis": "Yes"}, MappedPerson("7", {"tax_code": "1257L X"})),
        ({"code": "1257L", "basis": "Cumulative"}, MappedPerson("7", {"tax_code": "1257L"})),
        ({"code": "1257L", "basis": ""}, MappedPerson("7", {"tax_code": "1257L"})),
        ({"code": "1257L"}, MappedPerson("7", {}, unreadable=frozenset({"tax_code"}))),
        ({"code": "", "basis": "Yes"}, MappedPerson("7", {}, empty=frozenset({"tax_code"}))),
        (
            {"code": "1257L", "basis": "Perhaps"},
            MappedPerson(
                "7",
                {},
                problems=(
                    Problem(
                        "tax_code",
                        "holds a word with no payroll meaning yet: match it in the field mapping",
                        "refused",
                    ),
                ),
            ),
        ),
    ],
)
def test_a_tax_code_and_its_basis_belong_together(values: dict[str, HrValue], expected: MappedPerson) -> None:
    assert map_record(HrRecord("7", values), BASIS) == expected


SALARY = HrMapping((FieldMapping("salary", "fix_salary"),))


def test_a_dated_salary_keeps_its_day() -> None:
    november = DatedValue("fix_salary", date(2026, 11, 15), HrMoney("3300", "GBP", "monthly"))
    bonus = DatedValue("not mapped", date(2026, 11, 15), "x")
    person = map_record(HrRecord("7", {"fix_salary": november.value}, (november, bonus)), SALARY)
    assert person.dated == (Fact("7", "salary", date(2026, 11, 15), "330000 monthly"),)
    assert person.values == {"salary": "330000 monthly"}


def test_two_salaries_from_one_day_are_a_problem_and_neither_is_taken() -> None:
    first, second = (DatedValue("fix_salary", date(2026, 11, 1), HrMoney(pay, "GBP", "monthly")) for pay in ("1", "2"))
    person = map_record(HrRecord("7", {"fix_salary": second.value}, (first, second)), SALARY)
    reason = "has two different values from 2026-11-01 on: keep one of them in HR"
    assert person.dated == ()
    assert person.values == {}
    assert person.problems == (Problem("salary", reason, "refused"),)
    assert map_record(HrRecord("7", {}, (first, first)), SALARY).problems == ()


def with_transform(field: str, transform: str, value: HrValue) -> MappedPerson:
    return map_record(HrRecord("7", {"k": value}), HrMapping((FieldMapping(field, "k", transform=transform),)))


@pytest.mark.parametrize(
    ("field", "transform", "value", "text"),
    [
        ("salary", "pounds a year", "50000", "5000000 yearly"),
        ("salary", "pounds a year", "£50,000.50", "5000050 yearly"),
        ("salary", "pounds a month", HrMoney("4000", "GBP", ""), "400000 monthly"),
        ("salary", "pounds every four weeks", "3200", "320000 four-weekly"),
        ("hourly_rate", "pounds an hour", "18.5", "1850"),
        ("birth_date", "day/month/year", "1/2/1990", "1990-02-01"),
        ("birth_date", "day/month/year", "30.11.1990", "1990-11-30"),
        ("birth_date", "day/month/year", "1990-02-01", "1990-02-01"),
    ],
)
def test_a_transform_says_what_a_value_is(field: str, transform: str, value: HrValue, text: str) -> None:
    assert with_transform(field, transform, value) == MappedPerson("7", {field: text})


@pytest.mark.parametrize(
    ("field", "transform", "value", "reason"),
    [
        ("salary", "pounds a year", "about 50000", "is not an amount in pounds, such as 50000 or 4166.67"),
        ("salary", "pounds a year", "50,00", "is not an amount in pounds, such as 50000 or 4166.67"),
        ("salary", "pounds a year", HrMoney("4000", "EUR", ""), "is paid in EUR: Sixpence pays GBP"),
        (
            "salary",
            "pounds a year",
            HrMoney("4000", "GBP", "monthly"),
            "is for another interval in HR than the field mapping says",
        ),
        ("birth_date", "day/month/year", "soon", "is not a date written day/month/year, such as 30/11/2026"),
        ("birth_date", "day/month/year", "31/2/1990", "is not a date written year-month-day, such as 2026-11-30"),
    ],
)
def test_a_value_that_is_not_what_the_transform_says_is_a_problem(
    field: str, transform: str, value: HrValue, reason: str
) -> None:
    assert with_transform(field, transform, value) == MappedPerson(
        "7", {}, problems=(Problem(field, reason, "refused"),)
    )


@pytest.mark.parametrize("value", ["0", "0.00", "", None, HrMoney("0", "EUR", "")])
def test_no_pay_is_empty_under_a_transform_too(value: HrValue) -> None:
    assert with_transform("salary", "pounds a year", value) == MappedPerson("7", {}, empty=frozenset({"salary"}))


def test_a_transform_is_for_its_fields_alone() -> None:
    with pytest.raises(Refused, match="Salary cannot be read as 'pounds an hour': choose pounds a year or"):
        HrMapping((FieldMapping("salary", "k", transform="pounds an hour"),))
    with pytest.raises(Refused, match="Tax code cannot be read as 'backwards': it needs no transform"):
        HrMapping((FieldMapping("tax_code", "k", transform="backwards"),))


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        (
            "12 Canal Walk, Holbeck, Leeds, LS11 5QX",
            {
                "address_line_1": "12 Canal Walk",
                "address_line_2": "Holbeck",
                "address_line_3": "Leeds",
                "postcode": "LS11 5QX",
            },
        ),
        (
            "12 Canal Walk\nLeeds ls115qx\nUnited Kingdom",
            {
                "address_line_1": "12 Canal Walk",
                "address_line_2": "Leeds",
                "postcode": "LS11 5QX",
                "country": "United Kingdom",
            },
        ),
        ("12 Canal Walk,, Leeds,", {"address_line_1": "12 Canal Walk", "address_line_2": "Leeds"}),
        ("Scotland", {"address_line_1": "Scotland"}),
    ],
)
def test_an_address_in_one_attribute_is_taken_apart(typed: str, values: dict[str, str]) -> None:
    person = mapped("address", typed)
    assert (person.values, person.problems) == (values, ())
    assert person.empty == {f"address_line_{number}" for number in (1, 2, 3, 4)} - values.keys()


def test_hrs_own_postcode_goes_before_the_one_in_an_address() -> None:
    mapping = HrMapping((FieldMapping("address", "a"), FieldMapping("postcode", "p")))
    typed = {"a": "12 Canal Walk, Leeds, LS11 5QX", "p": "LS1 4AA"}
    assert map_record(HrRecord("7", typed), mapping).values["postcode"] == "LS1 4AA"
    person = map_record(HrRecord("7", {**typed, "p": ""}), mapping)
    assert (person.values["postcode"], "postcode" in person.empty) == ("LS11 5QX", False)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("a, b, c, d, e", "of the whole address has more than 4 lines: make it shorter in HR"),
        (f"{'x' * 36}, Leeds", "of the whole address is longer than 35 characters"),
    ],
)
def test_an_address_that_does_not_fit_is_taken_as_a_whole_or_not_at_all(typed: str, reason: str) -> None:
    assert mapped("address", typed) == MappedPerson("7", {}, problems=(Problem("address_line_1", reason, "refused"),))


def test_an_address_is_filled_in_one_way() -> None:
    with pytest.raises(Refused, match="fills the whole address from one attribute and lines of it"):
        HrMapping((FieldMapping("address", "a"), FieldMapping("city", "c")))
    assert mapped("address", "").empty == {f"address_line_{number}" for number in (1, 2, 3, 4)}
    assert suggested(attribute("Full address"), attribute("City")) == {"address": "key of Full address"}
    assert suggested(attribute("Full address"), attribute("Address")) == {"address_line_1": "key of Address"}


def test_an_attribute_may_have_another_key_in_another_version() -> None:
    line = FieldMapping("tax_code", "dynamic_7", other_keys=("dynamic_0a1b.7",))
    mapping = HrMapping((line,))
    for key in line.keys:
        assert map_record(HrRecord("7", {key: "1257L"}), mapping).values == {"tax_code": "1257L"}
        assert mapping.missing_from([HrAttribute(key, "Tax code", "standard")]) == ()
    assert mapping.missing_from([HrAttribute("dynamic_8", "Tax code", "standard")]) == (line,)
    assert map_record(HrRecord("7", {}), mapping).unreadable == {"tax_code"}


def test_a_renamed_attribute_is_reported_and_still_read() -> None:
    (line,) = suggest_mapping([HrAttribute("k", "Tax code", "standard")]).lines
    assert line.label == "Tax code"
    mapping = HrMapping((line,))
    assert mapping.renamed_in([HrAttribute("k", "TAX  CODE", "standard")]) == ()
    assert mapping.renamed_in([HrAttribute("k", "Tax band", "standard")]) == ((line, "Tax band"),)
    assert mapping.renamed_in([]) == ()


def test_what_is_not_to_be_mapped_is_not_suggested_again() -> None:
    attributes = [attribute("Tax code"), attribute("City")]
    kept = suggest_mapping(attributes).without("tax_code")
    assert kept.not_mapped == {"tax_code"}
    assert suggest_mapping(attributes, kept) == kept
    assert suggestions(attributes, kept) == ()
    again = kept.with_line(FieldMapping("tax_code", "k"))
    assert (again.not_mapped, again.by_field["tax_code"]) == (frozenset(), [FieldMapping("tax_code", "k")])
    with pytest.raises(Refused, match="fills 'city' and says not to map it"):
        HrMapping((FieldMapping("city", "k"),), frozenset({"city"}))


def test_suggestions_say_how_sure_they_are_and_why() -> None:
    attributes = (
        HrAttribute("hire_date", "Joined", "date"),
        attribute("Tax code"),
        attribute("City"),
        HrAttribute("other", "CITY", "standard"),
        attribute("Main bank account number (UK)"),
        HrAttribute("born", "Date of birth", "list"),
    )
    found = [(each.field, each.attribute.key, each.sureness, each.because) for each in suggestions(attributes)]
    assert found == [
        ("start_date", "hire_date", "certain", "it is the usual attribute for this"),
        ("city", "key of City", "possible", "2 attributes are labelled 'City'"),
        ("city", "other", "possible", "2 attributes are labelled 'City'"),
        ("tax_code", "key of Tax code", "likely", "it is labelled 'Tax code'"),
        (
            "account_number",
            "key of Main bank account number (UK)",
            "possible",
            "its label has the words of 'Account number'",
        ),
    ]
    assert {line.field for line in suggest_mapping(attributes).lines} == {"start_date", "tax_code"}


def test_words_are_matched_to_values_the_field_knows() -> None:
    line = line_for("student_loan_plan", attribute("Loan", "", "list", "Plan 2", "Plan zwei"))
    assert line.choices == {"Plan 2": "2"}
    assert with_choices(line, {"Plan zwei": "2"}).choices == {"Plan 2": "2", "Plan zwei": "2"}
    for field, ours in (("student_loan_plan", "9"), ("week1_month1", "perhaps"), ("gender", "X")):
        with pytest.raises(Refused, match=f"'theirs' cannot mean '{ours}' for"):
            with_choices(FieldMapping(field, "k"), {"theirs": ours})
    assert with_choices(FieldMapping("week1_month1", "k"), {"Ja": "yes"}).choice("ja") == "yes"
    assert with_choices(FieldMapping("country", "k"), {"UK": "United Kingdom"}).choice("uk") == "United Kingdom"
