"""`sixpence payrun`: the life of a pay run, one act a command."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from sixpence.cli import payday
from sixpence.cli.checks import checks, settle
from sixpence.cli.payday import Run
from sixpence.cli.session import EmployerOption, begin

payrun = typer.Typer(help="The life of a pay run: open, calculate, approve, pay, close.", no_args_is_help=True)


@payrun.command("list")
def list_runs(employer: EmployerOption = "") -> None:
    """Every run and how far it has come."""
    from sixpence.cli.run_report import show_runs
    from sixpence.store.payruns import pay_runs

    show_runs(pay_runs(begin(employer).employer))


@payrun.command("open")
def open_(
    pay_date: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], metavar="PAY_DATE")],
    frequency: Annotated[str, typer.Option(help="monthly, weekly, fortnightly or four-weekly")] = "monthly",
    employer: EmployerOption = "",
) -> None:
    """Begin a run."""
    from sixpence.actions.pay_runs import open_run

    session = begin(employer)
    run = open_run(session.employer, pay_date.date(), frequency, actor=session.actor, at=session.at)
    typer.echo(f"{run.run_key} is open: {run.period_start} to {run.period_end}, tax period {run.tax_period}")


@payrun.command("opening-figures")
def opening_figures(
    tax_year: Annotated[str, typer.Argument(metavar="TAX_YEAR", help='"2026-27"')],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV; see docs/setting-up.md.")],
    employer: EmployerOption = "",
) -> None:
    """Bring the year so far over from the payroll software used before."""
    from sixpence.actions.opening_figures import bring_figures

    session = begin(employer)
    count = bring_figures(session.employer, tax_year, file, actor=session.actor, at=session.at)
    typer.echo(f"The figures of {count} people are kept for {tax_year}")


@payrun.command("add-pay")
def add_pay(
    run: Run,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV of hours, bonuses and other one-off pay.")],
    employer: EmployerOption = "",
) -> None:
    """Add hours and one-off pay to a run."""
    from sixpence.actions.added_pay import add_pay as add

    session = begin(employer)
    count = add(session.employer, run, file, actor=session.actor, at=session.at)
    typer.echo(f"{count} items are on {run}. Next: sixpence payrun calculate {run}")


@payrun.command()
def calculate(run: Run, employer: EmployerOption = "") -> None:
    """Work the run out, and show what to look at before approving."""
    from rich.console import Console

    from sixpence.actions.pay_runs import calculate_pay_run
    from sixpence.cli.run_report import show_review

    session = begin(employer)
    kept, review = calculate_pay_run(session.employer, run, actor=session.actor, at=session.at)
    show_review(Console(highlight=False), review)
    typer.echo(f"\nTo approve exactly these figures: sixpence payrun approve {run} {kept.digest}")


@payrun.command()
def approve(
    run: Run,
    digest: Annotated[str, typer.Argument(metavar="DIGEST", help="Of the figures you have seen.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who approves, where that is not you.")] = "",
    employer: EmployerOption = "",
) -> None:
    """Approve the exact figures; one changed penny voids it. Whoever prepared them may not."""
    from sixpence.actions.pay_runs import approve_run

    session = begin(employer)
    approver = f"{by} (through {session.actor})" if by and by != session.actor else session.actor
    approve_run(session.employer, run, digest, actor=approver, at=session.at)
    typer.echo(f"{run} is approved by {approver}. Next: sixpence payrun pay {run}")


payrun.command("checks")(checks)
payrun.command("settle")(settle)


@payrun.command("second-person")
def second_person(
    asked_for: Annotated[bool, typer.Option("--ask-for/--waive", help="Whether somebody else has to approve.")] = True,
    employer: EmployerOption = "",
) -> None:
    """Say whether whoever prepares a run may approve it: for a company with one person in payroll."""
    from sixpence.actions.members import let_one_person_approve

    session = begin(employer)
    let_one_person_approve(session.employer, not asked_for, actor=session.actor, at=session.at)
    typer.echo("A second person has to approve" if asked_for else "Whoever prepares a run may approve it")


@payrun.command()
def close(run: Run, employer: EmployerOption = "") -> None:
    """Seal the approved figures for good."""
    from sixpence.actions.pay_runs import close_run

    session = begin(employer)
    closed = close_run(session.employer, run, actor=session.actor, at=session.at)
    typer.echo(f"{run} is closed and sealed, SHA-256 {closed.sealed_sha256}")


@payrun.command()
def papers(
    run: Run,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="A new or empty folder.")],
    employer: EmployerOption = "",
) -> None:
    """Payslips, FPS and bank file of an approved or closed run, reconciled to the penny, as a folder."""
    from rich.progress import Progress

    from sixpence.actions.pay_runs import filing_settings
    from sixpence.actions.payday import make_papers, payday_of
    from sixpence.actions.whole_files import write_folder

    session = begin(employer)
    with Progress(transient=True) as bar:
        task = bar.add_task("Payslips", total=None)
        make_papers(
            session.employer,
            run,
            filing=filing_settings(session.at),
            actor=session.actor,
            at=session.at,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    made = payday_of(session.employer, run)
    write_folder(out, {paper.path: paper.content for paper in made.files})
    typer.echo(f"{len(made.files)} files are in {out}; send the bank file by {made.days.submission}")


for command in (payday.pay, payday.status, payday.reopen, payday.versions):
    payrun.command()(command)
payrun.command("mark-left")(payday.mark_left)
payrun.command("unmark-left")(payday.unmark_left)
