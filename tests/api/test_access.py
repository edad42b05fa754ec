"""Every endpoint by every role, against the one function; and how often one may ask."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.http import HttpRequest

from actions.kestrel_runs import BY
from api.conftest import Ask
from builders import an_employer
from sixpence.actions.pay_runs import open_run
from sixpence.actions.permissions import Right, may
from sixpence.api.access import PerToken
from sixpence.api.app import api
from sixpence.people.roles import Role

# What each endpoint asks for. One that is added has to be added here.
RIGHTS: dict[tuple[str, str], Right | None] = {
    ("get", "/company"): None,
    ("get", "/people"): Right.SEE,
    ("get", "/people/{employee_id}"): Right.SEE,
    ("get", "/people/{employee_id}/entries"): Right.SEE,
    ("post", "/people/{employee_id}/entries"): Right.PREPARE,
    ("post", "/people/{employee_id}/entries/{number}"): Right.PREPARE,
    ("post", "/people/{employee_id}/entries/{number}/take-back"): Right.PREPARE,
    ("get", "/log"): Right.SEE_LOG,
    ("post", "/syncs"): Right.REVIEW,
    ("get", "/syncs"): Right.SEE,
    ("get", "/syncs/{sync_id}"): Right.SEE,
    ("get", "/change-sets/{number}"): Right.REVIEW,
    ("post", "/change-sets/{number}/decisions"): Right.REVIEW,
    ("get", "/pay-runs"): Right.SEE,
    ("post", "/pay-runs"): Right.PREPARE,
    ("get", "/pay-runs/{run_key}"): Right.SEE,
    ("get", "/pay-runs/{run_key}/people"): Right.SEE,
    ("post", "/pay-runs/{run_key}/calculate"): Right.PREPARE,
    ("post", "/pay-runs/{run_key}/lines"): Right.PREPARE,
    ("post", "/pay-runs/{run_key}/approve"): Right.APPROVE,
    ("post", "/pay-runs/{run_key}/reopen"): Right.REOPEN,
    ("post", "/pay-runs/{run_key}/pay"): Right.PAY,
    ("get", "/pay-runs/{run_key}/pay-day"): Right.SEE,
    ("post", "/pay-runs/{run_key}/left"): Right.PAY,
    ("post", "/pay-runs/{run_key}/left/take-back"): Right.TAKE_BACK,
    ("post", "/pay-runs/{run_key}/close"): Right.PAY,
    ("get", "/payments"): Right.SEE,
    ("post", "/payments"): Right.PAY,
    ("post", "/payments/{number}/take-back"): Right.TAKE_BACK,
    ("get", "/reports/{name}"): Right.SEE,
}
_BENEFIT = {"what": "benefit", "name": "Van", "value_of_year_pence": 1, "first_day": "2026-04-06"}
BODIES = {
    "/people/{employee_id}/entries": {"entry": _BENEFIT},
    "/people/{employee_id}/entries/{number}": {"entry": _BENEFIT},
    "/people/{employee_id}/entries/{number}/take-back": {"what": "benefit"},
    "/payments": {"to": "hmrc", "period": "2026-27-08", "paid_on": "2026-12-01"},
    "/payments/{number}/take-back": {"reason": "not yet"},
    "/syncs": {"as_of": "2026-11-30"},
    "/change-sets/{number}/decisions": {"act": "accept", "everything": True},
    "/pay-runs": {"pay_date": "2027-03-31"},
    "/pay-runs/{run_key}/lines": {"employee_id": "1001", "label": "Bonus", "amount_pence": 1},
    "/pay-runs/{run_key}/approve": {"digest": "0" * 64},
    "/pay-runs/{run_key}/left": {"kind": "fps"},
    "/pay-runs/{run_key}/left/take-back": {"kind": "fps", "reason": "not yet"},
}
ROLES = [role for role in Role if role is not Role.EMPLOYEE]  # an employee has no token: see `actions.api_tokens`


def test_every_endpoint_is_in_the_matrix() -> None:
    paths = api.get_openapi_schema()["paths"]
    served = {(method, path.removeprefix("/api/v1")) for path, methods in paths.items() for method in methods}
    assert served == set(RIGHTS)


@pytest.fixture(scope="module")
def run_key(tokens: dict[Role, str]) -> str:
    return open_run(an_employer().name, date(2027, 2, 26), "monthly", **BY).run_key


@pytest.mark.parametrize(("method", "path"), RIGHTS)
@pytest.mark.parametrize("role", ROLES)
def test_an_endpoint_answers_those_who_may(ask: Ask, run_key: str, method: str, path: str, role: Role) -> None:
    filled = re.sub(r"\{number\}", "1", path).replace("{run_key}", run_key)
    filled = re.sub(r"\{sync_id\}", "8b2f6a5e-54c8-4a5b-9f0e-3f1c2d7a9b10", filled).replace("{employee_id}", "1001")
    answer = ask(role, method.upper(), filled.replace("{name}", "payroll-summary"), BODIES.get(path))
    right = RIGHTS[method, path]
    line = answer.json().get("error", "") if answer.status_code == 403 else ""
    assert ("your role" in line) == (right is not None and not may(role, right)), (answer.status_code, line)
    assert answer.status_code < 500


def test_whoever_asks_too_often_is_told_when_to_ask_again(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    now, kept, key_of = 1_000_000.0, list[str](), PerToken.get_cache_key

    def noted(throttle: PerToken, request: HttpRequest) -> str:
        kept.append(key_of(throttle, request))
        return kept[-1]

    monkeypatch.setattr(PerToken, "timer", lambda _: now)
    monkeypatch.setattr(PerToken, "get_cache_key", noted)
    cache.clear()
    assert ask(Role.VIEWER, "GET", "/company").status_code == 200
    assert cache.get(kept[-1]) == [now]
    cache.set(kept[-1], [now] * 599)  # as if they had asked so often in the last minute
    assert ask(Role.VIEWER, "GET", "/company").status_code == 200
    refused = ask(Role.VIEWER, "GET", "/company")
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert ask(Role.OWNER, "GET", "/company").status_code == 200, "another token has a count of its own"
