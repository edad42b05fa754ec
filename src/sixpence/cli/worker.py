"""`sixpence worker`: a process that does durable work until it is told to stop."""

import signal
import threading

import typer

from sixpence.cli.logs import set_up_logs


def worker() -> None:
    """Do what must survive a crash (see docs/durable.md), until stopped. Start as many as you like."""
    from sixpence.actions.durable import working
    from sixpence.store import open_store

    set_up_logs()
    open_store()
    told_to_stop = threading.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda *_: told_to_stop.set())
    with working():
        typer.echo("Working. Stop with Ctrl-C; what is cut off goes on with the next worker.")
        told_to_stop.wait()
