"""What credentials may read: scopes, readable attributes, several pairs, and the ways of saying no."""

from collections.abc import Callable, Iterable
from pathlib import Path

import httpx
import pytest

from sandbox.payloads import read_json, shape
from sixpence.sandbox.personio import CLIENT_ID, CLIENT_SECRET, Credential, PersonioSandbox
from sixpence.sandbox.personio.credentials import ABSENCES, COMPENSATIONS, PERSONS, SCOPES

NOVEMBER = "start_date=2026-11-01&end_date=2026-11-30"

SignIn = Callable[..., httpx.Client]


@pytest.fixture
def signed_in(sandbox: PersonioSandbox, anyone: httpx.Client) -> SignIn:
    """A client with another pair of credentials."""

    def sign_in(scopes: Iterable[str] = SCOPES, readable: Iterable[str] | None = None) -> httpx.Client:
        keys = None if readable is None else frozenset(readable)
        sandbox.sign_ins.put(Credential("papi-second", "secret", frozenset(scopes), keys))
        anyone.headers["Authorization"] = f"Bearer {sandbox.sign_ins.new_token('papi-second')}"
        return anyone

    return sign_in


@pytest.mark.parametrize(
    ("missing", "paths"),
    [
        (PERSONS, ["/v2/persons", "/v2/persons/2100301", "/v2/persons/2100301/employments", "/v2/workplaces"]),
        (COMPENSATIONS, [f"/v2/compensations?{NOVEMBER}"]),
        ("personio:legal-entities:read", ["/v2/legal-entities"]),
        ("personio:org-units:read", ["/v2/org-units"]),
        ("personio:cost-centers:read", ["/v2/cost-centers"]),
    ],
)
def test_v2_says_401_to_a_missing_scope(signed_in: SignIn, missing: str, paths: list[str]) -> None:
    client = signed_in(scopes=set(SCOPES) - {missing})
    client.headers["Beta"] = "true"
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["errors"][0]["title"] == "Unauthorized Request"
    assert client.get("/v1/auth").status_code == 405
    others = {"/v2/persons", f"/v2/compensations?{NOVEMBER}", "/v2/legal-entities"} - set(paths)
    assert {client.get(path).status_code for path in others} == {200}


def test_v1_says_403_and_the_name_of_an_exception(signed_in: SignIn, examples: Path) -> None:
    client = signed_in(scopes={ABSENCES})
    for path in ("employees", "employees/2100301", "employees/attributes"):
        answer = client.get(f"/v1/company/{path}")
        assert answer.status_code == 403
        assert answer.json() == read_json(examples / "errors" / "v1_forbidden_missing_right_forum.json")
    assert client.get("/v1/company/time-offs").status_code == 200
    assert signed_in(scopes={PERSONS}).get("/v1/company/time-off-types").status_code == 403


def test_without_readable_attributes_a_person_shrinks(signed_in: SignIn, examples: Path) -> None:
    client = signed_in(readable=())
    ours = client.get("/v2/persons").json()
    theirs = read_json(examples / "v2" / "persons_list_no_attribute_rights_forum.json")
    assert shape(ours["_data"]) == shape(theirs["_data"])
    employment = client.get("/v2/persons/2100339/employments").json()["_data"][0]
    assert employment.keys() == {"id", "status", "person", "_meta"}
    assert client.get("/v2/persons/2100339").json().keys() == {"id", "employments", "_meta"}
    assert client.get("/v1/company/employees/2100301").json()["data"]["attributes"].keys() == {"id"}
    assert [item["key"] for item in client.get("/v1/company/employees/attributes").json()["data"]] == ["id"]


def test_only_what_is_readable_is_there_and_what_is_empty_stays(signed_in: SignIn) -> None:
    keys = {"first_name", "hire_date", "team", "dynamic_9310425", "dynamic_9310409"}
    client = signed_in(readable=keys)
    # Her postcode has been emptied: the key is there without a value, unlike the keys that may not be read.
    imogen = client.get("/v1/company/employees/2100326").json()["data"]["attributes"]
    assert imogen.keys() == {"id", *keys}
    assert imogen["dynamic_9310425"]["value"] == ""
    person = client.get("/v2/persons/2100305").json()
    assert person.keys() == {"id", "employments", "_meta", "first_name", "custom_attributes"}
    assert {attribute["id"] for attribute in person["custom_attributes"]} == {"dynamic_9310425", "dynamic_9310409"}
    employment = client.get("/v2/persons/2100305/employments").json()["_data"][0]
    assert employment.keys() == {"id", "status", "person", "_meta", "employment_start_date", "org_units"}
    assert [unit["type"] for unit in employment["org_units"]] == ["team"]
    single = client.get(f"/v2/persons/2100305/employments/{employment['id']}").json()
    assert single == employment


