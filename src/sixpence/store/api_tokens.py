"""Tokens with which programs act for a member, in and out of the database. Of a token only its digest is kept."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sixpence.basics.refused import Refused
from sixpence.people.roles import Role
from sixpence.store.employers import row_id_of
from sixpence.store.members import Member, member_in
from sixpence.store.ready import models
from sixpence.store.transactions import require_transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """A token that has not ended. It may do what its member may, as their role is now."""

    id: UUID
    name: str
    email: str  # of the member
    role: Role
    made_at: datetime
    last_used_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Whom a token speaks for, and on which day it was used last."""

    token: UUID
    member: Member
    last_used_on: date | None


def add_token(employer: str, email: str, name: str, token_sha256: str, at: datetime) -> UUID:
    """Raises Refused where they are no member, or have a token of that name."""
    require_transaction()
    address = email.strip().lower()
    theirs = models.Membership.objects.filter(employer_id=row_id_of(employer), user__email=address)
    row = theirs.select_for_update().first()
    if row is None:
        raise Refused(f"{address} is no member of {employer}: invite them first")
    if models.ApiToken.objects.filter(membership=row, name=name, ended_at__isnull=True).exists():
        raise Refused(f"{address} has a token called {name!r} already: end it first, or choose another name")
    return models.ApiToken.objects.create(membership=row, name=name, token_sha256=token_sha256, made_at=at).id


def tokens_of(employer: str, email: str = "") -> list[ApiToken]:
    """Of everyone in the company, or of one member, by address and name."""
    rows = models.ApiToken.objects.filter(membership__employer_id=row_id_of(employer), ended_at__isnull=True)
    if email:
        rows = rows.filter(membership__user__email=email.strip().lower())
    return [_domain(row) for row in rows.select_related("membership__user").order_by("membership__user__email", "name")]


def end_token(employer: str, token: UUID, at: datetime) -> ApiToken:
    """From now on it opens nothing. Raises Refused where there is none, or it has ended."""
    require_transaction()
    rows = models.ApiToken.objects.filter(id=token, membership__employer_id=row_id_of(employer), ended_at__isnull=True)
    row = rows.select_related("membership__user").first()
    if row is None or not rows.update(ended_at=at):
        raise Refused(f"{employer} has no such token, or it has ended already: look at the list again")
    return _domain(row)


def bearer(token_sha256: str) -> Bearer | None:
    """Whose token that is, as their membership is now; None where nobody's, ended, or of somebody shut out."""
    rows = models.ApiToken.objects.filter(
        token_sha256=token_sha256, ended_at__isnull=True, membership__user__is_active=True
    )
    for row in rows.select_related("membership__user", "membership__employer"):  # one: digests are unique
        return Bearer(token=row.id, member=member_in(row.membership), last_used_on=row.last_used_on)
    return None


def used_on(token: UUID, day: date) -> None:
    """Keep the last day of use; on a day that is kept already nothing is written."""
    require_transaction()
    models.ApiToken.objects.filter(id=token).exclude(last_used_on=day).update(last_used_on=day)


def _domain(row: models.ApiToken) -> ApiToken:
    return ApiToken(
        id=row.id,
        name=row.name,
        email=row.membership.user.email,
        role=Role(row.membership.role),
        made_at=row.made_at,
        last_used_on=row.last_used_on,
    )
