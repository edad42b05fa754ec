"""`sixpence worker` does what others left, until it is told to stop."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_works_until_it_is_told_to_stop(how: signal.Signals, tmp_path: Path) -> None:
    environment = {**os.environ, "SIXPENCE_DATA_DIR": str(tmp_path)}
    worker = subprocess.Popen(
        [sys.executable, "-u", "-m", "sixpence", "worker"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert worker.stdout is not None
        assert worker.stdout.readline().startswith("Working.")
        assert len(list((tmp_path / "alive").iterdir())) == 1
        worker.send_signal(how)
        assert worker.communicate(timeout=30) == ("", "")
        assert worker.returncode == 0
        assert not list((tmp_path / "alive").iterdir())
    finally:
        worker.kill()
        worker.communicate()
