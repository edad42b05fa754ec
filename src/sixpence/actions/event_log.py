"""The log of every change: looked through, taken out as a file, and checked from its first entry."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sixpence.store import transaction
from sixpence.store.event_log import Asked, Entry, entries, kinds_and_actors
from sixpence.store.events import BrokenLog, VerifiedLog, record, verify_log

COLUMNS = ("number", "at", "actor", "kind", "subject", "detail", "hash")
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
        content, count = _csv(entries(employer, asked))
        detail: dict[str, str | int] = {**asked.in_words(), "entries": count}
        record(kind="log exported", subject=employer, detail=detail, actor=actor, at=at)
    return content


def check_log() -> LogCheck:
    """Check the whole log of this installation: its entries follow one another across companies."""
    try:
        return LogCheck(found=verify_log())
    except BrokenLog as broken:
        return LogCheck(found=None, broken=str(broken))


def _csv(lines: Iterable[Entry]) -> tuple[bytes, int]:
    text, count = io.StringIO(), 0
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in lines:
        at = line.at.astimezone(UTC).isoformat(timespec="seconds")
        detail = json.dumps(line.detail, sort_keys=True, ensure_ascii=False)
        writer.writerow((line.sequence, at, line.actor, line.kind, line.subject, detail, line.hash))
        count += 1
    return text.getvalue().encode(), count
