"""How far the reading of people has come, in the terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import Progress

if TYPE_CHECKING:
    from sixpence.actions.durable import JobNow
    from sixpence.hr.records import HrProgress


@contextmanager
def reading(console: Console) -> "Iterator[HrProgress]":
    """A bar while people are read, and nothing afterwards."""
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Reading people", total=None)
        yield lambda done, total, what: bar.update(task, completed=done, total=total, description=what)


@contextmanager
def following(console: Console) -> "Iterator[Callable[[JobNow], None]]":
    """The same of a job that reads them, wherever it runs."""
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Reading people", total=None)
        yield lambda now: bar.update(task, completed=now.doing_done, total=now.doing_of or None)
