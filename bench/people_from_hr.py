"""10,000 people from Personio: a sync against the stand-in, and the review of all that it found, in money."""

import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from sixpence.actions.connections import connect
from sixpence.actions.pay_runs import open_run
from sixpence.actions.review import review_changes
from sixpence.actions.sync import keep_changes
from sixpence.actions.sync_preview import preview_sync
from sixpence.cli.demo_company import EMPLOYER
from sixpence.hr.sources.personio import Credentials
from sixpence.sandbox.personio import PersonioSandbox, large_company
from sixpence.store import close_store, open_store, transaction
from sixpence.store.employers import save_employer

PEOPLE = 10_000
PAY_DAY = date(2026, 11, 30)
BY = {"actor": "bench", "at": datetime(2026, 11, 20, 9, tzinfo=UTC)}


def run() -> list[tuple[str, str]]:
    name = EMPLOYER.name
    with tempfile.TemporaryDirectory() as folder, PersonioSandbox(large_company(PEOPLE)) as sandbox:
        open_store(Path(folder) / "bench.sqlite3", Path(folder))
        with transaction():
            save_employer(EMPLOYER)
        connect(name, Credentials(sandbox.client_id, sandbox.client_secret), sandbox.base_url, **BY)
        open_run(name, PAY_DAY, "monthly", **BY)
        asked = len(sandbox.requests)
        start = time.perf_counter()
        preview = preview_sync(name, as_of=PAY_DAY)
        read = time.perf_counter()
        kept = keep_changes(preview, **BY)
        stored = time.perf_counter()
        page = review_changes(name, kept.change_set.number)
        opened = time.perf_counter()
        requests = len(sandbox.requests) - asked
        close_store()
    return [
        ("read everybody, as fast as the stand-in answers", f"{read - start:.1f} s, {requests:,} requests"),
        ("keep the change set", f"{stored - read:.1f} s, {len(page.lines):,} changes"),
        ("open the review, with everybody's pay before and after", f"{opened - stored:.2f} s"),
    ]
