"""The client reads and signs in and does nothing else, and whatever Personio answers ends in one clear line."""

import gzip
from datetime import date
from itertools import count
from threading import Event
from typing import Any

import httpx
import pytest

from sixpence.basics.refused import Refused
from sixpence.hr.sources.personio import PERSONIO, Credentials, Patience, PersonioClient
from sixpence.hr.sources.personio.answers import NotAvailable, NotPermitted
from sixpence.hr.sources.personio.gateway import ReadOnlyTransport

SUCCESS = {"success": True, "data": []}


def page(*ids: str, next_link: str = "") -> httpx.Response:
    links = {"self": {"href": "x"}, **({"next": {"href": next_link}} if next_link else {})}
    return httpx.Response(200, json={"_data": [{"id": each} for each in ids], "_meta": {"links": links}})


def employees(*ids: int, total: int | None = None) -> httpx.Response:
    rows = [{"type": "Employee", "attributes": {"id": {"value": each}}} for each in ids]
    metadata = {} if total is None else {"metadata": {"total_elements": total}}
    return httpx.Response(200, json={"success": True, "data": rows, **metadata})


class Unreachable(httpx.BaseTransport):
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        raise AssertionError(f"{request.method} {request.url} got out")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "QUERY"])
@pytest.mark.parametrize("path", ["/v2/persons", "/v1/company/employees", "/v2/auth/revoke", "/v2/auth/token?x=1", "/"])
def test_nothing_but_a_sign_in_and_a_read_leaves(method: str, path: str) -> None:
    with (
        httpx.Client(transport=ReadOnlyTransport(httpx.URL(PERSONIO), Unreachable())) as http,
        pytest.raises(Refused, match=f"only reads from Personio: a {method} was stopped"),
    ):
        http.request(method, PERSONIO + path)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/v2/auth/token", "/v1/auth"])
def test_the_sign_in_is_a_post_alone(method: str, path: str) -> None:
    with (
        httpx.Client(transport=ReadOnlyTransport(httpx.URL(PERSONIO), Unreachable())) as http,
        pytest.raises(Refused, match="only reads"),
    ):
        http.request(method, PERSONIO + path)


def test_a_read_carries_no_body() -> None:
    with (
        httpx.Client(transport=ReadOnlyTransport(httpx.URL(PERSONIO), Unreachable())) as http,
        pytest.raises(Refused, match="only reads"),
    ):
        http.request("GET", f"{PERSONIO}/v2/persons", content=b"{}")


@pytest.mark.parametrize(
    "url",
    ["https://api.personio.example/v2/persons", "http://api.personio.de/v2/persons", "https://api.personio.de:8443/v2"],
)
def test_nothing_leaves_for_another_address(url: str) -> None:
    with (
        httpx.Client(transport=ReadOnlyTransport(httpx.URL(PERSONIO), Unreachable())) as http,
        pytest.raises(Refused, match="another address"),
    ):
        http.get(url)


def test_the_clients_own_connection_is_guarded(client_for) -> None:
    client, personio = client_for()
    with pytest.raises(Refused, match="only reads"):
        client._http.delete(f"{PERSONIO}/v2/persons/1")
    assert personio.requests == []


def test_the_sign_in_is_a_form_and_the_token_a_header(client_for) -> None:
    client, personio = client_for(httpx.Response(200, json=SUCCESS))
    assert client.attributes() == []
    sign_in, read = personio.requests
    assert str(sign_in.url) == f"{PERSONIO}/v2/auth/token"
    assert sign_in.headers["content-type"] == "application/x-www-form-urlencoded"
    assert sign_in.content == b"grant_type=client_credentials&client_id=an-id&client_secret=a-secret"
    assert read.headers["authorization"] == "Bearer papi-1"
    assert "authorization" not in sign_in.headers


def test_an_account_without_the_version_2_sign_in_uses_version_1s() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/auth":
            return httpx.Response(200, json={"success": True, "data": {"token": "papi-v1"}})
        if request.method == "POST":
            return httpx.Response(404, json={})
        return httpx.Response(200 if request.headers["authorization"] == "Bearer papi-v1" else 401, json=SUCCESS)

    with PersonioClient(Credentials("a", "b"), transport=httpx.MockTransport(answer)) as client:
        assert client.attributes() == []


