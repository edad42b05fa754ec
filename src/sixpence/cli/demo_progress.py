"""The demo's steps as they go by: a line each, with its time, and how far a long one has come."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from sixpence.actions.demo import Tell


@contextmanager
def telling(console: Console) -> Iterator[Tell]:
    """Each step as a line with its time; long ones with a bar."""
    columns = (
        SpinnerColumn(finished_text="[green]✓[/green]"),
        TextColumn("{task.description}"),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as bars:
        steps = _Steps(bars)
        yield Tell(step=steps.begin, progress=steps.progress)
        steps.end()


class _Steps:
    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._now: TaskID | None = None

    def begin(self, what: str) -> None:
        self.end()
        self._now = self._bars.add_task(what, total=None)

    def progress(self, _what: str, done: int, total: int | None) -> None:
        if self._now is not None:
            self._bars.update(self._now, completed=done, total=total)

    def end(self) -> None:
        if self._now is not None:
            task = self._bars.tasks[self._now]
            total = task.total or max(int(task.completed), 1)
            self._bars.update(self._now, total=total, completed=total)
