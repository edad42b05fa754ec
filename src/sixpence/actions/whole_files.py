"""Files that are there whole or not at all."""

import os
from pathlib import Path

from sixpence.basics.refused import Refused


def write_whole(path: Path, content: bytes) -> None:
    """Write `path` so that a crash leaves the old file or the new one: written beside it, synced, renamed."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as problem:
        beside.unlink(missing_ok=True)
        raise Refused(f"{path} cannot be written: {problem.strerror}") from None
