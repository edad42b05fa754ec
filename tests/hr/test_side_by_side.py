"""Personio's lists are read beside one another, each whole or not at all."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date

import httpx
import pytest

from sixpence.hr.sources.personio import Credentials, PersonioClient, PersonioSource
from sixpence.hr.sources.personio.answers import NotAvailable, NotPermitted
from sixpence.hr.sources.personio.side_by_side import Beside, looking_ahead
from sixpence.sandbox.personio import PersonioSandbox, large_company

AS_OF = date(2026, 11, 30)


def refused_after(*pages: list[str]) -> Iterator[list[str]]:
    yield from pages
    raise NotPermitted("not yours to read")


def test_a_list_is_read_a_page_at_a_time_and_its_rows_come_in_their_order() -> None:
    beside = Beside(iter((["a", "b"], [], ["c"])))
    assert (beside.read_on(), beside.is_read()) == (True, False)
    assert list(beside.each()) == ["a", "b", "c"]
    assert (beside.read_on(), beside.is_read(), beside.rows()) == (False, True, ["a", "b", "c"])
    assert list(beside.each()) == ["a", "b", "c"]


def test_what_may_not_be_read_says_so_by_its_first_page() -> None:
    beside = Beside(refused_after())
    assert not beside.may_be_read()
    assert (beside.rows(), list(beside.each()), str(beside.refusal)) == (None, [], "not yours to read")
    nobody = Beside[str](iter(()))
    assert nobody.may_be_read()
    assert nobody.rows() == []
    assert Beside[str].refused(NotAvailable("not there")).rows() is None


@pytest.mark.parametrize("read", [Beside.rows, lambda beside: list(beside.each())])
def test_half_a_list_is_none(read: object) -> None:
    """Somebody takes a right away while people are read: who was not read is not who is not there."""
    beside = Beside(refused_after(["a"]))
    assert beside.may_be_read()
    assert callable(read)
    with pytest.raises(NotPermitted, match="not yours to read"):
        read(beside)


def test_all_but_the_first_are_expected_before_their_turn() -> None:
    expected: list[int] = []
    told = [(each, list(expected)) for each in looking_ahead(iter(range(5)), expected.append, 2)]
    assert told == [(0, []), (1, [1, 2, 3]), (2, [1, 2, 3, 4]), (3, [1, 2, 3, 4]), (4, [1, 2, 3, 4])]
    assert list(looking_ahead(iter(()), expected.append, 2)) == []


def test_no_list_waits_for_another() -> None:
    """Employments are the many: they are under way from the first page of people on, and all else comes in between."""
    with (
        PersonioSandbox(large_company(220)) as sandbox,
        PersonioClient(Credentials(sandbox.client_id, sandbox.client_secret), sandbox.base_url) as client,
    ):
        told: list[tuple[int, int | None]] = []
        records = list(PersonioSource(client, AS_OF).records(lambda done, of, _: told.append((done, of))))
        paths = [request.path for request in sandbox.requests]
    assert len({record.source_id for record in records}) == len(records) == 220
    assert told[0] == (1, 220)
    assert told[-1] == (220, 220)
    employments = [at for at, path in enumerate(paths) if path.endswith("/employments")]
    assert len(employments) == 220
    for of in ("/v2/persons", "/v1/company/employees", "/v2/compensations"):
        pages = [at for at, path in enumerate(paths) if path == of]
        assert len(pages) >= 3
        assert employments[0] < pages[-1] < employments[-1], of


class TakenAway(httpx.BaseTransport):
    """From some moment on nobody's employments may be read."""

    def __init__(self) -> None:
        self.is_so = False
        self._inner = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self.is_so and request.url.path.endswith("/employments"):
            return httpx.Response(401, json={})
        return self._inner.handle_request(request)

    def close(self) -> None:
        self._inner.close()


@pytest.mark.parametrize("at", [0, 10])
def test_a_right_that_is_taken_away_among_employments_ends_the_reading(at: int) -> None:
    """Without it from the first person on, version 1 is read instead; in the middle, half would be read another way."""
    right = TakenAway()
    right.is_so = at == 0

    def take_away(done: int, *_: object) -> None:
        right.is_so = done >= at

    with (
        PersonioSandbox(large_company(30)) as sandbox,
        PersonioClient(
            Credentials(sandbox.client_id, sandbox.client_secret), sandbox.base_url, transport=right
        ) as client,
        pytest.raises(NotPermitted, match="employments") if at else nullcontext(),
    ):
        assert len(list(PersonioSource(client, AS_OF).records(take_away))) == 30
