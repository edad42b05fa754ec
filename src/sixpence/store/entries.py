"""Orders, absences, leaves and benefits of employments, in and out of the database."""

import json
from collections.abc import Set
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from sixpence.basics.refused import Refused
from sixpence.people.entries import Content, Entry, EntryKind
from sixpence.store.employers import row_id_of
from sixpence.store.encryption import seal, unseal
from sixpence.store.ready import models
from sixpence.store.transactions import require_transaction


def add_entry(
    employer: str, employee_id: str, kind: EntryKind, *, effective_from: date, content: Content, at: datetime
) -> Entry:
    """Keep a new entry under the next number. Raises Refused where the person is not employed here."""
    require_transaction()
    numbers = _rows(employer, employee_id).filter(kind=kind.value).order_by("-number").values_list("number", flat=True)
    entry = Entry(
        employee_id=employee_id,
        kind=kind,
        number=(numbers.first() or 0) + 1,
        version=1,
        effective_from=effective_from,
        content=content,
    )
    _insert(employer, entry, at)
    return entry


def change_entry(entry: Entry, employer: str, *, effective_from: date, content: Content | None, at: datetime) -> Entry:
    """Keep the next version of an entry, that which is its newest; None ends it."""
    require_transaction()
    after = Entry(
        employee_id=entry.employee_id,
        kind=entry.kind,
        number=entry.number,
        version=entry.version + 1,
        effective_from=effective_from,
        content=content,
    )
    _insert(employer, after, at)
    return after


def entries_of(employer: str, only: Set[str] | None = None) -> dict[str, tuple[Entry, ...]]:
    """Every version of every entry (or of only some people's), by employee id and in the order recorded."""
    employer_id = row_id_of(employer)
    rows = models.Entry.objects.filter(employment__employer_id=employer_id).order_by("id")
    if only is not None:
        rows = rows.filter(employment__employee_id__in=only)
    found: dict[str, list[Entry]] = {}
    columns = ("employment__employee_id", "kind", "number", "version", "effective_from", "content")
    for who, kind, number, version, effective_from, sealed in rows.values_list(*columns):
        place = _place(employer_id, who, kind, number, version, effective_from)
        found.setdefault(who, []).append(
            Entry(
                employee_id=who,
                kind=EntryKind(kind),
                number=number,
                version=version,
                effective_from=effective_from,
                content=json.loads(unseal(bytes(sealed), table="entry", row=place, column="content")),
            )
        )
    return {who: tuple(theirs) for who, theirs in sorted(found.items())}


def employees_with_entry(employer: str, kind: EntryKind) -> set[str]:
    """Everyone of whom one of that kind was ever entered; nothing is opened."""
    rows = models.Entry.objects.filter(employment__employer_id=row_id_of(employer), kind=kind.value)
    return set(rows.values_list("employment__employee_id", flat=True))


def newest_entry_id(employer: str) -> int:
    """The number of the newest version of any entry; 0 where there is none."""
    rows = models.Entry.objects.filter(employment__employer_id=row_id_of(employer))
    return rows.aggregate(newest=Max("id"))["newest"] or 0


def entries_up_to(employer: str, entry_id: int) -> int:
    """How many versions of entries there are, that one included."""
    return models.Entry.objects.filter(employment__employer_id=row_id_of(employer), id__lte=entry_id).count()


def entries_mark(employer: str) -> tuple[int, int, str]:
    """Stands for every version of every entry of an employer, as `facts_mark` does for its facts."""
    ours = models.Entry.objects.filter(employment__employer_id=row_id_of(employer))
    newest, sealed = models.Entry.objects.order_by("-id").values_list("id", "content").first() or (0, b"")
    return ours.count(), newest, sha256(bytes(sealed)).hexdigest()


def entered_after(employer: str, entry_id: int, *, up_to: date) -> frozenset[str]:
    """Of whom an entry was put right after that one, or a new one kept that counts from that day or before."""
    rows = models.Entry.objects.filter(employment__employer_id=row_id_of(employer), id__gt=entry_id)
    rows = rows.filter(Q(version__gt=1) | Q(effective_from__lte=up_to))
    return frozenset(rows.values_list("employment__employee_id", flat=True).distinct())


def newest_entry(employer: str, employee_id: str, kind: EntryKind, number: int) -> Entry:
    """The newest version of one entry. Raises Refused where there is none."""
    versions = [
        entry
        for entry in entries_of(employer, {employee_id}).get(employee_id, ())
        if (entry.kind, entry.number) == (kind, number)
    ]
    if not versions:
        raise Refused(f"employee {employee_id} of {employer} has no {kind} {number}: list them to see the numbers")
    return versions[-1]


def _rows(employer: str, employee_id: str) -> QuerySet[models.Entry]:
    return models.Entry.objects.filter(employment_id=_employment(employer, employee_id))


def _employment(employer: str, employee_id: str) -> UUID:
    rows = models.Employment.objects.filter(employer_id=row_id_of(employer), employee_id=employee_id)
    found = rows.values_list("id", flat=True).first()
    if found is None:
        raise Refused(f"employee {employee_id} is not known at {employer}: check the id")
    return found


def _insert(employer: str, entry: Entry, at: datetime) -> None:
    place = _place(
        row_id_of(employer), entry.employee_id, entry.kind, entry.number, entry.version, entry.effective_from
    )
    models.Entry.objects.create(
        employment_id=_employment(employer, entry.employee_id),
        kind=entry.kind.value,
        number=entry.number,
        version=entry.version,
        effective_from=entry.effective_from,
        content=seal(json.dumps(entry.content), table="entry", row=place, column="content"),
        recorded_at=at,
    )


def _place(employer_id: UUID, employee_id: str, kind: str, number: int, version: int, effective_from: date) -> str:
    # All that gives the content its meaning, so that neither it nor its labels can be changed on their own.
    return f"{employer_id}/{employee_id}/{kind}/{number}/{version}/{effective_from}"
