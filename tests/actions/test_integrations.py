"""The list of integrations, and what its pages ask: how a connection fares, a preview, what resuming will do."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from actions.conftest import BY, QUICK
from sixpence.actions import durable
from sixpence.actions.by_hand import set_by_hand
from sixpence.actions.integrations import disconnect, integrations, what_resuming_does
from sixpence.actions.mapping import checks_of_last_sync, preview_employee, set_line
from sixpence.actions.review import change_sets_to_review, decide, trust
from sixpence.actions.sync import pause_sync
from sixpence.actions.syncs import do_sync, refuse_sync, resume_and_sync, start_sync, sync_of
from sixpence.basics.refused import Refused
from sixpence.hr.review import Act, Choice, Kind
from sixpence.sandbox.personio import PersonioSandbox
from sixpence.store.connections import connection

PAY_DAY = date(2026, 11, 30)
READ: dict[str, Any] = {"patience": QUICK, "at": BY["at"]}


@pytest.fixture
def undone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "start", lambda job, job_id, order: None)
    monkeypatch.setattr(durable, "look", lambda job_id: None)


def now() -> dict[str, Any]:
    return {"actor": "a tester", "at": datetime.now(UTC)}


def test_the_list_says_what_is_connected_and_how_it_fares(connected: str, undone: None) -> None:
    personio, spreadsheet = integrations(connected)
    assert (personio.called, spreadsheet.called) == ("Personio", "the spreadsheet")
    assert spreadsheet.connection is None
    assert personio.connection is not None
    assert (personio.connection.last, personio.connection.under_way, personio.connection.paused) == (None, None, False)
    failed = start_sync(connected, as_of=PAY_DAY, **now())
    refuse_sync(failed, "Personio answered 500 while reading persons: sync again later", at=BY["at"])
    under_way = start_sync(connected, as_of=PAY_DAY, **now())
    fares = integrations(connected)[0].connection
    assert fares is not None
    assert fares.last is not None
    assert fares.under_way is not None
    assert (fares.last.id, fares.under_way.id) == (failed, under_way)
    do_sync(under_way, lambda done, of: None)
    fares = integrations(connected)[0].connection
    assert fares is not None
    assert (fares.under_way, fares.to_review) == (None, (1,))
    assert fares.read_whole_at is not None
    assert connection(connected).client_secret not in repr(integrations(connected))


def test_one_person_is_previewed_in_a_moment(connected: str, sandbox: PersonioSandbox) -> None:
    assert preview_employee(connected, "", **READ)  # the first who takes part
    before = len(sandbox.requests)
    assert preview_employee(connected, "2100303", **READ)
    assert len(sandbox.requests) - before < 12
    with pytest.raises(Refused, match="HR shows no employee 7: check the id"):
        preview_employee(connected, "7", **READ)
    assert set_line(connected, "department", "Team", on_a_few=True, **READ, actor="a tester")["department"].filled


def test_what_the_last_sync_found_of_each_field_needs_no_reading(connected: str, undone: None) -> None:
    assert checks_of_last_sync(connected) == {}
    do_sync(start_sync(connected, as_of=PAY_DAY, **now()), lambda done, of: None)
    checks = checks_of_last_sync(connected)
    assert checks["salary"]
    assert all(people for reasons in checks.values() for people in reasons.values())


def test_resuming_says_what_it_does_and_begins_with_everybody(connected: str, undone: None) -> None:
    do_sync(start_sync(connected, as_of=PAY_DAY, **now()), lambda done, of: None)
    decide(connected, 1, Choice(everything=True), Act.ACCEPT, **BY)
    set_by_hand(connected, "2100303", "job_title", "Baker", PAY_DAY, **BY)
    trust(connected, frozenset({Kind.WORK}), **BY)
    pause_sync(connected, **BY)
    resuming = what_resuming_does(connected)
    assert (resuming.by_hand, resuming.counts_at_once) == (1, (Kind.WORK,))
    sync_id = resume_and_sync(connected, as_of=PAY_DAY, **now())
    do_sync(sync_id, lambda done, of: None)
    assert sync_of(sync_id).whole
    assert change_sets_to_review(connected) == [2]  # HR says another job title: for somebody to decide


def test_disconnecting_forgets_the_secret_and_keeps_people(connected: str, undone: None) -> None:
    do_sync(start_sync(connected, as_of=PAY_DAY, **now()), lambda done, of: None)
    disconnect(connected, **BY)
    assert change_sets_to_review(connected) == []
    assert [each.connection for each in integrations(connected)] == [None, None]
    with pytest.raises(Refused, match="is not connected to any HR system"):
        start_sync(connected, as_of=PAY_DAY, **now())
