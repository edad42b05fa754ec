"""Version 1: pages, values as a UK account has them, and shapes equal to the recorded ones."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest

from sandbox.payloads import read_json, shape
from sixpence.sandbox.personio import PersonioSandbox
from sixpence.sandbox.personio.account import Account
from sixpence.sandbox.personio.company import invented_company, people

EMPLOYEES = "/v1/company/employees"


def value(employee: dict[str, Any], label: str) -> Any:
    return next(entry["value"] for entry in employee["attributes"].values() if entry["label"] == label)


def employee(client: httpx.Client, employee_id: int) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{EMPLOYEES}/{employee_id}").json()["data"]
    return found


@pytest.mark.parametrize("limit", [1, 7, 48, 49, 50])
def test_a_walk_over_all_pages_meets_each_person_once(client: httpx.Client, limit: int) -> None:
    ids: list[int] = []
    while True:
        body = client.get(EMPLOYEES, params={"limit": limit, "offset": len(ids)}).json()
        assert body["metadata"]["total_elements"] == len(people())
        assert body["metadata"]["total_pages"] == -(-len(people()) // limit)
        assert body["metadata"]["current_page"] == len(ids) // limit
        assert (body["offset"], body["limit"]) == (len(ids), limit)
        if not body["data"]:
            break
        ids += [item["attributes"]["id"]["value"] for item in body["data"]]
    assert ids == [person.id for person in people()]


def test_the_page_is_50_and_never_above_100(client: httpx.Client) -> None:
    assert client.get(EMPLOYEES).json()["limit"] == 50
    assert client.get(EMPLOYEES, params={"limit": 200}).json()["limit"] == 100


@pytest.mark.parametrize("query", ["limit=0", "limit=-1", "limit=x", "offset=-1", "offset=1.5", "limit=²"])
def test_a_page_that_makes_no_sense_is_refused(client: httpx.Client, query: str) -> None:
    assert client.get(f"{EMPLOYEES}?{query}").status_code == 400


def test_the_token_is_echoed(client: httpx.Client) -> None:
    assert client.get(EMPLOYEES).headers["authorization"] == client.headers["authorization"]
    assert client.get(f"{EMPLOYEES}/2100301").headers["authorization"] == client.headers["authorization"]


def test_an_unknown_employee(client: httpx.Client) -> None:
    answer = client.get(f"{EMPLOYEES}/1")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, 404)


def test_values_as_personio_writes_them(client: httpx.Client) -> None:
    anouk = employee(client, 2100313)
    assert value(anouk, "Hire date") == "2026-07-06T00:00:00+01:00"
    assert value(anouk, "Birthday") == "2004-02-11T00:00:00+00:00"
    assert value(anouk, "Weekly hours") == "40"
    assert anouk["attributes"]["dynamic_9310409"]["universal_id"] == "date_of_birth"
    assert employee(client, 2100312)["attributes"]["fix_salary"]["value"] == 4166.67
    assert value(employee(client, 2100325), "Sort code") == 40004
    assert value(employee(client, 2100326), "Postcode") == ""
    assert value(employee(client, 2100329), "Birthday") is None
    assert employee(client, 2100342)["attributes"]["status"]["value"] == "onboarding"
    boss = value(anouk, "Supervisor")
    assert boss["attributes"]["first_name"]["value"] == "Zoë"


def test_the_currency_is_the_offices(client: httpx.Client) -> None:
    currencies = {2100301: "GBP", 2100330: "EUR", 2100351: "EUR"}
    for employee_id, currency in currencies.items():
        assert employee(client, employee_id)["attributes"]["fix_salary"]["currency"] == currency


def test_pay_is_what_it_is_on_the_day(client: httpx.Client) -> None:
    salaries = {2100331: (3400, "monthly", 0), 2100332: (2900, "monthly", 0), 2100321: (0, "", 13.4)}
    for employee_id, expected in salaries.items():
        shown = employee(client, employee_id)["attributes"]
        keys = ("fix_salary", "fix_salary_interval", "hourly_salary")
        assert tuple(shown[key]["value"] for key in keys) == expected


def test_attributes_are_listed_under_both_names(client: httpx.Client) -> None:
    listed = client.get(f"{EMPLOYEES}/attributes").json()["data"]
    assert client.get(f"{EMPLOYEES}/custom-attributes").json()["data"] == listed
    shown = employee(client, 2100301)["attributes"]
    assert [item["key"] for item in listed] == list(shown)
    assert all(item["type"] == shown[item["key"]]["type"] for item in listed)
    category = next(item for item in listed if item["label"] == "NI category")
    assert "A" in category["options"]


def test_a_change_in_hr_shows_at_once(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    account = invented_company()
    giles = account.person(2100331)
    assert giles is not None
    raised = replace(giles, pay=(replace(giles.pay[-1], amount=Decimal("3500.50")),))
    sandbox.account = account.with_person(raised)
    assert employee(client, 2100331)["attributes"]["fix_salary"]["value"] == 3500.5
    sandbox.account = account.without_person(2100331)
    assert client.get(f"{EMPLOYEES}/2100331").status_code == 404
    assert isinstance(sandbox.account, Account)
    assert len(sandbox.account.people) == len(people()) - 1


def test_employees_have_the_recorded_shape(client: httpx.Client, examples: Path) -> None:
    recorded = read_json(examples / "v1" / "employees_list_uk_demo_account_part1.json")
    ours = client.get(EMPLOYEES).json()
    assert list(ours) == list(recorded)
    assert list(ours["metadata"]) == list(recorded["metadata"])
    # The second recorded employee has an office, a team and a supervisor; so has 2100305.
    theirs = recorded["data"][1]["attributes"]
    mine = employee(client, 2100305)["attributes"]
    presets = [key for key in theirs if not key.startswith("dynamic_")]
    for key in presets:
        # Nobody in the recorded account has a subcompany.
        assert shape(mine[key]) == shape(theirs[key]) or key == "subcompany"
        for part in ("label", "type", "universal_id"):
            assert mine[key][part] == theirs[key][part]
    assert [key for key in mine if not key.startswith("dynamic_")] == presets


def test_other_answers_have_the_recorded_shape(client: httpx.Client, examples: Path) -> None:
    listed = client.get(f"{EMPLOYEES}/attributes").json()
    assert shape(listed) == shape(read_json(examples / "v1" / "employees_attributes_spec.json")) | {
        "data": [dict.fromkeys(("key", "label", "type", "universal_id", "options"))]
    }
    missing = client.get(f"{EMPLOYEES}/1").json()
    assert shape(missing) == shape(read_json(examples / "errors" / "v1_employee_404_spec.json"))
    forbidden = client.get(EMPLOYEES, headers={"Authorization": "Bearer x"}).json()
    assert forbidden == read_json(examples / "errors" / "v1_403_invalid_authorization_spec.json")
    del client.headers["Authorization"]
    assert client.get(EMPLOYEES).json() == read_json(examples / "errors" / "v1_401_no_authorization_spec.json")
