"""The log of every change: looked through, taken out as a file, and checked from its first entry."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sixpence.reports.files import to_csv
from sixpence.reports.report import Column, Report
from sixpence.store import transaction
from sixpence.store.event_log import Asked, Entry, entries, kinds_and_actors
from sixpence.store.events import BrokenLog, VerifiedLog, record, verify_log

_COLUMNS = ("number", "at", "actor", "kind", "subject", "detail", "hash")
A_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """Entries, the newest first. `older` is what to hand in as `before` for the next page, None on the last."""

    entries: tuple[Entry, ...]
    older: int | None
    kinds: tuple[str, ...]
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCheck:
    """Whether every entry is as it was written; else `broken` says at which it is not."""

    found: VerifiedLog | None
    broken: str = ""


def log_page(employer: str, asked: Asked, *, before: int | None = None, count: int = A_PAGE) -> LogPage:
    """One page of a company's log, and what it can be asked for."""
    found = tuple(entries(employer, asked, before=before, count=count + 1))
    kinds, actors = kinds_and_actors(employer)
    return LogPage(
        entries=found[:count],
        older=found[count - 1].sequence if len(found) > count else None,
        kinds=tuple(kinds),
        actors=tuple(actors),
    )


def export_log(employer: str, asked: Asked, *, actor: str, at: datetime) -> bytes:
    """All that is asked for as CSV, the newest first. That it was taken out is in the log."""
    with transaction():
        log = _as_report(employer, entries(employer, asked))
        content = to_csv(log)
        detail: dict[str, str | int] = {**asked.in_words(), "entries": len(log.rows)}
        record(kind="log exported", subject=employer, detail=detail, actor=actor, at=at)
    return content


def check_log() -> LogCheck:
    """Check the whole log of this installation: its entries follow one another across companies."""
    try:
        return LogCheck(found=verify_log())
    except BrokenLog as broken:
        return LogCheck(found=None, broken=str(broken))


def _as_report(employer: str, lines: Iterable[Entry]) -> Report:
    """As the one writer of files takes it: text that a spreadsheet would run stays text."""
    return Report(
        name="log",
        title="Log",
        of=employer,
        columns=tuple(Column(name, name.capitalize()) for name in _COLUMNS),
        rows=tuple(
            (
                str(line.sequence),
                line.at.astimezone(UTC).isoformat(timespec="seconds"),
                line.actor,
                line.kind,
                line.subject,
                json.dumps(line.detail, sort_keys=True, ensure_ascii=False),
                line.hash,
            )
            for line in lines
        ),
    )
