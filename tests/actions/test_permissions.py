"""Who may do what: every role, right, own or another's, state of a run, and with and without the second person."""

from itertools import product

import pytest

from sixpence.actions.permissions import NotAllowed, Right, check_allowed, may, why_not
from sixpence.payrun.life import RunState
from sixpence.people.roles import Role
from sixpence.store.members import Member

# A column a role: owner, preparer, approver, viewer, employee.
TABLE = {
    Right.SEE: "opav.",
    Right.REVEAL: "opa..",
    Right.EXPORT: "opav.",
    Right.CONNECT: "op...",
    Right.REVIEW: "opa..",
    Right.PREPARE: "op...",
    Right.APPROVE: "o.a..",
    Right.REOPEN: "opa..",
    Right.PAY: "opa..",
    Right.TAKE_BACK: "o.a..",
    Right.SEE_LOG: "opa..",
    Right.MANAGE_COMPANY: "o....",
    Right.MANAGE_TEAM: "o....",
}
# An act on a run is possible in these of its states; whatever is not here does not depend on it.
STATES = {
    Right.PREPARE: {RunState.OPEN, RunState.CALCULATED},
    Right.APPROVE: {RunState.CALCULATED},
    Right.REOPEN: {RunState.APPROVED},
    Right.PAY: {RunState.APPROVED, RunState.CLOSED},
    Right.TAKE_BACK: {RunState.OPEN, RunState.CALCULATED, RunState.APPROVED},
}
EVERY = list(product(Role, Right, (False, True), (None, *RunState), (False, True)))


def expected(role: Role, right: Right, own: bool, state: RunState | None, one_person: bool) -> bool:
    if right is Right.SEE_OWN:
        return own
    allowed = TABLE[right][list(Role).index(role)] != "."
    possible = state is None or right not in STATES or state in STATES[right]
    return allowed and possible and not (right is Right.APPROVE and own and not one_person)


def test_the_whole_matrix() -> None:
    for role, right, own, state, one_person in EVERY:
        why = why_not(role, right, own=own, state=state, one_person=one_person)
        assert (why == "") == expected(role, right, own, state, one_person), (role, right, own, state, one_person, why)
    assert len(EVERY) == 5 * 14 * 2 * 5 * 2


def test_a_menu_shows_what_the_role_has_at_all() -> None:
    for role, right in product(Role, TABLE):
        assert may(role, right) == expected(role, right, False, None, False)


def test_what_a_member_may_not_is_said_with_its_reason() -> None:
    member = Member(email="pat@kestrel.example", name="Pat", role=Role.APPROVER, employer="Kestrel", slug="kestrel")
    check_allowed(member, Right.APPROVE, state=RunState.CALCULATED)
    with pytest.raises(NotAllowed, match="somebody else has to approve them"):
        check_allowed(member, Right.APPROVE, own=True, state=RunState.CALCULATED)
    with pytest.raises(NotAllowed, match="the pay run is closed"):
        check_allowed(member, Right.APPROVE, state=RunState.CLOSED)
    with pytest.raises(NotAllowed, match="your role, approver, may not prepare a pay run"):
        check_allowed(member, Right.PREPARE)
