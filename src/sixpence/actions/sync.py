"""People from HR: read them, and keep what would change for review. Nothing is ever sent to HR but a sign-in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sixpence.actions.hr_sources import at_file, called, read_everyone
from sixpence.actions.review import Decisions, accept_trusted, act_on
from sixpence.basics.refused import Refused
from sixpence.hr.conditions import sentences, try_conditions
from sixpence.hr.differences import Change, ChangeSet, compare
from sixpence.hr.mapped import map_record
from sixpence.hr.mapping import FieldMapping
from sixpence.hr.records import HrAttribute, HrProgress, HrRecord, no_progress
from sixpence.hr.review import Act, Choice, carried, outcomes, proposals_of
from sixpence.hr.sources.personio import Patience
from sixpence.payrun.life import RunState
from sixpence.payrun.record import canonical_json
from sixpence.people.person import Fact
from sixpence.store import transaction
from sixpence.store.change_sets import (
    StoredChangeSet,
    add_change_set,
    facts_by_hand,
    newest_change_set,
    policy_of,
    proposals_in,
    save_policy,
)
from sixpence.store.connections import connection, find_connection, save_connection
from sixpence.store.employments import facts_of as stored_facts
from sixpence.store.events import record
from sixpence.store.payruns import pay_runs
from sixpence.store.records import HrConnection


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncPreview:
    """What a sync found and would change; nothing is changed yet."""

    employer: str
    source: str
    as_of: date
    people_in_hr: int
    conditions: tuple[str, ...]  # as sentences
    not_there: tuple[str, ...]  # fields mapped to an attribute that HR no longer has or shows
    renamed: tuple[tuple[FieldMapping, str], ...]  # lines whose attribute is called otherwise now, and how
    changes: ChangeSet
    read: tuple[str, ...]  # everyone's id, those that conditions leave out too
    with_hr_days: frozenset[tuple[str, str]]  # people and fields whose values HR gives with days of its own
    said: frozenset[tuple[str, str]]  # people and fields of which HR gave a value that can be taken
    of_by_hand: frozenset[Change]  # those of what somebody here entered
    stored_digest: str  # of the facts it was compared with
    new_file: str = ""  # the spreadsheet that was read in the place of the one kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """A sync whose change set is kept; `trusted` is what the policy let through."""

    preview: SyncPreview
    change_set: StoredChangeSet
    trusted: Decisions


def preview_sync(
    employer: str,
    *,
    as_of: date,
    file: Path | None = None,
    progress: HrProgress = no_progress,
    patience: Patience | None = None,
) -> SyncPreview:
    """Read everyone and compare them with the stored facts. `as_of` is the pay day the sync is for; `file` the
    spreadsheet to read from now on.

    Raises Refused, in one line, while syncing is paused and for whatever kept HR from being read whole; nothing is
    changed in any case.
    """
    if policy_of(employer).paused:
        raise Refused(f"syncing of {employer} is paused: see what resuming would do with sixpence sync resume")
    return _read(employer, as_of, file, progress, patience)


def _read(
    employer: str, as_of: date, file: Path | None, progress: HrProgress, patience: Patience | None
) -> SyncPreview:
    kept = connection(employer)
    if file is not None:
        kept = at_file(kept, file)
    attributes, people = read_everyone(kept, as_of, progress, patience)
    found = compared(employer, kept, as_of, attributes, people)
    return replace(found, new_file=kept.base_url) if file is not None else found


def compared(
    employer: str,
    kept: HrConnection,
    as_of: date,
    attributes: tuple[HrAttribute, ...],
    people: Sequence[HrRecord],
) -> SyncPreview:
    """What was read from a source, beside the stored facts."""
    decisions = try_conditions(people, kept.conditions, attributes).decisions
    excluded = {who: decision.because for who, decision in decisions.items() if not decision.included}
    mapped = [map_record(person, kept.mapping) for person in people if person.source_id not in excluded]
    stored = stored_facts(employer)
    changes = compare(mapped, stored, as_of, excluded, kept.conditions.cut_off_day, _undated_from(employer, as_of))
    dated = {(fact.employee_id, fact.field) for person in mapped for fact in person.dated}
    undated = {(person.source_id, name) for person in mapped for name in person.values}
    by_hand = facts_by_hand(employer)
    return SyncPreview(
        employer=employer,
        source=kept.source,
        as_of=as_of,
        people_in_hr=len(people),
        conditions=sentences(kept.conditions, attributes),
        not_there=tuple(line.field for line in kept.mapping.missing_from(attributes)),
        renamed=kept.mapping.renamed_in(attributes),
        changes=changes,
        read=tuple(person.source_id for person in people),
        with_hr_days=frozenset(dated),
        said=frozenset(each for each in dated | undated if each[0] not in changes.excluded),
        of_by_hand=frozenset(
            change for change in changes.changes if _displaces(change, stored.get(change.employee_id, ()), by_hand)
        ),
        stored_digest=_digest(stored),
    )


def _undated_from(employer: str, as_of: date) -> date:
    """The day from which a new value counts where HR gives it none.

    A salary seen on the pay day is meant for the whole month that is paid, not for its days from the pay day on; what
    is seen after a run is closed, for what comes after its period.
    """
    closed = (run.period_end for run in pay_runs(employer) if run.state is RunState.CLOSED)
    return max([as_of.replace(day=1), *(day + timedelta(days=1) for day in closed)])


def _displaces(change: Change, facts: Iterable[Fact], by_hand: frozenset[tuple[str, str, date]]) -> bool:
    """Whether the change contradicts what somebody here entered and is, or comes to be, in effect."""
    days = sorted(fact.effective_from for fact in facts if fact.field == change.field)
    standing = max((day for day in days if day <= change.effective_from), default=None) or next(iter(days), None)
    return standing is not None and (change.employee_id, change.field, standing) in by_hand


def read_changes(
    employer: str,
    *,
    as_of: date,
    progress: HrProgress = no_progress,
    patience: Patience | None = None,
    actor: str,
    at: datetime,
) -> Synced:
    """Read everyone, compare them, and keep the change set for people to review, complete or not at all."""
    preview = preview_sync(employer, as_of=as_of, progress=progress, patience=patience)
    return keep_changes(preview, actor=actor, at=at)


def keep_changes(preview: SyncPreview, *, actor: str, at: datetime) -> Synced:
    """Keep what a preview showed as a change set; what the employer's policy covers counts at once.

    Raises Refused where the stored facts are no longer those that the preview was compared with.
    """
    with transaction():
        return _kept_and_trusted(preview, actor, at)


def apply_sync(preview: SyncPreview, *, actor: str, at: datetime) -> int:
    """Keep what the preview showed and accept it, all or nothing; says how many facts are new.

    What needs a second person then waits for one, and what was entered by hand stays until somebody takes HR's value.
    Raises Refused where the stored facts are no longer those that the preview was compared with.
    """
    with transaction():
        found = _keep(preview, actor, at)
        accepted = act_on(preview.employer, found, Choice(everything=True), Act.ACCEPT, actor=actor, at=at)
        detail: dict[str, str | int] = {
            "change_set": found.number,
            "facts": accepted.facts,
            "starters": len(preview.changes.starters),
            "excluded": len(preview.changes.excluded),
            "people_in_hr": preview.people_in_hr,
        }
        record(kind="HR changes applied", subject=preview.employer, detail=detail, actor=actor, at=at)
    return accepted.facts


def pause_sync(employer: str, *, actor: str, at: datetime) -> None:
    """From now on read nothing from HR for this employer, until it is resumed."""
    with transaction():
        save_policy(employer, replace(policy_of(employer), paused=True))
        record(kind="syncing paused", subject=employer, detail={}, actor=actor, at=at)


def preview_resuming(
    employer: str,
    *,
    as_of: date,
    file: Path | None = None,
    progress: HrProgress = no_progress,
    patience: Patience | None = None,
) -> SyncPreview:
    """What resuming would find; syncing stays paused. `of_by_hand` are the local edits that HR contradicts."""
    return _read(employer, as_of, file, progress, patience)


def resume_sync(preview: SyncPreview, *, actor: str, at: datetime) -> Synced:
    """Take syncing up again, with what `preview_resuming` showed as the first change set."""
    with transaction():
        save_policy(preview.employer, replace(policy_of(preview.employer), paused=False))
        record(kind="syncing resumed", subject=preview.employer, detail={}, actor=actor, at=at)
        return _kept_and_trusted(preview, actor, at)


def _kept_and_trusted(preview: SyncPreview, actor: str, at: datetime) -> Synced:
    found = _keep(preview, actor, at)
    trusted = accept_trusted(preview.employer, found, actor=actor, at=at)
    return Synced(preview=preview, change_set=found, trusted=trusted)


def _keep(preview: SyncPreview, actor: str, at: datetime) -> StoredChangeSet:
    """The change set, inside a transaction, with what was made of the same proposals before."""
    if _digest(stored_facts(preview.employer)) != preview.stored_digest:
        raise Refused(f"the people of {preview.employer} have changed since they were compared: sync again")
    _check_source(preview)
    if preview.new_file:
        _keep_file(preview, actor, at)
    fresh = proposals_of(preview.changes, preview.with_hr_days, preview.of_by_hand)
    before = newest_change_set(preview.employer, preview.source)
    return add_change_set(
        preview.employer,
        source=preview.source,
        as_of=preview.as_of,
        found={
            "people_in_hr": preview.people_in_hr,
            "excluded": len(preview.changes.excluded),
            "unchanged": preview.changes.unchanged,
            "conditions": list(preview.conditions),
            "not_there": list(preview.not_there),
            "renamed": [line.field for line, _ in preview.renamed],
        },
        outcomes=outcomes(preview.changes, preview.read),
        proposals=carried(fresh, proposals_in(before).values() if before else (), preview.said),
        actor=actor,
        at=at,
    )


def _check_source(preview: SyncPreview) -> None:
    now = find_connection(preview.employer)
    if now is not None and now.source != preview.source:
        raise Refused(f"{preview.employer} is connected to {called(now.source)} since people were read: sync again")


def _keep_file(preview: SyncPreview, actor: str, at: datetime) -> None:
    kept = connection(preview.employer)
    if kept.base_url != preview.new_file:
        save_connection(preview.employer, replace(kept, base_url=preview.new_file))
        detail = {"source": kept.source, "change": "another file"}
        record(kind="HR connection changed", subject=preview.employer, detail=detail, actor=actor, at=at)


def _digest(stored: dict[str, list[Fact]]) -> str:
    rows = [[fact.employee_id, fact.field, fact.effective_from, fact.value] for who in stored for fact in stored[who]]
    return sha256(canonical_json(rows)).hexdigest()