def test_a_request_sent_ahead_while_a_new_token_is_fetched_is_asked_again() -> None:
    """The first finds the token expired, four are under way, and a sixth leaves while the new token is on its way."""
    ids, tokens = [str(number) for number in range(1, 7)], iter(("papi-1", "papi-2"))
    signing_in, sixth_left = Event(), Event()
    sent: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            token = next(tokens)
            if token == "papi-2":
                signing_in.set()
                assert sixth_left.wait(10)
            return httpx.Response(200, json={"access_token": token})
        sent.append(request.headers["authorization"])
        if request.url.path == "/v2/persons":
            return page(*ids)
        who = request.url.path.split("/")[3]
        if who == "6":
            sixth_left.set()
        elif who != "1":
            assert signing_in.wait(10)  # so that nobody is free for the sixth before
        return page(f"of {who}") if sent[-1] == "Bearer papi-2" else httpx.Response(401, json={})

    with PersonioClient(Credentials("a", "b"), transport=httpx.MockTransport(answer)) as client:
        list(client.persons())
        client.expect_employments(ids)
        assert [client.employments(each) for each in ids] == [[{"id": f"of {each}"}] for each in ids]
    assert set(sent) == {"Bearer papi-1", "Bearer papi-2"}


def test_a_request_sent_ahead_outlives_two_tokens() -> None:
    """Refused with the first, it is asked again with the second, which is no longer taken either."""
    numbers, taken, refused, both_refused = count(1), {"papi-1"}, list[str](), Event()

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            return httpx.Response(200, json={"access_token": f"papi-{next(numbers)}"})
        if request.headers["authorization"].removeprefix("Bearer ") in taken:
            return page("an employment")
        refused.append(request.url.path)
        if len(refused) == 2:
            both_refused.set()
        return httpx.Response(401, json={})

    with PersonioClient(Credentials("a", "b"), transport=httpx.MockTransport(answer)) as client:
        client.employments("0")
        taken = {"papi-2"}
        client.expect_employments(["1", "2"])
        assert both_refused.wait(10)
        assert client.employments("1") == [{"id": "an employment"}]
        taken = {"papi-3"}
        assert client.employments("2") == [{"id": "an employment"}]
        assert [path[-13:-12] for path in refused] in (["1", "2", "2"], ["2", "1", "2"])
        taken = set()
        with pytest.raises(NotPermitted):  # a new token is not taken either
            client.employments("3")


@pytest.mark.parametrize(
    "sign_in",
    [
        httpx.Response(400, json={"error": "invalid_client"}),
        httpx.Response(403, json={"success": False, "error": {"code": 0, "message": "Wrong credentials"}}),
        httpx.Response(401, text=""),
    ],
    ids=["v2", "v1", "bare"],
)
def test_wrong_credentials(client_for, sign_in: httpx.Response) -> None:
    client, _ = client_for(sign_in=sign_in)
    with pytest.raises(Refused, match="Personio refused the Client ID or Client Secret: check both"):
        client.check_sign_in()


@pytest.mark.parametrize("token", ["", "two words", "line\nbreak", "é", "x" * 8193])
def test_a_sign_in_without_a_usable_token(client_for, token: str) -> None:
    client, _ = client_for(sign_in=httpx.Response(200, json={"access_token": token}))
    with pytest.raises(Refused, match="without an access token"):
        client.check_sign_in()


def test_a_token_no_longer_taken_is_renewed_once(client_for) -> None:
    client, personio = client_for(
        httpx.Response(200, json=SUCCESS), httpx.Response(401), httpx.Response(200, json=SUCCESS)
    )
    client.attributes()
    client.attributes()
    assert [request.method for request in personio.requests] == ["POST", "GET", "GET", "POST", "GET"]
    assert personio.reads[-1].headers["authorization"] == "Bearer papi-4"