def test_each_pair_has_its_own_rights_and_token(sandbox: PersonioSandbox, signed_in: SignIn) -> None:
    client = signed_in(scopes={PERSONS})
    second = {"client_id": "papi-second", "client_secret": "secret"}
    first = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
    tokens = [client.post("/v1/auth", json=pair).json()["data"]["token"] for pair in (first, second, first)]
    assert tokens[0] == tokens[2] != tokens[1]
    assert client.post("/v1/auth", json={**first, "client_secret": "secret"}).status_code == 403
    grant = {"grant_type": "client_credentials", **second}
    assert client.post("/v2/auth/token", data=grant).json()["scope"] == PERSONS
    refused = client.post("/v2/auth/token", data={**grant, "scope": COMPENSATIONS})
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_scope")
    fewer = {"grant_type": "client_credentials", **first, "scope": f"{PERSONS} {ABSENCES}"}
    token = client.post("/v2/auth/token", data=fewer).json()["access_token"]
    narrow = {"Authorization": f"Bearer {token}"}
    assert client.get("/v2/persons", headers=narrow).status_code == 200
    assert client.get("/v2/legal-entities", headers=narrow).status_code == 401


def test_other_scopes_end_the_tokens_of_that_pair(sandbox: PersonioSandbox, signed_in: SignIn) -> None:
    client = signed_in()
    sandbox.sign_ins.put(Credential("papi-second", "secret", readable=frozenset({"email"})))
    assert client.get("/v2/persons").json()["_data"][0].keys() == {"id", "email", "employments", "_meta"}
    other = sandbox.sign_ins.new_token()
    sandbox.sign_ins.put(Credential("papi-second", "secret", frozenset({PERSONS})))
    assert client.get("/v2/persons").status_code == 401
    assert client.get("/v1/company/employees").status_code == 403
    assert sandbox.sign_ins.is_good(other)


def test_a_revoked_token_opens_nothing(client: httpx.Client) -> None:
    token = client.headers["Authorization"].removeprefix("Bearer ")
    assert client.post("/v2/auth/revoke", json={"token": token}).status_code == 400
    assert client.post("/v2/auth/revoke", data={"tok": token}).json()["error"] == "invalid_request"
    assert client.get("/v2/persons").status_code == 200
    for _ in range(2):
        answer = client.post("/v2/auth/revoke", data={"token": token})
        assert (answer.status_code, answer.content) == (200, b"")
    assert client.get("/v2/persons").status_code == 401


def test_credentials_in_the_query_as_they_once_were(anyone: httpx.Client, sandbox: PersonioSandbox) -> None:
    pair = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
    assert anyone.post("/v1/auth", params=pair).status_code == 403
    sandbox.sign_ins.query_credentials = True
    assert anyone.post("/v1/auth", params=pair).status_code == 200
    assert anyone.post("/v1/auth", params={**pair, "client_secret": "guess"}).status_code == 403


def test_credentials_over_http(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    order = {"client_id": "papi-third", "client_secret": "s3", "scopes": [PERSONS], "readable": ["email"]}
    made = client.post("/sandbox/credentials", json=order)
    assert made.json() == {"client_id": "papi-third", "scopes": [PERSONS], "readable": ["email"]}
    token = sandbox.sign_ins.new_token("papi-third")
    person = client.get("/v2/persons/2100301", headers={"Authorization": f"Bearer {token}"}).json()
    assert person.keys() == {"id", "email", "employments", "_meta"}
    for wrong in ({"client_id": "x"}, {**order, "scopes": ["everything"]}, {**order, "scopes": "all"}, {"x": 1}):
        assert client.post("/sandbox/credentials", json=wrong).status_code == 400
    assert "s3" not in repr(Credential("papi-third", "s3"))
