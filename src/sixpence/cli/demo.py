"""`sixpence demo`: a whole pay day in the terminal, against the Personio sandbox."""

from pathlib import Path
from typing import Annotated

import typer

from sixpence.basics.refused import Refused
from sixpence.cli.logs import set_up_logs


def demo(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where everything it makes goes.")] = Path("demo"),
    account: Annotated[
        Path | None,
        typer.Option("--account", metavar="DIR", help="A recorded Personio account, in place of the invented company."),
    ] = None,
) -> None:
    """A whole pay day against the sandbox: people in, reviewed, paid, approved, and every paper made."""
    from rich.console import Console

    from sixpence.actions.demo import DemoSetup, run_demo
    from sixpence.cli.demo_company import (
        ABROAD,
        EMPLOYER,
        OPENING_FIGURES,
        PAY_DATE,
        RECORDED_EMPLOYER,
        TIMESHEET,
        TODAY,
    )
    from sixpence.cli.demo_progress import telling
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
            conditions=(ABROAD,) if account is None else (),
            opening_figures=OPENING_FIGURES if account is None else None,
            timesheet=TIMESHEET if account is None else None,
            pay_date=PAY_DATE,
            today=TODAY,
        )
        with telling(console) as tell:
            outcome = run_demo(setup, out, tell)
        if sandbox.requests.writes:
            raise AssertionError("something other than a sign-in or a read reached Personio")
        console.print(
            f"  [green]✓[/green] Personio saw {len(sandbox.requests)} requests: sign-ins and reads, and nothing else"
        )
    report(console, outcome, out)
