"""A PostgreSQL server for one test, on a Unix socket in a folder of its own."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

# After a crash there is nothing to go back to. Nobody but the tests may be in a database that is copied.
_KEEPS_NOTHING = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"
_MEMORY = Path("/dev/shm")
_DEBIAN = Path("/usr/lib/postgresql")  # one folder a version, not on the PATH


def server_programs() -> Path | None:
    """The folder with initdb and postgres, the newest there is; None where there is none."""
    on_path = shutil.which("initdb")
    candidates = [Path(on_path).resolve().parent] if on_path else []
    candidates += sorted(_DEBIAN.glob("*/bin"), key=lambda folder: folder.parent.name, reverse=True)
    return next((folder for folder in candidates if (folder / "initdb").exists()), None)


@contextmanager
def throwaway_postgres(programs: Path) -> Iterator[str]:
    """The address of a running server with nothing on it. It goes, with its folder, at the end."""
    folder = Path(mkdtemp(prefix="sixpence-postgres-", dir=_place()))  # a socket's path must be short
    user = _server_user()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    data = folder / "data"

    def run(*command: str | Path) -> None:
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            cwd=folder,
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
        )

    try:
        run(programs / "initdb", "-D", data, "-U", "sixpence", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} {_KEEPS_NOTHING}"
        run(programs / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start")
        try:
            yield f"postgresql://sixpence@/postgres?host={folder}"
        finally:
            run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)


def _place() -> Path:
    """In memory where there is room: a database is some hundred files, and on a disk they take most of the time."""
    roomy = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > 2 * 2**30
    return _MEMORY if roomy else Path("/tmp")


def _server_user() -> pwd.struct_passwd | None:
    """The server will not run as root: then it runs as postgres, or as nobody."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return pwd.getpwnam("postgres" if "postgres" in names else "nobody")
