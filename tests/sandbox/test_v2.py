"""Version 2: cursors, links to the sandbox itself, dated pay, and shapes equal to the recorded ones."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from sandbox.payloads import read_json, shape
from sixpence.sandbox.personio import PersonioSandbox
from sixpence.sandbox.personio.company import people

NOVEMBER = {"start_date": "2026-11-01", "end_date": "2026-11-30"}


def walk(client: httpx.Client, path: str, **query: object) -> Iterator[dict[str, Any]]:
    """Every item, by following the links to the next page."""
    url: str | None = str(httpx.URL(path, params={name.replace("__", "."): str(v) for name, v in query.items()}))
    while url is not None:
        body = client.get(url).json()
        yield from body["_data"]
        url = body["_meta"]["links"].get("next", {}).get("href")


@pytest.mark.parametrize("limit", [1, 7, 10, 49, 50])
def test_a_walk_over_all_pages_meets_each_person_once(client: httpx.Client, limit: int) -> None:
    ids = [person["id"] for person in walk(client, "/v2/persons", limit=limit)]
    assert ids == [str(person.id) for person in people()]


def test_a_cursor_works_without_the_rest_of_the_query(client: httpx.Client) -> None:
    first = client.get("/v2/persons", params={"limit": 3, "status": "INACTIVE"}).json()
    assert [person["id"] for person in first["_data"]] == ["2100339", "2100341"]
    assert "next" not in first["_meta"]["links"]
    link = client.get("/v2/persons", params={"limit": 3}).json()["_meta"]["links"]["next"]["href"]
    cursor = httpx.URL(link).params["cursor"]
    rest = client.get("/v2/persons", params={"cursor": cursor}).json()["_data"]
    assert (len(rest), rest[0]["id"]) == (10, "2100304")


def test_links_lead_back_to_the_host_that_was_asked(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    body = client.get("/v2/persons", headers={"Host": "personio.test:8080"}).json()
    assert body["_meta"]["links"]["next"]["href"].startswith("http://personio.test:8080/v2/persons?")
    person = client.get("/v2/persons/2100301").json()
    link = person["_meta"]["links"]["employments"]["href"]
    assert link == f"{sandbox.base_url}/v2/persons/2100301/employments"


@pytest.mark.parametrize(
    "query", ["limit=51", "limit=0", "limit=x", "cursor=none", "cursor=cur_%FF", "status=LEFT", "id.like=1"]
)
def test_bad_parameters_are_refused(client: httpx.Client, query: str) -> None:
    answer = client.get(f"/v2/persons?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


def test_persons_can_be_filtered(client: httpx.Client) -> None:
    active = {person["id"] for person in walk(client, "/v2/persons", status="ACTIVE")}
    assert "2100342" in active  # somebody who has yet to begin counts as active
    assert "2100340" in active  # and somebody under notice
    assert len(active) == len(people()) - 2
    assert [p["id"] for p in walk(client, "/v2/persons", id="2100302,2100305")] == ["2100302", "2100305"]
    assert [p["id"] for p in walk(client, "/v2/persons", email="sarah.whitlock2@fernlark.example")] == ["2100309"]


def test_custom_attributes_have_real_types_and_few_labels(client: httpx.Client) -> None:
    person = client.get("/v2/persons/2100325").json()
    attributes = {attribute["id"]: attribute for attribute in person["custom_attributes"]}
    assert attributes["dynamic_9377132"] == {"id": "dynamic_9377132", "type": "int", "value": 40004}
    birthday = attributes["dynamic_9310409"]
    assert birthday == {
        "id": "dynamic_9310409",
        "type": "date",
        "value": "1983-07-17",
        "global_id": "date_of_birth",
    }
    assert {a["label"] for a in person["custom_attributes"] if "label" in a} == {
        "Employee ID",
        "National Insurance Number",
    }
    keys = [a["key"] for a in client.get("/v1/company/employees/attributes").json()["data"]]
    assert [key for key in keys if key.startswith("dynamic_")] == list(attributes)


def test_employments_tell_starters_and_leavers(client: httpx.Client) -> None:
    expected = {
        2100338: ("ACTIVE", "2026-11-16", None),
        2100339: ("INACTIVE", "2020-08-17", "2026-11-13"),
        2100340: ("ACTIVE", "2023-03-13", "2026-11-27"),
        2100341: ("INACTIVE", "2021-04-19", "2026-09-18"),
        2100342: ("ONBOARDING", "2026-12-01", None),
    }
    keys = ("status", "employment_start_date", "employment_end_date")
    for person_id, facts in expected.items():
        (employment,) = walk(client, f"/v2/persons/{person_id}/employments")
        assert tuple(employment[key] for key in keys) == facts
        single = client.get(f"/v2/persons/{person_id}/employments/{employment['id']}").json()
        assert single == employment
        person = client.get(f"/v2/persons/{person_id}").json()
        assert person["employments"] == [{"id": employment["id"]}]


def test_what_does_not_exist(client: httpx.Client) -> None:
    for path in ("/v2/persons/1", "/v2/persons/1/employments", "/v2/persons/2100301/employments/none"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["errors"][0]["title"]) == (404, "Resource not found")
    answer = client.get("/v2/recruiting/jobs")
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["_meta"] == {"path": "/v2/recruiting/jobs"}


def amounts(client: httpx.Client, person_id: int, start: str, end: str) -> list[tuple[object, str]]:
    query = {"start_date": start, "end_date": end, "person.id": person_id}
    found = client.get("/v2/compensations", params=query).json()["_data"]
    return [(item["amount"]["value"], item["effective_from"]) for item in found]


def test_pay_is_what_is_in_force_in_the_window(client: httpx.Client) -> None:
    before, after = (3100, "2025-04-01"), (3400, "2026-11-01")
    assert amounts(client, 2100331, "2026-10-01", "2026-10-31") == [before]
    assert amounts(client, 2100331, "2026-10-15", "2026-11-14") == [before, after]
    assert amounts(client, 2100331, "2026-11-01", "2026-11-30") == [after]
    assert amounts(client, 2100332, "2026-11-01", "2026-11-30") == [(2900, "2026-04-01")]
    assert amounts(client, 2100332, "2026-12-01", "2026-12-31") == [(3050, "2026-12-01")]
    assert amounts(client, 2100339, "2026-11-01", "2026-11-30") == [(2810, "2026-04-01")]
    assert amounts(client, 2100341, "2026-11-01", "2026-11-30") == []
    assert amounts(client, 2100342, "2026-11-01", "2026-11-30") == []


def test_hourly_pay_has_its_own_category_and_no_interval(client: httpx.Client) -> None:
    found = {item["person"]["id"]: item for item in walk(client, "/v2/compensations", limit=20, **NOVEMBER)}
    assert len(found) == len(people()) - 2
    hourly = {key for key, item in found.items() if item["type"]["category"] == "HOURLY"}
    assert hourly == {"2100321", "2100322"}
    assert found["2100322"]["amount"] == {"value": 14.25, "currency": "GBP"}
    assert found["2100322"]["interval"] is None
    assert found["2100304"]["interval"] == "YEARLY"
    assert found["2100330"]["amount"]["currency"] == "EUR"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "start_date=2026-11-01",
        "start_date=2026-11-01&end_date=2026-12-03",
        "start_date=2026-11-30&end_date=2026-11-01",
        "start_date=1 November&end_date=2026-11-30",
        "start_date=2026-11-01&end_date=2026-11-30&limit=101",
    ],
)
def test_a_window_of_pay_is_at_most_a_month(client: httpx.Client, query: str) -> None:
    assert client.get(f"/v2/compensations?{query}").status_code == 400


def test_ids_can_be_named(client: httpx.Client) -> None:
    beta = {"Beta": "true"}
    for path in ("/v2/workplaces", "/v2/org-units", "/v2/cost-centers"):
        assert client.get(path).status_code == 404
        assert client.get(path, headers=beta).status_code == 200
    entities = {item["id"]: item["country"] for item in walk(client, "/v2/legal-entities")}
    assert set(entities.values()) == {"GB", "DE", "ES"}
    client.headers["Beta"] = "true"
    offices = {item["id"] for item in walk(client, "/v2/workplaces")}
    units = {(item["type"], item["id"]) for item in walk(client, "/v2/org-units")}
    centres = {item["id"] for item in walk(client, "/v2/cost-centers")}
    assert {item["type"] for item in walk(client, "/v2/org-units", type="team")} == {"team"}
    for person in people():
        (employment,) = walk(client, f"/v2/persons/{person.id}/employments")
        assert employment["legal_entity"]["id"] in entities
        assert employment["office"] is None or employment["office"]["id"] in offices
        assert {(unit["type"], unit["id"]) for unit in employment["org_units"]} <= units
        assert {centre["id"] for centre in employment["cost_centers"]} <= centres


def test_every_answer_tells_of_the_rate_limit(client: httpx.Client) -> None:
    for path in ("/v2/persons", "/v2/persons/1", "/v2/nowhere"):
        headers = client.get(path).headers
        assert headers["x-ratelimit-burst-capacity"] == "100"
        assert int(headers["x-ratelimit-remaining"]) > 0


def test_answers_have_the_recorded_shape(client: httpx.Client, examples: Path) -> None:
    recorded = examples / "v2"
    person = client.get("/v2/persons/2100325").json()
    theirs = read_json(recorded / "person_single_spec.json")
    assert list(person) == list(theirs)
    # Shapes are compared without the custom attributes, of which each has the keys it needs.
    assert shape(person | {"custom_attributes": []}) == shape(theirs | {"custom_attributes": []})
    employments = client.get("/v2/persons/2100339/employments").json()
    ours, spec = employments["_data"][0], read_json(recorded / "employment_single_spec.json")
    assert shape(ours | {"job": None}) == shape(spec | {"job": None})
    pages = read_json(recorded / "persons_list_first_of_multiple_pages_spec.json")
    assert shape(client.get("/v2/persons").json()["_meta"]) == shape(pages["_meta"])
    pay = client.get("/v2/compensations", params=NOVEMBER).json()
    assert shape(pay) == shape(read_json(recorded / "compensations_list_reconstructed_unverified.json"))


def test_errors_have_the_recorded_shape(client: httpx.Client, examples: Path) -> None:
    recorded = examples / "errors"
    pairs = {
        "/v2/persons?limit=51": "v2_400_invalid_filter_value_spec.json",
        "/v2/persons/1": "v2_404_resource_not_found_spec.json",
        "/v2/recruiting/jobs": "v2_404_endpoint_not_found_forum.json",
    }
    for path, name in pairs.items():
        ours, theirs = client.get(path).json(), read_json(recorded / name)
        assert shape(ours) == shape(theirs)
        if "404" in name:
            assert ours["errors"] == theirs["errors"]
    for form, name in (
        ({"client_id": "x"}, "required_parameters_missing"),
        ({"grant_type": "client_credentials", "client_id": "x"}, "invalid_client"),
    ):
        ours = client.post("/v2/auth/token", data=form).json()
        theirs = read_json(recorded / f"v2_auth_400_{name}_spec.json")
        assert shape(ours) == shape(theirs)
        assert (ours["error"], ours.get("meta")) == (theirs["error"], theirs.get("meta"))
