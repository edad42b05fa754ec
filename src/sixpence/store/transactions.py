"""The one transaction of a use case."""

from contextlib import AbstractContextManager

from django.db import connection
from django.db import transaction as django_transaction


def transaction() -> AbstractContextManager[None]:
    """Everything inside is written, or nothing is. One around each use case: inside another it raises RuntimeError.

    On SQLite it takes the write lock at once and waits up to 20 seconds for it.
    """
    return django_transaction.atomic(durable=True)


def require_transaction() -> None:
    """Whatever writes calls this first. Raises RuntimeError outside a transaction: a crash could keep half of a change,
    or a change without its event in the log.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("the store is written to inside a transaction: put one around the use case")
