"""Changes that somebody proposes here, beside those that HR makes: they wait with what still waits of their source."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sixpence.hr.review import WAITING, Proposal
from sixpence.store.change_sets import (
    StoredChangeSet,
    add_change_set,
    newest_change_set,
    proposals_in,
    told_since,
)


def propose(
    employer: str, source: str, proposals: Sequence[Proposal], *, as_of: date, actor: str, at: datetime
) -> StoredChangeSet:
    """Keep these as a change set, inside the transaction of a use case that tells of it.

    A newer proposal for the same person and field takes the place of an older one of that source.
    """
    gone = {(each.change.employee_id, each.change.field) for each in proposals}
    return add_change_set(
        employer,
        source=source,
        as_of=as_of,
        found={},
        outcomes=(),
        proposals=(*proposals, *_still_waiting(employer, source, gone)),
        actor=actor,
        at=at,
    )


def _still_waiting(employer: str, source: str, gone: Iterable[tuple[str, str]]) -> tuple[Proposal, ...]:
    before = newest_change_set(employer, source)
    if before is None:
        return ()
    without = {*gone, *told_since(employer, before)}
    return tuple(
        each
        for each in proposals_in(before).values()
        if each.status in WAITING and (each.change.employee_id, each.change.field) not in without
    )
