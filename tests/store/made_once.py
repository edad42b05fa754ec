"""Stores that many tests begin with: lived through once a process, and copied from then on."""

import shutil
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar

from sixpence.store import close_store, open_store
from sixpence.store.configuration import current

P = ParamSpec("P")
R = TypeVar("R")


def made_once(fixture: Callable[P, R]) -> Callable[P, R]:
    """For a fixture that does always the same in the store of its test, and gives always the same.

    On PostgreSQL, where a store is no folder, it is done each time.
    """
    kept: list[tuple[R, TemporaryDirectory[str]]] = []

    @wraps(fixture)
    def made(*args: P.args, **kwargs: P.kwargs) -> R:
        chosen = current()
        if chosen.sqlite_path is None:
            return fixture(*args, **kwargs)
        if not kept:
            answer = fixture(*args, **kwargs)
            close_store()
            folder = TemporaryDirectory(prefix="sixpence-made-once-")
            shutil.copytree(chosen.data_dir, Path(folder.name) / "store")
            kept.append((answer, folder))
        else:
            ((answer, folder),) = kept
            close_store()
            shutil.rmtree(chosen.data_dir)
            shutil.copytree(Path(folder.name) / "store", chosen.data_dir)
        open_store(chosen.sqlite_path, chosen.data_dir)
        return answer

    return made
