"""How far the reading of people has come, in the terminal."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import Progress

if TYPE_CHECKING:
    from sixpence.hr.records import HrProgress


@contextmanager
def reading(console: Console) -> "Iterator[HrProgress]":
    """A bar while people are read, and nothing afterwards."""
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Reading people", total=None)
        yield lambda done, total, what: bar.update(task, completed=done, total=total, description=what)
