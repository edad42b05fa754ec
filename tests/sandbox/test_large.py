"""A company of any size: the same every time, everybody different, and quick to page through."""

import time
from collections import Counter

import httpx
import pytest

from sixpence.sandbox.personio import PersonioSandbox, large_company


def test_it_is_the_same_every_time_and_grows_at_the_end() -> None:
    assert large_company(120) == large_company(120)
    assert large_company(120).people[:40] == large_company(40).people
    assert large_company(10_000).description == "Fernlark Holdings, an invented company of 10,000 people"


@pytest.mark.parametrize("people", [0, -1, 1_000_001])
def test_a_size_that_is_none(people: int) -> None:
    with pytest.raises(ValueError, match="1 to 1,000,000 people"):
        large_company(people)


def test_numbers_are_nobody_elses_and_the_mixture_is_that_of_a_company() -> None:
    company = large_company(3000)
    for name in ("ni_number", "account_number", "employee_id"):
        assert len({person.custom[name] for person in company.people}) == 3000
    assert len({person.email for person in company.people}) == 3000
    assert all(person.supervisor_id is None or person.supervisor_id < person.id for person in company.people)
    statuses = Counter(person.status_on(company.as_at) for person in company.people)
    assert statuses == {"active": 2940, "inactive": 60}
    assert sum(len(person.pay) == 2 for person in company.people) == 90


def test_thousands_of_people_page_quickly(client: httpx.Client, sandbox: PersonioSandbox) -> None:
    sandbox.reset(large_company(3_000))
    client.headers["Authorization"] = f"Bearer {sandbox.sign_ins.new_token()}"
    begun = time.monotonic()
    seen: list[str] = []
    url: str | None = "/v2/persons?limit=50"
    while url is not None:
        body = client.get(url).json()
        seen += [person["id"] for person in body["_data"]]
        url = body["_meta"]["links"].get("next", {}).get("href")
    assert (len(seen), len(set(seen))) == (3_000, 3_000)
    assert client.get(f"/v2/persons/{seen[-1]}/employments").json()["_data"][0]["person"]["id"] == seen[-1]
    assert time.monotonic() - begun < 6  # 0.6 s on a quiet machine
