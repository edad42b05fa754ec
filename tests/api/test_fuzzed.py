"""Schemathesis asks everything in every way it can think of: no server error, and no answer that is not documented."""

from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, given, settings
from ninja.throttling import SimpleRateThrottle

from api.test_access import RIGHTS
from sixpence.people.roles import Role

pytestmark = [
    # Schemathesis draws with `random` in its strategies, which is its own affair.
    pytest.mark.filterwarnings("ignore:Do not use the `random` module inside strategies"),
]


@pytest.fixture(scope="module")
def schema(tokens: dict[Role, str]) -> Any:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@pytest.mark.parametrize(("method", "path"), RIGHTS)  # which is every endpoint, as a test of the matrix sees to
def test_every_answer_is_documented(
    method: str, path: str, schema: Any, tokens: dict[Role, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SimpleRateThrottle, "allow_request", lambda *_: True)  # its turn comes in `test_access`

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=schema[f"/api/v1{path}"][method].as_strategy())
    def asked(case: Any) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {tokens[Role.OWNER]}"})

    asked()
