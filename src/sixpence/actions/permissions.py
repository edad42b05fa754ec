"""Who may do what: one function, asked by every page, every API endpoint and every use case that two people share."""

from enum import StrEnum

from sixpence.payrun.life import RunState
from sixpence.people.roles import Role
from sixpence.store.members import Member


class Right(StrEnum):
    """Each reads as what follows "may"."""

    SEE_OWN = "see their own pay"
    SEE = "see people and pay"
    REVEAL = "see private values"
    EXPORT = "export"
    CONNECT = "connect HR, map fields and choose whom to pay"
    REVIEW = "decide on changes from HR"
    PREPARE = "prepare a pay run"
    APPROVE = "approve a pay run"
    REOPEN = "reopen a pay run"
    PAY = "pay, file and close a pay run"
    TAKE_BACK = "take back what was marked as sent or paid"
    SEE_LOG = "see the log"
    MANAGE_COMPANY = "change the company's settings"
    MANAGE_TEAM = "invite people and change roles"


_STAFF = {Right.SEE, Right.REVEAL, Right.EXPORT, Right.REVIEW, Right.REOPEN, Right.PAY, Right.SEE_LOG}
_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.PREPARER: frozenset(_STAFF | {Right.CONNECT, Right.PREPARE}),
    Role.APPROVER: frozenset(_STAFF | {Right.APPROVE, Right.TAKE_BACK}),
    Role.VIEWER: frozenset({Right.SEE, Right.EXPORT}),
    Role.EMPLOYEE: frozenset(),
}
# An act on a run is allowed only in these of its states.
_STATES: dict[Right, frozenset[RunState]] = {
    Right.PREPARE: frozenset({RunState.OPEN, RunState.CALCULATED}),
    Right.APPROVE: frozenset({RunState.CALCULATED}),
    Right.REOPEN: frozenset({RunState.APPROVED}),
    Right.PAY: frozenset({RunState.APPROVED, RunState.CLOSED}),
    Right.TAKE_BACK: frozenset({RunState.OPEN, RunState.CALCULATED, RunState.APPROVED}),
}


def why_not(
    role: Role,
    right: Right,
    *,
    own: bool = False,
    state: RunState | None = None,
    one_person: bool = False,
) -> str:
    """Why this role may not, in words that follow "you cannot do this: "; "" where it may.

    `own` says that the thing acted on is the person's own: their own pay, or a run that they prepared themselves.
    `state` is the run's, where the act is on a run. `one_person` says that the company has waived the second person.
    """
    if right is Right.SEE_OWN:
        return "" if own else "everybody sees only their own pay here"
    if right not in _RIGHTS[role]:
        return f"your role, {role.label.lower()}, may not {right}"
    if state is not None and right in _STATES and state not in _STATES[right]:
        return f"the pay run is {state}"
    if right is Right.APPROVE and own and not one_person:
        return "you prepared these figures, and somebody else has to approve them (an owner can waive that)"
    return ""


class NotAllowed(Exception):
    """Somebody may not do what they ask for; the message follows "you cannot do this: "."""


def why_member_may_not(member: Member, right: Right, *, own: bool = False, state: RunState | None = None) -> str:
    """`why_not`, of a member of a company and at it."""
    return why_not(member.role, right, own=own, state=state, one_person=member.one_person)


def check_allowed(member: Member, right: Right, *, own: bool = False, state: RunState | None = None) -> None:
    """Raises NotAllowed where `why_member_may_not` has a reason."""
    if why := why_member_may_not(member, right, own=own, state=state):
        raise NotAllowed(why)


def may(role: Role, right: Right) -> bool:
    """Whether the role has the right at all; what to show in a menu."""
    return right in _RIGHTS[role]
