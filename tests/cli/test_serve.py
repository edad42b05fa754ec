"""`sixpence serve` as a process: ready in one line, stopped cleanly, refused in one line, the demo company kept."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from cli.processes import environment, sixpence_forked, sixpence_here
from sixpence.actions.demo_company import PASSWORD
from sixpence.store.configuration import Configuration

COMMAND = [sys.executable, "-m", "sixpence", "serve"]


@contextmanager
def serving(folder: Path, *arguments: str, stop: signal.Signals = signal.SIGTERM) -> Iterator[list[str]]:
    """The lines it said when it was ready; afterwards it has to end at once, with 0 and no complaint."""
    command = [*COMMAND, "--port", "0", *arguments]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(folder)
    )
    assert process.stdout is not None
    try:
        lines = [process.stdout.readline()]
        if "--demo" in arguments:
            lines += [process.stdout.readline() for _ in range(6)]
        yield lines
    finally:
        process.send_signal(stop)
        _, complaints = process.communicate(timeout=20)
    assert (process.returncode, complaints) == (0, "")


def address(lines: list[str]) -> str:
    match = re.match(r"Sixpence is on (http://127\.0\.0\.1:[0-9]+) \(stop with Ctrl-C\)\n", lines[0])
    assert match is not None, lines
    return match[1]


def test_it_makes_its_store_says_where_it_is_and_stops_when_it_is_told(unmade_store: Path) -> None:
    with serving(unmade_store, stop=signal.SIGINT) as lines:
        assert httpx.get(f"{address(lines)}/healthz").text == "ok"
        assert httpx.get(address(lines)).headers["location"] == "/setup/"
    assert (unmade_store / "key").is_file()


def test_a_port_in_use_is_refused_in_one_line(own_store: Configuration) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        # In a process of its own: the server's library leaves its socket to the end of one.
        process = sixpence_forked("serve", "--port", str(port), env=environment(own_store.data_dir))
        said, complaint = process.communicate()
    assert (process.poll(), said) == (2, "")
    assert complaint == (
        f"sixpence: 127.0.0.1 port {port} cannot be listened on: Address already in use; name another with --port\n"
    )


def refused(*arguments: str) -> str:
    run = sixpence_here("serve", *arguments)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    return run.stderr


def test_only_the_demo_company_is_ever_started_over(own_stores: None, tmp_path: Path) -> None:
    assert "say --demo too" in refused("--fresh")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").touch()
    assert "holds something that is no demo company" in refused("--demo", "--demo-dir", str(mine), "--fresh")
    assert [path.name for path in mine.iterdir()] == ["letter.txt"]


@pytest.mark.sqlite("the demo company that is served is one folder")
def test_the_demo_company_is_served_as_it_was_left_with_its_hr_beside_it(demo_folder: Path, tmp_path: Path) -> None:
    arguments = ("--demo", "--demo-dir", str(demo_folder))
    before = (demo_folder / "key").read_bytes()
    for _ in range(2):
        with serving(tmp_path / "no data", *arguments) as lines, httpx.Client(follow_redirects=True) as browser:
            assert f"sign in with the password {PASSWORD} as" in lines[1]
            email = lines[3].split()[0]
            where = address(lines)
            browser.get(f"{where}/accounts/login/")
            form = {"login": email, "password": PASSWORD, "csrfmiddlewaretoken": browser.cookies["csrftoken"]}
            page = browser.post(f"{where}/accounts/login/", data=form, headers={"Referer": where})
            assert "Winifred Askerton" in page.text
    assert (demo_folder / "key").read_bytes() == before
    assert not (tmp_path / "no data").exists()
