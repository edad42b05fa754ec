"""Durable work: jobs that end what they began, whatever is killed when.

A job is a function of steps. What a step answered is kept, so that after a crash the job goes on behind the last step
that ended; a step that was cut off is done again, and so does its act in one transaction, or finds what it did before.
A job is started under an id of ours, which says what it does: starting it twice is starting it once.

A module named `*_job.py` in this folder has a `JOB`; it is found by listing the folder. DBOS keeps the books
(`durable_engine`); it is loaded and launched when the first job is started or looked at, and not before.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Protocol, TypeVar

from sixpence.basics.refused import Refused

Plain = str | int | bool | None | list[Any] | dict[str, Any]  # what JSON can say; kept encrypted
Order = Mapping[str, Plain]  # what a job is asked to do, and for whom
T = TypeVar("T")
_LOOK_EVERY, _LOOK_SELDOM = 0.1, 1.0  # seconds between two looks at a job: at first, and when it takes long


class Steps(Protocol):
    """What a job works with."""

    def do(self, name: str, act: Callable[[], T]) -> T:
        """Do a step, or return what it answered before the crash. What it answers is plain: what JSON can say.

        A Refused ends the job with its line, and so does any other error, without what it says.
        """

    def progress(self, done: int, of: int) -> None:
        """Say from inside a step how far it has come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One kind of durable work. Steps keep their names and their order for good: a job may have begun long ago."""

    name: str
    run: Callable[[Steps, Order], Plain]


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobNow:
    """How far a job has come."""

    job_id: str
    state: JobState
    done: tuple[str, ...]  # the steps that have ended, in order
    doing: str = ""  # the step it is at, or failed at
    doing_done: int = 0
    doing_of: int = 0  # 0 where the step does not say how much it has to do
    answer: Plain = None
    failure: str = ""  # one line, as a Refused has it

    @property
    def ended(self) -> bool:
        return self.state in (JobState.DONE, JobState.FAILED)


def start(job: Job, job_id: str, order: Order) -> None:
    """Have the job done, by this process or another that works. Where there is a job of that id, nothing happens."""
    _engine().start(job, job_id, order)


def look(job_id: str) -> JobNow | None:
    """How far the job has come; None where there is none of that id."""
    found: JobNow | None = _engine().look(job_id)
    return found


def retry(job_id: str) -> None:
    """Have a failed job go on at the step it failed at. Nothing happens where it has not failed."""
    _engine().retry(job_id)


def wait(job_id: str, tell: Callable[[JobNow], None] = lambda _: None) -> Plain:
    """Wait for the job to end and return its answer; `tell` hears how far it has come. Raises Refused if it failed."""
    pause = _LOOK_EVERY
    while True:
        now = look(job_id)
        if now is None:
            raise Refused(f"there is no job {job_id}: start it first")
        tell(now)
        if now.state is JobState.FAILED:
            raise Refused(now.failure)
        if now.ended:
            return now.answer
        time.sleep(pause)
        pause = min(pause * 1.05, _LOOK_SELDOM)  # whoever looks takes time from the job


@contextmanager
def working(*others: Job) -> Iterator[None]:
    """This process does jobs while the context lasts: those asked for, and those that dead processes left behind.

    `others` are done besides the jobs of this folder.
    """
    from sixpence.actions import durable_engine

    durable_engine.launch([*jobs(), *others])
    try:
        yield
    finally:
        durable_engine.stop()


def jobs() -> list[Job]:
    """Every job of this folder."""
    package = import_module("sixpence.actions")
    names = sorted(module.name for module in iter_modules(package.__path__) if module.name.endswith("_job"))
    return [import_module(f"{package.__name__}.{name}").JOB for name in names]


def _engine() -> Any:
    """The engine of this process, launched."""
    from sixpence.actions import durable_engine

    durable_engine.launch_once(jobs)
    return durable_engine
