"""Both versions of Personio's payloads, those recorded and those in its documentation, as neutral records."""

import json
from datetime import date
from pathlib import Path

import httpx
import pytest

from sixpence.basics.refused import Refused
from sixpence.hr.records import DatedValue, HrMoney, HrRecord
from sixpence.hr.sources.personio import Credentials, PersonioClient, PersonioSource, v1
from sixpence.hr.sources.personio.answers import read_json
from sixpence.hr.sources.personio.values import local_date, money, neutral, source_id

AS_OF = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2015-08-01T00:00:00+01:00", "2015-08-01"),
        ("2015-08-01T00:00:00+02:00", "2015-08-01"),
        ("2015-12-01T00:00:00-05:00", "2015-12-01"),
        ("2020-02-01T00:00:00+0100", "2020-02-01"),
        ("2021-01-01", "2021-01-01"),
        ("soon", "soon"),
    ],
)
def test_a_date_is_the_local_day_as_written(text: str, day: str) -> None:
    assert local_date(text) == day


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (None, "standard", None),
        ("", "standard", ""),
        ([], "standard", ()),
        (True, "boolean", "Yes"),
        (False, "boolean", "No"),
        ("40", "standard", "40"),
        ("2015-08-01T00:00:00+01:00", "date", "2015-08-01"),
        ("2015-08-01T00:00:00+01:00", "", "2015-08-01"),
        ("2015-08-01T00:00:00+01:00", "standard", "2015-08-01T00:00:00+01:00"),
        ("English, Spanish", "tags", ("English", "Spanish")),
        ('["English","Welsh, spoken"]', "tags", ("English", "Welsh, spoken")),
        ("[not json", "tags", ("[not json",)),
        ("", "tags", ()),
        (["English", "Spanish"], "tags", ("English", "Spanish")),
        ({"type": "Office", "attributes": {"id": "1", "name": "Leeds"}}, "standard", "Leeds"),
        ([{"type": "CostCenter", "attributes": {"id": "1", "name": "Sales"}}], "standard", ("Sales",)),
        (
            {"type": "Employee", "attributes": {"first_name": {"value": "Ada"}, "last_name": {"value": "Vane"}}},
            "standard",
            "Ada Vane",
        ),
        ({"unexpected": "shape"}, "standard", ""),
    ],
)
def test_a_value_is_made_neutral(value, kind: str, expected) -> None:
    assert neutral(value, kind) == expected


@pytest.mark.parametrize(
    ("amount", "interval", "expected"),
    [
        ("4166.67", "monthly", HrMoney("4166.67", "GBP", "monthly")),
        ("5E+4", "YEARLY", HrMoney("50000", "GBP", "yearly")),
        ("0", "", HrMoney("0", "GBP", "")),
        ("1", "HALF-YEARLY", HrMoney("1", "GBP", "half-yearly")),
        ("1", "half_yearly", HrMoney("1", "GBP", "half-yearly")),
        ("1", "Lunar", HrMoney("1", "GBP", "lunar")),
        (None, "monthly", None),
        ("", "monthly", None),
        ("a lot", "monthly", "a lot"),
        ("1e999999", "monthly", "1e999999"),
    ],
)
def test_pay_keeps_its_pence_currency_and_interval(amount, interval: str, expected) -> None:
    assert money(amount, "gbp", interval) == expected


@pytest.mark.parametrize("value", [None, "", "../1", "a b", "1\n", "x" * 65, True, {"id": "1"}])
def test_a_person_without_a_usable_id_is_refused(value) -> None:
    with pytest.raises(Refused, match="without a usable id"):
        source_id(value)


def test_nobody_is_shown_in_a_repr() -> None:
    record = HrRecord("7", {"last_name": "Askerton"}, (DatedValue("fix_salary", AS_OF, HrMoney("1", "GBP", "")),))
    assert "Askerton" not in repr(record)
    assert "GBP" not in repr(record)


def _examples(reference: Path, name: str) -> list:
    answer = read_json((reference / "personio" / "examples" / name).read_bytes(), "examples")
    data = answer["data"]
    return data if isinstance(data, list) else [data]


