"""`sixpence sync`: read people from HR and keep what would change for review; its log; pause and resume."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from sixpence.basics.refused import Refused
from sixpence.cli.reading import following, reading
from sixpence.cli.session import EmployerOption, begin

if TYPE_CHECKING:
    from sixpence.store.change_sets import LogLine
    from sixpence.store.syncs import Sync

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
    changes: Annotated[bool, typer.Option("--changes", help="Read only those who may have changed.")] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Accept the changes, after showing them.")] = False,
) -> None:
    """Read people from HR and keep what would change for review; it counts with --apply, or once accepted."""
    if context.invoked_subcommand is not None:
        return
    if as_of is None:
        raise Refused("sync needs the pay day it is for: sixpence sync --as-of 2026-11-30")
    from sixpence.actions.durable import working
    from sixpence.actions.review import BY_POLICY
    from sixpence.actions.sync import accept_everything
    from sixpence.actions.sync_log import found_in
    from sixpence.actions.syncs import start_sync, wait_for_sync
    from sixpence.cli.sync_report import show_found

    session, console = begin(employer), Console(highlight=False)
    who: Any = {"actor": session.actor, "at": session.at}
    with working(), following(console) as tell:
        sync_id = start_sync(session.employer, as_of=as_of.date(), whole=not changes, file=file, **who)
        done = wait_for_sync(sync_id, tell)
    if done.change_set is None:
        console.print(f"{done.people_read} people read, who may have changed: nothing has.")
        return
    found = found_in(session.employer, done.change_set)
    show_found(console, found, every_change=True)
    if apply:
        count = accept_everything(session.employer, done.change_set, **who)
        console.print(f"Applied: {count} facts stored. What still waits: sixpence review show")
        return
    if accepted := sum(each.decided_by == BY_POLICY for each in found.proposals):
        console.print(f"Accepted by policy: {accepted} facts stored.")
    if found.proposals:
        console.print(f"Change set {done.change_set} is kept. To decide on it: sixpence review show")


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
    from sixpence.actions.sync import resume_sync
    from sixpence.actions.sync_log import found_by
    from sixpence.actions.sync_preview import preview_resuming
    from sixpence.cli.sync_report import show_found

    session, console = begin(employer), Console(highlight=False)
    with reading(console) as progress:
        preview = preview_resuming(session.employer, as_of=as_of.date(), file=file, progress=progress)
    show_found(console, found_by(preview), every_change=True)
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
def webhook(
    employer: EmployerOption = "",
    end: Annotated[bool, typer.Option("--end", help="Take no calls any more.")] = False,
) -> None:
    """Let Personio say that something has changed; its calls are a hint to read, and never data."""
    from sixpence.actions.webhooks import end_webhook, make_webhook_token
    from sixpence.store.employers import slug_of

    session = begin(employer)
    if end:
        end_webhook(session.employer, actor=session.actor, at=session.at)
        typer.echo(f"Calls for {session.employer} are not taken any more.")
        return
    token = make_webhook_token(session.employer, actor=session.actor, at=session.at)
    typer.echo(f"Address: /hooks/personio/{slug_of(session.employer)} of your web application")
    typer.echo(f"Token (shown once): {token}")


@sync.command()
def log(
    employer: EmployerOption = "",
    number: Annotated[int | None, typer.Option("--sync", min=1, help="Of the sync that left this change set.")] = None,
    employee: Annotated[str, typer.Option("--employee", help="Of this employee only.")] = "",
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write every line to a new file.")] = None,
) -> None:
    """Every sync: when, what was read, what came of each person and why."""
    from sixpence.actions.sync_log import log_as_csv, log_of, sync_history
    from sixpence.actions.whole_files import write_whole

    session, console = begin(employer), Console(highlight=False)
    lines = log_of(session.employer, number=number, employee_id=employee)
    if csv is not None:
        if csv.exists():
            raise Refused(f"{csv} is there already: name a new file")
        content, count = log_as_csv(lines)
        write_whole(csv, content)
        typer.echo(f"{count} lines are in {csv}")
    elif number or employee:
        for line in lines:
            console.print(" ".join(filter(None, _words(line))), soft_wrap=True, markup=False)
    else:
        for each in sync_history(session.employer):
            console.print(_of_sync(each), soft_wrap=True, markup=False)


def _of_sync(one: "Sync") -> str:
    """One sync in a line: its change set, when, what it was, and how it ended."""
    number = "" if one.change_set is None else str(one.change_set)
    what = "everybody" if one.whole else "who may have changed"
    asked = f"by {one.asked_by}" + (f", because {one.because}" if one.because else "")
    ended = one.failure or ("nothing has changed" if one.ended_at and not number else "")
    read = "under way" if one.ended_at is None else "failed" if one.failure else f"{one.people_read} people read"
    return f"{number:>4}  {one.asked_at:%Y-%m-%d %H:%M}  {one.source} as of {one.as_of}, {what}, {asked}: " + ": ".join(
        filter(None, (read, ended))
    )


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
