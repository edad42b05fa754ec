"""`sixpence worker` does what others left, until it is told to stop."""

import signal

import pytest
from django.db import connection

from cli.processes import environment, sixpence_forked
from sixpence.store.configuration import Configuration
from waiting import until


def _alive(store: Configuration) -> int:
    """How many processes have the lock of one that works; its session on PostgreSQL never asks for anything else."""
    if store.sqlite_path is not None:
        return len(list((store.data_dir / "alive").iterdir()))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'SELECT pg_advisory_lock(%'"
        )
        (sessions,) = cursor.fetchone()
    return int(sessions)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_works_until_it_is_told_to_stop(how: signal.Signals, own_store: Configuration) -> None:
    worker = sixpence_forked("worker", env=environment(own_store.data_dir))
    try:
        assert worker.stdout.readline().startswith("Working.")
        assert _alive(own_store) == 1
        worker.send_signal(how)
        assert worker.communicate(timeout=30) == ("", "")
        assert worker.poll() == 0
        until(lambda: _alive(own_store) == 0)  # PostgreSQL hears of the end of a session a moment later
    finally:
        worker.kill()