def test_the_uk_recording(reference: Path) -> None:
    rows = _examples(reference, "v1/employees_list_uk_demo_account_part1.json")
    records = [v1.record(row, {}) for row in rows]
    assert len({record.source_id for record in records}) == 17
    second = records[1]
    assert second.source_id == "13649290"
    assert second.values["fix_salary"] == HrMoney("4166.67", "GBP", "monthly")
    assert second.values["dynamic_7123992"] == "1982-04-04"
    assert second.values["dynamic_7124043"] == ("Product training", "Data security training")
    assert second.values["department"] == "Marketing and Sales"
    assert second.values["last_working_day"] is None
    assert "profile_picture" not in second.values
    # Nobody without an office is paid in the currency of the account; the recording has one.
    assert records[0].values["fix_salary"] == HrMoney("0", "EUR", "")
    by_id = {record.source_id: record for record in records}
    assert by_id["13649287"].values["hourly_salary"] == HrMoney("12", "GBP", "hourly")
    attributes = {attribute.key: attribute for attribute in v1.attributes_within(rows[1])}
    assert attributes["dynamic_7123992"].universal_id == "date_of_birth"
    assert attributes["dynamic_7124043"].type == "tags"


def test_recordings_without_types_and_from_germany(reference: Path) -> None:
    old = [v1.record(row, {}) for row in _examples(reference, "v1/employees_list_2020_untyped_attributes.json")]
    assert old[0].values["hire_date"] == "1983-09-01"
    assert old[0].values["fix_salary"] == HrMoney("0", "", "")
    german = v1.record(_examples(reference, "v1/employee_single_de_anonymised_6205887.json")[0], {})
    assert german.values["fix_salary"] == HrMoney("7042.42", "EUR", "monthly")
    assert german.values["supervisor"] == "Mega Hui"
    assert german.values["holiday_calendar"] == "Deutschland (NRW) Feiertage"


def test_the_documented_attribute_list(reference: Path) -> None:
    rows = _examples(reference, "v1/employees_attributes_spec.json")
    found = [v1.attribute(row) for row in rows]
    assert [each.key for each in found if each] == ["first_name", "last_name", "dynamic_1", "dynamic_2", "dynamic_3"]
    assert found[3] is not None
    assert found[3].options == ("married", "single")
    assert v1.attribute({"label": "Key missing"}) is None


class Account:
    """Answers by path; a path it does not know is a 404. Version 1 is there only where a test gives it."""

    def __init__(self, by_path: dict[str, object]) -> None:
        self.by_path = by_path
        self.asked: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            return httpx.Response(200, json={"access_token": "papi-1"})
        self.asked.append(request.url.path)
        answer = self.by_path.get(request.url.path)
        if isinstance(answer, int):
            return httpx.Response(answer, json={})
        return httpx.Response(404, json={}) if answer is None else httpx.Response(200, json=answer)

    def records(self, *versions: int) -> list[HrRecord]:
        with PersonioClient(Credentials("a", "b"), transport=httpx.MockTransport(self)) as client:
            return list(PersonioSource(client, AS_OF, versions or (2, 1)).records())


def _listed(*rows: object) -> dict:
    return {"_data": list(rows), "_meta": {"links": {}}}


def _spec(reference: Path, name: str) -> dict:
    return json.loads((reference / "personio" / "examples" / "v2" / name).read_text())


def test_version_2_as_documented(reference: Path) -> None:
    account = Account(
        {
            "/v2/persons": _spec(reference, "persons_list_single_page_spec.json"),
            "/v2/persons/3003/employments": _spec(reference, "employments_list_single_page_spec.json"),
            "/v2/compensations": _spec(reference, "compensations_list_reconstructed_unverified.json"),
            "/v2/legal-entities": _listed({"id": "170", "name": "Demo Ltd"}),
        }
    )
    (record,) = account.records()
    salary = HrMoney("3300", "GBP", "monthly")
    assert record.dated == (DatedValue("fix_salary", date(2026, 4, 6), salary),)
    assert record.values["fix_salary"] == salary
    assert record.values["gender"] == "male"
    assert record.values["hire_date"] == "2023-01-01"
    assert record.values["weekly_working_hours"] == "40"
    assert record.values["position"] == "Software Engineer"
    assert record.values["subcompany"] == "Demo Ltd"
    assert record.values["termination_date"] == "2022-12-12"
    assert record.values["last_working_day"] == "2023-01-07"
    assert record.values["dynamic_305"] == "Red"
    # No list of offices or departments could be read, so their names are not known rather than empty.
    assert not record.values.keys() & {"office", "department", "team"}


