"""A sandbox, and a store of its own for each test."""

from collections.abc import Iterator

import pytest

from actions.kestrel_runs import AT, BY, SECOND, know
from builders import an_employer
from payrun.worlds import facts_of
from sixpence.actions.connections import connect
from sixpence.cli.demo_company import EMPLOYER
from sixpence.hr.sources.personio import Credentials, Patience
from sixpence.sandbox.personio import PersonioSandbox, open_sandbox
from sixpence.store import transaction
from sixpence.store.configuration import Configuration
from sixpence.store.employers import save_employer
from store.made_once import made_once

__all__ = ["AT", "BY", "SECOND"]
QUICK = Patience(attempts=2, first_wait=0.01, busy_attempts=2, busy_first_wait=0.01, longest_wait=0.02, answer_within=2)


@pytest.fixture
def sandbox() -> Iterator[PersonioSandbox]:
    with open_sandbox() as running:
        yield running


@pytest.fixture
def fernlark(own_store: Configuration) -> str:
    """The name of the demo's employer, in a store of this test's own."""
    with transaction():
        save_employer(EMPLOYER)
        save_employer(an_employer())
    return EMPLOYER.name


@pytest.fixture
def connected(fernlark: str, sandbox: PersonioSandbox) -> str:
    """The same, connected to the sandbox, with Germany and Spain excluded."""
    credentials = Credentials(sandbox.client_id, sandbox.client_secret)
    conditions = ("Exclude if Country is one of: Germany, Spain",)
    connect(fernlark, credentials, sandbox.base_url, conditions=conditions, patience=QUICK, **BY)
    return fernlark


@pytest.fixture
@made_once
def kestrel(fernlark: str) -> str:
    """An employer of two, one of whom nobody has told a code."""
    know(facts_of("1001"), facts_of("1002", tax_code="", salary="250000 monthly"))
    return an_employer().name
