"""The team of a company: its first owner, invitations, roles, and the second person."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from sixpence.basics.refused import Refused
from sixpence.people.employer import Employer
from sixpence.people.roles import Role
from sixpence.store import transaction
from sixpence.store.employers import employer_names, row_id_of, save_employer
from sixpence.store.events import record
from sixpence.store.members import (
    OpenInvitation,
    add_invitation,
    add_member,
    anybody_signs_in,
    change_role,
    create_user,
    end_invitation,
    invitation_by_token,
    open_invitations,
    remove_member,
    user_named,
    waive_second_person,
)

INVITATION_LASTS = timedelta(days=7)


def set_up_first_owner(email: str, name: str, password: str, employers: tuple[str, ...], *, at: datetime) -> UUID:
    """The first account of an installation, an owner of the companies that are there already (from the command line).

    Raises Refused once anybody can sign in: from then on people are invited.
    """
    with transaction():
        if anybody_signs_in():
            raise Refused("this installation is set up already: sign in, or ask an owner to invite you")
        user = create_user(email, name, password)
        for employer in employers:
            add_member(user, employer, Role.OWNER)
            _tell("member added", employer, email, Role.OWNER, actor=email, at=at)
    return user


def add_company(employer: Employer, user: UUID, *, actor: str, at: datetime) -> None:
    """A new company with this person as its owner. Raises Refused where one of that name is there."""
    with transaction():
        if employer.name in employer_names():
            raise Refused(f"there is a company called {employer.name} already: ask one of its owners to invite you")
        save_employer(employer)
        add_member(user, employer.name, Role.OWNER)
        record(kind="employer set up", subject=employer.name, detail={}, actor=actor, at=at)
        _tell("member added", employer.name, actor, Role.OWNER, actor=actor, at=at)


def change_company(employer: Employer, *, actor: str, at: datetime) -> None:
    """New details for a company that is there, under its name. Raises Refused where there is none of that name."""
    with transaction():
        row_id_of(employer.name)
        save_employer(employer)
        record(kind="employer changed", subject=employer.name, detail={}, actor=actor, at=at)


def invite(employer: str, email: str, role: Role, employee_id: str = "", *, actor: str, at: datetime) -> str:
    """Invite somebody; the token for their link is given back, and kept nowhere. An earlier invitation ends."""
    if role is Role.EMPLOYEE and not employee_id:
        raise Refused(f"an employee sees their own pay: say which employee {email} is")
    token = secrets.token_urlsafe(32)
    with transaction():
        add_invitation(employer, email, role, employee_id, _digest(token), actor=actor, at=at)
        _tell("member invited", employer, email, role, actor=actor, at=at)
    return token


def invitation(token: str, *, at: datetime) -> OpenInvitation:
    """The invitation that a link is for. Raises Refused where it is used, taken back or too old."""
    found = invitation_by_token(_digest(token))
    if found is None:
        raise Refused("this invitation has been used or taken back: ask for a new one")
    if at - found.invited_at > INVITATION_LASTS:
        raise Refused(f"this invitation is older than {INVITATION_LASTS.days} days: ask for a new one")
    return found


def accept_invitation(token: str, name: str, password: str, *, at: datetime) -> UUID:
    """Make the account of somebody invited. Raises Refused where they have one: then they accept it signed in."""
    with transaction():
        found = invitation(token, at=at)
        user = create_user(found.email, name, password)
        _join(found, user, at)
    return user


def accept_signed_in(token: str, email: str, *, at: datetime) -> None:
    """Raises Refused where the invitation is to somebody else."""
    with transaction():
        found = invitation(token, at=at)
        user = user_named(email)
        if user is None or found.email != email:
            raise Refused(f"this invitation is to another address: sign out, and in again as {found.email}")
        _join(found, user, at)


def take_back_invitation(employer: str, email: str, *, actor: str, at: datetime) -> None:
    with transaction():
        found = next((each for each in open_invitations(employer) if each.email == email), None)
        if found is None:
            raise Refused(f"{email} has no open invitation to {employer}")
        end_invitation(found.id, at)
        _tell("invitation taken back", employer, email, found.role, actor=actor, at=at)


def give_role(employer: str, email: str, role: Role, *, actor: str, at: datetime) -> None:
    """Raises Refused where it would leave the company without an owner."""
    with transaction():
        change_role(employer, email, role)
        _tell("role changed", employer, email, role, actor=actor, at=at)


def take_out(employer: str, email: str, *, actor: str, at: datetime) -> None:
    """Raises Refused where it would leave the company without an owner."""
    with transaction():
        remove_member(employer, email)
        record(kind="member removed", subject=employer, detail={"member": email}, actor=actor, at=at)


def let_one_person_approve(employer: str, waived: bool, *, actor: str, at: datetime) -> None:
    """Whether whoever prepares a run may approve it: for a company with one person in payroll. In the log."""
    with transaction():
        waive_second_person(employer, waived)
        record(
            kind="second person waived" if waived else "second person asked for",
            subject=employer,
            detail={},
            actor=actor,
            at=at,
        )


def _join(found: OpenInvitation, user: UUID, at: datetime) -> None:
    end_invitation(found.id, at)
    add_member(user, found.employer, found.role, found.employee_id)
    _tell("member added", found.employer, found.email, found.role, actor=found.email, at=at)


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _tell(kind: str, employer: str, email: str, role: Role, *, actor: str, at: datetime) -> None:
    record(kind=kind, subject=employer, detail={"member": email, "role": role.value}, actor=actor, at=at)
