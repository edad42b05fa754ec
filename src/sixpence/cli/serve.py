"""`sixpence serve`: the web application, with what it needs around it, until it is told to stop."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from sixpence.basics.refused import Refused
from sixpence.cli.logs import set_up_logs


def serve(
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="N", help="The port to listen on; 0 for any free one.")] = 8000,
    demo: Annotated[bool, typer.Option("--demo", help="Serve the demo company, with months of payroll.")] = False,
    demo_dir: Annotated[Path, typer.Option("--demo-dir", metavar="DIR", help="Where the demo company is kept.")] = Path(
        "demo-company"
    ),
    fresh: Annotated[bool, typer.Option("--fresh", help="Start the demo company over.")] = False,
) -> None:
    """Serve the web application until interrupted. One line says where, once it is ready."""
    if fresh and not demo:
        raise Refused("--fresh starts the demo company over, so say --demo too; no other company is ever started over")
    from sixpence.web.server import use_web_settings

    use_web_settings()  # before the store is imported
    set_up_logs()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    with _demo(demo_dir, fresh) if demo else _own_store() as sign_ins:
        _serve(host, port, sign_ins)


def _serve(host: str, port: int, sign_ins: tuple[str, ...]) -> None:
    from sixpence.actions.durable import working
    from sixpence.store import configuration
    from sixpence.web.server import create_server

    try:
        server = create_server(host, port)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise Refused(f"{host} port {port} cannot be listened on: {reason}; name another with --port") from None
    # On SQLite there are no other processes to do what must survive a crash; on PostgreSQL there is `sixpence worker`.
    with working() if configuration.current().sqlite_path else nullcontext():
        shown = f"[{host}]" if ":" in host else host
        typer.echo(f"Sixpence is on http://{shown}:{server.effective_port} (stop with Ctrl-C)")
        for line in sign_ins:
            typer.echo(line)
        server.run()  # ends what it is answering when _stop is called


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


@contextmanager
def _own_store() -> Iterator[tuple[str, ...]]:
    from sixpence.store import open_store

    open_store()
    yield ()


@contextmanager
def _demo(folder: Path, fresh: bool) -> Iterator[tuple[str, ...]]:
    """The demo company open, its HR served beside it; on its own day, so that this month is always this month."""
    from sixpence.cli.demo_company import TODAY
    from sixpence.cli.demo_served import demo_open

    os.environ.setdefault("SIXPENCE_TODAY", TODAY.isoformat())
    with demo_open(folder, fresh=fresh) as sign_ins:
        yield sign_ins
