"""How a change set stands, without opening one of its values: what waits, of whom, and how much."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Count

from sixpence.hr.review import WAITING, Kind, Status
from sixpence.store.change_sets import StoredChangeSet
from sixpence.store.ready import models


def has_waiting(found: StoredChangeSet) -> bool:
    """Whether anything of a change set waits for a decision."""
    return models.Proposal.objects.filter(change_set_id=found.id, status__in=WAITING).exists()


def people_of(found: StoredChangeSet) -> list[str]:
    """The employee ids of everybody a change set is about, in order."""
    outcomes = models.SyncOutcome.objects.filter(change_set_id=found.id)
    proposals = models.Proposal.objects.filter(change_set_id=found.id)
    return sorted(
        {who for rows in (outcomes, proposals) for who in rows.values_list("employee_id", flat=True).distinct()}
    )


def waiting_mark(found: StoredChangeSet) -> str:
    """Stands for all that waits of a change set: SHA-256 of the rows, whose values never change."""
    rows = models.Proposal.objects.filter(change_set_id=found.id, status__in=WAITING).order_by("id")
    ids = ",".join(map(str, rows.values_list("id", flat=True)))
    return sha256(f"{found.id} {ids}".encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How much of a change set waits, and of how many people: for anybody, and for a second person."""

    change_set: int  # its number
    proposed: int
    people: int
    to_confirm: int


def waiting_in(found: StoredChangeSet, *, not_first_by: str) -> Waiting:
    """What waits for this person; what they accepted first themselves waits for another."""
    rows = models.Proposal.objects.filter(change_set_id=found.id)
    proposed = rows.filter(status=Status.PROPOSED.value)
    counts = proposed.aggregate(proposed=Count("id"), people=Count("employee_id", distinct=True))
    to_confirm = rows.filter(status=Status.TO_CONFIRM.value).exclude(first_by=not_first_by).count()
    return Waiting(change_set=found.number, to_confirm=to_confirm, **counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingOfField:
    """How much waits of one field, "" of people new to payroll, and of how many people. `first` are those of the first
    changes, in order of their ids; of people new to payroll none."""

    field: str
    people: int
    changes: int
    first: tuple[str, ...] = ()


def waiting_by_field(found: StoredChangeSet, most: int) -> tuple[list[WaitingOfField], WaitingOfField]:
    """What waits of each field, and of people new to payroll."""
    rows = models.Proposal.objects.filter(change_set_id=found.id, status__in=WAITING)
    new = rows.filter(kind=Kind.STARTERS.value)
    known = rows.exclude(kind=Kind.STARTERS.value).order_by()
    changes, people = Count("id"), Count("employee_id", distinct=True)
    first = known.order_by("employee_id", "effective_from").values_list("employee_id", flat=True)
    of_fields = [
        WaitingOfField(field=field, changes=changed, people=of_people, first=tuple(first.filter(field=field)[:most]))
        for field, changed, of_people in sorted(known.values_list("field").annotate(changes, people))
    ]
    of_starters = new.aggregate(changes=changes, people=people)
    return of_fields, WaitingOfField(field="", changes=of_starters["changes"], people=of_starters["people"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The people of whom something is asked for, in order of their ids, and how many changes stand how."""

    people: tuple[str, ...]
    changes: Counter[Status]


def standing_of(found: StoredChangeSet, statuses: Iterable[Status], kind: Kind | None = None) -> Standing:
    """What of a change set stands so, of one kind or of all."""
    rows = models.Proposal.objects.filter(change_set_id=found.id, status__in=[each.value for each in statuses])
    if kind is not None:
        rows = rows.filter(kind=kind.value)
    people = rows.order_by().values_list("employee_id", flat=True).distinct()
    counts = rows.order_by().values_list("status").annotate(Count("id"))
    return Standing(
        people=tuple(sorted(people, key=lambda who: (len(who), who))),  # 999 before 1000
        changes=Counter({Status(status): count for status, count in counts}),
    )
