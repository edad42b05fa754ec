"""`sixpence worker` does what others left, until it is told to stop."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.processes import environment


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_works_until_it_is_told_to_stop(how: signal.Signals, tmp_path: Path) -> None:
    worker = subprocess.Popen(
        [sys.executable, "-u", "-m", "sixpence", "worker"],
        env=environment(tmp_path),
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
