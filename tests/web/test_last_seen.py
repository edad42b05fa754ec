"""Where somebody is signed in: told to the minute, and at once where it is another address or browser."""

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from builders import an_employer
from sixpence.people.roles import Role
from sixpence.store.models import User
from web.serving import a_team

HOME = "/kestrel-wren-instruments-ltd/home/"


@pytest.fixture
def client(own_store: None) -> Client:
    cache.clear()
    team = a_team(an_employer())
    client = Client()
    client.force_login(User.objects.get(email=team[Role.VIEWER]), backend=settings.AUTHENTICATION_BACKENDS[0])
    assert client.get(HOME).status_code == 200
    return client


def test_a_look_writes_nothing(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(HOME).status_code == 200
    verbs = {query["sql"].split()[0] for query in asked.captured_queries}
    assert "SELECT" in verbs
    assert verbs <= {"SELECT", "DECLARE"}  # the latter is how PostgreSQL reads many rows


def test_another_browser_is_told_at_once_and_every_minute_again(client: Client) -> None:
    before = UserSession.objects.get()
    client.get(HOME, headers={"user-agent": "Another browser"})
    after = UserSession.objects.get()
    assert (before.user_agent, after.user_agent) == ("", "Another browser")
    cache.clear()  # a minute later
    client.get(HOME, headers={"user-agent": "Another browser"})
    assert UserSession.objects.get().last_seen_at > after.last_seen_at > before.last_seen_at
