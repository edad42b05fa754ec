"""Processes of their own, forked from one that has loaded what they need.

Python's start and the loading of what durable work rests on take two to three seconds of a processor: too much for
every process that a test kills, or lets meet another. Each worker of the tests has one such process, from when it first
needs one; it has opened nothing.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from threading import Timer
from typing import TextIO

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["loaded"])


class Forked:
    """A process that does one act, in an environment of its own. It is used as a `subprocess.Popen` is."""

    def __init__(self, act: Callable[..., object], *told: object, env: Mapping[str, str]) -> None:
        _be_loaded()
        (self._out, outwards), (self._error, errorwards) = _FORKS.Pipe(duplex=False), _FORKS.Pipe(duplex=False)
        self._process = _FORKS.Process(target=_live, args=(dict(env), outwards, errorwards, act, told), daemon=True)
        self._process.start()
        for given in (outwards, errorwards):
            given.close()

    @cached_property
    def stdout(self) -> TextIO:
        return _text(self._out)

    def poll(self) -> int | None:
        """How it ended, or None."""
        return self._process.exitcode

    def wait(self) -> int:
        self._process.join()
        assert self._process.exitcode is not None
        return self._process.exitcode

    def send_signal(self, what: signal.Signals) -> None:
        assert self._process.pid is not None
        os.kill(self._process.pid, what)

    def kill(self) -> None:
        self._process.kill()

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """All that it says until its end; after so many seconds it is killed."""
        limit = Timer(timeout, self.kill) if timeout is not None else None
        if limit is not None:
            limit.start()
        # Both at once: a pipe that is full and not read would hold it up.
        with ThreadPoolExecutor(1) as beside, self.stdout as out, _text(self._error) as error:
            complaints = beside.submit(error.read)
            said = out.read(), complaints.result()
        self.wait()
        if limit is not None:
            limit.cancel()
        return said


def meeting(of: int) -> Barrier:
    """Where so many processes wait for one another, each of whom is told of it."""
    return _FORKS.Barrier(of)


def _be_loaded() -> None:
    """Have the process to fork from, which knows nothing of the tests' own store and pages, but where the code is."""
    ours = dict(os.environ)
    for name in [name for name in ours if name.startswith(("SIXPENCE_", "DJANGO_"))]:
        del os.environ[name]
    os.environ["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    try:
        forkserver.ensure_running()
    finally:
        os.environ.clear()
        os.environ.update(ours)


def _live(
    env: dict[str, str], out: Connection, error: Connection, act: Callable[..., object], told: tuple[object, ...]
) -> None:
    os.environ.clear()
    os.environ.update(env)
    for given, number in ((out, 1), (error, 2)):
        os.dup2(given.fileno(), number)
        given.close()
    act(*told)


def _text(connection: Connection) -> TextIO:
    with connection:
        return os.fdopen(os.dup(connection.fileno()), "r")
