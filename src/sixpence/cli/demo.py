"""`sixpence demo`: a whole pay day in the terminal, against the Personio sandbox."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from sixpence.basics.refused import Refused
from sixpence.cli.logs import set_up_logs

if TYPE_CHECKING:
    from sixpence.actions.demo import Tell

PAY_DATE = date(2026, 11, 30)
TODAY = date(2026, 11, 20)  # ten days before: the day on which the demonstration takes place


def demo(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where everything it makes goes.")] = Path("demo"),
    account: Annotated[
        Path | None,
        typer.Option("--account", metavar="DIR", help="A recorded Personio account, in place of the invented company."),
    ] = None,
) -> None:
    """A whole pay day against the sandbox: people in, reviewed, paid, approved, and every paper made."""
    from sixpence.actions.demo import DemoSetup, run_demo
    from sixpence.cli.demo_company import EMPLOYER, OPENING_FIGURES, RECORDED_EMPLOYER, TIMESHEET
    from sixpence.cli.demo_report import report
    from sixpence.hr.sources.personio import Credentials
    from sixpence.sandbox.personio import open_sandbox

    set_up_logs()
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=120)
    try:
        sandbox = open_sandbox(account)
    except ValueError as problem:
        raise Refused(str(problem)) from None
    with sandbox:
        console.print(
            f"[bold]Sixpence demo[/bold]  {sandbox.account.description}, served as Personio on {sandbox.base_url}"
        )
        setup = DemoSetup(
            employer=EMPLOYER if account is None else RECORDED_EMPLOYER,
            base_url=sandbox.base_url,
            credentials=Credentials(sandbox.client_id, sandbox.client_secret),
            exclude_where=(("Country", ("Germany", "Spain")),) if account is None else (),
            opening_figures=OPENING_FIGURES if account is None else None,
            timesheet=TIMESHEET if account is None else None,
            pay_date=PAY_DATE,
            today=TODAY,
        )
        with _telling(console) as tell:
            outcome = run_demo(setup, out, tell)
        if sandbox.requests.writes:
            raise AssertionError("something other than a sign-in or a read reached Personio")
        console.print(
            f"  [green]✓[/green] Personio saw {len(sandbox.requests)} requests: sign-ins and reads, and nothing else"
        )
    report(console, outcome, out)


@contextmanager
def _telling(console: Console) -> "Iterator[Tell]":
    """Each step as a line with its time; long ones with a bar."""
    columns = (
        SpinnerColumn(finished_text="[green]✓[/green]"),
        TextColumn("{task.description}"),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    from sixpence.actions.demo import Tell

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
