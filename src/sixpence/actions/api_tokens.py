"""Tokens with which programs use the API in a member's name: made and shown once, listed, ended."""

import secrets
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sixpence.actions.permissions import Right, why_not
from sixpence.basics.refused import Refused
from sixpence.store import transaction
from sixpence.store.api_tokens import ApiToken, add_token, bearer, tokens_of, used_on
from sixpence.store.api_tokens import end_token as end_stored
from sixpence.store.events import record
from sixpence.store.members import Member, members_of

PREFIX = "sixpence_"  # so that a token that leaked into a file is recognised as one
_LONGEST_NAME = 60


def make_token(employer: str, email: str, name: str, *, actor: str, at: datetime) -> str:
    """Make a token for a member; it is given back this once, and kept nowhere.

    Raises Refused where they are no member, may not see anybody's pay but their own, or have one of that name.
    """
    called = " ".join(name.split())
    if not called or len(called) > _LONGEST_NAME or not called.isprintable():
        raise Refused(f"a token needs a name of at most {_LONGEST_NAME} characters that says what it is for")
    token = PREFIX + secrets.token_urlsafe(32)
    with transaction():
        member = next((each for each in members_of(employer) if each.email == email.strip().lower()), None)
        if member is not None and (reason := why_not(member.role, Right.SEE)):
            raise Refused(f"{member.email} cannot have a token: {reason}")
        add_token(employer, email, called, _digest(token), at)
        _tell("API token made", employer, called, email, actor=actor, at=at)
    return token


def api_tokens(employer: str, email: str = "") -> list[ApiToken]:
    """Those that have not ended, of everyone or of one member."""
    return tokens_of(employer, email)


def end_token(employer: str, token: UUID, *, actor: str, at: datetime) -> None:
    """Raises Refused where there is none, or it has ended."""
    with transaction():
        ended = end_stored(employer, token, at)
        _tell("API token ended", employer, ended.name, ended.email, actor=actor, at=at)


def member_with_token(token: str, *, at: datetime) -> tuple[UUID, Member] | None:
    """The token's own id and whom it speaks for, as their role is now; None where it opens nothing."""
    found = bearer(_digest(token)) if token.startswith(PREFIX) else None
    if found is None:
        return None
    if found.last_used_on != at.date():
        with transaction():
            used_on(found.token, at.date())
    return found.token, found.member


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _tell(kind: str, employer: str, name: str, email: str, *, actor: str, at: datetime) -> None:
    record(kind=kind, subject=employer, detail={"token": name, "member": email.strip().lower()}, actor=actor, at=at)
