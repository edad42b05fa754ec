"""What reached the sandbox: the proof that a client only signs in and reads."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sixpence.sandbox.personio.signin import V1_SIGN_IN, V2_SIGN_IN


@dataclass(frozen=True, slots=True)
class RequestSeen:
    """One request: no query, no body, no credentials."""

    method: str
    path: str
    status: int

    @property
    def is_write(self) -> bool:
        """Anything that is neither a GET nor one of the two sign-ins."""
        signs_in = self.method == "POST" and self.path in (V1_SIGN_IN, V2_SIGN_IN)
        return self.method != "GET" and not signs_in


class RequestLog:
    """Every request since the start, in order. `path` is the template of the endpoint, where one is served there."""

    def __init__(self) -> None:
        self._seen: list[RequestSeen] = []

    def add(self, request: RequestSeen) -> None:
        """Note one request."""
        self._seen.append(request)

    def clear(self) -> None:
        """Begin anew."""
        self._seen.clear()

    def __iter__(self) -> Iterator[RequestSeen]:
        return iter(tuple(self._seen))

    def __len__(self) -> int:
        return len(self._seen)

    @property
    def writes(self) -> int:
        """How many requests could have changed something in a real account. It must be 0."""
        return sum(request.is_write for request in self)

    def summary(self) -> dict[str, object]:
        """The log as `GET /sandbox/requests` gives it."""
        seen = tuple(self)
        return {
            "total": len(seen),
            "by_method": dict(Counter(request.method for request in seen)),
            "writes": sum(request.is_write for request in seen),
            "requests": [{"method": r.method, "path": r.path, "status": r.status} for r in seen],
        }
