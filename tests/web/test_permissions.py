"""The whole matrix: every page and every endpoint, by every role and by a stranger, against the one function.

What depends on a run's state, or on who prepared it, is the matrix of `actions/test_permissions.py`. The command line
has no roles: whoever has the database and its key is trusted with both.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLResolver, get_resolver

from builders import an_employer
from sixpence.actions.permissions import Right, may
from sixpence.people.roles import Role
from sixpence.store import transaction
from sixpence.store.configuration import Configuration
from sixpence.store.members import create_user
from sixpence.store.models import User
from web.serving import PASSWORD, a_team

_DUMMIES = {"int": "1", "uuid": "8b2f6a5e-54c8-4a5b-9f0e-3f1c2d7a9b10", "slug": "x", "str": "x", "path": "x"}
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def _views(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, Any]]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _views(each, route)
        else:
            yield route, each.callback


VIEWS = sorted(_views(get_resolver()), key=lambda view: view[0])
PAGES = [(route, view) for route, view in VIEWS if hasattr(view, "right")]


@pytest.fixture(scope="module")
def clients(store_of_the_file: Configuration) -> dict[Role | None, Client]:
    """Somebody signed in for each role, and a stranger to the company."""
    cache.clear()
    team: dict[Role | None, str] = {**a_team(an_employer())}
    with transaction():
        create_user("stranger@elsewhere.example", "Sam Stranger", PASSWORD)
    team[None] = "stranger@elsewhere.example"
    clients = {}
    for role, email in team.items():
        clients[role] = Client(raise_request_exception=False)
        clients[role].force_login(User.objects.get(email=email), backend=_BACKEND)
    return clients


@pytest.fixture(scope="module")
def nobody(clients: dict[Role | None, Client]) -> Client:
    """Without a cookie. A new one for each page would look through all static files again."""
    return Client()


def _address(route: str) -> str:
    """An address of the page, with something in every place. Nothing there exists."""
    parts = []
    for part in route.split("/"):
        if part.startswith("<slug:company>"):
            parts.append("kestrel-wren-instruments-ltd")
        elif part.startswith("<"):
            kind, _, rest = part[1:].partition(":")
            parts.append(_DUMMIES[kind] + rest.partition(">")[2])
        else:
            parts.append(part)
    return "/" + "/".join(parts)


def _allowed(role: Role, right: Right) -> bool:
    """The team's employee is on the payroll, and the others are not."""
    return role is Role.EMPLOYEE if right is Right.SEE_OWN else may(role, right)


@pytest.mark.parametrize(("route", "page"), PAGES, ids=[route for route, _ in PAGES])
def test_a_page_opens_for_those_who_may(
    route: str, page: Any, clients: dict[Role | None, Client], nobody: Client
) -> None:
    address = _address(route)
    for role in Role:
        status = clients[role].get(address).status_code
        assert (status != 403) == _allowed(role, page.right), f"{role} read {address}: {status}"
        if page.acts is None:
            assert clients[role].post(address).status_code == 405, f"{role} posted to {address}"
        elif not _allowed(role, page.acts):
            assert clients[role].post(address).status_code == 403, f"{role} posted to {address}"
    assert clients[None].get(address).status_code == 404, "to a stranger the company does not exist"
    assert clients[None].post(address).status_code == 404
    nobody.cookies.clear()
    assert nobody.get(address).headers["Location"].startswith("/accounts/login/")


def test_every_page_of_a_company_is_behind_the_one_function() -> None:
    """A page that forgets `company_page` would be open to everyone who signs in."""
    free = {"<slug:company>/"}  # leads to the first room of the member, and to 404 for a stranger
    of_companies = {route for route, _ in VIEWS if route.startswith("<slug:company>")}
    assert of_companies - {route for route, _ in PAGES} == free
