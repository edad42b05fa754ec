"""What a sync found, kept for review, complete or not at all; pause and resume."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sixpence.actions.review import Decisions, accept_trusted, act_on
from sixpence.actions.sync_log import renaming
from sixpence.actions.sync_preview import SyncPreview, check_still_so
from sixpence.hr.review import Act, Choice, Proposal, carried, outcomes, proposals_of
from sixpence.store import transaction
from sixpence.store.change_sets import (
    StoredChangeSet,
    add_change_set,
    change_set,
    newest_change_set,
    policy_of,
    proposals_in,
    require_newest,
    save_policy,
)
from sixpence.store.connections import connection, save_connection, save_reading
from sixpence.store.events import record
from sixpence.store.syncs import add_sync, end_sync


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """A sync whose change set is kept; `trusted` is what the policy let through."""

    preview: SyncPreview
    change_set: StoredChangeSet
    trusted: Decisions


def keep_changes(preview: SyncPreview, *, actor: str, at: datetime) -> Synced:
    """Keep what a preview showed as a change set; what the employer's policy covers counts at once.

    Raises Refused where the stored facts are no longer those that the preview was compared with.
    """
    with transaction():
        return kept_and_trusted(preview, None, actor=actor, at=at)


def apply_sync(preview: SyncPreview, *, actor: str, at: datetime) -> int:
    """Keep what the preview showed and accept it, all or nothing; says how many facts are new.

    Raises Refused where the stored facts are no longer those that the preview was compared with.
    """
    with transaction():
        found = _keep(preview, actor, at)
        return _accepted(preview.employer, found, actor, at)


def accept_everything(employer: str, number: int, *, actor: str, at: datetime) -> int:
    """Accept what one person may accept of a change set that was just made; says how many facts are new.

    What needs a second person then waits for one, and what was entered by hand stays until somebody takes HR's value.
    """
    with transaction():
        found = change_set(employer, number)
        require_newest(employer, found)
        return _accepted(employer, found, actor, at)


def _accepted(employer: str, found: StoredChangeSet, actor: str, at: datetime) -> int:
    accepted = act_on(employer, found, Choice(everything=True), Act.ACCEPT, actor=actor, at=at)
    detail = {"change_set": found.number, "facts": accepted.facts, "people": accepted.people}
    record(kind="HR changes applied", subject=employer, detail=detail, actor=actor, at=at)
    return accepted.facts


def pause_sync(employer: str, *, actor: str, at: datetime) -> None:
    """From now on read nothing from HR for this employer, until it is resumed."""
    with transaction():
        save_policy(employer, replace(policy_of(employer), paused=True))
        record(kind="syncing paused", subject=employer, detail={}, actor=actor, at=at)


def resume_sync(preview: SyncPreview, *, actor: str, at: datetime) -> Synced:
    """Take syncing up again, with what `preview_resuming` showed as the first change set."""
    with transaction():
        save_policy(preview.employer, replace(policy_of(preview.employer), paused=False))
        record(kind="syncing resumed", subject=preview.employer, detail={}, actor=actor, at=at)
        return kept_and_trusted(preview, None, actor=actor, at=at)


def kept_and_trusted(preview: SyncPreview, sync_id: UUID | None, *, actor: str, at: datetime) -> Synced:
    """`keep_changes`, inside a transaction; it ends the sync that was asked for, or is one by itself."""
    found = _keep(preview, actor, at, sync_id)
    trusted = accept_trusted(preview.employer, found, actor=actor, at=at)
    return Synced(preview=preview, change_set=found, trusted=trusted)


def _keep(preview: SyncPreview, actor: str, at: datetime, sync_id: UUID | None = None) -> StoredChangeSet:
    """The change set, inside a transaction, with what was made of the same proposals before."""
    check_still_so(preview)
    if preview.new_file:
        _keep_file(preview, actor, at)
    read = "people_in_hr" if preview.asked_for is None else "people_read"
    found = add_change_set(
        preview.employer,
        source=preview.source,
        as_of=preview.as_of,
        found={
            read: preview.people_in_hr,
            "excluded": len(preview.changes.excluded),
            "unchanged": preview.changes.unchanged,
            "conditions": list(preview.conditions),
            "not_there": list(preview.not_there),
            "renamed": [renaming(line, label) for line, label in preview.renamed],
        },
        outcomes=outcomes(preview.changes, preview.read),
        proposals=proposals_with_history(preview),
        actor=actor,
        at=at,
    )
    if sync_id is None:
        sync_id = add_sync(
            preview.employer, source=preview.source, as_of=preview.as_of, whole=True, actor=actor, at=at
        ).id
    end_sync(sync_id, change_set=found, people_read=preview.people_in_hr, at=at)
    save_reading(preview.employer, preview.mark, preview.begun if preview.asked_for is None else None)
    return found


def proposals_with_history(preview: SyncPreview) -> tuple[Proposal, ...]:
    """What the preview proposes, with what was made of the same proposals before."""
    fresh = proposals_of(preview.changes, preview.with_hr_days, preview.of_by_hand)
    before = newest_change_set(preview.employer, preview.source)
    earlier = proposals_in(before).values() if before else ()
    return carried(fresh, earlier, preview.said, preview.asked_for)


def _keep_file(preview: SyncPreview, actor: str, at: datetime) -> None:
    kept = connection(preview.employer)
    if kept.base_url != preview.new_file:
        save_connection(preview.employer, replace(kept, base_url=preview.new_file))
        detail = {"source": kept.source, "change": "another file"}
        record(kind="HR connection changed", subject=preview.employer, detail=detail, actor=actor, at=at)
