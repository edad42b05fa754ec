"""10,000 people from Personio: a sync against the stand-in, and the review of all that it found, in money.

SIXPENCE_BENCH_LIMITS=real make bench    # under Personio's rate limits, which allow no less than 337 seconds
"""

import os
import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from sixpence.actions.connections import connect
from sixpence.actions.durable import working
from sixpence.actions.pay_runs import open_run
from sixpence.actions.review import review_changes
from sixpence.actions.review_money import review_money
from sixpence.actions.syncs import start_sync, wait_for_sync
from sixpence.cli.demo_company import EMPLOYER
from sixpence.hr.sources.personio import Credentials
from sixpence.sandbox.personio import open_sandbox
from sixpence.store import close_store, open_store, transaction
from sixpence.store.employers import save_employer

PEOPLE = 10_000
PAY_DAY = date(2026, 11, 30)
BY = {"actor": "bench", "at": datetime(2026, 11, 20, 9, tzinfo=UTC)}


def run() -> list[tuple[str, str]]:
    name = EMPLOYER.name
    limited = os.environ.get("SIXPENCE_BENCH_LIMITS") == "real"
    with (
        tempfile.TemporaryDirectory() as folder,
        open_sandbox(people=PEOPLE, limits="real" if limited else "none") as sandbox,
    ):
        open_store(Path(folder) / "bench.sqlite3", Path(folder))
        with transaction():
            save_employer(replace(EMPLOYER, paid_elsewhere_before=False))  # else nobody could be paid without figures
        connect(name, Credentials(sandbox.client_id, sandbox.client_secret), sandbox.base_url, **BY)
        open_run(name, PAY_DAY, "monthly", **BY)
        asked = len(sandbox.requests)
        start = time.perf_counter()
        with working():
            sync = wait_for_sync(start_sync(name, as_of=PAY_DAY, **BY))
        kept = time.perf_counter()
        assert sync.change_set is not None
        found = review_money(name, sync.change_set)
        opened = time.perf_counter()
        page = review_changes(name, sync.change_set)
        listed = time.perf_counter()
        paid = sum(effect.after.pay is not None for effect in found.effects.values())
        requests = len(sandbox.requests) - asked
        close_store()
    how = "under Personio's limits" if limited else "as fast as the stand-in answers"
    return [
        (f"a whole sync, {how}", f"{kept - start:.1f} s, {requests:,} requests, {len(page.lines):,} changes"),
        (f"the money of the review: {paid:,} people's pay before and after", f"{opened - kept:.2f} s"),
        ("the review with every line of it", f"{listed - opened:.2f} s"),
    ]
