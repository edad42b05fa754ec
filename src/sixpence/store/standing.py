"""How a change set stands, without opening one of its values: what waits, of whom, and how much."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from sixpence.hr.review import WAITING, Kind, Status
from sixpence.store.change_sets import StoredChangeSet
from sixpence.store.ready import models


def has_waiting(found: StoredChangeSet) -> bool:
    """Whether anything of a change set waits for a decision."""
    return models.Proposal.objects.filter(change_set_id=found.id, status__in=WAITING).exists()


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
