"""The log of requests, the refusal of writes, and faults on demand."""

import contextlib
import threading
import time

import httpx
import pytest

from sixpence.sandbox.personio import CLIENT_ID, CLIENT_SECRET, PersonioSandbox, open_sandbox

PAIR = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
PERSONS = "/v2/persons"


def test_every_request_is_counted_by_its_template(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    client.post("/v1/auth", json=PAIR)
    client.post("/v2/auth/token", data={"grant_type": "client_credentials", **PAIR})
    client.get("/v2/persons/2100301/employments?limit=5")
    client.get("/v1/company/employees/attributes")
    client.get("/v2/nowhere")
    assert [(seen.method, seen.path, seen.status) for seen in sandbox.requests] == [
        ("POST", "/v1/auth", 200),
        ("POST", "/v2/auth/token", 200),
        ("GET", "/v2/persons/{person_id}/employments", 200),
        ("GET", "/v1/company/employees/attributes", 200),
        ("GET", "/v2/nowhere", 404),
    ]
    assert sandbox.requests.writes == 0
    shown = client.get("/sandbox/requests").json()
    assert (shown["total"], shown["writes"], shown["by_method"]) == (5, 0, {"POST": 2, "GET": 3})
    assert shown["requests"][2] == {
        "method": "GET",
        "path": "/v2/persons/{person_id}/employments",
        "status": 200,
    }


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "PROPFIND"])
@pytest.mark.parametrize("path", ["/v1/company/employees/2100301", "/v2/persons", "/v2/nowhere"])
def test_a_write_is_refused_and_counted(client: httpx.Client, sandbox: PersonioSandbox, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert [(seen.method, seen.status) for seen in sandbox.requests] == [(method, 405)]
    assert sandbox.requests.writes == 1


def test_a_sign_in_is_only_ever_posted(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    assert client.get("/v1/auth").status_code == 405
    assert client.put("/v2/auth/token").status_code == 405
    assert sandbox.requests.writes == 1


@pytest.mark.parametrize("path", [PERSONS, "/v1/company/employees"])
def test_429_comes_as_often_as_asked_and_without_retry_after(
    client: httpx.Client, sandbox: PersonioSandbox, path: str
) -> None:
    sandbox.faults.add("429", path, times=2)
    refused = client.get(path)
    # Only version 2 tells of its bucket, and neither says when to come back.
    assert refused.headers.get("x-ratelimit-remaining") == ("0" if path == PERSONS else None)
    assert "retry-after" not in refused.headers
    assert client.get("/v2/legal-entities").status_code == 200
    assert [refused.status_code, client.get(path).status_code, client.get(path).status_code] == [429, 429, 200]
    assert [seen.status for seen in sandbox.requests] == [429, 200, 429, 200]


def test_500_has_the_shape_of_the_version(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    sandbox.faults.add("500", times=2)
    assert client.get("/v1/company/employees").json()["error"]["code"] == 500
    answer = client.get(PERSONS)
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")


def test_cut_breaks_off_in_the_middle(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    for path in (PERSONS, "/v1/company/employees"):
        sandbox.faults.add("cut", path)
        with pytest.raises(httpx.RemoteProtocolError):
            client.get(path)
        assert client.get(path).status_code == 200


def test_slow_is_late_but_whole(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    sandbox.faults.add("slow", PERSONS, times=2, seconds=0.2)
    with pytest.raises(httpx.ReadTimeout):
        client.get(PERSONS, timeout=0.05)
    assert client.get(PERSONS).status_code == 200


def test_faults_over_http_and_taken_back(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    asked = client.post("/sandbox/faults", json={"fault": "500", "path": PERSONS, "times": 5})
    assert asked.status_code == 200
    assert client.get(PERSONS).status_code == 500
    client.post("/sandbox/faults", json={"fault": "none"})
    assert client.get(PERSONS).status_code == 200
    assert len(sandbox.requests) == 2


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"fault": "flood"}', '{"fault": "500", "times": 0}', '{"fault": "500", "times": []}']
)
def test_a_fault_that_does_not_exist_is_refused(client: httpx.Client, body: str) -> None:
    assert client.post("/sandbox/faults", content=body).status_code == 400


def test_it_stops_at_once_even_while_answering() -> None:
    sandbox = open_sandbox()
    with pytest.raises(RuntimeError, match="has not been started"):
        _ = sandbox.base_url
    sandbox.start()
    url = f"{sandbox.base_url}/v2/persons"
    sandbox.faults.add("slow", seconds=60)
    waiting = threading.Thread(target=_get_and_be_cut_off, args=(url,))
    waiting.start()
    time.sleep(0.1)
    begun = time.monotonic()
    sandbox.stop()
    assert time.monotonic() - begun < 1
    waiting.join(5)
    assert not waiting.is_alive()
    sandbox.stop()
    sandbox.start()
    sandbox.stop()


def _get_and_be_cut_off(url: str) -> None:
    with contextlib.suppress(httpx.HTTPError):
        httpx.get(url, timeout=30, trust_env=False)


def test_a_port_in_use_is_an_error(sandbox: PersonioSandbox) -> None:
    port = int(sandbox.base_url.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        open_sandbox(port=port).start()


def test_404_comes_once_at_an_endpoint_written_as_such(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    sandbox.faults.add("404", "/v2/persons/{person_id}/employments")
    path = "/v2/persons/2100305/employments"
    assert client.get("/v2/persons/2100305").status_code == 200
    answer = client.get(path)
    assert (answer.status_code, answer.json()["errors"][0]["title"]) == (404, "Resource not found")
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", [PERSONS, "/v1/company/employees"])
def test_answers_that_only_look_well(client: httpx.Client, sandbox: PersonioSandbox, path: str) -> None:
    sandbox.faults.add("not-json", path)
    sandbox.faults.add("unsuccessful", path)
    page = client.get(path)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    failed = client.get(path)
    assert (failed.status_code, failed.json()["success"]) == (200, False)
    assert client.get(path).headers["content-type"] == "application/json"


def test_a_cursor_that_comes_again(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    following = client.get(f"{PERSONS}?limit=40").json()["_meta"]["links"]["next"]["href"]
    sandbox.faults.add("repeated-cursor", PERSONS)
    last = client.get(following).json()
    assert httpx.URL(last["_meta"]["links"]["next"]["href"]).params["cursor"] == httpx.URL(following).params["cursor"]
    assert "next" not in client.get(following).json()["_meta"]["links"]


def test_links_without_a_host(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    sandbox.faults.add("relative-links", PERSONS)
    href = client.get(f"{PERSONS}?limit=40").json()["_meta"]["links"]["next"]["href"]
    assert href.startswith("/v2/persons?limit=40&cursor=cur_")
    assert len(client.get(href).json()["_data"]) == 9
