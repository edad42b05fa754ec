"""A sandbox, and a store of its own for each test."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from actions.kestrel_runs import AT, BY, SECOND, know
from builders import an_employer
from payrun.worlds import facts_of
from sixpence.actions import durable
from sixpence.actions.connections import connect
from sixpence.cli.demo_company import EMPLOYER
from sixpence.hr.sources.personio import Credentials, Patience
from sixpence.sandbox.personio import Account, PersonioSandbox, open_sandbox
from sixpence.sandbox.personio.company import invented_company
from sixpence.store import transaction
from sixpence.store.configuration import Configuration
from sixpence.store.employers import save_employer
from store.made_once import made_once

__all__ = ["AT", "BY", "SECOND"]
QUICK = Patience(attempts=2, first_wait=0.01, busy_attempts=2, busy_first_wait=0.01, longest_wait=0.02, answer_within=2)

# Of the invented company's people a few show the same as all of them: two directors, two of one name, some with gaps
# or a salary in euros, one who joins in the middle of the month, and three abroad.
FEW = (301, 302, 303, 304, 305, 308, 309, 312, 326, 327, 330, 338, 351, 352, 361)


def few_people() -> Account:
    everybody = invented_company()
    return replace(everybody, people=tuple(each for each in everybody.people if each.id - 2_100_000 in FEW))


@pytest.fixture(scope="session")
def started() -> Iterator[PersonioSandbox]:
    """One server for all tests, so that a store connected to it can be made once."""
    with open_sandbox() as running:
        yield running


@pytest.fixture
def sandbox(started: PersonioSandbox) -> PersonioSandbox:
    """The server as new, with a few people."""
    started.reset(few_people())
    return started


@pytest.fixture
def fernlark(own_store: Configuration) -> str:
    """The name of the demo's employer, in a store of this test's own."""
    with transaction():
        save_employer(EMPLOYER)
        save_employer(an_employer())
    return EMPLOYER.name


@pytest.fixture
@made_once
def connected(fernlark: str, sandbox: PersonioSandbox) -> str:
    """The same, connected to the sandbox, with Germany and Spain excluded."""
    credentials = Credentials(sandbox.client_id, sandbox.client_secret)
    conditions = ("Exclude if Country is one of: Germany, Spain",)
    connect(fernlark, credentials, sandbox.base_url, conditions=conditions, patience=QUICK, **BY)
    return fernlark


@pytest.fixture
@made_once
def worked_in(own_store: Configuration) -> None:
    """A store in which jobs were done before. In a new one DBOS first looks for work after a second."""
    with durable.working():
        pass


@pytest.fixture
@made_once
def kestrel(fernlark: str) -> str:
    """An employer of two, one of whom nobody has told a code."""
    know(facts_of("1001"), facts_of("1002", tax_code="", salary="250000 monthly"))
    return an_employer().name
