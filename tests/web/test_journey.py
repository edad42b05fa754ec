"""The month's payroll of the demo company, from opening the application to done, by two people: five actions.

An action is something decided and sent. Signing in, and following a link to look, decide nothing.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect
from pytest_django.plugin import DjangoDbBlocker

from sixpence.actions.demo_company import PASSWORD
from sixpence.cli.demo_company import EMPLOYER, TODAY
from sixpence.cli.demo_served import beside_its_hr
from sixpence.payrun.life import RunState
from sixpence.store.configuration import Configuration
from sixpence.store.payruns import pay_run
from store.fixtures import stores_of_their_own, the_store_in
from store.stores import copy_store
from web.looking import check_screen
from web.serving import Site, serving

pytestmark = [pytest.mark.browser, pytest.mark.whole_month]
RUN = "2026-11-30-monthly"


@pytest.fixture(scope="module")
def demo(
    django_db_blocker: DjangoDbBlocker,
    store_of_the_tests: Configuration,
    demo_company_as_built: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """The demo company as `make serve` serves it."""
    cache.clear()
    folder = tmp_path_factory.mktemp("demo") / "company"
    copy_store(demo_company_as_built, folder)
    with pytest.MonkeyPatch.context() as patch, stores_of_their_own(django_db_blocker, store_of_the_tests):
        patch.setenv("SIXPENCE_TODAY", TODAY.isoformat())
        with the_store_in(folder), beside_its_hr(), serving() as site:
            yield site


def _sign_in(page: Page, site: Site, who: str) -> None:
    page.goto(f"{site.address}/accounts/login/")
    expect(page.get_by_text(f"{who}@fernlark.example")).to_be_visible()  # the demo says how to sign in
    page.get_by_label("E-mail address").fill(f"{who}@fernlark.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Home", level=1)).to_be_visible()


def test_a_months_payroll_takes_five_actions(page: Page, chromium: Browser, demo: Site) -> None:
    actions = 0
    page.goto(f"{demo.address}/accounts/login/")
    check_screen(page, "journey-sign-in")
    _sign_in(page, demo, "preparer")
    page.get_by_role("link", name=re.compile(r"^Review \d+ changes from HR")).click()
    page.get_by_role("button", name="Accept everything", exact=True).click()
    actions += 1
    expect(page.get_by_text(f"The pay run {RUN} was worked out again.")).to_be_visible()

    page.get_by_role("link", name="Pay runs").click()
    page.get_by_role("link", name="30 Nov 2026").click()
    page.get_by_role("link", name=re.compile("^To check")).click()
    check_screen(page, "journey-checks")
    page.locator("#reason-everything").fill("Looked at with the people concerned")
    page.get_by_role("button", name="Settle everything").click()
    actions += 1
    expect(page.get_by_text("Everything is settled. The run can go to approval.")).to_be_visible()

    # Somebody else approves, and pays.
    other = chromium.new_context(reduced_motion="reduce", locale="en-GB")
    theirs = other.new_page()
    _sign_in(theirs, demo, "approver")
    theirs.get_by_role("link", name="Pay runs").click()
    theirs.get_by_role("link", name="30 Nov 2026").click()
    theirs.get_by_role("link", name="Approve", exact=True).click()
    theirs.get_by_role("button", name="Approve these figures").click()
    actions += 1
    theirs.on("dialog", lambda dialog: dialog.accept())
    for left in ("uploaded", "sent"):
        theirs.get_by_role("button", name=f"Mark as {left}").click(timeout=60_000)
        actions += 1
    expect(theirs.get_by_text("Everything has left: the run is closed and sealed.")).to_be_visible()
    check_screen(theirs, "journey-done")
    other.close()
    assert pay_run(EMPLOYER.name, RUN).state is RunState.CLOSED
    assert actions == 5
