"""`sixpence sandbox`: stand-ins for the services that Sixpence talks to."""

import signal
from pathlib import Path
from threading import Event
from typing import Annotated, Literal

import typer

from sixpence.basics.refused import Refused

sandbox = typer.Typer(help="Stand-in services to try Sixpence against.", no_args_is_help=True)


@sandbox.callback()
def _services() -> None:
    """Stand-in services to try Sixpence against."""


@sandbox.command()
def personio(
    port: Annotated[int, typer.Option("--port", metavar="N", help="The port to listen on; else any free one.")] = 0,
    account: Annotated[
        Path | None,
        typer.Option("--account", metavar="DIR", help="A recorded account, in place of the invented company."),
    ] = None,
    limits: Annotated[
        Literal["none", "real"],
        typer.Option("--limits", help="Keep Personio's rate limits, or serve as fast as can be."),
    ] = "none",
    people: Annotated[
        int | None, typer.Option("--people", metavar="N", help="A larger invented company, of so many people.")
    ] = None,
) -> None:
    """Serve a Personio account until interrupted; one line says where, once it is ready."""
    from sixpence.sandbox.personio import open_sandbox

    try:
        service = open_sandbox(account, port, limits, people)
        service.start()
    except ValueError as problem:
        raise Refused(str(problem)) from None
    except OSError as problem:
        raise Refused(f"port {port} cannot be listened on: {problem.strerror}; name another with --port") from None
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    typer.echo(
        f"Personio sandbox: {service.account.description} on {service.base_url} "
        f"(Client ID {service.client_id}, Client Secret {service.client_secret})"
    )
    stop.wait()
    service.stop()
