"""`sixpence` as somebody in a terminal starts it: as a process of its own, or without the start of Python."""

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from forked import Forked
from sixpence.cli.app import main
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


def sixpence_forked(*arguments: str | Path, env: Mapping[str, str]) -> Forked:
    """The same in a process that is begun, without the start of Python."""
    return Forked(_command, *map(str, arguments), env=env)


def _command(*arguments: str) -> None:
    sys.argv = ["sixpence", *arguments]
    main()


def sixpence_here(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The same in this process, with the store that is open, where a start of Python would show nothing more."""
    out, error, code = io.StringIO(), io.StringIO(), 0
    words = ["sixpence", *map(str, arguments)]
    with patch.object(sys, "argv", words), redirect_stdout(out), redirect_stderr(error):
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
    return subprocess.CompletedProcess(words, code, out.getvalue(), error.getvalue())
