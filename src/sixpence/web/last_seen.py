"""Where somebody is signed in, and when they were seen there last: to the minute, so that a look writes nothing."""

from hashlib import sha256

from allauth.account.adapter import get_adapter
from allauth.usersessions.middleware import UserSessionsMiddleware
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

_FOR = 60  # seconds


class LastSeen(UserSessionsMiddleware):  # type: ignore[misc]  # allauth has no types
    """allauth's own writes with every request, which waits for whoever writes a run or a sync just then.

    Another address or browser under the same session is told at once.
    """

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer: HttpResponse = self.get_response(request) if _seen_lately(request) else super().__call__(request)
        return answer


def _seen_lately(request: HttpRequest) -> bool:
    key = request.session.session_key
    if not key or not request.user.is_authenticated:
        return False
    seen = (key, get_adapter().get_client_ip(request), request.headers.get("User-Agent", ""))
    return not cache.add(f"seen/{sha256(repr(seen).encode()).hexdigest()}", True, _FOR)
