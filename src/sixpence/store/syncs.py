"""Syncs in and out of the database, and what HR has answered to one that is under way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID, uuid4

from django.db.models import QuerySet

from sixpence.basics.refused import Refused
from sixpence.store.change_sets import StoredChangeSet
from sixpence.store.employers import row_id_of
from sixpence.store.encryption import seal_bytes, unseal_bytes
from sixpence.store.ready import models
from sixpence.store.transactions import require_transaction, transaction

_KEPT_TOGETHER = 20  # answers written at a time: what a crash may lose of a list of thousands


@dataclass(frozen=True, slots=True, kw_only=True)
class Sync:
    """One reading of an employer's HR system. `change_set` is the number of what it left, None if nothing."""

    id: UUID
    employer: str
    source: str
    as_of: date
    whole: bool  # of everybody, not only of those who may have changed
    because: str  # what made us read, "" where somebody here asked
    file: str  # a newer spreadsheet to read from now on
    people: frozenset[str]  # to read besides those who have changed
    asked_by: str
    asked_at: datetime
    begun_at: datetime | None
    again: frozenset[str] | None  # whom to read once more when it is over; None where nobody asked for that
    ended_at: datetime | None
    failure: str
    people_read: int | None
    change_set: int | None


def add_sync(
    employer: str,
    *,
    source: str,
    as_of: date,
    whole: bool,
    because: str = "",
    file: str = "",
    people: Iterable[str] = (),
    actor: str,
    at: datetime,
) -> Sync:
    """A sync that is asked for and has not begun. An employer has one at a time that is not over."""
    require_transaction()
    row = models.Sync.objects.create(
        id=uuid4(),
        employer_id=row_id_of(employer),
        source=source,
        as_of=as_of,
        whole=whole,
        because=because,
        file=file,
        people=sorted(people),
        asked_by=actor,
        asked_at=at,
    )
    return _domain(row)


def sync_of(sync_id: UUID) -> Sync:
    """That one. Raises Refused where there is none."""
    row = _rows().filter(id=sync_id).first()
    if row is None:
        raise Refused(f"there is no sync {sync_id}: ask for one with sixpence sync")
    return _domain(row)


def sync_at(employer: str, sync_id: UUID) -> Sync:
    """The employer's sync of that id. Raises Refused where the employer has none, whoever else has."""
    row = _rows().filter(id=sync_id, employer_id=row_id_of(employer)).first()
    if row is None:
        raise Refused("there is no such sync: look it up among the syncs so far")
    return _domain(row)


def unfinished_sync(employer: str) -> Sync | None:
    """The employer's sync that is not over; inside a transaction nobody else ends it meanwhile."""
    row = _rows().filter(employer_id=row_id_of(employer), ended_at=None).first()
    return None if row is None else _domain(row)


def syncs(employer: str, most: int | None = None) -> list[Sync]:
    """Every sync of the employer, the newest first."""
    rows = _rows().filter(employer_id=row_id_of(employer)).order_by("-asked_at", "-id")
    return [_domain(row) for row in (rows if most is None else rows[:most])]


def begin_sync(sync_id: UUID, *, whole: bool, at: datetime) -> None:
    """Reading begins, of everybody or not, and nothing that HR answered before counts any more."""
    require_transaction()
    models.KeptAnswer.objects.filter(sync_id=sync_id).delete()
    models.Sync.objects.filter(id=sync_id).update(begun_at=at, whole=whole)


def ask_once_more(sync_id: UUID, people: Iterable[str]) -> None:
    """HR has spoken while it is being read."""
    require_transaction()
    row = models.Sync.objects.select_for_update().get(id=sync_id)
    row.again = sorted({*(row.again or ()), *people})
    row.save(update_fields=["again"])


def end_sync(
    sync_id: UUID,
    *,
    change_set: StoredChangeSet | None = None,
    people_read: int | None = None,
    failure: str = "",
    at: datetime,
) -> bool:
    """The sync is over, and what HR answered is forgotten. False where it was over before: then nothing changes."""
    require_transaction()
    row = models.Sync.objects.select_for_update().get(id=sync_id)
    if row.ended_at is not None:
        return False
    row.begun_at, row.ended_at, row.failure, row.people_read = row.begun_at or at, at, failure, people_read
    row.change_set_id = change_set.id if change_set else None
    row.save()
    models.KeptAnswer.objects.filter(sync_id=sync_id).delete()
    return True


class KeptAnswers:
    """What HR has answered to the requests of one sync, kept encrypted until the sync is over."""

    def __init__(self, sync_id: UUID) -> None:
        self._sync_id = sync_id
        rows = models.KeptAnswer.objects.filter(sync_id=sync_id).values_list("request_sha256", "body")
        self._bodies = {request: bytes(body) for request, body in rows.iterator()}
        self._new: dict[str, bytes] = {}

    def __contains__(self, request: object) -> bool:
        """Whether a request was answered before the crash; nothing is opened."""
        return self._name(str(request)) in self._bodies

    def get(self, request: str) -> bytes | None:
        """The body of the answer to a request that was read before the crash; None where it was not."""
        name = self._name(request)
        sealed = self._bodies.get(name)
        return None if sealed is None else unseal_bytes(sealed, table="kept_answer", row=self._row(name), column="body")

    def put(self, request: str, body: bytes) -> None:
        """Keep an answer. It is written with the next ones, or by `write`."""
        name = self._name(request)
        self._new[name] = seal_bytes(body, table="kept_answer", row=self._row(name), column="body")
        if len(self._new) >= _KEPT_TOGETHER:
            self.write()

    def write(self) -> None:
        """Write what is new in a transaction of its own. What another process has written of the same is left."""
        rows = [
            models.KeptAnswer(sync_id=self._sync_id, request_sha256=name, body=body) for name, body in self._new.items()
        ]
        with transaction():
            if models.Sync.objects.filter(id=self._sync_id, ended_at=None).exists():
                models.KeptAnswer.objects.bulk_create(rows, ignore_conflicts=True)
        self._new.clear()

    @staticmethod
    def _name(request: str) -> str:
        return sha256(request.encode()).hexdigest()

    def _row(self, name: str) -> str:
        return f"{self._sync_id}/{name}"


def _rows() -> "QuerySet[models.Sync]":
    return models.Sync.objects.select_related("employer", "change_set")


def _domain(row: models.Sync) -> Sync:
    return Sync(
        id=row.id,
        employer=row.employer.name,
        people=frozenset(row.people),
        again=None if row.again is None else frozenset(row.again),
        change_set=row.change_set.number if row.change_set else None,
        **{
            name: getattr(row, name)
            for name in (
                "source",
                "as_of",
                "whole",
                "because",
                "file",
                "asked_by",
                "asked_at",
                "begun_at",
                "ended_at",
                "failure",
                "people_read",
            )
        },
    )
