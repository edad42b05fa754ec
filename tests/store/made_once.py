"""Stores that many tests begin with: lived through once a process, and copied from then on."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar

from sixpence.store import close_store, open_store
from sixpence.store.configuration import current
from store.stores import copy_store, drop_store

P = ParamSpec("P")
R = TypeVar("R")


def made_once(fixture: Callable[P, R]) -> Callable[P, R]:
    """For a fixture that does always the same in the `own_store` of its test, and gives always the same."""
    kept: list[tuple[R, TemporaryDirectory[str]]] = []

    @wraps(fixture)
    def made(*args: P.args, **kwargs: P.kwargs) -> R:
        store = current().data_dir
        if not kept:
            kept.append((fixture(*args, **kwargs), TemporaryDirectory(prefix="sixpence-made-once-")))
            close_store()
            copy_store(store, Path(kept[0][1].name) / "store")
        else:
            close_store()
            drop_store(store)
            copy_store(Path(kept[0][1].name) / "store", store)
        open_store()
        return kept[0][0]

    return made
