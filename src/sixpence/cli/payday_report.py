"""A pay day on the terminal: the checklist, the versions, and what one changes against another."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sixpence.actions.payday_status import PaydayStatus, Stage
from sixpence.actions.versions import Difference, Version
from sixpence.basics.days import long_date
from sixpence.basics.money import pounds
from sixpence.cli.sync_report import listed
from sixpence.payrun.changes import PersonChange
from sixpence.payrun.payday import PaperKind, RunPaper
from sixpence.store.papers import Tally

_COMMAND_WORDS = {
    PaperKind.BANK_FILE: "bank-file",
    PaperKind.BY_HAND: "payments-by-hand",
    PaperKind.FPS: "fps",
}


def show_status(console: Console, status: PaydayStatus) -> None:
    """Print the checklist, and the one command that comes next."""
    run = status.run
    console.print(f"[bold]{run.run_key}[/bold], version {run.version}, is {run.state}")
    if status.payslips.made:
        corrected = f", {status.corrected} of them corrected" if status.corrected else ""
        _line(console, status.payslips, f"{_of(status.payslips)} payslips given{corrected}")
    if status.withdrawals.made:
        _line(console, status.withdrawals, f"{_of(status.withdrawals)} payslips withdrawn")
    if status.to_hand_over:
        console.print(f"    no e-mail address, to be handed over: {listed(list(status.to_hand_over))}", soft_wrap=True)
    for paper in status.papers:
        _line(console, Tally(1, int(paper.left_at is not None)), _told(paper))
    if status.orders is not None:
        console.print(f"    {status.orders.path}: whom to pay what was deducted by order, among the run's papers")
    if status.job is not None and status.stage is Stage.RETRY:
        console.print(f"  [red]✗[/red] {escape(status.job.failure)}", soft_wrap=True)
    console.print(f"Next: {_next(status)}", soft_wrap=True)


def _line(console: Console, tally: Tally, text: str) -> None:
    mark = "[green]✓[/green]" if tally.made == tally.left else "[yellow]·[/yellow]"
    console.print(f"  {mark} {escape(text)}", soft_wrap=True)


def _of(tally: Tally) -> str:
    return f"{tally.left} of {tally.made}"


def _told(paper: RunPaper) -> str:
    label = f"{paper.kind.label[0].upper()}{paper.kind.label[1:]}"
    if paper.left_at is None:
        return f"{label}: not marked as {paper.kind.how_it_leaves}"
    return f"{label}: {paper.kind.how_it_leaves} by {paper.left_by} on {long_date(paper.left_at)}"


def _next(status: PaydayStatus) -> str:
    key = status.run.run_key
    if status.stage is Stage.PEOPLE:
        paper = status.waiting[0]
        by = status.days.submission if paper.kind is PaperKind.BANK_FILE else status.run.pay_date
        return (
            f"send the {paper.kind.label} by {long_date(by)} (sixpence payrun papers {key} --out DIR), and then: "
            f"sixpence payrun mark-left {key} {_COMMAND_WORDS[paper.kind]}"
        )
    return {
        Stage.APPROVAL: f"sixpence payrun calculate {key}, and approve it",
        Stage.START: f"sixpence payrun pay {key}",
        Stage.WORK: "nothing to do: it is being worked on",
        Stage.RETRY: f"put it right, and: sixpence payrun pay {key}",
        Stage.CLOSE: f"sixpence payrun close {key}",
        Stage.DONE: "nothing to do: it is closed and sealed",
    }[status.stage]


def show_versions(console: Console, versions: Sequence[Version]) -> None:
    """A line a version, the newest first."""
    if not versions:
        console.print("No version yet: a run has its first with its first approval")
        return
    table = Table("Version", "Approved", "Digest", "Payslips given", "What left", box=None, header_style="dim")
    for version in versions:
        left = [f"{paper.kind.label} by {escape(paper.left_by)}" for paper in version.papers if paper.left_at]
        name = f"{version.number}" if version.counts else f"{version.number} (superseded)"
        table.add_row(
            name,
            long_date(version.approved_at),
            version.digest[:12],
            _of(version.payslips),
            ", ".join(left) or "nothing",
        )
    console.print(table)


def show_difference(console: Console, difference: Difference) -> None:
    """Everyone of whom anything differs, and by how much."""
    if not difference.people:
        console.print(f"\nNothing differs from version {difference.against}")
        return
    console.print(f"\n[bold]Against version {difference.against}[/bold]")
    for change in difference.people:
        _show_change(console, change)
    console.print(
        f"Net pay of everyone: {pounds(difference.net_pay_after_pence)}, {_signed(difference.net_difference_pence)}"
    )


def _show_change(console: Console, change: PersonChange) -> None:
    where = "" if change.before and change.after else " is paid now" if change.after else " is not paid any more"
    pay = change.pay
    console.print(
        f"  {pay.employee_id}  {escape(pay.person.name)}{where}  net pay {_signed(change.net_difference_pence)}"
    )
    for amount in change.amounts:
        console.print(
            f"      {escape(amount.label):32} {pounds(amount.before_pence):>12} → {pounds(amount.after_pence):>12}"
            f"  {_signed(amount.difference_pence)}"
        )
    if change.details:
        console.print(f"      also changed: {', '.join(change.details)}", soft_wrap=True)


def _signed(pence: int) -> str:
    return f"+{pounds(pence)}" if pence > 0 else pounds(pence)
