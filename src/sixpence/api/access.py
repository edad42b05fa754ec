"""Who asks: a bearer token speaks for one member of one company, with the role that they have now."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from ninja.security import HttpBearer
from ninja.throttling import AuthRateThrottle

from sixpence.actions.api_tokens import member_with_token
from sixpence.actions.permissions import Right, check_allowed
from sixpence.actions.today import now
from sixpence.payrun.life import RunState
from sixpence.store.members import Member


class Call(HttpRequest):
    """A request by a member, through a token."""

    auth: Member
    token: UUID
    employer: str  # the company's name, as use cases take it
    at: datetime  # the one time of everything this request does


class Token(HttpBearer):
    """`Authorization: Bearer TOKEN`."""

    def authenticate(self, request: HttpRequest, token: str) -> Member | None:
        at = now()
        found = member_with_token(token, at=at)
        if found is None:
            return None
        call = cast(Call, request)
        call.token, call.employer, call.at = found[0], found[1].employer, at
        return found[1]


class PerToken(AuthRateThrottle):
    """Counts by token, not by what Django would make of a member."""

    def get_cache_key(self, request: HttpRequest) -> str:
        return f"api-calls-{getattr(request, 'token', '')}"


def require(call: Call, right: Right, *, own: bool = False, state: RunState | None = None) -> None:
    """Raises NotAllowed where they may not."""
    check_allowed(call.auth, right, own=own, state=state)


def who(call: Call) -> dict[str, Any]:
    """What every use case that changes something wants to know."""
    return {"actor": call.auth.email, "at": call.at}
