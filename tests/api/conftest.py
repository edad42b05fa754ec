"""The API over a store of its own, with a token for a member of each role that may have one."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from actions.kestrel_runs import know
from builders import an_employer
from payrun.worlds import facts_of
from sixpence.actions.api_tokens import make_token
from sixpence.actions.durable import working
from sixpence.people.roles import Role
from sixpence.store.configuration import Configuration
from web.conftest import store_of_the_file  # noqa: F401  # fixture
from web.serving import AT, a_team

Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def tokens(store_of_the_file: Configuration) -> Iterator[dict[Role, str]]:  # noqa: F811
    """Kestrel & Wren with two people on its payroll, and a token for each role but the employee's."""
    cache.clear()
    team = a_team(an_employer())
    know(facts_of("1001"), facts_of("1002", tax_code="1100L", salary="250000 monthly"))
    with working():
        yield {
            role: make_token(an_employer().name, email, "test", actor=email, at=AT)
            for role, email in team.items()
            if role is not Role.EMPLOYEE
        }


@pytest.fixture
def ask(tokens: dict[Role, str]) -> Ask:
    """`ask(role, "GET", "/pay-runs")`; an act gets a new key unless it is given one."""
    client = Client()

    def ask(role: Role | None, method: str, path: str, body: Any = None, *, key: str = "") -> Any:
        headers = {"Authorization": f"Bearer {tokens[role]}"} if role else {}
        if method == "POST":
            headers["Idempotency-Key"] = key or str(uuid4())
        return client.generic(
            method,
            f"/api/v1{path}",
            "" if body is None else client._encode_json(body, "application/json"),
            content_type="application/json",
            headers=headers,
        )

    return ask
