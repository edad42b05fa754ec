"""How DBOS does our jobs: its configuration, what it may keep and say, and who takes over from the dead.

DBOS keeps jobs in a database of its own: `jobs.sqlite3` in the data folder, or the schema `dbos` of our PostgreSQL.
"""

import base64
import json
import logging
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import structlog
from dbos import DBOS, DBOSConfig, Serializer, SetWorkflowID
from sqlalchemy import URL

from sixpence.actions.durable import Job, JobNow, JobState, Order, Plain
from sixpence.basics.refused import Refused
from sixpence.store import close_store
from sixpence.store.alive import alive, is_alive
from sixpence.store.configuration import Configuration, current
from sixpence.store.encryption import seal, unseal

T = TypeVar("T")

_QUEUE = "sixpence"
_AT_ONCE = 2  # jobs that one process works at
_ASK_EVERY = 0.2  # seconds between two looks at the queue
_CARE_EVERY = 5.0  # seconds between two looks for processes that have died
_SAY_EVERY = 0.25  # seconds between two words of progress: each is written to the database
# DBOS goes on only with jobs of its own version, which by default changes with every line of code. Ours keep their
# steps, so that an upgrade in the middle of a payday does not strand it.
_VERSION = "1"
_STATES = {"DELAYED": JobState.WAITING, "ENQUEUED": JobState.WAITING, "PENDING": JobState.RUNNING}
_STATES |= {"SUCCESS": JobState.DONE}  # all others have failed


class _SealedJson(Serializer):
    """What DBOS keeps of ours is plain JSON, encrypted; a failure is its one line."""

    def serialize(self, data: Any) -> str:
        kept = {"failure": _line_of(data)} if isinstance(data, BaseException) else {"value": data}
        return base64.b64encode(seal(json.dumps(kept), table="job", row="", column="value")).decode()

    def deserialize(self, serialized_data: str) -> Any:
        kept = json.loads(unseal(base64.b64decode(serialized_data), table="job", row="", column="value"))
        return Refused(kept["failure"]) if "failure" in kept else kept["value"]

    def name(self) -> str:
        return "sixpence"


def _line_of(error: BaseException) -> str:
    """A refusal's own line. Of any other error only its kind and place: what it says may be somebody's."""
    if isinstance(error, Refused):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "sixpence" in Path(frame.filename).parts] or list(frames)
    place = f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return f"something is wrong inside Sixpence ({type(error).__name__}{place}): try again, and report it if it stays"


class _Say(logging.Handler):
    """DBOS's warnings in our log: their first line, and no exception's words."""

    def emit(self, record: logging.LogRecord) -> None:
        message = (record.getMessage().splitlines() or [""])[0]
        structlog.get_logger().log(record.levelno, f"durable work: {message}")


class _Steps:
    """One job at its steps."""

    def __init__(self) -> None:
        self._said = 0.0
        self._name = ""

    def do(self, name: str, act: Callable[[], T]) -> T:
        def step() -> T:
            self._name = name
            self._say(0, 0)
            try:
                return act()
            except Refused:
                raise
            except Exception as error:
                raise Refused(_line_of(error)) from None
            finally:
                close_store()  # each step has a thread's own connection, and lets go of it

        return DBOS.run_step({"name": name}, step)

    def progress(self, done: int, of: int) -> None:
        if done == of or time.monotonic() - self._said > _SAY_EVERY:
            self._say(done, of)

    def _say(self, done: int, of: int) -> None:
        self._said = time.monotonic()
        DBOS.set_event("doing", {"step": self._name, "done": done, "of": of})


@dataclass(slots=True)
class _Launched:
    chosen: Configuration
    name: str
    until: ExitStack
    stopping: threading.Event = field(default_factory=threading.Event)


_one_at_a_time = threading.Lock()
_launched: _Launched | None = None
_workflows: dict[str, Callable[[dict[str, Plain]], Plain]] = {}  # DBOS learns of a job once a process


def launch(known: Iterable[Job]) -> None:
    """Begin to work. Nothing happens where this process works already on the same store."""
    global _launched
    with _one_at_a_time:
        chosen = current()
        for job in known:
            _learn(job)
        if _launched is not None and _launched.chosen is chosen:
            return
        if _launched is not None:
            raise RuntimeError("this process works on another store: stop that first")
        name = uuid4().hex
        _quiet()
        with ExitStack() as until:
            until.enter_context(alive(chosen, name))  # first: a job of ours must never seem left behind
            DBOS(config=_config(chosen, name))
            until.callback(DBOS.destroy)
            DBOS.launch()
            DBOS.register_queue(_QUEUE, worker_concurrency=_AT_ONCE, polling_interval_sec=_ASK_EVERY)
            _launched = _Launched(chosen, name, until.pop_all())
        _take_over(_launched)
        threading.Thread(target=_care, args=(_launched,), name="durable-care", daemon=True).start()


