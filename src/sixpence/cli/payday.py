"""`sixpence payrun pay`, `status`, `mark-left`, `unmark-left`, `reopen`, `versions`: from approval to seal."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sixpence.cli.session import EmployerOption, Session, begin

if TYPE_CHECKING:
    from sixpence.payrun.payday import PaperKind

Run = Annotated[str, typer.Argument(metavar="RUN", help='As `list` names it: "2026-11-30-monthly".')]
VersionOption = Annotated[
    int | None, typer.Option("--version", help="The one you sent; refused where another one counts now.")
]


class Left(StrEnum):
    """What a person sends, in the words of the command line."""

    BANK_FILE = "bank-file"
    BY_HAND = "payments-by-hand"
    FPS = "fps"
    PAYSLIPS = "payslips"


def pay(run: Run, employer: EmployerOption = "") -> None:
    """Make the papers of an approved run and send everyone their payslip. Asked again, it goes on where it was."""
    from sixpence.actions.payday_job import start_payday

    session = begin(employer)
    job_id = start_payday(session.employer, run, actor=session.actor, at=session.at)
    _wait(job_id)
    _show(session, run)


def status(run: Run, employer: EmployerOption = "") -> None:
    """How far the pay day has come, and what comes next."""
    _show(begin(employer), run)


def mark_left(
    run: Run,
    what: Annotated[Left, typer.Argument(help="What has left: uploaded, paid, sent or handed over.")],
    version: VersionOption = None,
    employer: EmployerOption = "",
) -> None:
    """Say that something has left. After the bank file, nothing can be changed on the run any more."""
    from sixpence.actions.payday import tell_left

    session = begin(employer)
    tell_left(session.employer, run, _kind(what), version, actor=session.actor, at=session.at)
    _show(session, run)


def unmark_left(
    run: Run,
    what: Annotated[Left, typer.Argument(help="What has not left.")],
    reason: Annotated[str, typer.Option(help="Why the mark was a mistake; it is kept.")],
    version: VersionOption = None,
    employer: EmployerOption = "",
) -> None:
    """Take back that something had left, until the run is closed or a later version is approved."""
    from sixpence.actions.payday import tell_not_left

    session = begin(employer)
    tell_not_left(session.employer, run, _kind(what), reason, version, actor=session.actor, at=session.at)
    _show(session, run)


def reopen(run: Run, employer: EmployerOption = "") -> None:
    """Take the approval back, so that the run can change; refused once the money has left."""
    from sixpence.actions.pay_runs import reopen_run

    session = begin(employer)
    after = reopen_run(session.employer, run, actor=session.actor, at=session.at)
    typer.echo(
        f"{run} can change again; the approval of version {after.version} is void, and nothing of it leaves any more. "
        f"Next: sixpence payrun calculate {run}"
    )


def versions(run: Run, employer: EmployerOption = "") -> None:
    """Every version of the run, what left of it, and what differs from the one approved before."""
    from rich.console import Console

    from sixpence.actions.versions import difference_of, versions_of
    from sixpence.cli.payday_report import show_difference, show_versions

    session = begin(employer)
    console = Console(highlight=False)
    show_versions(console, versions_of(session.employer, run))
    if difference := difference_of(session.employer, run):
        show_difference(console, difference)


def _kind(what: Left) -> "PaperKind":
    from sixpence.payrun.payday import PaperKind

    return {
        Left.BANK_FILE: PaperKind.BANK_FILE,
        Left.BY_HAND: PaperKind.BY_HAND,
        Left.FPS: PaperKind.FPS,
        Left.PAYSLIPS: PaperKind.PAYSLIP,
    }[what]


def _wait(job_id: str) -> None:
    from rich.progress import Progress

    from sixpence.actions import durable
    from sixpence.actions.durable import JobNow

    words = {"papers": "Making the papers", "payslips": "Sending the payslips", "": "Waiting"}
    with Progress(transient=True) as bar:
        task = bar.add_task(words[""], total=None)

        def tell(now: JobNow) -> None:
            done, of = now.doing_done, now.doing_of or None
            bar.update(task, description=words.get(now.doing, now.doing), completed=done, total=of)

        durable.wait(job_id, tell)


def _show(session: Session, run: str) -> None:
    from rich.console import Console

    from sixpence.actions.payday_status import payday_status
    from sixpence.cli.payday_report import show_status

    show_status(Console(highlight=False), payday_status(session.employer, run))
