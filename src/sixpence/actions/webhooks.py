"""Calls of HR: a hint to read, and never data. Who calls has to show the token that was made for it.

Source: Personio developer documentation, "Webhooks" (acknowledge with 2xx within 3 seconds; 5xx is tried again) and
"Create new webhook" (`auth_type` TOKEN: the token as it was entered comes in the header `Authorization`).
"""

import json
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from hmac import compare_digest

from sixpence.actions.hr_sources import PERSONIO, called
from sixpence.actions.syncs import start_sync
from sixpence.basics.refused import Refused
from sixpence.payrun.life import RunState
from sixpence.store import transaction
from sixpence.store.change_sets import policy_of
from sixpence.store.connections import connection, save_webhook, webhooks
from sixpence.store.events import record
from sixpence.store.payruns import pay_runs
from sixpence.store.syncs import ask_once_more, unfinished_sync

LARGEST_BODY = 64 * 1024  # bytes; Personio's calls hold ids and no personal data
_CALLER = "Personio"
_OF_PEOPLE = re.compile(r"(person|employment)\.[a-z.-]{1,64}")
_ID = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class WebhookAnswer:
    """How a call is answered: the status of HTTP and a line, which names nobody."""

    status: int
    line: str


def make_webhook_token(employer: str, *, actor: str, at: datetime) -> str:
    """Take calls of HR from now on, with this token, which is given back once and kept nowhere; an earlier one ends."""
    if connection(employer).source != PERSONIO:
        raise Refused(f"people come from {called(connection(employer).source)}, which does not call: sync by hand")
    token = f"Bearer {secrets.token_urlsafe(32)}"
    with transaction():
        save_webhook(employer, _digest(token))
        record(kind="webhook opened", subject=employer, detail={"source": PERSONIO}, actor=actor, at=at)
    return token


def end_webhook(employer: str, *, actor: str, at: datetime) -> None:
    """Take no calls any more."""
    with transaction():
        save_webhook(employer, "")
        record(kind="webhook closed", subject=employer, detail={"source": PERSONIO}, actor=actor, at=at)


def take_call(slug: str, headers: Mapping[str, str], body: bytes, *, at: datetime) -> WebhookAnswer:
    """A call for the company of that name in addresses. It is answered at once; reading is durable work.

    Nothing of the body is taken but that something about people has changed, and of whom, which is read from HR. Calls
    that come while a sync is under way lead to one more reading after it, however many they are.
    """
    name, kept = webhooks().get(slug, ("", ""))
    shown = next((value for key, value in headers.items() if key.lower() == "authorization"), "")
    # Compared also where nothing is kept, so that the answer takes as long.
    if not compare_digest(_digest(shown), kept or _digest("")) or not kept:
        return WebhookAnswer(401, "the token in Authorization is not the one that was made for this company")
    if len(body) > LARGEST_BODY:
        return WebhookAnswer(413, f"a call has {LARGEST_BODY} bytes at most")
    try:
        call = json.loads(body)
    except (ValueError, RecursionError):
        call = None
    event = call.get("event_name") if isinstance(call, dict) else None
    if not isinstance(event, str):
        return WebhookAnswer(400, "the body is no event of Personio's: it has no event_name")
    if not _OF_PEOPLE.fullmatch(event):
        return WebhookAnswer(200, "nothing is read for events of this kind")
    if policy_of(name).paused:
        return WebhookAnswer(200, "syncing is paused, so nothing is read")
    try:
        _read(name, frozenset(_people_in(call.get("payload"))), at)
    except Refused as refusal:
        return WebhookAnswer(409, str(refusal))
    return WebhookAnswer(202, "people will be read")


def pay_day_to_sync_for(employer: str, today: date) -> date:
    """That of the run that is worked on, the earliest; else the end of this month."""
    waiting = [run.pay_date for run in pay_runs(employer) if run.state in (RunState.OPEN, RunState.CALCULATED)]
    return min(waiting, default=(today.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def _read(employer: str, people: frozenset[str], at: datetime) -> None:
    with transaction():
        under_way = unfinished_sync(employer)
        if under_way is not None:
            ask_once_more(under_way.id, people)
    if under_way is None:
        start_sync(
            employer,
            as_of=pay_day_to_sync_for(employer, at.date()),
            whole=False,
            because="Personio said that somebody has changed",
            people=people,
            actor=_CALLER,
            at=at,
        )


def _people_in(payload: object) -> Iterator[str]:
    """The ids of people that a call names, in either way in which Personio's own records name them."""
    if isinstance(payload, dict):
        person = payload.get("person")
        named = (payload.get("person_id"), payload.get("id"), person.get("id") if isinstance(person, dict) else None)
        yield from (text for text in map(str, named) if _ID.fullmatch(text))


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
