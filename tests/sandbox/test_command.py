"""`sixpence sandbox personio`: one line when it is ready, and one line when it cannot be."""

import re
import signal
import subprocess
import sys

import httpx
import pytest

from cli.processes import sixpence_here

COMMAND = [sys.executable, "-m", "sixpence", "sandbox", "personio"]


def test_it_serves_with_real_limits_until_it_is_told_to_stop() -> None:
    with subprocess.Popen([*COMMAND, "--limits", "real", "--people", "120"], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        line = run.stdout.readline()
        address, client_id, secret = re.search(r"on (\S+) \(Client ID (\S+), Client Secret (\S+)\)", line).groups()
        assert "an invented company of 120 people" in line
        form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
        with httpx.Client(base_url=address, trust_env=False) as client:
            token = client.post("/v2/auth/token", data=form).json()["access_token"]
            answer = client.get("/v2/persons", headers={"Authorization": f"Bearer {token}"})
        assert answer.headers["x-ratelimit-remaining"] == "99"
        run.send_signal(signal.SIGTERM)
        assert run.wait(10) == 0


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--people", "0"], "a company has 1 to 1,000,000 people, not 0"),
        (["--people", "5", "--account", "."], "leave out one of the two"),
    ],
)
def test_a_company_that_cannot_be_is_one_line(options: list[str], line: str) -> None:
    run = sixpence_here("sandbox", "personio", *options)
    assert (run.returncode, run.stdout) == (2, "")
    assert line in run.stderr
