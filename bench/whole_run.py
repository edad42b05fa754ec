"""A run of 10,000 people, from stored facts to stored and sealed results, on SQLite."""

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from builders import an_employer
from invented_people import PAY_DATE, employee_id, facts_of
from sixpence.actions.checks import settle_kinds
from sixpence.actions.pay_runs import approve_run, calculate_pay_run, close_run, open_run
from sixpence.payrun.checks import CheckKind
from sixpence.store import close_store, open_store, transaction
from sixpence.store.employers import save_employer
from sixpence.store.employments import add_employments, save_facts

PEOPLE = 10_000
BY = {"actor": "bench", "at": datetime(2026, 11, 20, 9, tzinfo=UTC)}


def run() -> list[tuple[str, str]]:
    name = an_employer().name
    ids = [employee_id(number) for number in range(PEOPLE)]
    facts = [fact for number in range(PEOPLE) for fact in facts_of(number)]
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        open_store(Path(folder) / "bench.sqlite3", Path(folder))
        with transaction():
            save_employer(an_employer())
            add_employments(name, ids)
            save_facts(name, facts, origin="bench", at=BY["at"])
        run_ = open_run(name, PAY_DATE, "monthly", **BY)
        start = time.perf_counter()
        run_, _ = calculate_pay_run(name, run_.run_key, **BY)
        calculated = time.perf_counter()
        settle_kinds(name, run_.run_key, tuple(CheckKind), "bench", **BY)
        approve_run(name, run_.run_key, run_.digest, **(BY | {"actor": "another"}))
        approved = time.perf_counter()
        close_run(name, run_.run_key, **BY)
        closed = time.perf_counter()
        close_store()
        for what, seconds in (
            ("facts to stored figures", calculated - start),
            ("approve, with a trial of the FPS", approved - calculated),
            ("close: seal and replay", closed - approved),
            ("all of it", closed - start),
        ):
            figures.append((what, f"{seconds:.2f} s, {seconds / PEOPLE * 1e6:.0f} µs an employee"))
    return figures
