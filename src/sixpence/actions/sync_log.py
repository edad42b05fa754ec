"""The log of syncs: every one of them, what it found of whom and why, by sync and by person, and as a CSV file."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime

from sixpence.actions.hr_sources import called
from sixpence.actions.sync_preview import SyncPreview
from sixpence.hr.mapping import FieldMapping, label_of
from sixpence.hr.review import Found, Outcome, Proposal, outcomes, proposals_of
from sixpence.store import transaction
from sixpence.store.change_sets import LogLine, StoredChangeSet, change_set, log_lines, outcomes_in, proposals_in
from sixpence.store.events import record
from sixpence.store.syncs import Sync, syncs

COLUMNS = tuple(each.name for each in fields(LogLine))


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncFound:
    """What one sync found. `outcomes` are of everybody it was about, without values; `proposals` what would change."""

    source: str
    people_read: int
    whole: bool  # everybody was read, not only those who may have changed
    conditions: tuple[str, ...]  # as sentences
    not_there: tuple[str, ...]  # labels of fields whose attribute HR no longer has or shows
    renamed: tuple[str, ...]  # in words, attributes that are called otherwise now
    outcomes: tuple[Outcome, ...]
    proposals: tuple[Proposal, ...] = field(repr=False)

    @property
    def source_called(self) -> str:
        """What the source is called in a sentence."""
        return called(self.source)

    def people(self, found: Found) -> tuple[str, ...]:
        """The employees of whom that was found."""
        return tuple(one.employee_id for one in self.outcomes if one.found is found)

    @property
    def leavers(self) -> tuple[str, ...]:
        """The employees whose leaving date is new or moved."""
        return tuple(
            sorted({each.change.employee_id for each in self.proposals if each.change.field == "leaving_date"})
        )


def found_by(preview: SyncPreview) -> SyncFound:
    """What a preview found, of which nothing is kept yet."""
    return SyncFound(
        source=preview.source,
        people_read=preview.people_in_hr,
        whole=preview.asked_for is None,
        conditions=preview.conditions,
        not_there=tuple(map(label_of, preview.not_there)),
        renamed=tuple(renaming(line, label) for line, label in preview.renamed),
        outcomes=outcomes(preview.changes, preview.read),
        proposals=proposals_of(preview.changes, preview.with_hr_days, preview.of_by_hand),
    )


def found_in(employer: str, number: int) -> SyncFound:
    """What the sync found that left that change set, with what has been decided since."""
    return _found(change_set(employer, number))


def sync_history(employer: str, *, most: int | None = None) -> list[Sync]:
    """Every sync, the newest first: also those under way, those that failed, and those that found nothing new."""
    return syncs(employer, most)


def log_of(employer: str, *, number: int | None = None, employee_id: str = "") -> Iterator[LogLine]:
    """The log, the oldest first: of one change set, of one person, of both, or whole. Holds no value."""
    return log_lines(employer, number=number, employee_id=employee_id)


def log_as_csv(lines: Iterable[LogLine]) -> tuple[bytes, int]:
    """The log as a CSV file, and how many lines it has."""
    text, count = io.StringIO(), 0
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([_harmless(getattr(line, column)) for column in COLUMNS])
        count += 1
    return text.getvalue().encode(), count


def export_sync_log(employer: str, *, number: int, actor: str, at: datetime) -> bytes:
    """The log of the sync that left that change set, as CSV. That it was taken out is in the event log."""
    with transaction():
        content, count = log_as_csv(log_of(employer, number=number))
        detail = {"change_set": number, "lines": count}
        record(kind="sync log exported", subject=employer, detail=detail, actor=actor, at=at)
    return content


def renaming(line: FieldMapping, label: str) -> str:
    """An attribute that is called otherwise now, and how to say that it still is the right one."""
    return (
        f"{label_of(line.field)}: {line.label} is now called {label}; if it still is the right one: "
        f"sixpence mapping set {line.field} {line.key}"
    )


def _found(kept: StoredChangeSet) -> SyncFound:
    counts = kept.counts
    return SyncFound(
        source=kept.source,
        people_read=counts.get("people_in_hr", counts.get("people_read", 0)),
        whole="people_in_hr" in counts,
        conditions=tuple(_words(kept, "conditions")),
        not_there=tuple(map(label_of, _words(kept, "not_there"))),
        renamed=tuple(_words(kept, "renamed")),
        outcomes=outcomes_in(kept),
        proposals=tuple(proposals_in(kept).values()),
    )


def _words(kept: StoredChangeSet, what: str) -> Sequence[str]:
    found = kept.found.get(what)
    return found if isinstance(found, list) else ()


def _harmless(cell: object) -> object:
    """Words that a spreadsheet would take for a formula begin with an apostrophe: labels in reasons are HR's."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
