"""Rate limits as a real account has them, by a clock that the test moves."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from sixpence.sandbox.personio import CLIENT_ID, CLIENT_SECRET, Credential, PersonioSandbox, open_sandbox
from sixpence.sandbox.personio.company import invented_company
from sixpence.sandbox.personio.limits import RealLimits

PAIR = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
EMPLOYEES = "/v1/company/employees"


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limited(clock: Clock) -> Iterator[PersonioSandbox]:
    with PersonioSandbox(invented_company(), clock=clock, limits=RealLimits) as sandbox:
        yield sandbox


@pytest.fixture
def client(limited: PersonioSandbox) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=limited.base_url, trust_env=False) as client:
        client.headers["Authorization"] = f"Bearer {limited.sign_ins.new_token()}"
        yield client


def passing(client: httpx.Client, path: str, times: int) -> int:
    """How many of so many requests pass; all others are 429."""
    found = [client.get(path).status_code for _ in range(times)]
    assert set(found) <= {200, 429}
    return found.count(200)


@pytest.fixture
def limits(clock: Clock) -> RealLimits:
    """What decides, without the requests."""
    return RealLimits(clock)


def let_through(limits: RealLimits, path: str, times: int) -> int:
    """How many of so many requests pass."""
    return sum(limits.ask(CLIENT_ID, "127.0.0.1", path).passes for _ in range(times))


def test_the_bucket_of_version_2_empties_and_fills(client: httpx.Client, clock: Clock) -> None:
    path = "/v2/persons/2100301"
    first = client.get(path).headers
    assert {
        name: first[f"x-ratelimit-{name}"] for name in ("replenish-rate", "burst-capacity", "requested-tokens")
    } == {
        "replenish-rate": "30",
        "burst-capacity": "100",
        "requested-tokens": "1",
    }
    assert first["x-ratelimit-remaining"] == "99"
    # Employments are of the same family, and so is a request that finds nothing.
    assert client.get("/v2/persons/2100301/employments").headers["x-ratelimit-remaining"] == "98"
    assert client.get("/v2/persons/1").headers["x-ratelimit-remaining"] == "97"
    assert passing(client, path, 100) == 97
    refused = client.get(path)
    assert refused.headers["x-ratelimit-remaining"] == "0"
    assert refused.headers["content-type"] == "application/problem+json"
    assert "retry-after" not in refused.headers
    clock.wait(0.5)
    assert passing(client, path, 20) == 15
    clock.wait(3600)
    assert passing(client, path, 110) == 100


def test_other_endpoints_and_other_credentials_have_their_own(client: httpx.Client, limited: PersonioSandbox) -> None:
    assert passing(client, "/v2/persons/2100301", 101) == 100
    assert client.get("/v2/legal-entities").status_code == 200
    limited.sign_ins.put(Credential("papi-second", "secret"))
    other = {"Authorization": f"Bearer {limited.sign_ins.new_token('papi-second')}"}
    assert client.get("/v2/persons/2100301", headers=other).status_code == 200


def test_version_1_employees_are_15_a_second_and_300_a_minute(limits: RealLimits, clock: Clock) -> None:
    assert let_through(limits, EMPLOYEES, 20) == 15
    clock.wait(0.9)
    assert let_through(limits, EMPLOYEES, 1) == 0
    clock.wait(0.1)
    passed = 15 + sum((let_through(limits, EMPLOYEES, 16), clock.wait(1))[0] for _ in range(19))
    assert passed == 300
    assert let_through(limits, EMPLOYEES, 1) == 0
    assert let_through(limits, f"{EMPLOYEES}/2100301", 1) == 1
    clock.wait(40)
    assert let_through(limits, EMPLOYEES, 16) == 15


def test_version_1_says_nothing_of_its_limits(client: httpx.Client) -> None:
    assert passing(client, f"{EMPLOYEES}?limit=1", 16) == 15
    refused = client.get(f"{EMPLOYEES}?limit=1")
    assert (refused.status_code, refused.json()["error"]["code"]) == (429, 429)
    assert not [name for name in refused.headers if name.startswith(("x-ratelimit", "retry"))]
    assert client.get(f"{EMPLOYEES}/2100301").status_code == 200


def test_version_1_sign_ins_are_60_a_minute_and_then_none(
    limits: RealLimits, clock: Clock, client: httpx.Client
) -> None:
    assert let_through(limits, "/v1/auth", 61) == 60
    clock.wait(59)
    assert let_through(limits, "/v1/auth", 1) == 0
    clock.wait(1)
    assert let_through(limits, "/v1/auth", 1) == 1
    statuses = [client.post("/v1/auth", data=PAIR).status_code for _ in range(61)]
    assert statuses == [*[200] * 60, 429]


def test_version_2_sign_ins_are_150_a_minute_and_then_one_a_second(limits: RealLimits, clock: Clock) -> None:
    path = "/v2/auth/token"
    assert let_through(limits, path, 151) == 150
    assert let_through(limits, path, 2) == 1
    clock.wait(1)
    assert let_through(limits, path, 2) == 1
    clock.wait(59)
    assert let_through(limits, path, 100) == 100


def test_what_is_refused_is_in_the_log_and_meets_no_fault(client: httpx.Client, limited: PersonioSandbox) -> None:
    assert passing(client, "/v2/legal-entities", 100) == 100
    limited.faults.add("500")
    assert client.get("/v2/legal-entities").status_code == 429
    assert [seen.status for seen in limited.requests][-1] == 429
    assert client.get("/v2/persons").status_code == 500


def test_limits_are_off_unless_asked_for() -> None:
    with open_sandbox(people=3) as sandbox, httpx.Client(base_url=sandbox.base_url, trust_env=False) as client:
        client.headers["Authorization"] = f"Bearer {sandbox.sign_ins.new_token()}"
        assert passing(client, EMPLOYEES, 20) == 20
        assert passing(client, "/v2/persons", 120) == 120
    with open_sandbox(limits="real") as sandbox, httpx.Client(base_url=sandbox.base_url, trust_env=False) as client:
        client.headers["Authorization"] = f"Bearer {sandbox.sign_ins.new_token()}"
        assert client.get("/v2/persons").headers["x-ratelimit-remaining"] == "99"
