"""Tokens of the API: shown once, kept as a digest, as good as their member; and keys that make an act happen once."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from actions.conftest import AT, BY
from sixpence.actions.api_tokens import api_tokens, end_token, make_token, member_with_token
from sixpence.actions.members import give_role, take_out
from sixpence.basics.refused import Refused
from sixpence.people.roles import Role
from sixpence.store import transaction
from sixpence.store.event_log import Asked, entries
from sixpence.store.idempotency import Answer, StillBeingDone, claim, keep_answer, let_go
from sixpence.store.members import add_member, create_user
from sixpence.store.ready import models

ADA, EVE = "ada@fernlark.example", "eve@fernlark.example"


@pytest.fixture
def team(fernlark: str) -> str:
    """The company with an owner, a preparer and an employee."""
    with transaction():
        for email, role in (("owner@fernlark.example", Role.OWNER), (ADA, Role.PREPARER), (EVE, Role.EMPLOYEE)):
            add_member(create_user(email, "Invented", "correct horse battery"), fernlark, role, "2100301")
    return fernlark


def test_a_token_speaks_for_its_member_until_it_is_ended(team: str) -> None:
    token = make_token(team, ADA, "nightly  export", **BY)
    (kept,) = api_tokens(team)
    assert (kept.name, kept.email, kept.role, kept.last_used_on) == ("nightly export", ADA, Role.PREPARER, None)
    found = member_with_token(token, at=AT)
    assert found is not None
    assert (found[0], found[1].email, found[1].employer) == (kept.id, ADA, team)
    assert api_tokens(team, ADA)[0].last_used_on == AT.date()
    assert member_with_token(token, at=AT + timedelta(days=1)) == found
    assert api_tokens(team)[0].last_used_on == (AT + timedelta(days=1)).date()

    end_token(team, kept.id, **BY)
    assert member_with_token(token, at=AT) is None
    assert api_tokens(team) == []
    with pytest.raises(Refused, match="has no such token, or it has ended already"):
        end_token(team, kept.id, **BY)
    told = [(entry.kind, entry.detail) for entry in entries(team, Asked())]
    detail = {"token": "nightly export", "member": ADA}
    assert told == [("API token ended", detail), ("API token made", detail)]


def test_the_token_itself_is_kept_nowhere(team: str) -> None:
    token = make_token(team, ADA, "export", **BY)
    rows = [*models.ApiToken.objects.values(), *models.Event.objects.values()]
    assert token not in str(rows)
    assert member_with_token(token[:-1], at=AT) is None
    assert member_with_token("", at=AT) is None


def test_a_token_is_as_good_as_its_member(team: str) -> None:
    token = make_token(team, ADA, "export", **BY)
    give_role(team, ADA, Role.VIEWER, **BY)
    found = member_with_token(token, at=AT)
    assert found is not None
    assert found[1].role is Role.VIEWER
    models.User.objects.filter(email=ADA).update(is_active=False)
    assert member_with_token(token, at=AT) is None
    models.User.objects.filter(email=ADA).update(is_active=True)
    take_out(team, ADA, **BY)
    assert member_with_token(token, at=AT) is None


@pytest.mark.parametrize(
    ("email", "name", "message"),
    [
        (EVE, "export", "eve@fernlark.example cannot have a token: your role, employee, may not see people and pay"),
        ("bob@fernlark.example", "export", "bob@fernlark.example is no member of"),
        (ADA, " ", "a token needs a name"),
        (ADA, "export", "has a token called 'export' already"),
    ],
)
def test_who_may_not_have_a_token_is_told(email: str, name: str, message: str, team: str) -> None:
    make_token(team, ADA, "export", **BY)
    with pytest.raises(Refused, match=message):
        make_token(team, email, name, **BY)
    assert len(api_tokens(team)) == 1


@pytest.fixture
def token(team: str) -> UUID:
    make_token(team, ADA, "export", **BY)
    return api_tokens(team)[0].id


def test_asking_again_gets_the_answer_and_no_second_act(token: UUID) -> None:
    with transaction():
        assert claim(token, "k1", "a" * 64, AT) is None
    with transaction(), pytest.raises(StillBeingDone, match="is being worked on since 2026-11-20 09:00:00 UTC"):
        claim(token, "k1", "a" * 64, AT)
    with transaction():
        keep_answer(token, "k1", Answer(201, b'{"run":"x"}'))
    with transaction():
        assert claim(token, "k1", "a" * 64, AT) == Answer(201, b'{"run":"x"}')
    with transaction(), pytest.raises(Refused, match="was used for another request"):
        claim(token, "k1", "b" * 64, AT)
    assert b"run" not in bytes(models.IdempotencyKey.objects.get().answer)


def test_a_refused_act_lets_its_key_go_and_another_tokens_key_is_another(token: UUID, team: str) -> None:
    make_token(team, "owner@fernlark.example", "export", **BY)
    other = next(each.id for each in api_tokens(team) if each.id != token)
    with transaction():
        assert claim(token, "k1", "a" * 64, AT) is None
        assert claim(other, "k1", "b" * 64, AT) is None
        let_go(token, "k1")
        assert claim(token, "k1", "c" * 64, AT) is None
        with pytest.raises(ValueError, match="is not claimed, or answered already"):
            keep_answer(uuid4(), "k1", Answer(200, b""))