def test_a_right_that_is_missing_is_said_and_not_asked_for_again(client_for) -> None:
    client, personio = client_for(httpx.Response(401))
    with pytest.raises(NotPermitted, match="does not let these credentials read persons: tick the right"):
        list(client.persons())
    assert len(personio.requests) == 2


def test_version_1s_way_of_saying_that_a_right_is_missing(client_for) -> None:
    forbidden = "personio.core.api.exceptions.api.forbidden.http.exception"
    client, _ = client_for(httpx.Response(200, json={"success": False, "error": {"message": forbidden, "code": 0}}))
    with pytest.raises(NotPermitted, match="read attributes"):
        client.attributes()


def test_an_endpoint_that_is_not_there(client_for) -> None:
    client, _ = client_for(httpx.Response(404, json={}))
    with pytest.raises(NotAvailable, match="knows no persons at this address"):
        list(client.persons())


BAD_ANSWERS = {
    "cut short": (httpx.Response(200, content=b'{"success": true, "data": ['), "cut short or not JSON"),
    "not JSON": (httpx.Response(200, text="<html>Please log in</html>"), "cut short or not JSON"),
    "NaN": (httpx.Response(200, content=b'{"data": [NaN]}'), "cut short or not JSON"),
    "not UTF-8": (httpx.Response(200, content=b'{"data": "\xff"}'), "cut short or not JSON"),
    "nested without end": (httpx.Response(200, content=b"[" * 200_000), "cut short or not JSON"),
    "empty": (httpx.Response(200, content=b""), "cut short or not JSON"),
    "success false": (
        httpx.Response(200, json={"success": False, "error": {"code": 500}}),
        "could not give attributes",
    ),
    "no list": (httpx.Response(200, json={"success": True}), "no list of attributes"),
    "a list of words": (httpx.Response(200, json={"data": ["a"]}), "no list of attributes"),
    "a list alone": (httpx.Response(200, json=[]), "no list of attributes"),
    "redirect": (httpx.Response(302, headers={"location": "https://elsewhere.example/"}), "with a redirect"),
    "bad request": (httpx.Response(400, json={}), "Personio answered 400 while reading attributes"),
    "teapot": (httpx.Response(418), "Personio answered 418 while reading attributes"),
}


@pytest.mark.parametrize("name", BAD_ANSWERS)
def test_a_bad_answer_is_one_line_that_names_the_step(client_for, name: str) -> None:
    answer, words = BAD_ANSWERS[name]
    client, personio = client_for(answer)
    with pytest.raises(Refused, match=words) as refusal:
        client.attributes()
    assert "\n" not in str(refusal.value)
    assert "papi-" not in str(refusal.value)
    assert "a-secret" not in str(refusal.value)
    assert len(personio.reads) == 1


@pytest.mark.parametrize(
    ("fault", "attempts", "words"),
    [
        (httpx.Response(500), 4, "Personio answered 500 while reading attributes: sync again later"),
        (httpx.Response(502), 4, "Personio answered 502"),
        (httpx.Response(429), 7, "too many requests while reading attributes: wait some minutes"),
        (httpx.ConnectError("refused"), 4, "Could not reach https://api.personio.de for attributes"),
        (httpx.ReadTimeout("slow"), 4, "answer about attributes broke off or did not come"),
        (httpx.RemoteProtocolError("cut"), 4, "answer about attributes broke off or did not come"),
    ],
    ids=["500", "502", "429", "no connection", "slow", "hung up"],
)
def test_a_passing_fault_is_tried_again_and_a_lasting_one_is_said(client_for, fault, attempts: int, words: str) -> None:
    def again() -> httpx.Response | Exception:
        return httpx.Response(fault.status_code) if isinstance(fault, httpx.Response) else fault

    faults = [again() for _ in range(attempts - 1)]
    client, _ = client_for(*faults, httpx.Response(200, json=SUCCESS))
    assert client.attributes() == []
    client, personio = client_for(*faults, again())
    with pytest.raises(Refused, match=words):
        client.attributes()
    assert len(personio.reads) == attempts


