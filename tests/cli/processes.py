"""`sixpence` as a process of its own, as somebody in a terminal starts it."""

import os
import subprocess
import sys
from pathlib import Path

from store.stores import database_of


def environment(data_dir: Path | None = None) -> dict[str, str]:
    """The environment without what the tests are told of their own store and pages, with the store in that folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SIXPENCE_", "DJANGO_"))}
    if data_dir is None:
        return kept
    return kept | {"SIXPENCE_DATA_DIR": str(data_dir), "SIXPENCE_DATABASE_URL": database_of(data_dir)}


def sixpence(
    *arguments: str | Path, optimised: bool = False, data_dir: Path | None = None
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *(["-O"] if optimised else []), "-m", "sixpence", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment(data_dir))
