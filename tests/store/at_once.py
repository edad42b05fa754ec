"""What several processes do at once, each told of a meeting before which nobody begins."""

from datetime import UTC, datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path

from sixpence.store import employments, events, open_store, transaction


def opens(meeting: Barrier, database: str, folder: Path) -> None:
    meeting.wait()
    open_store(database, folder)


def writes(meeting: Barrier, database: str, folder: Path, employer: str, name: str, times: int) -> None:
    """Each reads before it writes, which ends in "database is locked" where transactions are not IMMEDIATE; and each
    wants to be the next entry of the one log.
    """
    open_store(database, folder)
    meeting.wait()
    for number in range(times):
        with transaction():
            employments.add_employments(employer, [f"{name}-{number}"])
            detail = {"number": number}
            events.record(kind="employment.added", subject=name, detail=detail, actor=name, at=datetime.now(UTC))
