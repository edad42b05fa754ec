"""What is needed to be let in: the credentials, the address, and how patient to be."""

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from sixpence.basics.refused import Refused

PERSONIO = "https://api.personio.de"
CREDENTIALS_PAGE = "in Personio under Marketplace > Connected integrations (formerly Settings > API credentials)"


@dataclass(frozen=True, slots=True)
class Credentials:
    """A Client ID and Client Secret made for Sixpence. Neither is in a repr. Raises Refused when one is missing."""

    client_id: str = field(repr=False)
    client_secret: str = field(repr=False)

    def __post_init__(self) -> None:
        if not (self.client_id.strip() and self.client_secret.strip()):
            raise Refused(f"Personio needs a Client ID and a Client Secret: make a pair {CREDENTIALS_PAGE}")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to keep trying. Waits are in seconds and double each time; the largest answer is in bytes.

    The default waits for a busy Personio add up to a minute, the longest cool-down its documentation gives.
    """

    attempts: int = 4
    first_wait: float = 0.5
    busy_attempts: int = 7
    busy_first_wait: float = 1.0
    longest_wait: float = 30.0
    answer_within: float = 30.0
    largest_answer: int = 50_000_000


def checked_base_url(base_url: str) -> str:
    """The address without a slash at its end. Raises Refused unless it is a host alone, reached over TLS.

    A sandbox on this machine may do without TLS; anywhere else the secret would go out readable.
    """
    try:
        url = urlsplit(base_url.strip())
        host, port = url.hostname or "", url.port
    except ValueError as error:
        raise Refused(f"Personio's address is not an address: write it like {PERSONIO}") from error
    bare = host and url.path in ("", "/") and not (url.query or url.fragment or "@" in url.netloc)
    if url.scheme not in ("https", "http") or not bare:
        raise Refused(f"Personio's address must be a host alone, such as {PERSONIO}")
    if url.scheme == "http" and not _is_this_machine(host):
        raise Refused(f"Personio's address must begin with https://, such as {PERSONIO}, to keep the secret secret")
    shown = f"[{host}]" if ":" in host else host
    return f"{url.scheme}://{shown}" + (f":{port}" if port is not None else "")


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
