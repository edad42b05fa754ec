"""Calls of HR: who may call, what is read for them, and that nothing of what they say is taken."""

import json
from datetime import date

import pytest

from actions.conftest import BY
from builders import an_employer
from sixpence.actions import durable
from sixpence.actions.pay_runs import open_run
from sixpence.actions.sync import pause_sync
from sixpence.actions.sync_log import sync_history
from sixpence.actions.syncs import do_sync
from sixpence.actions.webhooks import (
    LARGEST_BODY,
    end_webhook,
    make_webhook_token,
    pay_day_to_sync_for,
    take_call,
)
from sixpence.basics.refused import Refused
from sixpence.sandbox.personio import PersonioSandbox
from sixpence.store.employers import slug_of
from sixpence.store.ready import models

AT = BY["at"]


@pytest.fixture
def undone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "start", lambda job, job_id, order: None)
    monkeypatch.setattr(durable, "look", lambda job_id: None)


def call(event: str = "person.updated", **payload: object) -> bytes:
    return json.dumps(
        {"company_id": "1", "event_name": event, "occurred_at": "2026-11-20T09:00:00Z", "payload": payload}
    ).encode()


def answered(employer: str, token: str, body: bytes) -> int:
    return take_call(
        slug_of(employer), {"authorization": token, "Content-Type": "application/json"}, body, at=AT
    ).status


def test_a_call_leads_to_a_reading_of_who_has_changed_and_of_whom_it_names(connected: str, undone: None) -> None:
    token = make_webhook_token(connected, **BY)
    assert answered(connected, token, call(id="2100303", first_name="Mallory")) == 202
    (sync,) = sync_history(connected)
    assert (sync.asked_by, sync.because) == ("Personio", "Personio said that somebody has changed")
    assert (sync.people, sync.as_of) == ({"2100303"}, date(2026, 11, 30))
    do_sync(sync.id, lambda done, of: None)
    assert "Mallory" not in json.dumps(
        [list(models.Event.objects.values()), list(models.Sync.objects.values())], default=str
    )


def test_calls_that_come_while_people_are_read_lead_to_one_more_reading(connected: str, undone: None) -> None:
    token = make_webhook_token(connected, **BY)
    bodies = (call(person={"id": "2100303"}), call("employment.updated", person_id=2100304), call("person.deleted"))
    for _ in range(5):
        assert {answered(connected, token, body) for body in bodies} == {202}
    (sync,) = sync_history(connected)
    following = do_sync(sync.id, lambda done, of: None)
    newest = next(each for each in sync_history(connected) if str(each.id) == following)
    assert newest.people == {"2100303", "2100304"}


def test_only_who_has_the_token_is_heard(connected: str, undone: None) -> None:
    body = call()
    assert answered(connected, "", body) == 401  # no token was made yet, and none is shown
    first = make_webhook_token(connected, **BY)
    assert first.startswith("Bearer ")
    assert answered(connected, first[:-1], body) == 401
    second = make_webhook_token(connected, **BY)
    assert (answered(connected, first, body), answered(connected, second, body)) == (401, 202)
    assert take_call("nobody", {"Authorization": second}, body, at=AT).status == 401
    assert take_call(slug_of(an_employer().name), {"Authorization": second}, body, at=AT).status == 401
    end_webhook(connected, **BY)
    assert answered(connected, second, body) == 401
    stored = json.dumps(list(models.HrConnection.objects.values()) + list(models.Event.objects.values()), default=str)
    assert second.removeprefix("Bearer ") not in stored


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[" * 60_000, 400),
        (b"[]", 400),
        (b"{}", 400),
        (b'{"event_name": 7}', 400),
        (b"\xff\xfe", 400),
        (b" " * (LARGEST_BODY + 1), 413),
        (call("absence-period.created"), 200),
        (call("person.updated\n"), 200),
        (b'{"event_name": "person.updated", "payload": [1]}', 202),
        (call(id="../../v1/auth", person_id="2' or 1", person=[]), 202),
    ],
)
def test_what_is_said_is_not_trusted(connected: str, undone: None, body: bytes, status: int) -> None:
    assert answered(connected, make_webhook_token(connected, **BY), body) == status
    assert [each.people for each in sync_history(connected)] == ([frozenset()] if status == 202 else [])


def test_while_paused_calls_are_taken_and_nothing_is_read(connected: str, undone: None) -> None:
    token = make_webhook_token(connected, **BY)
    pause_sync(connected, **BY)
    assert answered(connected, token, call()) == 200
    assert sync_history(connected) == []


def test_a_call_is_about_the_run_that_is_worked_on(connected: str) -> None:
    assert pay_day_to_sync_for(connected, date(2026, 12, 9)) == date(2026, 12, 31)
    open_run(connected, date(2026, 11, 30), "monthly", **BY)
    assert pay_day_to_sync_for(connected, date(2026, 12, 9)) == date(2026, 11, 30)


def test_a_source_that_does_not_call_has_no_token(connected: str, sandbox: PersonioSandbox) -> None:
    models.HrConnection.objects.update(source="spreadsheet")
    with pytest.raises(Refused, match="people come from the spreadsheet, which does not call"):
        make_webhook_token(connected, **BY)
