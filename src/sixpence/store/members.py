"""Who signs in, and what they are to which company."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sixpence.basics.refused import Refused
from sixpence.people.roles import Role
from sixpence.store.employers import row_id_of
from sixpence.store.ready import models
from sixpence.store.transactions import require_transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody's membership of one company. `email` is who they are in the log."""

    email: str
    name: str
    role: Role
    employer: str
    slug: str
    employee_id: str = ""
    one_person: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInvitation:
    id: UUID
    employer: str
    email: str
    role: Role
    employee_id: str
    invited_by: str
    invited_at: datetime


def anybody_signs_in() -> bool:
    """Whether this installation has been set up."""
    return models.User.objects.exists()


def create_user(email: str, name: str, password: str) -> UUID:
    """Raises Refused where the address has an account already. The password is kept as a hash."""
    require_transaction()
    address = email.strip().lower()
    if models.User.objects.filter(email=address).exists():
        raise Refused(f"{address} has an account already: sign in with it")
    user = models.User(email=address, name=name.strip())
    user.set_password(password)
    user.save()
    return user.id


def user_named(email: str) -> UUID | None:
    row = models.User.objects.filter(email=email.strip().lower(), is_active=True).first()
    return row.id if row else None


def add_member(user: UUID, employer: str, role: Role, employee_id: str = "") -> None:
    """Raises Refused where they are a member already."""
    require_transaction()
    employer_id = row_id_of(employer)
    if models.Membership.objects.filter(user_id=user, employer_id=employer_id).exists():
        raise Refused(f"they are a member of {employer} already: change their role instead")
    models.Membership.objects.create(user_id=user, employer_id=employer_id, role=role.value, employee_id=employee_id)


def memberships_of(user: UUID) -> list[Member]:
    """Of every company they belong to, by its name."""
    rows = models.Membership.objects.filter(user_id=user).select_related("user", "employer")
    return [member_in(row) for row in rows.order_by("employer__name")]


def membership(user: UUID, slug: str) -> Member | None:
    """Of the company so named in addresses; None for a stranger to it."""
    rows = models.Membership.objects.filter(user_id=user, employer__slug=slug).select_related("user", "employer")
    row = rows.first()
    return member_in(row) if row else None


def members_of(employer: str) -> list[Member]:
    """Everyone who belongs to the company, by e-mail address."""
    rows = models.Membership.objects.filter(employer_id=row_id_of(employer)).select_related("user", "employer")
    return [member_in(row) for row in rows.order_by("user__email")]


def change_role(employer: str, email: str, role: Role) -> None:
    """Raises Refused where they are no member, or the company would be left without an owner."""
    require_transaction()
    row = _row(employer, email)
    _keep_an_owner(row, employer, role)
    row.role = role.value
    row.save(update_fields=["role"])


def remove_member(employer: str, email: str) -> None:
    """Raises Refused as `change_role` does."""
    require_transaction()
    row = _row(employer, email)
    _keep_an_owner(row, employer, None)
    row.delete()


def waive_second_person(employer: str, waived: bool) -> None:
    """Whether whoever prepares a run may approve it."""
    require_transaction()
    models.Employer.objects.filter(id=row_id_of(employer)).update(one_person=waived)


def second_person_is_waived(employer: str) -> bool:
    return models.Employer.objects.values_list("one_person", flat=True).get(id=row_id_of(employer))


def add_invitation(
    employer: str, email: str, role: Role, employee_id: str, token_sha256: str, *, actor: str, at: datetime
) -> None:
    """Keep an invitation, in place of an earlier one to the same address."""
    require_transaction()
    employer_id, address = row_id_of(employer), email.strip().lower()
    earlier = models.Invitation.objects.filter(employer_id=employer_id, email=address, ended_at__isnull=True)
    earlier.update(ended_at=at)
    models.Invitation.objects.create(
        employer_id=employer_id,
        email=address,
        role=role.value,
        employee_id=employee_id,
        token_sha256=token_sha256,
        invited_by=actor,
        invited_at=at,
    )


def open_invitations(employer: str) -> list[OpenInvitation]:
    rows = models.Invitation.objects.filter(employer_id=row_id_of(employer), ended_at__isnull=True)
    return [_invitation(row) for row in rows.select_related("employer").order_by("email")]


def invitation_by_token(token_sha256: str) -> OpenInvitation | None:
    rows = models.Invitation.objects.filter(token_sha256=token_sha256, ended_at__isnull=True)
    row = rows.select_related("employer").first()
    return _invitation(row) if row else None


def end_invitation(invitation: UUID, at: datetime) -> None:
    """Raises Refused where somebody was faster."""
    require_transaction()
    if not models.Invitation.objects.filter(id=invitation, ended_at__isnull=True).update(ended_at=at):
        raise Refused("this invitation has been used or taken back: ask for a new one")


def member_in(row: models.Membership) -> Member:
    """What a row says, with its user and its employer."""
    return Member(
        email=row.user.email,
        name=row.user.name,
        role=Role(row.role),
        employer=row.employer.name,
        slug=row.employer.slug,
        employee_id=row.employee_id,
        one_person=row.employer.one_person,
    )


def _invitation(row: models.Invitation) -> OpenInvitation:
    return OpenInvitation(
        id=row.id,
        employer=row.employer.name,
        email=row.email,
        role=Role(row.role),
        employee_id=row.employee_id,
        invited_by=row.invited_by,
        invited_at=row.invited_at,
    )


def _row(employer: str, email: str) -> models.Membership:
    address = email.strip().lower()
    row = models.Membership.objects.filter(employer_id=row_id_of(employer), user__email=address).first()
    if row is None:
        raise Refused(f"{address} is no member of {employer}: invite them first")
    return row


def _keep_an_owner(row: models.Membership, employer: str, becomes: Role | None) -> None:
    if row.role != Role.OWNER or becomes is Role.OWNER:
        return
    owners = models.Membership.objects.select_for_update().filter(employer_id=row_id_of(employer), role=Role.OWNER)
    if len(owners) == 1:
        raise Refused(f"{employer} would be left without an owner: make somebody else an owner first")
