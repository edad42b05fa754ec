"""A job to be killed in the middle.

In the folder of the store that the environment names it writes a line a step to `done`. Its second step takes SECONDS,
and as long as there is a file `hold`; it records an event, once, as an act must.
"""

import time
from datetime import UTC, datetime

from sixpence.actions import durable
from sixpence.actions.durable import Job, Order, Plain, Steps
from sixpence.basics.refused import Refused
from sixpence.store import open_store, transaction
from sixpence.store.configuration import current
from sixpence.store.events import record
from sixpence.store.ready import models

SECRET = "AB123456C"


def note(line: str) -> None:
    with (current().data_dir / "done").open("a") as file:
        file.write(f"{line}\n")


def noted() -> list[str]:
    return (current().data_dir / "done").read_text().splitlines()


def _run(steps: Steps, order: Order) -> Plain:
    who = str(order["who"])

    def first() -> str:
        note("first")
        return f"{who} {SECRET}"

    answer = steps.do("first", first)
    steps.do("second", lambda: _second(steps, who, float(str(order["seconds"]))))
    steps.do("third", _third)
    return {"answer": answer}


def _second(steps: Steps, who: str, seconds: float) -> None:
    note("second begins")
    tenths = round(seconds * 10)
    for tenth in range(tenths):
        steps.progress(tenth, tenths)
        time.sleep(0.1)
    while (current().data_dir / "hold").exists():
        steps.progress(tenths, tenths)
        time.sleep(0.02)
    with transaction():
        if not models.Event.objects.filter(subject=who).exists():
            record(kind="toy", subject=who, detail={}, actor="a tester", at=datetime(2026, 11, 20, tzinfo=UTC))
    note("second ends")


def _third() -> None:
    if (current().data_dir / "refuse").exists():
        raise Refused("the toy is refused: remove the file")
    if (current().data_dir / "break").exists():
        raise ValueError(SECRET)
    note("third")


TOY = Job(name="toy", run=_run)


def main(job_id: str, seconds: str) -> None:
    open_store()
    with durable.working(TOY):
        durable.start(TOY, job_id, {"who": job_id, "seconds": seconds})
        durable.wait(job_id)
