"""A browser, and a Sixpence to look at. See `serving`."""

import os
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from builders import an_employer
from sixpence.people.roles import Role
from sixpence.store.configuration import Configuration
from store.fixtures import stores_of_their_own, the_store_in
from store.stores import new_store
from web.serving import CHROMIUM, Site, a_team, serving


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for the tests of one file: Playwright's event loop must be gone when others launch DBOS."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: the browser tests need it")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in this thread
    expect.set_options(timeout=20_000)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        )
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser without cookies. A request to anywhere but this machine, or an error in a page, fails the test."""
    # Without motion: axe would measure the contrast of a button half-way between two themes.
    context = chromium.new_context(
        viewport={"width": 1280, "height": 860}, locale="en-GB", color_scheme="light", reduced_motion="reduce"
    )
    context.set_default_timeout(30_000)  # a busy machine is slow, and not wrong
    wrong: list[str] = []
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("console", lambda line: wrong.append(line.text) if _is_wrong(line.type, line.text) else None)
    yield context
    context.close()
    assert not wrong, wrong


def _is_wrong(kind: str, text: str) -> bool:
    # The browser writes a line for each answer of 4xx, which tests ask for on purpose.
    return kind == "error" and "the server responded with a status of 4" not in text


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture(scope="module")
def store_of_the_file(
    django_db_blocker: DjangoDbBlocker, store_of_the_tests: Configuration, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Configuration]:
    """A new, empty store for the tests of one file, as `own_store` is for one test."""
    folder = tmp_path_factory.mktemp("of-the-file") / "store"
    with stores_of_their_own(django_db_blocker, store_of_the_tests):
        new_store(folder)
        with the_store_in(folder) as chosen:
            yield chosen


@pytest.fixture(scope="module")
def site(store_of_the_file: Configuration) -> Iterator[Site]:
    """An empty Sixpence, served."""
    cache.clear()  # what was counted for rate limits
    with serving() as site:
        yield site


@pytest.fixture(scope="module")
def team(site: Site) -> dict[Role, str]:
    """Kestrel & Wren with a member of each role, without people on its payroll."""
    return a_team(an_employer())
