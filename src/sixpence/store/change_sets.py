"""Change sets, their proposals, the log of syncs and the policy of review, in and out of the database."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Exists, Max, OuterRef

from sixpence.basics.refused import Refused
from sixpence.hr.differences import Change
from sixpence.hr.review import WAITING, Found, Kind, Outcome, Policy, Proposal, Status
from sixpence.people.person import Days, dated
from sixpence.store.employers import row_id_of
from sixpence.store.employments import ISO_DAY, newest_fact
from sixpence.store.encryption import seal_all, unseal_all
from sixpence.store.many_rows import insert_rows
from sixpence.store.ready import models
from sixpence.store.transactions import require_transaction

BY_HAND = "by hand"  # the origin of a fact that somebody here entered
_BATCH = 5_000  # rows written, or read, at a time

_KINDS = {kind.value: kind for kind in Kind}
_STATUSES = {status.value: status for status in Status}
_FOUND = {found.value: found for found in Found}
# What most proposals never come to have; of a first import it is not even fetched.
_AS_FIRST: dict[str, Any] = {"hr_day": None, "by_hand": False, "first_by": "", "decided_by": "", "decided_at": None}
_further = attrgetter(*_AS_FIRST)

FoundInAll = Mapping[str, int | list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredChangeSet:
    """A change set as it lies in the store. `number` counts the employer's, and is how people name it."""

    id: UUID
    number: int
    source: str
    as_of: date
    made_by: str
    made_at: datetime
    found: FoundInAll
    last_fact: int  # the row of the newest fact it was compared with

    @property
    def counts(self) -> dict[str, int]:
        """What was read, in numbers."""
        return {what: count for what, count in self.found.items() if isinstance(count, int)}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One line of the log of syncs: what was found, or what was decided, of one person. Holds no value."""

    sync: int
    at: datetime
    source: str
    as_of: date
    employee_id: str
    outcome: str
    field: str = ""
    because: str = ""
    effective_from: date | None = None
    first_by: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None


def add_change_set(
    employer: str,
    *,
    source: str,
    as_of: date,
    found: FoundInAll,
    outcomes: Iterable[Outcome],
    proposals: Iterable[Proposal],
    actor: str,
    at: datetime,
) -> StoredChangeSet:
    """Keep what a sync found. What still waited in the older change sets of that source is superseded."""
    supersede_waiting(employer, source)
    employer_id = row_id_of(employer)
    ours = models.ChangeSet.objects.filter(employer_id=employer_id)
    row = models.ChangeSet.objects.create(
        id=uuid4(),
        employer_id=employer_id,
        number=(ours.aggregate(last=Max("number"))["last"] or 0) + 1,
        source=source,
        as_of=as_of,
        made_by=actor,
        made_at=at,
        found=dict(found),
        last_fact=newest_fact(employer),
    )
    insert_rows(
        models.SyncOutcome,
        ("change_set", "employee_id", "found", "field", "because"),
        ((row.id, one.employee_id, one.found.value, one.field, one.because) for one in outcomes),
    )
    _insert_proposals(row.id, list(proposals))
    return _domain(row)


def _insert_proposals(set_id: UUID, proposals: Sequence[Proposal]) -> None:
    owner, as_json = str(set_id), json.JSONEncoder().encode  # made once, and not for each
    sealed = seal_all(
        (
            (
                _place(owner, each.employee_id, each.field, each.effective_from),
                as_json([each.old, each.new]).encode(),
            )
            for each in (proposal.change for proposal in proposals)
        ),
        table="proposal",
        column="values",
    )
    insert_rows(
        models.Proposal,
        ("change_set", "employee_id", "field", "effective_from", "values", "kind", "status", *_AS_FIRST),
        (
            (
                set_id,
                each.change.employee_id,
                each.change.field,
                each.change.effective_from,
                values,
                each.kind.value,
                each.status.value,
                *_further(each),
            )
            for each, values in zip(proposals, sealed, strict=True)
        ),
    )


def supersede_waiting(employer: str, source: str) -> None:
    """Nothing that source said waits for a decision any more."""
    require_transaction()
    ours = models.ChangeSet.objects.filter(employer_id=row_id_of(employer), source=source)
    waiting = models.Proposal.objects.filter(change_set__in=ours, status__in=WAITING)
    waiting.update(status=Status.SUPERSEDED.value)


def change_sets(employer: str) -> list[StoredChangeSet]:
    """Every change set of the employer, the newest first."""
    rows = models.ChangeSet.objects.filter(employer_id=row_id_of(employer)).order_by("-number")
    return [_domain(row) for row in rows]


def change_set(employer: str, number: int) -> StoredChangeSet:
    """That one. Raises Refused where there is none."""
    row = models.ChangeSet.objects.filter(employer_id=row_id_of(employer), number=number).first()
    if row is None:
        raise Refused(f"{employer} has no change set {number}: see sixpence sync log")
    return _domain(row)


def newest_change_set(employer: str, source: str) -> StoredChangeSet | None:
    """The last one made from that source."""
    return next((each for each in change_sets(employer) if each.source == source), None)


def require_newest(employer: str, found: StoredChangeSet) -> None:
    """Raises Refused where a later sync has taken the place of a change set: it tells what HR said once.

    Whoever decides next waits until this decision is made.
    """
    require_transaction()
    rows = models.ChangeSet.objects.select_for_update().filter(employer_id=row_id_of(employer), source=found.source)
    newest = max(rows.values_list("number", flat=True))
    if newest != found.number:
        raise Refused(f"change set {found.number} of {employer} is superseded: look at change set {newest}")


def proposals_in(
    found: StoredChangeSet, only: Collection[str] | None = None, *, fields: Collection[str] = ()
) -> dict[int, Proposal]:
    """The proposals of a change set by the number of their row, of everyone or `only` of some, in order; with `fields`,
    those of these alone."""
    rows = models.Proposal.objects.filter(change_set_id=found.id).order_by("employee_id", "field", "effective_from")
    if only is not None:
        rows = rows.filter(employee_id__in=only)
    if fields:
        rows = rows.filter(field__in=fields)
    # All are fetched before the first is opened: a refusal must not leave a cursor of PostgreSQL's open behind it.
    columns = ("id", "employee_id", "field", ISO_DAY, "values", "kind", "status")
    fetched = list(rows.values_list(*columns).iterator(_BATCH))
    touched = rows.exclude(hr_day=None, by_hand=False, first_by="", decided_by="", decided_at=None)
    further = {row.pop("id"): row for row in touched.values("id", *_AS_FIRST)}
    changes = zip(_changes(found.id, fetched), fetched, strict=True)
    return {
        row: Proposal(change=change, kind=_KINDS[kind], status=_STATUSES[status], **further.get(row, _AS_FIRST))
        for change, (row, *_, kind, status) in changes
    }


def waiting_in(found: StoredChangeSet) -> dict[str, Days]:
    """The values of a change set that wait for a decision, by person and day, as they would be stored.

    What `proposals_in` tells of each one is left out: a first import has hundreds of thousands.
    """
    rows = models.Proposal.objects.filter(change_set_id=found.id, status__in=WAITING).order_by("employee_id", "id")
    fetched = list(rows.values_list("employee_id", "field", ISO_DAY, "values").iterator(_BATCH))
    opened = _old_and_new(found.id, fetched)
    return dated((who, field, day, new) for (who, field, day, _), (_, new) in zip(fetched, opened, strict=True))


def outcomes_in(found: StoredChangeSet) -> tuple[Outcome, ...]:
    """What the sync of a change set found of everybody it was about, in order."""
    rows = models.SyncOutcome.objects.filter(change_set_id=found.id).order_by("id")
    columns = rows.values_list("employee_id", "found", "field", "because").iterator(_BATCH)
    return tuple(
        Outcome(employee_id=who, found=_FOUND[what], field=name, because=because)
        for who, what, name, because in columns
    )


def save_decisions(decided: Mapping[int, Proposal]) -> None:
    """Keep what was decided of proposals, by the number of their row."""
    require_transaction()
    alike: dict[tuple[str, str, str, datetime | None], list[int]] = {}
    for row, each in decided.items():
        alike.setdefault((each.status.value, each.first_by, each.decided_by, each.decided_at), []).append(row)
    for (status, first_by, decided_by, decided_at), rows in alike.items():
        for start in range(0, len(rows), _BATCH):
            models.Proposal.objects.filter(id__in=rows[start : start + _BATCH]).update(
                status=status, first_by=first_by, decided_by=decided_by, decided_at=decided_at
            )


def facts_by_hand(employer: str) -> frozenset[tuple[str, str, date]]:
    """The person, field and day of every fact whose last word somebody here entered."""
    ours = models.Fact.objects.filter(employment__employer_id=row_id_of(employer), origin=BY_HAND)
    later = models.Fact.objects.filter(
        employment=OuterRef("employment"),
        field=OuterRef("field"),
        effective_from=OuterRef("effective_from"),
        version__gt=OuterRef("version"),
    )
    return frozenset(ours.exclude(Exists(later)).values_list("employment__employee_id", "field", "effective_from"))


def told_since(employer: str, found: StoredChangeSet) -> frozenset[tuple[str, str]]:
    """The person and field of every fact recorded since a change set was made, but for those accepted from it."""
    later = models.Fact.objects.filter(employment__employer_id=row_id_of(employer), id__gt=found.last_fact)
    return frozenset(later.exclude(origin=found.source).values_list("employment__employee_id", "field"))


def save_policy(employer: str, policy: Policy) -> None:
    """Keep the employer's policy, in place of the one before."""
    require_transaction()
    models.ReviewPolicy.objects.update_or_create(
        employer_id=row_id_of(employer),
        defaults={"trusted": sorted(kind.value for kind in policy.trusted), "paused": policy.paused},
    )


