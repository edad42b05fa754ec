"""Hiring, changing, terminating, rehiring and deleting: in this process and over HTTP, with real times of change."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sixpence.sandbox.personio import PersonioSandbox, WrongFact
from sixpence.sandbox.personio.account import Account, Person
from sixpence.sandbox.personio.company import invented_company, people
from sixpence.sandbox.personio.recorded import RecordedAccount
from sixpence.sandbox.personio.staff import change, delete, hire, rehire, terminate

ADA = {"first_name": "Ada", "last_name": "Marsh", "email": "ada@fernlark.example", "start": "2026-12-01"}
OLD = max(person.updated for person in people())


def ids(client: httpx.Client, **query: str) -> list[str]:
    """The persons that a filtered list shows."""
    parameters = {"limit": "50", **{name.replace("__", "."): value for name, value in query.items()}}
    return [person["id"] for person in client.get("/v2/persons", params=parameters).json()["_data"]]


def rows(client: httpx.Client, **query: str) -> list[int]:
    """The same of version 1."""
    data = client.get("/v1/company/employees", params=query).json()["data"]
    return [item["attributes"]["id"]["value"] for item in data]


def test_somebody_hired_is_there_at_once(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    pay = {"from": "2026-12-01", "amount": "2750.50", "interval": "monthly"}
    custom = {"tax_code": "1257L", "dynamic_9310409": "1990-03-04", "NI category": "A", "sort_code": 970011}
    ada = sandbox.hire(**ADA, office="Cardiff", team="Firmware", pay=pay, custom=custom, weekly_hours="37.5")
    assert ada.id == people()[-1].id + 1
    shown = client.get(f"/v1/company/employees/{ada.id}").json()["data"]["attributes"]
    assert shown["fix_salary"] | {"universal_id": None} == {
        "label": "Fixed salary",
        "value": 2750.5,
        "type": "decimal",
        "universal_id": None,
        "currency": "GBP",
    }
    assert shown["status"]["value"] == "onboarding"
    assert shown["dynamic_9310409"]["value"] == "1990-03-04T00:00:00+00:00"
    assert client.get(f"/v2/persons/{ada.id}").json()["first_name"] == "Ada"
    assert ids(client, created_at__gt=OLD.isoformat()) == [str(ada.id)]


def test_a_change_moves_the_time_of_change_and_nobody_elses(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    before = client.get("/v2/persons/2100303").json()
    begun = datetime.now(UTC).replace(microsecond=0)
    sandbox.change(2100303, position="Chief Engineer", office=None)
    after = client.get("/v2/persons/2100303").json()
    assert after["created_at"] == before["created_at"]
    assert datetime.fromisoformat(after["updated_at"]) >= begun > datetime.fromisoformat(before["updated_at"])
    assert ids(client, updated_at__gt=OLD.isoformat()) == ["2100303"]
    assert rows(client, updated_since=OLD.isoformat()) == [2100303]
    assert "2100303" not in ids(client, updated_at__lt=begun.isoformat(), id="2100303,2100304")
    assert ids(client, updated_at=after["updated_at"]) == ["2100303"]
    employments = "/v2/persons/2100303/employments"
    assert len(client.get(employments, params={"updated_at.gt": OLD.isoformat()}).json()["_data"]) == 1
    assert client.get(employments, params={"updated_at.lt": OLD.isoformat()}).json()["_data"] == []
    modified = client.get("/v1/company/employees/2100303").json()["data"]["attributes"]["last_modified_at"]["value"]
    assert datetime.fromisoformat(modified) == datetime.fromisoformat(after["updated_at"])
    later = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    assert ids(client, updated_at__gt=later) == rows(client, updated_since=later) == []


def test_a_change_that_changes_nothing_is_none(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    sandbox.change(2100303, first_name="Zoë")
    assert ids(client, updated_at__gt=OLD.isoformat()) == []
    sandbox.change(2100303, custom={"tax_code": None})
    sandbox.change(2100303, custom={"tax_code": "1257L"})
    assert ids(client, updated_at__gt=OLD.isoformat()) == ["2100303"]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/v2/persons", "updated_at.gt=yesterday"),
        ("/v2/persons", "created_at=1"),
        ("/v1/company/employees", "updated_since=later"),
    ],
)
def test_a_time_that_is_none_is_refused(client: httpx.Client, path: str, query: str) -> None:
    assert client.get(f"{path}?{query}").status_code == 400


def test_employees_by_email_and_by_attribute(client: httpx.Client) -> None:
    assert rows(client, email="sarah.whitlock2@fernlark.example") == [2100309]
    assert rows(client, email="nobody@fernlark.example") == []
    body = client.get("/v1/company/employees?attributes[]=first_name&attributes[]=dynamic_9310425&limit=3").json()
    assert {tuple(item["attributes"]) for item in body["data"]} == {("id", "first_name", "dynamic_9310425")}
    assert ids(client, first_name="Sarah", last_name="Whitlock") == ["2100308", "2100309"]
    assert ids(client, preferred_name="Zoë Harkaway") == ["2100303"]


def test_pay_is_added_or_replaced_by_its_day(sandbox: PersonioSandbox) -> None:
    december = {"from": date(2026, 12, 1), "amount": 3600, "interval": "monthly"}
    assert [pay.amount for pay in sandbox.change(2100331, pay=december).pay] == [3100, 3400, 3600]
    again = sandbox.change(2100331, pay={**december, "amount": "3650.25"})
    assert [pay.amount for pay in again.pay] == [3100, 3400, Decimal("3650.25")]


def test_a_termination_and_second_thoughts(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    path = "/v2/persons/2100303/employments"
    sandbox.terminate(2100303, "2026-12-31")
    (employment,) = client.get(path).json()["_data"]
    assert (employment["status"], employment["termination"]["terminated_at"]) == ("ACTIVE", "2026-11-20")
    sandbox.terminate(2100303, date(2026, 10, 30), notice_given="2026-09-30")
    (employment,) = client.get(path).json()["_data"]
    assert (employment["status"], employment["employment_end_date"]) == ("INACTIVE", "2026-10-30")
    sandbox.change(2100303, last_day=None, notice_given=None)
    (employment,) = client.get(path).json()["_data"]
    assert (employment["status"], employment["termination"]) == ("ACTIVE", None)


def test_another_day_changes_what_is_so_and_nobody(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    assert client.post("/sandbox/day", json={"as_at": "2026-12-01"}).json() == {"as_at": "2026-12-01"}
    shown = [client.get(f"/v2/persons/{id_}/employments").json()["_data"][0]["status"] for id_ in (2100340, 2100342)]
    assert shown == ["INACTIVE", "ACTIVE"]
    chidi = client.get("/v1/company/employees/2100332").json()["data"]["attributes"]
    assert chidi["fix_salary"]["value"] == 3050
    assert ids(client, updated_at__gt=OLD.isoformat()) == []


def test_a_rehire_is_a_new_profile(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    before = invented_company().person(2100341)
    assert before is not None
    new = sandbox.rehire(2100341, start="2026-12-07")
    assert (new.id, new.email, new.first_name) == (people()[-1].id + 1, before.email, "Rhodri")
    assert new.custom.keys() <= {"birthday", "ni_number", "address", "address_2", "city", "postcode", "country"}
    assert new.custom["ni_number"] == before.custom["ni_number"]
    assert (new.pay, new.last_day) == ((), None)
    old = client.get("/v2/persons/2100341").json()
    address, _, suffix = old["email"].rpartition("_")
    assert (address, len(suffix), old["status"]) == (before.email, 5, "INACTIVE")
    assert ids(client, email=before.email) == [str(new.id)]
    assert ids(client, created_at__gt=OLD.isoformat()) == [str(new.id)]
    elsewhere = sandbox.rehire(2100339, start="2027-01-04", email="hugo@fernlark.example")
    assert elsewhere.email == "hugo@fernlark.example"
    assert client.get("/v2/persons/2100339").json()["email"].endswith("@fernlark.example")


def test_somebody_deleted_is_gone_and_the_id_with_them(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    ada = sandbox.hire(**ADA)
    sandbox.delete(ada.id)
    sandbox.delete(2100305)
    assert client.get("/v2/persons/2100305").status_code == 404
    assert client.get("/v1/company/employees/2100305").status_code == 404
    away = client.get("/v1/company/time-offs").json()["data"]
    assert 2100305 not in {item["attributes"]["employee"]["attributes"]["id"]["value"] for item in away}
    assert sandbox.hire(**ADA).id == ada.id + 1


def test_several_employments_are_listed_the_newest_first(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    earlier = {
        "start": "2012-01-09",
        "last_day": "2013-06-28",
        "position": "Trainee",
        "legal_entity": "Fernlark Instruments GmbH",
    }
    second = {"start": "2026-11-16", "weekly_hours": 8}
    sandbox.change(2100303, other_employments=[earlier, second])
    listed = client.get("/v2/persons/2100303/employments").json()["_data"]
    assert [each["employment_start_date"] for each in listed] == ["2026-11-16", "2016-01-11", "2012-01-09"]
    assert [each["status"] for each in listed] == ["ACTIVE", "ACTIVE", "INACTIVE"]
    assert [each["weekly_working_hours"] for each in listed] == [8, 40, 40]
    assert [each["legal_entity"]["id"] for each in listed] == ["8101", "8101", "8102"]
    ids_of = [each["id"] for each in listed]
    assert client.get("/v2/persons/2100303").json()["employments"] == [{"id": each} for each in ids_of]
    assert [client.get(f"/v2/persons/2100303/employments/{each}").json() for each in ids_of] == listed
    assert len(client.get("/v2/persons/2100303/employments", params={"id": ids_of[2]}).json()["_data"]) == 1
    assert client.get("/v2/persons/2100303/employments?limit=2").json()["_meta"]["links"].keys() == {"self", "next"}


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("hire", {"first_name": "Ada"}, "last_name is needed"),
    ("hire", {**ADA, "email": "zoe.harkaway@fernlark.example"}, "email: 2100303 has this address"),
    ("hire", {**ADA, "start": "1 December"}, "start: '1 December' is not a date"),
    ("hire", {**ADA, "first_name": " "}, "first_name is needed"),
    ("hire", {**ADA, "self": 1}, "'self' is no fact: the facts are first_name, "),
    ("change", {"id": 1, "position": "x"}, "nobody has the id 1"),
    ("change", {"position": "x"}, "id, the number of the person, is needed"),
    ("change", {"id": 2100303, "office": "Paris"}, "office: 'Paris' is none of Leeds, "),
    ("change", {"id": 2100303, "team": []}, "team: [] is none of "),
    ("change", {"id": 2100303, "gender": "f"}, "gender: 'f' is none of female, male, diverse"),
    ("change", {"id": 2100303, "weekly_hours": "many"}, "weekly_hours: 'many' is not a number"),
    ("change", {"id": 2100303, "weekly_hours": "1e999999"}, "weekly_hours: '1e999999' is not a number"),
    ("change", {"id": 2100303, "weekly_hours": "NaN"}, "weekly_hours: 'NaN' is not a number"),
    ("change", {"id": 2100303, "supervisor_id": 7}, "supervisor_id: nobody has the id 7"),
    ("change", {"id": 2100303, "custom": {"shoe size": 9}}, "custom: the account has no attribute 'shoe size'"),
    ("change", {"id": 2100303, "custom": {"ni_category": "Q"}}, "NI category: 'Q' is none of A, "),
    ("change", {"id": 2100303, "custom": {"sort_code": "97"}}, "Sort code: '97' is not a whole number"),
    ("change", {"id": 2100303, "custom": []}, "custom is a table"),
    ("change", {"id": 2100303, "pay": {"amount": 1}}, "pay is written {"),
    ("change", {"id": 2100303, "pay": {"from": "2026-12-01", "amount": -1, "interval": "monthly"}}, "pay amount: -1"),
    ("change", {"id": 2100303, "pay": {"from": "2026-12-01", "amount": 1, "interval": "daily"}}, "pay: 'daily'"),
    ("change", {"id": 2100303, "other_employments": [{"position": "x"}]}, "other_employments: each has a start"),
    ("change", {"id": 2100303, "other_employments": {}}, "other_employments is a list of tables"),
    ("terminate", {"id": 2100303, "last_day": "2001-01-01"}, "last_day: 2001-01-01 is before the start"),
    ("terminate", {"id": 2100303, "on": "2026-12-31"}, "'on' is not known here: only last_day, notice_given"),
    ("rehire", {"id": 2100303, "start": "2026-12-01"}, "2100303 has not left before 2026-12-01: terminate first"),
    ("rehire", {"id": 2100341}, "start: None is not a date"),
    ("day", {}, "as_at: None is not a date"),
    ("delete", {"id": True}, "id, the number of the person, is needed"),
]


@pytest.mark.parametrize(("order", "stated", "reason"), WRONG)
def test_an_order_that_makes_no_sense_changes_nothing(
    client: httpx.Client, sandbox: PersonioSandbox, order: str, stated: dict[str, Any], reason: str
) -> None:
    before = sandbox.account
    refused = client.post(f"/sandbox/{order}", json=stated)
    assert (refused.status_code, refused.json()["error"][: len(reason)]) == (400, reason)
    assert "\n" not in refused.json()["error"]
    assert sandbox.account is before


def test_orders_over_http_are_not_in_the_log(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    hired = client.post("/sandbox/hire", json=ADA).json()
    assert hired == {"id": people()[-1].id + 1, "email": "ada@fernlark.example"}
    assert client.post("/sandbox/change", json={"id": hired["id"], "last_name": "Fenn"}).status_code == 200
    assert client.post("/sandbox/terminate", json={"id": hired["id"], "last_day": "2026-12-24"}).status_code == 200
    again = client.post("/sandbox/rehire", json={"id": hired["id"], "start": "2027-02-01"}).json()
    assert again == {"id": hired["id"] + 1, "email": "ada@fernlark.example"}
    assert client.post("/sandbox/delete", json={"id": hired["id"]}).json() == {"id": hired["id"]}
    for body in ("", "[]", "{", "[" * 100_000):
        assert client.post("/sandbox/hire", content=body).status_code == 400
    assert len(sandbox.requests) == 0
    assert client.get(f"/v2/persons/{again['id']}").json()["last_name"] == "Fenn"


def test_a_recorded_account_cannot_be_edited(sandbox: PersonioSandbox) -> None:
    sandbox.account = RecordedAccount("recorded", (), ())
    with pytest.raises(WrongFact, match="cannot be edited"):
        sandbox.hire(**ADA)


EDITS = st.lists(st.tuples(st.sampled_from(["hire", "change", "terminate", "rehire", "delete"]), st.integers(0, 60)))


@settings(max_examples=60)
@given(EDITS)
def test_ids_are_never_used_twice_and_addresses_are_unique(edits: list[tuple[str, int]]) -> None:
    account, ever = invented_company(), {person.id for person in people()}
    for order, pick in edits:
        account, new = edited(account, order, account.people[pick % len(account.people)], pick)
        if new is not None:
            assert new.id not in ever
            ever.add(new.id)
        assert [person.id for person in account.people] == sorted({person.id for person in account.people})
        assert len({person.email for person in account.people}) == len(account.people)


def edited(account: Account, order: str, person: Person, pick: int) -> tuple[Account, Person | None]:
    if order == "hire":
        return hire(account, {**ADA, "email": f"{account.highest_id}@fernlark.example"})
    if order == "rehire":
        gone, _ = terminate(account, person.id, person.start)
        return rehire(gone, person.id, {"start": person.start + timedelta(days=1 + pick)})
    if order == "delete":
        return (delete(account, person.id) if len(account.people) > 1 else account), None
    stated = {"position": f"{pick}"} if order == "change" else {"last_day": person.start + timedelta(days=pick)}
    return change(account, person.id, stated)[0], None
