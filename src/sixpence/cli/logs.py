"""What a running Sixpence writes to standard error: warnings, in one line each, with nothing personal in them."""

import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

# What an event may carry. Everything else is left out, so that a field added carelessly somewhere stays unsaid.
_SAID = frozenset({"event", "level", "timestamp", "retry_num", "wait_for", "waited_so_far", "employer", "run"})


def set_up_logs() -> None:
    """Warnings and worse, to standard error; standard output belongs to the commands."""
    import structlog

    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            redact,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger("warning"),
        # Standard error as it is when something is said: a captured one may be closed by then.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )


def redact(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Keep what is known to hold no personal data and no secret."""
    return {key: value for key, value in event.items() if key in _SAID}
