"""Files that are there whole or not at all."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from sixpence.basics.refused import Refused


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder of files (by path below it), readable by their owner alone: all of them, or nothing.

    Raises Refused where the folder holds something already, or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(f"{folder} is not empty: name a new or an empty folder")
    beside = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        for path, content in files.items():
            target = beside / path
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            target.touch(mode=0o600)
            target.write_bytes(content)
        if folder.exists():
            folder.rmdir()
        beside.rename(folder)
    except OSError as problem:
        shutil.rmtree(beside, ignore_errors=True)
        raise Refused(f"{folder} cannot be written: {problem.strerror}") from None


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
