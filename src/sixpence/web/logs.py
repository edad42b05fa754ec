"""What the server writes to standard error: where something went wrong, and nothing of what it was about.

An error's message may quote a person's data, so only its type and the lines of code it passed through are written.
"""

import logging
import sys
import traceback


class _WithoutValues(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = f"{record.levelname.lower()} {record.name}"
        if not record.exc_info or record.exc_info[1] is None:
            return f"{line}: {record.msg if not record.args else str(record.msg)}"
        frames = traceback.extract_tb(record.exc_info[2])
        where = "".join(f"\n  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
        return f"{line}: {type(record.exc_info[1]).__name__}{where}"


def set_up_server_logs() -> None:
    """Errors of Django and of the server, to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_WithoutValues())
    for name in ("django.request", "django.security", "waitress"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(logging.ERROR)