def test_a_busy_personio_is_given_the_time_its_bucket_needs(client_for, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    spent = {"x-ratelimit-replenish-rate": "1", "x-ratelimit-requested-tokens": "3", "x-ratelimit-remaining": "0"}
    patience = Patience(busy_first_wait=1, longest_wait=30)
    client, _ = client_for(
        *(httpx.Response(429, headers=spent) for _ in range(3)),
        httpx.Response(429, headers={"x-ratelimit-replenish-rate": "nonsense"}),
        httpx.Response(429),
        httpx.Response(200, json=SUCCESS),
        patience=patience,
    )
    client.attributes()
    assert slept == [3, 6, 12, 8, 16]


def test_an_oversized_answer_is_not_read(client_for) -> None:
    bomb = gzip.compress(b" " * 2_000_000)
    answer = httpx.Response(200, headers={"content-encoding": "gzip"}, content=bomb)
    client, _ = client_for(answer, patience=Patience(largest_answer=1_000_000))
    with pytest.raises(Refused, match="attributes is larger than 1 MB and was not read"):
        client.attributes()


def test_numbers_keep_the_text_they_came_in(client_for) -> None:
    body = b'{"data": [{"salary": 4166.670, "schedule": 9007199254741083, "small": 1e-7}]}'
    client, _ = client_for(httpx.Response(200, content=body))
    assert client.attributes() == [{"salary": "4166.670", "schedule": "9007199254741083", "small": "1e-7"}]


def test_employees_are_walked_by_the_rows_received(client_for) -> None:
    client, personio = client_for(employees(1, 2, total=3), employees(3, total=3))
    assert [total for _, total in client.employees()] == [3, 3]
    assert [request.url.query for request in personio.reads] == [b"limit=100&offset=0", b"limit=100&offset=2"]


def test_without_a_total_employees_end_with_an_empty_page(client_for) -> None:
    client, personio = client_for(employees(1, 2), employees(3), employees())
    assert [len(rows) for rows, _ in client.employees()] == [2, 1]
    assert len(personio.reads) == 3


def test_the_same_page_of_employees_again_is_refused(client_for) -> None:
    client, _ = client_for(employees(1, 2, total=9), employees(1, 2, total=9))
    with pytest.raises(Refused, match="same page of employees twice"):
        list(client.employees())


@pytest.mark.parametrize(
    "link",
    [
        "https://api.personio.de/v2/persons?cursor=two",
        "/v2/persons?cursor=two",
        "https://elsewhere.example/v2/persons?cursor=two",
        "https://api.personio.de/v2/does-not-exist?limit=1&cursor=two",
    ],
)
def test_of_a_link_only_the_cursor_is_taken(client_for, link: str) -> None:
    client, personio = client_for(page("1", next_link=link), page("2"))
    assert [row["id"] for rows in client.persons() for row in rows] == ["1", "2"]
    assert [str(request.url) for request in personio.reads] == [
        f"{PERSONIO}/v2/persons?limit=50",
        f"{PERSONIO}/v2/persons?limit=50&cursor=two",
    ]


def test_filters_are_sent_again_with_the_cursor(client_for) -> None:
    client, personio = client_for(page("1", next_link="?cursor=two"), page("2"))
    list(client.compensations(date(2026, 11, 1), date(2026, 11, 30)))
    assert personio.reads[1].url.query == b"start_date=2026-11-01&end_date=2026-11-30&limit=100&cursor=two"


@pytest.mark.parametrize("link", ["https://api.personio.de/v2/persons", "https://[broken?cursor=x"])
def test_a_link_without_a_cursor_is_refused(client_for, link: str) -> None:
    client, _ = client_for(page("1", next_link=link))
    with pytest.raises(Refused, match="next page of persons has no cursor"):
        list(client.persons())


def test_a_cursor_that_comes_again_is_refused(client_for) -> None:
    client, personio = client_for(*(page("1", next_link=f"?cursor={each}") for each in ("a", "b", "a")))
    with pytest.raises(Refused, match="same page of persons twice"):
        list(client.persons())
    assert len(personio.reads) == 3


def test_a_person_id_cannot_lead_elsewhere(client_for) -> None:
    client, personio = client_for(page())
    client.employments("1/../../v2/auth?x=")
    assert personio.reads[0].url.raw_path == b"/v2/persons/1%2F..%2F..%2Fv2%2Fauth%3Fx%3D/employments"


def test_beta_lists_ask_for_it_and_others_do_not(client_for) -> None:
    client, personio = client_for(page(), page())
    client.names("departments")
    client.names("legal entities")
    assert [request.headers.get("beta") for request in personio.reads] == ["true", None]


@pytest.mark.parametrize(
    "address",
    ["http://api.personio.de", "http://192.168.1.20:8080", "http://127.0.0.1.example.com", "http://localhost.example"],
)
def test_the_secret_goes_out_over_tls_only(address: str) -> None:
    with pytest.raises(Refused, match="must begin with https://"):
        PersonioClient(Credentials("a", "b"), address)


@pytest.mark.parametrize(
    "address",
    ["", "api.personio.de", "ftp://api.personio.de", "https://user:pass@api.personio.de", "https://x.example/v2"],
)
def test_an_address_is_a_host_alone(address: str) -> None:
    with pytest.raises(Refused, match="must be a host alone"):
        PersonioClient(Credentials("a", "b"), address)


@pytest.mark.parametrize("address", ["https://[", "https://x.example:port"])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(Refused, match="is not an address"):
        PersonioClient(Credentials("a", "b"), address)


@pytest.mark.parametrize("address", ["http://127.0.0.1:8123", "http://localhost", "http://[::1]:80", f"{PERSONIO}/"])
def test_a_sandbox_on_this_machine_may_do_without(address: str) -> None:
    PersonioClient(Credentials("a", "b"), address).close()


def test_credentials_are_needed_and_never_shown(client_for) -> None:
    with pytest.raises(Refused, match="needs a Client ID and a Client Secret"):
        Credentials("an-id", " ")
    client, _ = client_for(httpx.Response(200, json=SUCCESS))
    client.attributes()
    shown = repr(client) + repr(Credentials("an-id", "a-secret"))
    assert not any(secret in shown for secret in ("an-id", "a-secret", "papi-"))


class Clock:
    """Time passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now, self.rested = 100.0, list[float]()

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.rested.append(round(seconds, 3))


def test_an_empty_bucket_is_waited_for_and_a_low_one_drawn_on_as_it_fills(
    client_for: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr("sixpence.hr.sources.personio.pace.time", clock)
    bucket = {"x-ratelimit-replenish-rate": "20", "x-ratelimit-requested-tokens": "1"}
    page = {"_data": [], "_meta": {"links": {}}}
    left = ("99", "8", "7", "0", "99", "98")
    answers = [httpx.Response(200, json=page, headers=bucket | {"x-ratelimit-remaining": each}) for each in left]
    client, _ = client_for(*answers, patience=Patience())
    for _ in left:
        client.employments("7")
    assert clock.rested == [0.05, 0.05, 0.05]  # from the third request on, and the last keeps its turn


def test_what_was_asked_ahead_comes_when_it_is_asked_for(client_for: Any) -> None:
    page = {"_data": [{"id": "e"}], "_meta": {"links": {}}}
    answers = (httpx.Response(200, json=SUCCESS), *(httpx.Response(200, json=page) for _ in range(3)))
    client, personio = client_for(*answers)
    client.attributes()
    client.expect_employments(["1", "2"])
    for person in ("1", "2", "1"):
        assert client.employments(person) == [{"id": "e"}]
    paths = sorted(request.url.path for request in personio.reads if request.url.path.endswith("/employments"))
    assert paths == ["/v2/persons/1/employments"] * 2 + ["/v2/persons/2/employments"]


def test_an_answer_that_did_not_come_ahead_says_so_when_it_is_asked_for(client_for: Any) -> None:
    client, _ = client_for(httpx.Response(200, json=SUCCESS), httpx.Response(404))
    client.attributes()
    client.expect_employments(["1"])
    with pytest.raises(NotAvailable):
        client.employments("1")
