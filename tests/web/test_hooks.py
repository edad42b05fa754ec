"""Personio's calls over HTTP: no cookie, no token against forgery, and nothing but a POST that shows its token."""

import json
import time
from datetime import date

import httpx

from actions.conftest import BY, QUICK
from builders import an_employer
from sixpence.actions.connections import connect
from sixpence.actions.sync_log import sync_history
from sixpence.actions.webhooks import make_webhook_token
from sixpence.hr.sources.personio import Credentials
from sixpence.people.roles import Role
from sixpence.sandbox.personio import PersonioSandbox, large_company
from web.serving import Site

EMPLOYER = an_employer().name
CALL = {"event_name": "person.updated", "payload": {"id": "3000001"}, "company_id": "1"}


def test_a_call_is_answered_at_once_and_people_are_read(site: Site, team: dict[Role, str]) -> None:
    address = f"{site.address}/hooks/personio/kestrel-wren-instruments-ltd"
    with PersonioSandbox(large_company(3)) as sandbox:
        connect(EMPLOYER, Credentials(sandbox.client_id, sandbox.client_secret), sandbox.base_url, patience=QUICK, **BY)
        assert httpx.post(address, json=CALL).status_code == 401
        headers = {"Authorization": make_webhook_token(EMPLOYER, **BY), "Content-Type": "application/json"}
        assert httpx.get(address, headers=headers).status_code == 405
        assert httpx.post(f"{address}-2", headers=headers, json=CALL).status_code == 401
        assert httpx.post(address, headers=headers, content=b"x" * 70_000).status_code == 413
        assert sync_history(EMPLOYER) == []
        answer = httpx.post(address, headers=headers, json=CALL)
        assert (answer.status_code, answer.text) == (202, "people will be read")
        assert "set-cookie" not in answer.headers
        end = time.monotonic() + 60
        while sync_history(EMPLOYER)[0].ended_at is None:
            assert time.monotonic() < end, "nobody has read"
            time.sleep(0.1)
        (sync,) = sync_history(EMPLOYER)
        assert (sync.failure, sync.people_read, sync.asked_by) == ("", 3, "Personio")
        assert sync.as_of >= date(2026, 11, 30)
        assert json.dumps(CALL) not in answer.text
