"""Durable work."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from dbos import DBOS

from actions.toy_job import SECRET, TOY, noted
from actions.toy_job import main as toy_job
from forked import Forked
from sixpence.actions import durable, durable_engine
from sixpence.actions.durable import JobNow, JobState
from sixpence.basics.refused import Refused
from sixpence.store.alive import alive, is_alive
from sixpence.store.configuration import Configuration, current
from sixpence.store.ready import models
from store.stores import all_stored
from waiting import until

QUICKLY = {"who": "kestrel", "seconds": "0"}


@pytest.fixture
def working(worked_in: None) -> Iterator[None]:
    with durable.working(TOY):
        yield


@pytest.fixture
def another_process(worked_in: None) -> Iterator[Callable[[str, float], Forked]]:
    """Starts a process that does the toy job; all are killed in the end."""
    with ExitStack() as until:

        def begin(job_id: str, seconds: float) -> Forked:
            process = Forked(toy_job, job_id, str(seconds), env=os.environ)
            until.callback(process.communicate)
            until.callback(process.kill)
            return process

        yield begin


@pytest.fixture
def hold(own_store: Configuration, worked_in: None) -> Path:
    """As long as this file is there, no toy job ends its second step."""
    hold = own_store.data_dir / "hold"
    hold.touch()
    return hold


def has_noted(line: str) -> bool:
    return (current().data_dir / "done").exists() and line in noted()


def events_of(subject: str) -> int:
    return models.Event.objects.filter(subject=subject).count()


def test_a_job_is_done_step_by_step_and_started_once(working: None) -> None:
    durable.start(TOY, "toy/1", QUICKLY)
    durable.start(TOY, "toy/1", QUICKLY)
    assert durable.wait("toy/1") == {"answer": f"kestrel {SECRET}"}
    durable.start(TOY, "toy/1", QUICKLY)
    assert durable.wait("toy/1") == {"answer": f"kestrel {SECRET}"}
    assert noted() == ["first", "second begins", "second ends", "third"]
    now = durable.look("toy/1")
    assert now is not None
    assert (now.state, now.done) == (JobState.DONE, ("first", "second", "third"))


def test_there_is_no_job_of_another_id(working: None) -> None:
    assert durable.look("toy/none") is None
    with pytest.raises(Refused, match="there is no job toy/none"):
        durable.wait("toy/none")


def test_a_job_says_how_far_it_has_come(working: None, hold: Path) -> None:
    heard = set()

    def hear(now: JobNow) -> None:
        heard.add((now.state, now.doing, now.doing_done, now.doing_of))
        if now.doing_done == 2:
            hold.unlink(missing_ok=True)

    durable.start(TOY, "toy/slow", {"who": "kestrel", "seconds": "0.2"})
    durable.wait("toy/slow", hear)
    assert (JobState.RUNNING, "second", 2, 2) in heard


def test_a_refusal_ends_a_job_with_its_line_and_it_goes_on_there_when_asked(working: None) -> None:
    refuse = current().data_dir / "refuse"
    refuse.touch()
    durable.start(TOY, "toy/refused", QUICKLY)
    with pytest.raises(Refused, match=r"^the toy is refused: remove the file$"):
        durable.wait("toy/refused")
    now = durable.look("toy/refused")
    assert now is not None
    assert (now.state, now.done, now.doing) == (JobState.FAILED, ("first", "second"), "third")
    refuse.unlink()
    durable.retry("toy/refused")
    durable.wait("toy/refused")
    durable.retry("toy/refused")  # it has not failed: nothing happens
    durable.wait("toy/refused")
    assert noted() == ["first", "second begins", "second ends", "third"]


def test_an_error_is_told_without_what_it_says(working: None, capfd: pytest.CaptureFixture[str]) -> None:
    (current().data_dir / "break").touch()
    durable.start(TOY, "toy/broken", QUICKLY)
    with pytest.raises(Refused, match="something is wrong inside Sixpence \\(ValueError at ") as refusal:
        durable.wait("toy/broken")
    said = str(refusal.value) + "".join(capfd.readouterr())
    assert SECRET not in said
    assert "Traceback" not in said


def test_nothing_that_a_job_knows_is_readable_in_its_books(working: None, own_store: Configuration) -> None:
    durable.start(TOY, "toy/private", {**QUICKLY, "private": SECRET})
    durable.wait("toy/private")
    books = all_stored(own_store)
    assert b"toy/private" in books
    assert SECRET.encode() not in books
    assert [each.name for each in own_store.data_dir.glob("*.sqlite3*") if each.stat().st_mode & 0o077] == []
    for status in DBOS.list_workflows():
        assert SECRET in str(status.input), "kept, and opened with the key"


def test_a_job_that_was_stopped_in_the_middle_goes_on(worked_in: None) -> None:
    with durable.working(TOY):
        durable.start(TOY, "toy/stopped", {"who": "kestrel", "seconds": "0.5"})
        until(lambda: has_noted("second begins"))
    with durable.working(TOY):
        durable.wait("toy/stopped")
    assert noted().count("first") == 1
    assert noted().count("third") == 1
    assert events_of("kestrel") == 1


def test_a_killed_job_goes_on_behind_the_last_step_that_ended(
    hold: Path, another_process: Callable[[str, float], Forked]
) -> None:
    process = another_process("toy/killed", 0)
    until(lambda: has_noted("second begins"))
    process.send_signal(signal.SIGKILL)
    process.wait()
    with durable.working(TOY):
        until(lambda: noted().count("second begins") == 2)
        assert noted().count("first") == 1
        now = durable.look("toy/killed")
        assert now is not None
        assert now.state is JobState.RUNNING
        hold.unlink()


def test_a_process_that_works_takes_over_from_one_that_dies(
    hold: Path, another_process: Callable[[str, float], Forked], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(durable_engine, "_CARE_EVERY", 0.1)
    process = another_process("toy/first", 0)
    until(lambda: has_noted("second begins"))
    with durable.working(TOY):
        time.sleep(0.5)  # the other is alive: its job is left alone
        assert noted().count("second begins") == 1
        process.send_signal(signal.SIGKILL)
        process.wait()
        hold.unlink()
        durable.wait("toy/first")
    assert noted().count("first") == noted().count("third") == 1
    assert noted().count("second begins") == 2
    assert events_of("toy/first") == 1


def test_two_processes_do_a_job_once(another_process: Callable[[str, float], Forked]) -> None:
    both = [another_process("toy/both", 0.3) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert noted() == ["first", "second begins", "second ends", "third"]


def test_a_process_is_alive_until_it_ends(own_store: Configuration) -> None:
    assert not is_alive(own_store, "nobody")
    with alive(own_store, "somebody"):
        assert is_alive(own_store, "somebody")
    assert not is_alive(own_store, "somebody")


def test_commands_that_need_no_job_do_not_load_it() -> None:
    code = "import sys, sixpence.cli.app, sixpence.actions.durable; print('dbos' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
