"""Where the store is and which key it is sealed with: read from the environment, or given by the caller.

| variable | meaning | when left out |
| --- | --- | --- |
| `SIXPENCE_DATA_DIR` | folder for papers, the key file and the SQLite database | `~/.local/share/sixpence` |
| `SIXPENCE_DATABASE_URL` | `sqlite:////absolute/path` or `postgresql://user@host/name` | `DATA_DIR/sixpence.sqlite3` |
| `SIXPENCE_KEY_FILE` | the file with the encryption keys | `DATA_DIR/key` |
| `SIXPENCE_KEY` | the keys themselves, in the key file's form, in place of a file | the key file |
"""

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from sixpence.basics.refused import Refused

_AbsolutePath = Annotated[Path, AfterValidator(lambda path: path.expanduser().absolute())]


class Configuration(BaseSettings):
    """Immutable. Arguments win over the environment; both secrets are hidden from repr, logs and error messages."""

    model_config = SettingsConfigDict(
        env_prefix="SIXPENCE_", env_ignore_empty=True, frozen=True, hide_input_in_errors=True
    )

    data_dir: _AbsolutePath = Field(default_factory=lambda: Path.home() / ".local" / "share" / "sixpence")
    database_url: SecretStr | None = None
    key_file: _AbsolutePath | None = None
    key: SecretStr | None = None

    @property
    def sealed_dir(self) -> Path:
        """Where closed runs lie, one Parquet file each."""
        return self.data_dir / "sealed"

    @property
    def papers_dir(self) -> Path:
        """Where the papers of approved runs lie: a folder an employer, a run and a version."""
        return self.data_dir / "papers"

    @property
    def outbox_dir(self) -> Path:
        """Where messages to employees lie until they are sent."""
        return self.data_dir / "outbox"

    @property
    def key_path(self) -> Path:
        return self.key_file or self.data_dir / "key"

    @property
    def sqlite_path(self) -> Path | None:
        """The database file; None on PostgreSQL."""
        if self.database_url is None:
            return self.data_dir / "sixpence.sqlite3"
        url = urlsplit(self.database_url.get_secret_value())
        if url.scheme != "sqlite":
            return None
        path = unquote(url.path)
        # Some tools read three slashes as a relative path, some as an absolute one. A payroll must not depend on it.
        if url.netloc or not path.startswith("//"):
            raise Refused(
                "SIXPENCE_DATABASE_URL is not an absolute path: write sqlite:// and the path with both its slashes, "
                "such as sqlite:////var/lib/sixpence/sixpence.sqlite3"
            )
        return Path(path[1:])

    def django_database(self) -> dict[str, Any]:
        """What Django's DATABASES says of it. Raises Refused where the address cannot be understood."""
        if (path := self.sqlite_path) is not None:
            return _sqlite(path)
        assert self.database_url is not None  # no address at all means SQLite
        return _postgresql(self.database_url.get_secret_value())


def sqlite_url(path: Path) -> str:
    """The address of an SQLite file, as SIXPENCE_DATABASE_URL takes it."""
    return f"sqlite:///{path.expanduser().absolute().as_uri().removeprefix('file://')}"


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            # Taking the write lock at BEGIN queues writers. Taken later, a reader that turns writer cannot wait: it
            # fails at once with "database is locked", whatever the timeout.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: in WAL mode the default of NORMAL may lose the last commits in a power cut.
            "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL",
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    if urlsplit(url).scheme not in ("postgresql", "postgres"):
        raise Refused("SIXPENCE_DATABASE_URL begins with neither sqlite:// nor postgresql://: write one of the two")
    from psycopg import ProgrammingError  # only where PostgreSQL is used
    from psycopg.conninfo import conninfo_to_dict

    try:
        parts: dict[str, Any] = dict(conninfo_to_dict(url))
    except ProgrammingError:
        # The cause would quote the address, and the address may hold a password.
        raise Refused("SIXPENCE_DATABASE_URL is not a PostgreSQL address: check its form") from None
    if not parts.get("dbname"):
        raise Refused("SIXPENCE_DATABASE_URL names no database: end it with one, such as postgresql://host/sixpence")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "OPTIONS": parts,
        "CONN_HEALTH_CHECKS": True,
    }


_in_use: Configuration | None = None


def current() -> Configuration:
    """The configuration of this process: what `use` was given, else what the environment says."""
    return _in_use if _in_use is not None else use(from_environment())


def use(configuration: Configuration) -> Configuration:
    """Make this the configuration of the process. Opens nothing."""
    global _in_use
    _in_use = configuration
    return configuration


def from_environment() -> Configuration:
    """Raises Refused naming the variable that is wrong, never its value."""
    try:
        return Configuration()
    except ValidationError as error:
        names = ", ".join(f"SIXPENCE_{str(problem['loc'][0]).upper()}" for problem in error.errors())
        raise Refused(f"{names} cannot be read: see docs/storage.md for its form") from None
