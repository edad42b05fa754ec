"""The command line: one thin face over the use cases. Bad input ends in one clear line and exit code 2."""

import gc
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from sixpence.basics.refused import Refused

if TYPE_CHECKING:
    from typer._click.core import Command, Context

# What each command is: a module beside this one, and a function or a group in it. It is loaded when it is asked for, so
# that a command does not wait for what the others use.
COMMANDS = {
    "calculate": "calculate:calculate",
    "demo": "demo:demo",
    "irmark": "irmark:irmark_command",
    "check-bank": "check_bank:check_bank",
    "verify-log": "verify_log:verify_log_command",
    "replay": "replay:replay",
    "orders": "orders:orders",
    "order": "order:order",
    "absence": "absence:absence",
    "leave": "leave:leave",
    "benefit": "benefit:benefit",
    "statutory": "statutory:statutory",
    "employer": "people:employer",
    "connect": "people:connect",
    "connect-spreadsheet": "people:connect_spreadsheet",
    "mapping": "mapping:mapping",
    "conditions": "conditions:conditions",
    "sync": "sync:sync",
    "review": "review:review",
    "people": "known_people:people",
    "payrun": "payrun:payrun",
    "adjust": "adjustments:adjust",
    "billing": "billing:billing",
    "p32": "p32:p32",
    "employer-year": "p32:employer_year",
    "payments": "payments:payments",
    "api-token": "api_token:api_token",
    "report": "report:report",
    "serve": "serve:serve",
    "worker": "worker:worker",
    "sandbox": "sandbox:sandbox",
}


class Commands(TyperGroup):
    """The commands, each loaded when it is asked for."""

    def list_commands(self, ctx: "Context") -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: "Context", cmd_name: str) -> "Command | None":
        return load(cmd_name) if cmd_name in COMMANDS else None


def load(name: str) -> "Command":
    """One command or group of commands."""
    module, _, what = COMMANDS[name].partition(":")
    found = getattr(import_module(f"sixpence.cli.{module}"), what)
    if isinstance(found, typer.Typer):
        group = typer.main.get_group(found)
        group.name = name
        return group
    alone = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
    alone.command(name)(found)
    return typer.main.get_command(alone)


app = typer.Typer(
    name="sixpence",
    cls=Commands,
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