def launch_once(known: Callable[[], Iterable[Job]]) -> None:
    """`launch`, for callers that do not know whether it has been."""
    if _launched is None or _launched.chosen is not current():
        launch(known())


def stop() -> None:
    """Work no more. A job that is cut off goes on when some process works again."""
    global _launched
    with _one_at_a_time:
        if _launched is None:
            return
        ended, _launched = _launched, None
        ended.stopping.set()
        ended.until.close()


def start(job: Job, job_id: str, order: Order) -> None:
    with SetWorkflowID(job_id):
        DBOS.enqueue_workflow(_QUEUE, _workflows[job.name], dict(order))


def look(job_id: str) -> JobNow | None:
    found = DBOS.list_workflows(workflow_ids=[job_id])
    if not found:
        return None
    status = found[0]
    state = _STATES.get(status.status, JobState.FAILED)
    doing = DBOS.get_all_events(job_id).get("doing") or {}
    done = tuple(step["function_name"] for step in DBOS.list_workflow_steps(job_id) if step["error"] is None)
    at_a_step = state in (JobState.RUNNING, JobState.FAILED) and doing.get("step") not in done
    return JobNow(
        job_id=job_id,
        state=state,
        done=done,
        doing=doing.get("step", "") if at_a_step else "",
        doing_done=doing.get("done", 0) if at_a_step else 0,
        doing_of=doing.get("of", 0) if at_a_step else 0,
        answer=status.output if state is JobState.DONE else None,
        failure=str(status.error or f"it was {status.status.lower()}") if state is JobState.FAILED else "",
    )


def retry(job_id: str) -> None:
    now = look(job_id)
    if now is None or now.state is not JobState.FAILED:
        return
    failed = [step["function_id"] for step in DBOS.list_workflow_steps(job_id) if step["error"] is not None]
    DBOS.rewind_workflow(job_id, start_step=failed[0] if failed else None, queue_name=_QUEUE)


def _learn(job: Job) -> None:
    if job.name in _workflows:
        return

    def run(order: dict[str, Plain]) -> Plain:
        return job.run(_Steps(), order)

    _workflows[job.name] = DBOS.workflow(name=job.name)(run)


def _config(chosen: Configuration, name: str) -> DBOSConfig:
    return {
        "name": "sixpence",
        "system_database_url": _database(chosen),
        "executor_id": name,
        "application_version": _VERSION,
        "serializer": _SealedJson(),
        "log_level": "WARNING",
        "db_engine_kwargs": {"hide_parameters": True},
        "notification_listener_polling_interval_sec": _ASK_EVERY,
    }


def _database(chosen: Configuration) -> str:
    if chosen.sqlite_path is None:
        assert chosen.database_url is not None
        return chosen.database_url.get_secret_value()
    path = chosen.data_dir / "jobs.sqlite3"
    path.touch(mode=0o600)  # SQLite gives its -wal and -shm files the same mode
    address: str = URL.create("sqlite", database=str(path)).render_as_string()
    return address


def _quiet() -> None:
    """DBOS speaks through our log. It adds a handler of its own only where there is none."""
    log = logging.getLogger("dbos")
    if not any(isinstance(handler, _Say) for handler in log.handlers):
        log.handlers = [_Say()]
        log.propagate = False


def _care(launched: _Launched) -> None:
    while not launched.stopping.wait(_CARE_EVERY):
        try:
            _take_over(launched)
        except Exception as error:  # the database may be away for a while: look again
            structlog.get_logger().warning(f"durable work: cannot look for the dead ({type(error).__name__})")


def _take_over(launched: _Launched) -> None:
    """Put the jobs of processes that have died back on the queue. Two that do it at once do it once."""
    running = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
    others = {status.executor_id for status in running if status.executor_id} - {launched.name}
    dead = [name for name in sorted(others) if not is_alive(launched.chosen, name)]
    if dead:
        DBOS._recover_pending_workflows(dead)  # noqa: SLF001  # the only way to name the dead without DBOS's own service
