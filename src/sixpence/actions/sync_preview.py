"""People from HR, read and compared with payroll. Nothing is changed, and nothing is ever sent to HR but a sign-in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sixpence.actions.hr_sources import Reading, at_file, called, read_people
from sixpence.actions.today import now
from sixpence.basics.refused import Refused
from sixpence.hr.conditions import Deciding, sentences
from sixpence.hr.differences import Change, ChangeSet, compare
from sixpence.hr.mapped import MappedPerson, map_record
from sixpence.hr.mapping import FieldMapping
from sixpence.hr.records import HrAnswers, HrAttribute, HrProgress, HrRecord, no_progress
from sixpence.hr.sources.personio import Patience
from sixpence.payrun.record import canonical_json
from sixpence.people.person import Fact
from sixpence.store.change_sets import facts_by_hand, newest_change_set, policy_of, proposals_in, told_since
from sixpence.store.connections import connection, find_connection, last_reading
from sixpence.store.employments import facts_of as stored_facts
from sixpence.store.payruns import last_closed_day
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
    asked_for: frozenset[str] | None = None  # whom it was about, where not everybody was read
    mark: str = field(default="", repr=False)  # where the next reading of changes goes on
    begun: datetime | None = None  # when reading began
    new_file: str = ""  # the spreadsheet that was read in the place of the one kept


def preview_sync(
    employer: str,
    *,
    as_of: date,
    file: Path | None = None,
    whole: bool = True,
    besides: frozenset[str] = frozenset(),
    progress: HrProgress = no_progress,
    patience: Patience | None = None,
    answers: HrAnswers | None = None,
) -> SyncPreview:
    """Read everyone and compare them with the stored facts. `as_of` is the pay day the sync is for; `file` the
    spreadsheet to read from now on.

    Where it need not be `whole`, those are read who may have changed since the last reading, and some `besides`.
    Raises Refused, in one line, while syncing is paused and for whatever kept HR from being read; nothing is changed in
    any case.
    """
    if policy_of(employer).paused:
        raise Refused(f"syncing of {employer} is paused: see what resuming would do with sixpence sync resume")
    since = "" if whole else last_reading(employer).mark
    return _read(
        employer, as_of, file, since, besides | _compared_with_other_facts(employer), progress, patience, answers
    )


def preview_resuming(
    employer: str,
    *,
    as_of: date,
    file: Path | None = None,
    progress: HrProgress = no_progress,
    patience: Patience | None = None,
) -> SyncPreview:
    """What resuming would find; syncing stays paused. `of_by_hand` are the local edits that HR contradicts."""
    return _read(employer, as_of, file, "", frozenset(), progress, patience)


def _read(
    employer: str,
    as_of: date,
    file: Path | None,
    since: str,
    besides: frozenset[str],
    progress: HrProgress,
    patience: Patience | None,
    answers: HrAnswers | None = None,
) -> SyncPreview:
    kept = connection(employer)
    if file is not None:
        kept = at_file(kept, file)
    people = People(kept)
    reading = read_people(
        kept,
        as_of,
        people.take,
        since=since,
        besides=besides,
        begun=datetime.now(UTC),  # held against HR's own stamps, so it is the clock's also where today is told
        progress=progress,
        patience=patience,
        answers=answers,
    )
    found = compared(employer, kept, as_of, people, reading)
    return replace(found, mark=reading.mark, begun=now(), new_file=kept.base_url if file is not None else "")


def _compared_with_other_facts(employer: str) -> frozenset[str]:
    """The people of whom something waits that was compared with facts which have changed here since."""
    newest = newest_change_set(employer, connection(employer).source)
    if newest is None:
        return frozenset()
    since = {who for who, _ in told_since(employer, newest)}
    return frozenset(each.change.employee_id for each in proposals_in(newest, since).values())


class People:
    """Those who were read: whom conditions leave out and why, and all others in payroll's words."""

    def __init__(self, kept: HrConnection) -> None:
        self._kept = kept
        self.read: list[str] = []
        self.excluded: dict[str, str] = {}
        self.mapped: list[MappedPerson] = []

    def take(self, attributes: tuple[HrAttribute, ...], records: Iterator[HrRecord]) -> None:
        """One after the other, as they come. Raises Refused where a condition cannot be decided."""
        deciding = Deciding(self._kept.conditions, attributes)
        for record in records:
            self.read.append(record.source_id)
            decision = deciding.of(record)
            if decision.included:
                self.mapped.append(map_record(record, self._kept.mapping))
            else:
                self.excluded[record.source_id] = decision.because


def compared(employer: str, kept: HrConnection, as_of: date, people: People, reading: Reading) -> SyncPreview:
    """What was read from a source, beside the stored facts."""
    attributes = reading.attributes
    stored = stored_facts(employer)
    undated_from = _undated_from(employer, as_of)
    changes = compare(
        people.mapped, stored, as_of, people.excluded, kept.conditions.cut_off_day, undated_from, reading.asked_for
    )
    dated = {(fact.employee_id, fact.field) for person in people.mapped for fact in person.dated}
    undated = {(person.source_id, name) for person in people.mapped for name in person.values}
    by_hand = facts_by_hand(employer)
    return SyncPreview(
        employer=employer,
        source=kept.source,
        as_of=as_of,
        people_in_hr=len(people.read),
        conditions=sentences(kept.conditions, attributes),
        not_there=tuple(line.field for line in kept.mapping.missing_from(attributes)),
        renamed=kept.mapping.renamed_in(attributes),
        changes=changes,
        read=tuple(people.read),
        with_hr_days=frozenset(dated),
        said=frozenset(each for each in dated | undated if each[0] not in changes.excluded),
        of_by_hand=frozenset(
            change
            for change in (changes.changes if by_hand else ())
            if _displaces(change, stored.get(change.employee_id, ()), by_hand)
        ),
        stored_digest=_digest(stored),
        asked_for=reading.asked_for,
    )


def _undated_from(employer: str, as_of: date) -> date:
    """The day from which a new value counts where HR gives it none.

    A salary seen on the pay day is meant for the whole month that is paid, not for its days from the pay day on; what
    is seen after a run is closed, for what comes after its period.
    """
    return max(as_of.replace(day=1), last_closed_day(employer) + timedelta(days=1))


def _displaces(change: Change, facts: Iterable[Fact], by_hand: frozenset[tuple[str, str, date]]) -> bool:
    """Whether the change contradicts what somebody here entered and is, or comes to be, in effect."""
    days = sorted(fact.effective_from for fact in facts if fact.field == change.field)
    standing = max((day for day in days if day <= change.effective_from), default=None) or next(iter(days), None)
    return standing is not None and (change.employee_id, change.field, standing) in by_hand


def check_still_so(preview: SyncPreview) -> None:
    """Raises Refused where the stored facts, or the source, are no longer those that the preview is about."""
    if _digest(stored_facts(preview.employer)) != preview.stored_digest:
        raise Refused(f"the people of {preview.employer} have changed since they were compared: sync again")
    _check_source(preview)


def _check_source(preview: SyncPreview) -> None:
    now = find_connection(preview.employer)
    if now is not None and now.source != preview.source:
        raise Refused(f"{preview.employer} is connected to {called(now.source)} since people were read: sync again")


def _digest(stored: dict[str, list[Fact]]) -> str:
    rows = [[fact.employee_id, fact.field, fact.effective_from, fact.value] for who in stored for fact in stored[who]]
    return sha256(canonical_json(rows)).hexdigest()
