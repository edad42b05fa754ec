"""Waiting for what another process or thread is about to do."""

import time
from collections.abc import Callable


def until(condition: Callable[[], bool]) -> None:
    """Wait for it; half a minute is in vain."""
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
