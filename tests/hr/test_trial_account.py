"""The recorded UK trial account, mapped by suggestion alone: everybody maps, and nothing is made up for them."""

import json
from pathlib import Path

import pytest

from sixpence.hr.mapped import MappedPerson, map_record
from sixpence.hr.mapping import HrMapping, suggest_mapping
from sixpence.hr.sources.personio import v1
from sixpence.hr.sources.personio.answers import as_object, read_json, rows_in
from sixpence.people.fields import FIELDS

RECORDING = Path("personio/examples/v1/employees_list_uk_demo_account_part1.json")


@pytest.fixture(scope="module")
def account(reference: Path) -> tuple[HrMapping, dict[str, MappedPerson]]:
    rows = rows_in(read_json((reference / RECORDING).read_bytes(), "employees"), "data", "employees")
    attributes = {each.key: each for row in rows for each in v1.attributes_within(row)}
    mapping = suggest_mapping(attributes.values())
    people = [map_record(v1.record(as_object(row), {}), mapping) for row in rows]
    return mapping, {person.source_id: person for person in people}


def test_what_the_trial_account_can_fill(account) -> None:
    mapping, _ = account
    assert [(line.field, line.key) for line in mapping.lines] == [
        ("first_name", "first_name"),
        ("last_name", "last_name"),
        ("email", "email"),
        ("gender", "gender"),
        ("birth_date", "dynamic_7123992"),
        ("start_date", "hire_date"),
        ("leaving_date", "termination_date"),
        ("leaving_date", "last_working_day"),
        ("job_title", "position"),
        ("department", "department"),
        ("weekly_hours", "weekly_working_hours"),
        ("salary", "fix_salary"),
        ("hourly_rate", "hourly_salary"),
        ("address_line_1", "dynamic_7124014"),
        ("city", "dynamic_7124018"),
        ("postcode", "dynamic_7124015"),
        ("ni_number", "dynamic_7123995"),
        ("account_name", "dynamic_7124003"),
    ]


def test_everybody_maps_and_every_value_is_canonical(account) -> None:
    _, people = account
    assert len(people) == 17
    for person in people.values():
        assert person.values["first_name"]
        assert not person.unreadable
        assert {problem.severity for problem in person.problems} <= {"refused"}
        for field, text in person.values.items():
            # What is stored as pence cannot be read again; every other canonical text reads as itself.
            assert field in ("salary", "hourly_rate") or FIELDS[field].read(text) == text


def test_one_person_whole(account) -> None:
    _, people = account
    person = people["13649290"]
    assert person.values == {
        "first_name": "Alena",
        "last_name": "Jacobs",
        "email": "alena.jacobs@demo-sample.com",
        "gender": "F",
        "birth_date": "1982-04-04",
        "start_date": "2020-02-01",
        "job_title": "Sales Manager",
        "department": "Marketing and Sales",
        "weekly_hours": "40.00",
        "salary": "416667 monthly",
        "address_line_1": "Groom Road 7",
        "address_line_2": "London",
        "postcode": "NW8 8AB",
        "account_name": "Alison Bell",
    }
    assert person.empty == {"leaving_date", "hourly_rate"}
    assert [problem.field for problem in person.problems] == ["ni_number"]


def test_invalid_ni_numbers_are_refused_and_no_value_is_told(account) -> None:
    _, people = account
    refused = [person for person in people.values() if any(each.field == "ni_number" for each in person.problems)]
    assert len(refused) == 16
    assert "ni_number" in people["13649297"].empty
    assert not any("9999999999" in problem.reason for person in refused for problem in person.problems)
    assert not any("ni_number" in person.values for person in people.values())


def test_nothing_is_made_up(account) -> None:
    _, people = account
    # The account has an IBAN and no sort code, and no attribute for tax; those stay unknown.
    never = {"sort_code", "account_number", "roll_number", "tax_code", "ni_category", "student_loan_plan", "country"}
    for person in people.values():
        assert not never & (person.values.keys() | person.empty)
        assert person.dated == ()
    assert {problem.field for problem in people["13649287"].problems} == {"gender", "ni_number"}
    assert people["13649287"].values["hourly_rate"] == "1200"
    assert "salary" not in people["13649287"].values
    assert "salary" in people["13649297"].empty


def test_half_a_postcode_is_refused(account, reference: Path) -> None:
    _, people = account
    rows = json.loads((reference / RECORDING).read_text())["data"]
    typed = {str(row["attributes"]["id"]["value"]): row["attributes"]["dynamic_7124015"]["value"] for row in rows}
    whole = {employee for employee, postcode in typed.items() if " " in postcode}
    assert {employee for employee, person in people.items() if "postcode" in person.values} == whole
    assert 0 < len(whole) < 16
