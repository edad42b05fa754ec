"""`sixpence connect`, `mapping` and `conditions` as a user meets them."""

from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from sixpence.basics.refused import Refused
from sixpence.cli.app import app
from sixpence.cli.demo_company import EMPLOYER
from sixpence.sandbox.personio import PersonioSandbox, open_sandbox
from sixpence.sandbox.personio.credentials import PERSONS, Credential
from sixpence.store import transaction
from sixpence.store.employers import save_employer


@pytest.fixture
def sandbox() -> Iterator[PersonioSandbox]:
    with open_sandbox() as running:
        yield running


@pytest.fixture
def connected(users_store: None, sandbox: PersonioSandbox, monkeypatch: pytest.MonkeyPatch) -> str:
    """What `connect` said."""
    monkeypatch.setenv("SIXPENCE_PERSONIO_CLIENT_SECRET", sandbox.client_secret)
    with transaction():
        save_employer(EMPLOYER)
    address = ("--client-id", sandbox.client_id, "--base-url", sandbox.base_url)
    return said("connect", *address, "--exclude", "Country=Germany,Spain")


def said(*arguments: str) -> str:
    run = CliRunner().invoke(app, arguments)
    assert run.exit_code == 0, (run.output, run.exception)
    return run.output


def refused(*arguments: str) -> str:
    run = CliRunner().invoke(app, arguments)
    assert isinstance(run.exception, Refused)
    return str(run.exception)


def test_connecting_says_what_is_mapped(connected: str) -> None:
    assert "tax_code                   <- Tax code\n" in connected
    assert "student_loan_plan          <- Student loan plan (None = none) (Plan 1 = 1)" in connected
    assert connected.endswith("Connected: 33 fields are mapped. Next: sixpence sync\n")
    assert "may not read" not in connected
    assert "does not show" not in connected


def test_connecting_says_what_is_not_shown(connected: str, sandbox: PersonioSandbox) -> None:
    readable = frozenset({"id", "first_name", "last_name", "hire_date", "termination_date", "last_working_day"})
    sandbox.sign_ins.put(Credential("papi-few", sandbox.client_secret, frozenset({PERSONS}), readable))
    output = said("connect", "--client-id", "papi-few", "--base-url", sandbox.base_url, "--afresh")
    assert "may not read  compensations (right: Compensations: Read)" in output
    missing = output[output.index("Personio does not show Sixpence:") :]
    for label in ("E-mail", "National Insurance number", "Sort code", "Tax code"):
        assert label in missing
    assert "Tick them under Readable employee attributes" in missing


def test_the_mapping_on_the_command_line(connected: str) -> None:
    assert said("mapping", "unset", "title").startswith("Title is not mapped.")
    assert "title                      <- (not mapped, on purpose)" in said("mapping", "show")
    assert said("mapping", "suggest") == "Nothing more to suggest.\n"
    assert "Department: 18 filled, 24 empty, 0 cannot be read, 0 not taken\nKept.\n" in said(
        "mapping", "set", "department", "Team"
    )
    assert "Student loan plan: 42 filled" in said("mapping", "choices", "student_loan_plan", "Plan 2=2")
    preview = said("mapping", "preview", "2100303")
    assert "£6,100.00 monthly" in preview
    assert "ZW245821C" not in preview
    assert "Sort code (integer)" in said("mapping", "show", "--all")


def test_the_conditions_on_the_command_line(connected: str) -> None:
    abroad = "Exclude if Country is one of: Germany, Spain"
    assert said("conditions", "show") == f"{abroad}\nJoiners come in at once.\n"
    tried = said("conditions", "try", "Exclude if Weekly hours is less than 1")
    assert f"{abroad}: leaves out 7 people" in tried
    assert "Exclude if Weekly hours is less than 1: leaves out nobody\n42 of 49 people take part." in tried
    assert "Added: Include if City is not empty." in said("conditions", "add", "include if city is not empty")
    assert said("conditions", "remove", abroad) == "Removed.\n"
    assert said("conditions", "joiners", "--cut-off-day", "15") == "Joiners after day 15 wait.\n"
    shown = said("conditions", "show")
    assert shown.startswith("Include if City is not empty\nJoiners who start after day 15")
    assert said("conditions", "joiners") == "Joiners come in at once.\n"


def test_what_cannot_be_is_one_line(connected: str) -> None:
    assert refused("mapping", "set", "tax_code", "City").startswith("no value in HR fits Tax code, so nothing is kept")
    assert refused("mapping", "choices", "tax_code", "Plan 2") == "'Plan 2': write it as \"Plan 2=2\""
    assert "is not understood" in refused("conditions", "add", "Exclude if Planet is empty")
    assert refused("connect", "--client-id", "x", "--exclude", "Country").startswith("--exclude 'Country': write it as")
