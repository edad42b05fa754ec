"""The demo company for tests, built once a run, whichever worker needs it first: it takes some seconds."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from sixpence.actions.demo_company import DATABASE, build_demo_company
from sixpence.cli.demo_company import EMPLOYER
from sixpence.cli.demo_past import company_with_a_past
from sixpence.sandbox.personio import open_sandbox
from sixpence.store import open_store
from sixpence.store.configuration import Configuration
from store.fixtures import stores_of_their_own


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
                build_demo_company(company_with_a_past(sandbox), folder)
    return folder


@pytest.fixture
def demo_folder(demo_company_as_built: Path, tmp_path: Path) -> Path:
    """A copy for this test."""
    return shutil.copytree(demo_company_as_built, tmp_path / "company")


@pytest.fixture
def demo_company(own_stores: None, demo_folder: Path) -> str:
    """The same, open; its name."""
    open_store(demo_folder / DATABASE, demo_folder)
    return EMPLOYER.name
