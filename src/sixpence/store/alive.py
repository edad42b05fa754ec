"""Which processes are alive: each holds a lock that the system lets go of when the process ends, however it ends.

On SQLite it is a lock on a file in the data folder, since all processes are on one machine; on PostgreSQL an advisory
lock of one session, since they need not be.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from sixpence.store.configuration import Configuration


@contextmanager
def alive(chosen: Configuration, name: str) -> Iterator[None]:
    """This process is alive under that name, which no other may use, for as long as the context lasts."""
    if chosen.sqlite_path is None:
        from psycopg import connect

        with connect(_address(chosen), autocommit=True) as session:
            session.execute("SELECT pg_advisory_lock(%s)", [_number(name)])
            yield
        return
    path = _file(chosen, name)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
        path.unlink()


def is_alive(chosen: Configuration, name: str) -> bool:
    """Whether a process is alive under that name. One that has ended is forgotten with the answer."""
    if chosen.sqlite_path is None:
        from psycopg import connect

        with connect(_address(chosen), autocommit=True) as session:
            answer = session.execute("SELECT pg_try_advisory_lock(%s)", [_number(name)]).fetchone()
            return not (answer and answer[0])
    path = _file(chosen, name)
    try:
        with path.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _file(chosen: Configuration, name: str) -> Path:
    return chosen.data_dir / "alive" / name


def _address(chosen: Configuration) -> str:
    assert chosen.database_url is not None  # no address at all means SQLite
    return chosen.database_url.get_secret_value()


def _number(name: str) -> int:
    """PostgreSQL's advisory locks are 64-bit numbers."""
    return int.from_bytes(sha256(f"sixpence {name}".encode()).digest()[:8], signed=True)
