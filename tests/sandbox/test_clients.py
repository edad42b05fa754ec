"""Clients of Personio that others wrote run against the sandbox unchanged: only the address is another."""

import asyncio
from collections.abc import Iterator
from datetime import date

import pytest
import requests
from personio_client import Employment, Person, PersonioAPIError, PersonioAuthenticationError, PersonioClient
from personio_py import DynamicMapping, Personio, PersonioApiError

from sixpence.sandbox.personio import CLIENT_ID, CLIENT_SECRET, PersonioSandbox, large_company
from sixpence.sandbox.personio.account import Account
from sixpence.sandbox.personio.company import people

IDS = [person.id for person in people()]


@pytest.fixture
def personio_py(sandbox: PersonioSandbox) -> Iterator[Personio]:
    """PyPI personio-py: synchronous, version 1."""
    with requests.Session() as session:
        yield Personio(
            base_url=f"{sandbox.base_url}/v1/",
            client_id=CLIENT_ID,
            client_secret=CLIENT_SECRET,
            dynamic_fields=[DynamicMapping(9310409, "birthday", date), DynamicMapping(9377132, "sort_code", int)],
            session=session,
        )


def test_personio_py_lists_everybody_once(personio_py: Personio, sandbox: PersonioSandbox) -> None:
    employees = personio_py.get_employees()
    assert [employee.id_ for employee in employees] == IDS
    assert personio_py.authenticated
    assert sandbox.requests.writes == 0


def test_personio_py_reads_the_pages_of_a_larger_company(personio_py: Personio, sandbox: PersonioSandbox) -> None:
    """Its `get_employees` asks for no page, so it gets the first 50 people; its `request_json` can ask for all."""
    sandbox.account = large_company(230)
    assert len(personio_py.get_employees()) == 50
    ids: list[int] = []
    while True:
        page = personio_py.request_json("company/employees", params={"limit": 100, "offset": len(ids)})
        if not page["data"]:
            break
        ids += [row["attributes"]["id"]["value"] for row in page["data"]]
    assert ids == [3_000_001 + number for number in range(230)]


def test_personio_py_reads_one_employee(personio_py: Personio) -> None:
    llyr = personio_py.get_employee(2100305)
    assert (llyr.first_name, llyr.last_name, llyr.status) == ("Llŷr", "Ap-Rhys", "active")
    assert (llyr.hire_date, llyr.office.name, llyr.team.name) == (date(2019, 10, 7), "Cardiff", "Field service")
    assert llyr.supervisor.id_ == 2100303
    assert set(llyr.dynamic) == {"birthday", "sort_code"}
    assert isinstance(llyr.dynamic["birthday"], date)
    assert personio_py.get_employee_picture(llyr) is None
    with pytest.raises(PersonioApiError):
        personio_py.get_employee(1)


def test_personio_py_reads_who_is_away(personio_py: Personio, sandbox: PersonioSandbox) -> None:
    assert [kind.name for kind in personio_py.get_absence_types()] == ["Paid vacation", "Sick days", "Parental leave"]
    assert isinstance(sandbox.account, Account)
    stored = sandbox.account.absences
    assert [absence.id_ for absence in personio_py.get_absences(IDS)] == [absence.id for absence in stored]
    october = personio_py.get_absences(IDS, date(2026, 10, 1), date(2026, 10, 31))
    assert [(away.id_, away.start_date, away.days_count) for away in october] == [
        (88120402, date(2026, 10, 26), 3),
        (88120403, date(2026, 10, 23), 2),
    ]
    assert [away.id_ for away in personio_py.get_absences(2100306)] == [88120404]
    assert personio_py.get_absences(2100301) == []
    assert personio_py.get_absence(88120401).employee.first_name == "Llŷr"


def test_personio_py_walks_the_pages_of_absences(personio_py: Personio) -> None:
    body = personio_py.request_paginated("company/time-offs", limit=2)
    assert [row["attributes"]["id"] for row in body["data"]] == [88120401 + number for number in range(5)]
    assert body["metadata"] == {"total_elements": 5, "current_page": 3, "total_pages": 3}


def test_personio_py_is_told_of_wrong_credentials(sandbox: PersonioSandbox) -> None:
    with requests.Session() as session:
        stranger = Personio(f"{sandbox.base_url}/v1/", CLIENT_ID, "guess", session=session)
        with pytest.raises(PersonioApiError, match="Wrong credentials"):
            stranger.authenticate()


def test_personio_client_lists_everybody_once(sandbox: PersonioSandbox) -> None:
    """PyPI personio-client: asynchronous, version 2."""

    async def read() -> tuple[list[Person], list[Person], list[Employment]]:
        async with PersonioClient(CLIENT_ID, CLIENT_SECRET, base_url=sandbox.base_url, app_id="TRY") as client:
            everybody = [person async for person in client.iter_persons(limit=7)]
            gone = [person async for person in client.iter_persons(status="INACTIVE")]
            employments = [e for id_ in IDS async for e in client.iter_employments(str(id_))]
            return everybody, gone, employments

    everybody, gone, employments = asyncio.run(read())
    assert [person.id for person in everybody] == [str(id_) for id_ in IDS]
    assert [person.id for person in gone] == ["2100339", "2100341"]
    assert [employment.person.id for employment in employments if employment.person] == [str(id_) for id_ in IDS]
    assert [person.employments[0].id for person in everybody if person.employments] == [e.id for e in employments]
    assert sandbox.requests.writes == 0
    sign_ins = [seen for seen in sandbox.requests if seen.method == "POST"]
    assert [seen.path for seen in sign_ins] == ["/v2/auth/token"]


def test_personio_client_reads_one_person_and_filters(sandbox: PersonioSandbox) -> None:
    async def read() -> tuple[Person, Employment, list[Person], list[Person]]:
        async with PersonioClient(CLIENT_ID, CLIENT_SECRET, base_url=sandbox.base_url) as client:
            person = await client.get_person("2100339")
            assert person.employments is not None
            employment = await client.get_employment("2100339", str(person.employments[0].id))
            assert person.updated_at is not None
            by_mail = await client.get_persons(email=["sarah.whitlock2@fernlark.example"])
            sandbox.change(2100303, position="Chief Engineer")
            changed = await client.get_persons(updated_at_gt=max(p.updated for p in people()))
            with pytest.raises(PersonioAPIError, match="404"):
                await client.get_person("1")
            return person, employment, by_mail.data, changed.data

    person, employment, by_mail, changed = asyncio.run(read())
    assert (person.first_name, person.status) == ("Hugo", "INACTIVE")
    assert (employment.employment_end_date, employment.status) == (date(2026, 11, 13), "INACTIVE")
    assert [each.id for each in by_mail] == ["2100309"]
    assert [each.id for each in changed] == ["2100303"]


def test_personio_client_rides_out_a_full_bucket(sandbox: PersonioSandbox) -> None:
    async def read() -> int:
        async with PersonioClient(CLIENT_ID, CLIENT_SECRET, base_url=sandbox.base_url) as client:
            return len([person async for person in client.iter_persons()])

    sandbox.faults.add("429", "/v2/persons")
    assert asyncio.run(read()) == len(IDS)
    assert [seen.status for seen in sandbox.requests] == [200, 429, 200]


def test_personio_client_is_told_of_wrong_credentials(sandbox: PersonioSandbox) -> None:
    async def read() -> None:
        async with PersonioClient(CLIENT_ID, "guess", base_url=sandbox.base_url) as client:
            await client.get_persons()

    with pytest.raises(PersonioAuthenticationError, match="invalid_client"):
        asyncio.run(read())
