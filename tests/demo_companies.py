"""The demo company for tests, built once a run, whichever worker needs it first: it takes some seconds."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from sixpence.actions.demo_company import DemoCompany, build_demo_company, live_history
from sixpence.cli.demo_company import EMPLOYER
from sixpence.cli.demo_past import company_with_a_past
from sixpence.sandbox.personio import open_sandbox
from sixpence.store import close_store, open_store
from sixpence.store.configuration import Configuration
from store.fixtures import stores_of_their_own, the_store_in
from store.stores import TEST_DATABASE_URL, copy_store, database_of, drop_store, new_store


@pytest.fixture(scope="session")
def demo_company_as_built(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker, store_of_the_tests: Configuration
) -> Path:
    """Its folder; copy it before anything is done there."""
    ours = tmp_path_factory.getbasetemp()
    of_the_run = ours.parent if "PYTEST_XDIST_WORKER" in os.environ else ours
    folder = of_the_run / "demo-company"
    with (of_the_run / "demo-company.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():  # it is renamed to this when it is whole
            with stores_of_their_own(django_db_blocker, store_of_the_tests), open_sandbox() as sandbox:
                _build(company_with_a_past(sandbox), folder)
    return folder


def _build(company: DemoCompany, folder: Path) -> None:
    """As `sixpence serve --demo` does, which has it on SQLite always; and the same history on PostgreSQL."""
    if TEST_DATABASE_URL is None:
        build_demo_company(company, folder)
        return
    beside = folder.with_name("demo-company.part")
    new_store(beside)
    open_store(database_of(beside), beside)
    live_history(company)
    close_store()
    copy_store(beside, folder)
    drop_store(beside)


@pytest.fixture
def demo_folder(demo_company_as_built: Path, tmp_path: Path) -> Path:
    """A copy for this test."""
    folder = tmp_path / "company"
    copy_store(demo_company_as_built, folder)
    return folder


@pytest.fixture
def demo_company(own_stores: None, demo_folder: Path) -> Iterator[str]:
    """The same, open; its name."""
    with the_store_in(demo_folder):
        yield EMPLOYER.name
