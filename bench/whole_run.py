"""A run of 10,000 people on SQLite: from stored facts to stored and sealed results, and what one change costs."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from actions.kestrel_runs import BY, EMPLOYER, SECOND, know
from invented_people import employee_id
from large_company import PAY_DATE, build_large_company
from sixpence.actions.adjustments import add_adjustment, line_from
from sixpence.actions.checks import settle_kinds
from sixpence.actions.pay_runs import approve_run, calculate_again, calculate_pay_run, close_run
from sixpence.payrun.checks import CheckKind
from sixpence.people.person import Fact
from sixpence.store import close_store, open_store

PEOPLE = 10_000


def run() -> list[tuple[str, str]]:
    took: dict[str, tuple[float, float]] = {}

    @contextmanager
    def timed(what: str) -> Iterator[None]:
        start, start_cpu = time.perf_counter(), time.process_time()
        yield
        took[what] = time.perf_counter() - start, time.process_time() - start_cpu

    with tempfile.TemporaryDirectory() as folder:
        open_store(Path(folder) / "bench.sqlite3", Path(folder))
        key = build_large_company(PEOPLE)
        with timed("a rise of one person accepted: the run brought up to date, as a whole calculation would"):
            know([Fact(employee_id(8), "salary", PAY_DATE.replace(day=1), "333300 monthly")])
            calculate_again(EMPLOYER, **BY)
        bonus = line_from({"label": "Bonus", "amount": "100.00"})
        with timed("one person's bonus: them worked out again, totals and digest stored"):
            add_adjustment(EMPLOYER, key, employee_id(7), bonus, **BY)
        with timed("facts to stored figures, everybody"):
            now, _ = calculate_pay_run(EMPLOYER, key, **BY)
        with timed("everything to check looked at and settled"):
            settle_kinds(EMPLOYER, key, tuple(CheckKind), "bench", **BY)
        with timed("approve, with a trial of the FPS"):
            approve_run(EMPLOYER, key, now.digest, **SECOND)
        with timed("close: seal and replay"):
            close_run(EMPLOYER, key, **BY)
        close_store()
    of_run = ("facts to stored figures, everybody", "approve, with a trial of the FPS", "close: seal and replay")
    wall, cpu = (sum(took[what][place] for what in of_run) for place in (0, 1))
    took["from stored facts to stored, sealed results"] = wall, cpu
    return [(what, f"{wall:.2f} s, of processor time {cpu:.2f} s") for what, (wall, cpu) in took.items()]