def policy_of(employer: str) -> Policy:
    """The employer's policy; one that trusts nothing where none was made."""
    row = models.ReviewPolicy.objects.filter(employer_id=row_id_of(employer)).first()
    return Policy() if row is None else Policy(trusted=frozenset(map(Kind, row.trusted)), paused=row.paused)


def log_lines(employer: str, *, number: int | None = None, employee_id: str = "") -> Iterator[LogLine]:
    """The log of syncs, the oldest first: of one sync, of one person, of both, or whole."""
    for each in [change_set(employer, number)] if number else reversed(change_sets(employer)):
        place: dict[str, Any] = {"sync": each.number, "at": each.made_at, "source": each.source, "as_of": each.as_of}
        found = models.SyncOutcome.objects.filter(change_set_id=each.id).order_by("id")
        proposed = models.Proposal.objects.filter(change_set_id=each.id).order_by("employee_id", "id")
        if employee_id:
            found, proposed = found.filter(employee_id=employee_id), proposed.filter(employee_id=employee_id)
        names = ("employee_id", "found", "field", "because")
        for who, what, field, because in found.values_list(*names).iterator(_BATCH):
            yield LogLine(**place, employee_id=who, outcome=what, field=field, because=because)
        same = ("employee_id", "field", "effective_from", "first_by", "decided_by", "decided_at")
        for status, *columns in proposed.values_list("status", *same).iterator(_BATCH):
            yield LogLine(**place, outcome=status, **dict(zip(same, columns, strict=True)))


def _domain(row: models.ChangeSet) -> StoredChangeSet:
    return StoredChangeSet(**{name: getattr(row, name) for name in StoredChangeSet.__dataclass_fields__})


def _changes(set_id: UUID, rows: Sequence[tuple[Any, ...]]) -> Iterator[Change]:
    """What each row says."""
    days = {text: date.fromisoformat(text) for text in {row[3] for row in rows}}
    opened = _old_and_new(set_id, (row[1:5] for row in rows))
    for (_, who, field, day, *_), (old, new) in zip(rows, opened, strict=True):
        yield Change(who, field, days[day], old, new)


def _old_and_new(set_id: UUID, rows: Iterable[tuple[Any, ...]]) -> list[list[str]]:
    """What stands sealed behind person, field and day. It is opened and read together: a first import has hundreds of
    thousands."""
    owner = str(set_id)
    sealed = ((_place(owner, who, field, day), bytes(values)) for who, field, day, values in rows)
    texts = unseal_all(sealed, table="proposal", column="values")
    opened: list[list[str]] = json.loads(b"[%b]" % b",".join(texts))
    return opened


def _place(set_id: str, who: str, field: str, effective_from: date | str) -> str:
    return f"{set_id}/{who}/{field}/{effective_from}"
