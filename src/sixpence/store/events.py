"""The log: every change to money, people, rules or access, each entry bound to the one before by its hash.

An entry's hash is SHA-256 over all it says and the hash of its predecessor, so that a change, an insertion, a removal
or a new order shows. A chain cannot show that its *end* was cut off: keep the last `VerifiedLog` elsewhere (a sealed
run does) and give it to `verify_log` as the witness.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection
from django.db.models import Max

from sixpence.basics.refused import Refused
from sixpence.store.ready import models
from sixpence.store.transactions import require_transaction

_BEFORE_THE_FIRST = "0" * 64
_LOG_LOCK = 0x53495850454C4F47  # "SIXPELOG": PostgreSQL's advisory locks are numbers

Detail = Mapping[str, str | int | bool | None]


class BrokenLog(Refused):
    """The log is not as it was written; the message names the first entry at which that shows."""


@dataclass(frozen=True, slots=True)
class VerifiedLog:
    """The log was whole: `count` entries, of which the last has `last_hash` (64 zeros where there is none)."""

    count: int
    last_hash: str


def record(*, kind: str, subject: str, detail: Detail, actor: str, at: datetime) -> int:
    """Append one event in the transaction of the change it tells of, and return its sequence number.

    `subject` and `detail` hold no personal data beyond an employee id. `at` has a time zone. Raises RuntimeError
    outside a transaction, for then a crash could keep the change and lose the event.
    """
    require_transaction()
    if at.tzinfo is None:
        raise ValueError("the time of an event needs its time zone")
    if any(not isinstance(value, str | int | None) for value in detail.values()):
        raise ValueError(f"the detail of {kind!r} may hold text, integers, true, false and null")
    _lock_the_end()
    last = models.Event.objects.order_by("-sequence").values_list("sequence", "hash").first()
    sequence, previous_hash = (last[0] + 1, last[1]) if last else (1, _BEFORE_THE_FIRST)
    event = models.Event(
        sequence=sequence,
        at=at.astimezone(UTC),
        actor=actor,
        kind=kind,
        subject=subject,
        detail=dict(detail),
        previous_hash=previous_hash,
    )
    event.hash = _hash(event)
    event.save(force_insert=True)
    return sequence


def last_sequence() -> int:
    """The number of the newest entry, of whichever employer; 0 where there is none. Every change makes another."""
    return models.Event.objects.aggregate(last=Max("sequence"))["last"] or 0


def verify_log(witness: VerifiedLog | None = None) -> VerifiedLog:
    """Check every entry from the first. Raises BrokenLog naming the sequence number at which it is not.

    With a `witness`, an earlier answer kept elsewhere, the log must also still hold what it held then.
    """
    count, last_hash = 0, _BEFORE_THE_FIRST
    for event in models.Event.objects.order_by("sequence").iterator():
        if event.sequence != count + 1:
            raise _broken(min(event.sequence, count + 1), "an entry was removed, inserted or renumbered")
        if event.previous_hash != last_hash or event.hash != _hash(event):
            raise _broken(event.sequence, "it was changed, or is not the entry that was written there")
        count, last_hash = event.sequence, event.hash
        if witness is not None and count == witness.count and last_hash != witness.last_hash:
            raise _broken(count, "it is not the entry that was there when the log was last checked")
    if witness is not None and count < witness.count:
        raise _broken(count + 1, f"the log ends before it, and once had {witness.count} entries")
    return VerifiedLog(count, last_hash)


def _hash(event: models.Event) -> str:
    content = {
        "sequence": event.sequence,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": event.actor,
        "kind": event.kind,
        "subject": event.subject,
        "detail": event.detail,
        "previous_hash": event.previous_hash,
    }
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _lock_the_end() -> None:
    """Two writers must not follow the same entry.

    SQLite's transaction holds the write lock already. On PostgreSQL locking the last row would not do: who waits for
    it wakes up holding a row that is no longer the last.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOG_LOCK])


def _broken(sequence: int, how: str) -> BrokenLog:
    return BrokenLog(f"the log is broken at entry {sequence}: {how}; compare the database with your backup")
