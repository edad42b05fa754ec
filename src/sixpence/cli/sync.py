"""`sixpence sync`: read people from HR and keep what would change for review; its log; pause and resume."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from sixpence.basics.refused import Refused
from sixpence.cli.reading import reading
from sixpence.cli.session import EmployerOption, begin

if TYPE_CHECKING:
    from sixpence.store.change_sets import LogLine

sync = typer.Typer(help="Read people from HR, and the log of it.", invoke_without_command=True)

AsOf = Annotated[datetime, typer.Option("--as-of", formats=["%Y-%m-%d"], help="The pay day it is for.")]
FileOption = Annotated[
    Path | None, typer.Option("--file", metavar="FILE", help="A newer spreadsheet, to be read from now on.")
]


@sync.callback()
def sync_now(
    context: typer.Context,
    as_of: Annotated[
        datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="The pay day it is for.")
    ] = None,
    employer: EmployerOption = "",
    file: FileOption = None,
    apply: Annotated[bool, typer.Option("--apply", help="Accept the changes, after showing them.")] = False,
) -> None:
    """Read people from HR and keep what would change for review; it counts with --apply, or once accepted."""
    if context.invoked_subcommand is not None:
        return
    if as_of is None:
        raise Refused("sync needs the pay day it is for: sixpence sync --as-of 2026-11-30")
    from sixpence.actions.sync import apply_sync, keep_changes, preview_sync
    from sixpence.cli.sync_report import show_preview

    session, console = begin(employer), Console(highlight=False)
    with reading(console) as progress:
        preview = preview_sync(session.employer, as_of=as_of.date(), file=file, progress=progress)
    show_preview(console, preview, every_change=True)
    if apply:
        count = apply_sync(preview, actor=session.actor, at=session.at)
        console.print(f"Applied: {count} facts stored. What still waits: sixpence review show")
        return
    kept = keep_changes(preview, actor=session.actor, at=session.at)
    if kept.trusted.facts:
        console.print(f"Accepted by policy: {kept.trusted.facts} facts stored.")
    if preview.changes.changes:
        console.print(f"Change set {kept.change_set.number} is kept. To decide on it: sixpence review show")


@sync.command()
def pause(employer: EmployerOption = "") -> None:
    """Read nothing from HR until it is resumed."""
    from sixpence.actions.sync import pause_sync

    session = begin(employer)
    pause_sync(session.employer, actor=session.actor, at=session.at)
    typer.echo(f"Syncing of {session.employer} is paused. To take it up again: sixpence sync resume --as-of DATE")


@sync.command()
def resume(
    as_of: AsOf,
    employer: EmployerOption = "",
    file: FileOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Resume, after showing what it does.")] = False,
) -> None:
    """Show what resuming would do; with --yes, do it."""
    from sixpence.actions.sync import preview_resuming, resume_sync
    from sixpence.cli.sync_report import show_preview

    session, console = begin(employer), Console(highlight=False)
    with reading(console) as progress:
        preview = preview_resuming(session.employer, as_of=as_of.date(), file=file, progress=progress)
    show_preview(console, preview, every_change=True)
    console.print(
        f"HR contradicts {len(preview.of_by_hand)} facts that were entered here; they stay until somebody takes HR's",
        soft_wrap=True,
    )
    if yes:
        kept = resume_sync(preview, actor=session.actor, at=session.at)
        console.print(f"Resumed. Change set {kept.change_set.number} is kept: sixpence review show")
    else:
        console.print(
            "Nothing is changed yet, and syncing is still paused. To resume: the same command with --yes",
            soft_wrap=True,
        )


@sync.command()
def log(
    employer: EmployerOption = "",
    number: Annotated[int | None, typer.Option("--sync", min=1, help="Of this sync only.")] = None,
    employee: Annotated[str, typer.Option("--employee", help="Of this employee only.")] = "",
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write every line to a new file.")] = None,
) -> None:
    """Every sync: when, what was read, what came of each person and why."""
    from sixpence.store.change_sets import change_sets, log_lines

    session, console = begin(employer), Console(highlight=False)
    lines = log_lines(session.employer, number=number, employee_id=employee)
    if csv is not None:
        typer.echo(f"{_write_log(csv, lines)} lines are in {csv}")
    elif number or employee:
        for line in lines:
            console.print(" ".join(filter(None, _words(line))), soft_wrap=True, markup=False)
    else:
        for each in change_sets(session.employer):
            read = ", ".join(f"{count} {what.replace('_', ' ')}" for what, count in each.counts.items())
            when = f"{each.made_at:%Y-%m-%d %H:%M}"
            what = f"{each.source} as of {each.as_of}, by {each.made_by}"
            console.print(f"{each.number:4}  {when}  {': '.join(filter(None, (what, read)))}", soft_wrap=True)


COLUMNS = (
    "sync",
    "at",
    "source",
    "as_of",
    "employee_id",
    "outcome",
    "field",
    "effective_from",
    "because",
    "first_by",
    "decided_by",
    "decided_at",
)


def _write_log(path: Path, lines: "Iterable[LogLine]") -> int:
    import csv
    import io

    from sixpence.actions.whole_files import write_whole

    text, count = io.StringIO(), 0
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([getattr(line, column) for column in COLUMNS])
        count += 1
    if path.exists():
        raise Refused(f"{path} is there already: name a new file")
    write_whole(path, text.getvalue().encode())
    return count


def _words(line: "LogLine") -> Iterable[str]:
    from sixpence.people.fields import FIELDS

    yield f"{line.sync:4}  {line.employee_id}  {line.outcome}"
    if line.field:
        yield FIELDS[line.field].label if line.field in FIELDS else line.field
    if line.effective_from:
        yield f"from {line.effective_from}"
    yield line.because
    if line.decided_by or line.first_by:
        yield f"by {' and '.join(filter(None, (line.first_by, line.decided_by)))}"