def test_persons_stripped_of_every_attribute_send_us_to_version_1(reference: Path) -> None:
    employee = {"type": "Employee", "attributes": {"id": {"value": 7}, "email": {"label": "Email", "value": "a@b.c"}}}
    stripped = _spec(reference, "persons_list_no_attribute_rights_forum.json")
    account = Account(
        {
            "/v2/persons": stripped,
            "/v1/company/employees": {"success": True, "data": [employee], "metadata": {"total_elements": 1}},
        }
    )
    (record,) = account.records()
    assert record == HrRecord("7", {"email": "a@b.c", "id": "7"})
    assert not any(path.endswith("/employments") for path in account.asked)
    with pytest.raises(Refused, match="no attribute of anybody: tick all readable employee attributes"):
        account.records(2)


@pytest.mark.parametrize("status", [401, 403, 404])
def test_neither_version_readable_is_refused(status: int) -> None:
    account = Account({"/v2/persons": status, "/v1/company/employees": status})
    with pytest.raises(Refused, match="employees"):
        account.records()


def test_one_missing_employment_is_no_deletion_and_asking_stops_without_the_right() -> None:
    people = _listed({"id": "1", "first_name": "Ada"}, {"id": "2", "first_name": "Bo"})
    employment = _listed({"employment_start_date": "2024-02-01"})
    account = Account({"/v2/persons": people, "/v2/persons/2/employments": employment})
    first, second = account.records()
    assert "hire_date" not in first.values
    assert second.values["hire_date"] == "2024-02-01"
    account = Account(
        {"/v2/persons": people, "/v2/persons/1/employments": 403, "/v2/persons/2/employments": employment}
    )
    assert ["hire_date" in record.values for record in account.records()] == [False, False]
    assert "/v2/persons/2/employments" not in account.asked


def test_of_several_employments_the_newest_that_has_begun_counts() -> None:
    employments = _listed(
        {"employment_start_date": "2027-01-01"},
        {"employment_start_date": "2025-01-01"},
        {"employment_start_date": "2019-01-01"},
    )
    account = Account({"/v2/persons": _listed({"id": "1", "email": ""}), "/v2/persons/1/employments": employments})
    assert account.records()[0].values["hire_date"] == "2025-01-01"
    account.by_path["/v2/persons/1/employments"] = _listed(
        {"employment_start_date": "2027-02-01"}, {"employment_start_date": "2027-01-01"}
    )
    assert account.records()[0].values["hire_date"] == "2027-01-01"


def test_pay_that_changes_within_the_month() -> None:
    def pay(day: str, value: float, category: str = "FIXED_SALARY", interval: str | None = "MONTHLY") -> dict:
        return {
            "person": {"id": "1"},
            "type": {"category": category},
            "amount": {"value": value, "currency": "GBP"},
            "interval": interval,
            "effective_from": day,
        }

    account = Account({
        "/v2/persons": _listed({"id": "1", "email": ""}),
        "/v2/compensations": _listed(
            pay("2026-12-15", 3500), pay("2026-11-15", 3300), pay("2026-04-01", 3000), pay("2026-11-20", 500, "BONUS"),
            pay("2026-11-01", 15.5, "HOURLY", None), pay("", 9),
        ),
    })  # fmt: skip
    (record,) = account.records()
    assert [(each.effective_from.isoformat(), each.key, each.value) for each in record.dated] == [
        ("2026-04-01", "fix_salary", HrMoney("3000", "GBP", "monthly")),
        ("2026-11-01", "hourly_salary", HrMoney("15.5", "GBP", "hourly")),
        ("2026-11-15", "fix_salary", HrMoney("3300", "GBP", "monthly")),
        ("2026-12-15", "fix_salary", HrMoney("3500", "GBP", "monthly")),
    ]
    assert record.values["fix_salary"] == HrMoney("3300", "GBP", "monthly")


def test_of_two_kinds_of_salary_version_1_says_which_is_meant() -> None:
    def pay(kind: str, day: str) -> dict:
        amount = {"value": 100, "currency": "GBP"}
        kinds = {"id": kind, "category": "FIXED_SALARY"}
        return {"person": {"id": "1"}, "type": kinds, "amount": amount, "interval": "MONTHLY", "effective_from": day}

    rows = _listed(pay("base", "2026-04-01"), pay("car allowance", "2026-06-01"))
    account = Account({"/v2/persons": _listed({"id": "1", "email": ""}), "/v2/compensations": rows})
    (record,) = account.records()
    assert record.dated == ()
    assert "fix_salary" not in record.values
