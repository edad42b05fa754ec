"""The command line: one thin face over the use cases. Bad input ends in one clear line and exit code 2."""

import gc
import sys
from typing import Annotated

import typer

from sixpence.basics.refused import Refused
from sixpence.cli.absence import absence
from sixpence.cli.adjustments import adjust
from sixpence.cli.api_token import api_token
from sixpence.cli.calculate import calculate
from sixpence.cli.check_bank import check_bank
from sixpence.cli.conditions import conditions
from sixpence.cli.demo import demo
from sixpence.cli.irmark import irmark_command
from sixpence.cli.mapping import mapping
from sixpence.cli.order import order
from sixpence.cli.orders import orders
from sixpence.cli.p32 import employer_year, p32
from sixpence.cli.payrun import payrun
from sixpence.cli.people import connect, connect_spreadsheet, employer
from sixpence.cli.replay import replay
from sixpence.cli.report import report
from sixpence.cli.review import people, review
from sixpence.cli.sandbox import sandbox
from sixpence.cli.serve import serve
from sixpence.cli.statutory import statutory
from sixpence.cli.sync import sync
from sixpence.cli.verify_log import verify_log_command
from sixpence.cli.worker import worker

app = typer.Typer(
    name="sixpence",
    help="UK payroll that runs from the HR system a company already has.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def collect_rarely() -> None:
    """A pay run makes many small objects that live to its end; looking for rubbish among them costs a fifth of it."""
    gc.set_threshold(200_000, 50, 100)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"sixpence {version('sixpence')}")
        raise typer.Exit


@app.callback()
def sixpence(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """UK payroll that runs from the HR system a company already has."""


app.command("calculate")(calculate)
app.command("demo")(demo)
app.command("irmark")(irmark_command)
app.command("check-bank")(check_bank)
app.command("verify-log")(verify_log_command)
app.command("replay")(replay)
app.command("orders")(orders)
app.add_typer(order, name="order")
app.add_typer(absence, name="absence")
app.add_typer(statutory, name="statutory")
app.command("employer")(employer)
app.command("connect")(connect)
app.command("connect-spreadsheet")(connect_spreadsheet)
app.add_typer(mapping, name="mapping")
app.add_typer(conditions, name="conditions")
app.add_typer(sync, name="sync")
app.add_typer(review, name="review")
app.add_typer(people, name="people")
app.add_typer(payrun, name="payrun")
app.command("p32")(p32)
app.command("employer-year")(employer_year)
app.add_typer(api_token, name="api-token")
app.command("report")(report)
app.command("serve")(serve)
app.add_typer(adjust, name="adjust")
app.command("worker")(worker)
app.add_typer(sandbox, name="sandbox")


def main() -> None:
    """The `sixpence` command."""
    collect_rarely()
    if not __debug__:
        typer.echo("sixpence: python -O leaves out the checks that payroll rests on; start it without -O", err=True)
        sys.exit(2)
    try:
        app()
    except Refused as refusal:
        typer.echo(f"sixpence: {refusal}", err=True)
        sys.exit(2)
