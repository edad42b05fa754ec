"""Syncs that survive a crash: ask for one, and do it from the request it had come to. One at a time for an employer."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sixpence.actions import durable
from sixpence.actions.durable import JobNow, JobState, Plain
from sixpence.actions.hr_sources import at_file
from sixpence.actions.sync import kept_and_trusted, proposals_with_history
from sixpence.actions.sync_preview import SyncPreview, check_still_so, preview_sync
from sixpence.actions.today import now
from sixpence.basics.refused import Refused
from sixpence.hr.differences import Change
from sixpence.hr.review import Found, Proposal, Status, outcomes
from sixpence.store import transaction
from sixpence.store.change_sets import newest_change_set, policy_of, proposals_in, save_policy
from sixpence.store.connections import connection, last_reading, save_reading
from sixpence.store.events import record
from sixpence.store.syncs import (
    KeptAnswers,
    Sync,
    add_sync,
    begin_sync,
    end_sync,
    sync_of,
    unfinished_sync,
)

# What Personio answered before a crash is what it says now only for so long.
_ANSWERS_HOLD = timedelta(hours=1)
# Readings of changes may miss some, so that everybody is read once a day whatever is asked for.
_WHOLE_EVERY = timedelta(hours=24)


def start_sync(
    employer: str,
    *,
    as_of: date,
    whole: bool = True,
    file: Path | None = None,
    because: str = "",
    people: frozenset[str] = frozenset(),
    actor: str,
    at: datetime,
) -> UUID:
    """Have people read from HR and what would change kept for review, and return the id of that sync.

    `as_of` is the pay day it is for; `file` a newer spreadsheet. Where it need not be `whole`, those are read who may
    have changed since the last time, and the `people` named; once a day everybody is. Where a sync is under way already
    that one goes on, and its id is returned. Raises Refused while syncing is paused and where no HR is connected.
    """
    with transaction():
        kept = connection(employer)
        if file is not None:
            kept = at_file(kept, file)
        if policy_of(employer).paused:
            raise Refused(f"syncing of {employer} is paused: see what resuming would do with sixpence sync resume")
        sync = unfinished_sync(employer)
        if sync is None:
            sync = add_sync(
                employer,
                source=kept.source,
                as_of=as_of,
                whole=whole or _everybody_is_due(employer, at),
                because=because,
                file=kept.base_url if file is not None else "",
                people=people,
                actor=actor,
                at=at,
            )
    hand_over(sync.id)
    now = durable.look(_job_id(sync.id))
    if now is not None and now.state is JobState.FAILED:  # and could not even say so: it is over all the same
        refuse_sync(sync.id, now.failure, at=at)
        return start_sync(
            employer, as_of=as_of, whole=whole, file=file, because=because, people=people, actor=actor, at=at
        )
    return sync.id


def resume_and_sync(employer: str, *, as_of: date, actor: str, at: datetime) -> UUID:
    """Take syncing up again and begin with a reading of everybody, whose id is returned; what it finds waits for
    review. `integrations.what_resuming_does` says so before."""
    with transaction():
        save_policy(employer, replace(policy_of(employer), paused=False))
        record(kind="syncing resumed", subject=employer, detail={}, actor=actor, at=at)
    return start_sync(employer, as_of=as_of, actor=actor, at=at)


def progress_of(sync_id: UUID) -> JobNow | None:
    """How far a sync has come."""
    return durable.look(_job_id(sync_id))


def wait_for_sync(sync_id: UUID, tell: Callable[[JobNow], None] = lambda _: None) -> Sync:
    """Wait until the sync is over. Raises Refused with the line of one that failed."""
    durable.wait(_job_id(sync_id), tell)
    return sync_of(sync_id)


def do_sync(sync_id: UUID, progress: Callable[[int, int], None]) -> Plain:
    """The work of the job: read, compare, keep. Answers with the id of the sync that is to follow, "" where none is.

    Done again after a crash it goes on behind the last request whose answer was kept; once the change set is kept, it
    does nothing.
    """
    sync = sync_of(sync_id)
    if sync.ended_at is not None:
        return ""
    at = now()
    if sync.begun_at is None or at - sync.begun_at > _ANSWERS_HOLD:
        with transaction():
            begin_sync(sync_id, whole=sync.whole, at=at)
    answers = KeptAnswers(sync_id)
    preview = preview_sync(
        sync.employer,
        as_of=sync.as_of,
        file=Path(sync.file) if sync.file else None,
        whole=sync.whole,
        besides=sync.people,
        progress=lambda done, of, _: progress(done, of or 0),
        answers=answers,
    )
    answers.write()
    return _keep(sync_id, preview)


def refuse_sync(sync_id: UUID, line: str, *, at: datetime) -> None:
    """The sync could not be done, for the reason in one line."""
    with transaction():
        end_sync(sync_id, failure=line, at=at)


def hand_over(sync_id: UUID) -> None:
    """Give a sync that is kept to whoever works; done twice, it is given once."""
    from sixpence.actions.sync_job import JOB  # it works with what is here

    durable.start(JOB, _job_id(sync_id), {"sync": str(sync_id)})


def _job_id(sync_id: UUID) -> str:
    return f"sync/{sync_id}"


def _everybody_is_due(employer: str, at: datetime) -> bool:
    last = last_reading(employer)
    return not last.mark or last.whole_at is None or at - last.whole_at > _WHOLE_EVERY


def _keep(sync_id: UUID, preview: SyncPreview) -> str:
    at = now()
    with transaction():
        sync = sync_of(sync_id)
        if sync.ended_at is not None:  # another process was quicker
            return ""
        if _is_news(preview):
            kept_and_trusted(preview, sync_id, actor=sync.asked_by, at=at)
        else:
            check_still_so(preview)
            end_sync(sync_id, people_read=preview.people_in_hr, at=at)
            save_reading(preview.employer, preview.mark, None)
        return str(_following(sync_of(sync_id), at) or "")


def _is_news(preview: SyncPreview) -> bool:
    """Whether a change set is to be kept: always after reading everybody, and where something is not as it was."""
    if preview.asked_for is None:
        return True
    ordinary = {Found.UNCHANGED, Found.CHANGED, Found.CREATED, Found.EXCLUDED, Found.KEPT}
    if any(one.found not in ordinary for one in outcomes(preview.changes, preview.read)):
        return True
    newest = newest_change_set(preview.employer, preview.source)
    before = proposals_in(newest).values() if newest else ()
    return _open(proposals_with_history(preview)) != _open(before)


def _open(proposals: Iterable[Proposal]) -> set[tuple[Change, Status]]:
    """What is proposed and how it stands, of all that is not stored."""
    gone = (Status.ACCEPTED, Status.SUPERSEDED)
    return {(each.change, each.status) for each in proposals if each.status not in gone}


def _following(sync: Sync, at: datetime) -> UUID | None:
    """The sync that follows at once, where HR has spoken while it was read."""
    if sync.again is None or policy_of(sync.employer).paused:
        return None
    return add_sync(
        sync.employer,
        source=sync.source,
        as_of=sync.as_of,
        whole=_everybody_is_due(sync.employer, at),
        because=sync.because or "HR has spoken while it was read",
        people=sync.again,
        actor=sync.asked_by,
        at=at,
    ).id
