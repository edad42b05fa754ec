"""Both sign-ins, and what a token opens and for how long."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from sixpence.sandbox.personio import CLIENT_ID, CLIENT_SECRET, PersonioSandbox
from sixpence.sandbox.personio.company import invented_company

PAIR = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
GRANT = {"grant_type": "client_credentials", **PAIR}


@pytest.mark.parametrize("body", [{"json": PAIR}, {"data": PAIR}], ids=["json", "form"])
def test_v1_takes_json_and_forms(anyone: httpx.Client, body: dict[str, dict[str, str]]) -> None:
    answer = anyone.post("/v1/auth", **body)  # type: ignore[arg-type]
    assert answer.status_code == 200
    token = answer.json()["data"]["token"]
    assert token.startswith("papi-")
    assert anyone.post("/v1/auth", json=PAIR).json()["data"]["token"] == token


def test_v1_refuses_credentials_in_the_query(anyone: httpx.Client) -> None:
    assert anyone.post("/v1/auth", params=PAIR).status_code == 403
    assert anyone.post("/v1/auth", params={"client_id": CLIENT_ID}, json=PAIR).status_code == 403


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 100_000, b"[1]", b'{"client_id": 7}', b"\xff"])
def test_v1_refuses_wrong_credentials(anyone: httpx.Client, body: bytes) -> None:
    answer = anyone.post("/v1/auth", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 403
    assert answer.json() == {"success": False, "error": {"code": 0, "message": "Wrong credentials"}}


def test_v2_gives_a_token_for_a_day(anyone: httpx.Client) -> None:
    answer = anyone.post("/v2/auth/token", data=GRANT)
    assert answer.status_code == 200
    body = answer.json()
    assert (body["token_type"], body["expires_in"]) == ("Bearer", 86_400)
    assert "personio:persons:read" in body["scope"].split()
    headers = {"Authorization": f"Bearer {body['access_token']}"}
    assert anyone.get("/v2/persons", headers=headers).status_code == 200
    assert anyone.get("/v1/company/employees", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({}, "invalid_request"),
        (PAIR, "invalid_request"),
        ({**GRANT, "client_secret": "guess"}, "invalid_client"),
        ({"grant_type": "client_credentials"}, "invalid_client"),
        ({**GRANT, "grant_type": "password"}, "unsupported_grant_type"),
        ({**GRANT, "scope": "personio:persons:read everything"}, "invalid_scope"),
    ],
)
def test_v2_says_what_is_wrong(anyone: httpx.Client, form: dict[str, str], error: str) -> None:
    # An empty form would be sent without a content type, which is another mistake.
    answer = anyone.post("/v2/auth/token", data={"x": "y", **form})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["error"] == error


def test_v2_takes_only_forms(anyone: httpx.Client) -> None:
    answer = anyone.post("/v2/auth/token", json=GRANT)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


def test_without_a_token_and_with_a_wrong_one(anyone: httpx.Client) -> None:
    wrong = {"Authorization": "Bearer papi-made-up"}
    assert anyone.get("/v1/company/employees").json()["error"]["message"] == "Authorization is not provided"
    assert anyone.get("/v1/company/employees").status_code == 401
    assert anyone.get("/v1/company/employees", headers=wrong).status_code == 403
    for headers in ({}, wrong, {"Authorization": "Basic eA=="}):
        answer = anyone.get("/v2/persons", headers=headers)
        assert answer.status_code == 401
        assert answer.json()["errors"][0]["title"] == "Unauthorized Request"


def test_a_token_lives_for_24_hours() -> None:
    now = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    with PersonioSandbox(invented_company(), clock=lambda: now) as sandbox:
        token = sandbox.sign_ins.v1_token()
        headers = {"Authorization": f"Bearer {token}"}
        url = f"{sandbox.base_url}/v1/company/employees"
        now += timedelta(hours=23, minutes=59)
        assert httpx.get(url, headers=headers, trust_env=False).status_code == 200
        now += timedelta(minutes=1)
        assert httpx.get(url, headers=headers, trust_env=False).status_code == 403
        assert sandbox.sign_ins.v1_token() != token


def test_a_change_of_rights_ends_every_token(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    sandbox.sign_ins.invalidate()
    assert client.get("/v2/persons").status_code == 401
