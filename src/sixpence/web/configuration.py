"""What the web application is told by the environment.

| variable | meaning | when left out |
| --- | --- | --- |
| `SIXPENCE_WEB_ADDRESS` | where people find it, such as `https://payroll.example` | this machine alone, without TLS |
| `SIXPENCE_TODAY` | the day it takes for today, for trying things out (`actions.today`) | the clock |
"""

from urllib.parse import urlsplit

from pydantic import ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from sixpence.basics.refused import Refused

_THIS_MACHINE = ["localhost", "127.0.0.1", "[::1]"]


class WebConfiguration(BaseSettings):
    """Immutable, read once."""

    model_config = SettingsConfigDict(env_prefix="SIXPENCE_", env_ignore_empty=True, frozen=True)

    web_address: str = ""

    @field_validator("web_address")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/")):
            raise ValueError("is not an address such as https://payroll.example")
        return value.rstrip("/")

    @property
    def encrypted(self) -> bool:
        """Whether people reach it by TLS. Then cookies travel by TLS alone."""
        return self.web_address.startswith("https://")

    @property
    def hosts(self) -> list[str]:
        host = urlsplit(self.web_address).hostname
        return [host, *_THIS_MACHINE] if host else _THIS_MACHINE


def from_environment() -> WebConfiguration:
    """Raises Refused naming the variable that is wrong."""
    try:
        return WebConfiguration()
    except ValidationError as error:
        names = ", ".join(f"SIXPENCE_{str(problem['loc'][0]).upper()}" for problem in error.errors())
        raise Refused(f"{names} cannot be read: see docs/web.md for its form") from None
