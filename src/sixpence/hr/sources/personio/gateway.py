"""What leaves for Personio: a sign-in, or a request to read. Everything else is stopped here, whoever asks for it."""

from functools import cache
from ssl import SSLContext

import httpx

from sixpence.basics.refused import Refused

SIGN_IN_V2 = "/v2/auth/token"
SIGN_IN_V1 = "/v1/auth"


class ReadOnlyTransport(httpx.BaseTransport):
    """Lets a sign-in and a GET through to one origin; refuses everything else before it leaves."""

    def __init__(self, origin: httpx.URL, inner: httpx.BaseTransport) -> None:
        self._origin = origin
        self._inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Raises Refused for a request that is neither. Tested with every other method and host."""
        if _origin(request.url) != _origin(self._origin):
            raise Refused("A request to another address than Personio's was stopped before it left")
        path = request.url.raw_path.decode("ascii")
        is_sign_in = request.method == "POST" and path in (SIGN_IN_V2, SIGN_IN_V1)
        is_read = request.method == "GET" and not ({"content-length", "transfer-encoding"} & request.headers.keys())
        if not (is_sign_in or is_read):
            raise Refused(f"Sixpence only reads from Personio: a {request.method} was stopped before it left")
        return self._inner.handle_request(request)

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


def to_personio() -> httpx.BaseTransport:
    """Connections to whoever proves to be the host that was asked for."""
    return httpx.HTTPTransport(verify=_trusted())


@cache
def _trusted() -> SSLContext:
    """Whom to believe that they are Personio: reading the list of authorities takes longer than a request."""
    return httpx.create_ssl_context()


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port
