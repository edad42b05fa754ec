"""Syncs killed, and what came of them.

Every other one dies in the middle of reading, when it has had so many answers; the others at a moment by chance.

One process that has everything loaded forks for each attempt, so that each costs a fork and not a start of Python. It
opens no database itself. After every kill the store is looked at: each sync has left its change set, or nothing yet.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from itertools import count
from typing import Any

import httpx

from sixpence.actions import durable
from sixpence.actions.syncs import start_sync, wait_for_sync
from sixpence.store import open_store
from sixpence.store.events import verify_log
from sixpence.store.ready import models

PAY_DAY = date(2026, 11, 30)
# More than are kept together, and fewer than a sync of the tests' sixty people asks for.
FEWEST, MOST = 40, 60


def die_after(answers: int) -> None:
    """This process is killed when it has had so many answers."""
    send, had = httpx.Client.send, count(1)

    def send_or_die(client: httpx.Client, request: httpx.Request, **options: Any) -> httpx.Response:
        answer = send(client, request, **options)
        if next(had) >= answers:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    setattr(httpx.Client, "send", send_or_die)  # noqa: B010


def sync_once(employer: str, answers: int | None = None) -> None:
    if answers:
        die_after(answers)
    open_store()
    with durable.working():
        wait_for_sync(start_sync(employer, as_of=PAY_DAY, actor="a tester", at=datetime.now(UTC)))


def stands() -> dict[str, int]:
    """What is in the store; it must be whole."""
    open_store()
    verify_log()
    over = models.Sync.objects.exclude(ended_at=None)
    sets = models.ChangeSet.objects.all()
    left = {models.Proposal.objects.filter(change_set=each).count() for each in sets}
    found = {models.SyncOutcome.objects.filter(change_set=each).count() for each in sets}
    assert max(len(left), len(found)) <= 1, f"a change set is half there: {left}, {found}"
    assert over.count() == sets.count() == over.exclude(change_set=None).count(), "a sync has no change set, or two"
    assert not over.exclude(failure="").exists(), "a sync failed"
    assert not models.KeptAnswer.objects.exclude(sync__ended_at=None).exists(), "answers outlive their sync"
    return {
        "change_sets": sets.count(),
        "proposals": max(left, default=0),
        "kept_answers": models.KeptAnswer.objects.count(),
        "under_way": models.Sync.objects.filter(ended_at=None).count(),
    }


def forked(act: Callable[[], object]) -> int:
    process = os.fork()
    if process:
        return process
    try:
        act()
        os._exit(0)
    except BaseException as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        os._exit(1)


def ended_well(process: int) -> None:
    _, status = os.waitpid(process, 0)
    assert os.waitstatus_to_exitcode(status) == 0, "see above"


def look() -> dict[str, int]:
    reading, writing = os.pipe()
    process = forked(lambda: os.write(writing, json.dumps(stands()).encode()))
    os.close(writing)
    with os.fdopen(reading) as answer:
        text = answer.read()
    ended_well(process)
    found: dict[str, int] = json.loads(text)
    return found


def main(employer: str, kills: str, seed: str) -> None:
    started = time.monotonic()
    ended_well(forked(lambda: sync_once(employer)))
    takes = time.monotonic() - started
    chance, seen = random.Random(int(seed)), []
    for number in range(int(kills)):
        if number % 2 == 0:
            process = forked(partial(sync_once, employer, chance.randint(FEWEST, MOST)))
        else:
            process = forked(partial(sync_once, employer))
            time.sleep(chance.uniform(0.2, 1.0) * takes)
            os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        seen.append(look())
    ended_well(forked(lambda: sync_once(employer)))
    sys.stdout.write(json.dumps({"takes": takes, "seen": seen, "end": look()}))
