"""The command as a whole: help, version, refusals, logs, and every command in the documentation."""

import subprocess
import sys
from pathlib import Path

import pytest
import structlog

from cli.processes import sixpence, sixpence_here
from sixpence.cli.app import COMMANDS, load
from sixpence.cli.logs import redact, set_up_logs
from sixpence.store.configuration import Configuration

README = (Path(__file__).parents[2] / "README.md").read_text()
DOCUMENTED = (Path(__file__).parents[2] / "docs" / "commands.md").read_text()


def test_help_and_version() -> None:
    assert "Gross to net for a table of payments" in sixpence("--help").stdout
    assert sixpence("--version").stdout.startswith("sixpence 0.")


def test_a_calculation_does_not_wait_for_what_other_commands_use() -> None:
    loaded = "import sys, sixpence.cli.app as app; app.load('calculate'); print([n for n in sys.modules if n in USED])"
    code = loaded.replace("USED", "('rich', 'django', 'httpx', 'lxml', 'pyarrow', 'typst', 'dbos')")
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_checks_cannot_be_switched_off() -> None:
    run = sixpence("--version", optimised=True)
    assert (run.returncode, run.stdout) == (2, "")
    assert "python -O leaves out the checks" in run.stderr


def test_every_command_is_in_the_documentation() -> None:
    names = set()
    for name in COMMANDS:
        below = getattr(load(name), "commands", None)
        names |= {f"{name} {sub}" for sub in below} if below else {name}
    assert names
    for name in sorted(names):
        assert f"`sixpence {name}" in DOCUMENTED, f"sixpence {name} is not in docs/commands.md"


def test_an_empty_store_says_what_to_do(own_store: Configuration) -> None:
    run = sixpence_here("payrun", "list")
    assert (run.returncode, run.stderr) == (
        2,
        "sixpence: there is not one employer to take: set one up with: sixpence employer FILE\n",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('name = "X"', "'bank_account' is missing"),
        ("name = ", "Invalid value"),
        ("", "'bank_account' is missing"),
    ],
)
def test_a_bad_employer_file_is_one_line(text: str, message: str, own_store: Configuration, tmp_path: Path) -> None:
    file = tmp_path / "employer.toml"
    file.write_text(text)
    run = sixpence_here("employer", file)
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
    assert f"{file}: " in run.stderr
    assert message in run.stderr


def test_logs_go_to_standard_error_without_what_may_be_personal(capsys: pytest.CaptureFixture[str]) -> None:
    before = structlog.get_config()
    try:
        set_up_logs()
        structlog.get_logger().warning("retry", name="Zoë O'Dowd", ni_number="AB123456C", retry_num=2)
        structlog.get_logger().info("quiet")
    finally:
        structlog.configure(**before)
    said = capsys.readouterr()
    assert said.out == ""
    assert "event='retry'" in said.err
    assert "retry_num=2" in said.err
    assert "O'Dowd" not in said.err
    assert "AB123456C" not in said.err
    assert redact(None, "", {"event": "x", "client_secret": "s"}) == {"event": "x"}
