"""Personio connected, two countries left out, people read and taken over: with Tab, Enter and typing alone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from sixpence.cli.demo_company import EMPLOYER
from sixpence.people.roles import Role
from sixpence.sandbox.personio import open_sandbox
from sixpence.store.employments import employee_ids
from web.serving import Site, a_team, sign_in

pytestmark = pytest.mark.browser
_MOST = 150  # stops of Tab on a page


def _press(page: Page, name: str) -> None:
    """A link or a button, with Enter; the page that follows has come."""
    _reach(page, page.get_by_role("link", name=name, exact=True).or_(page.get_by_role("button", name=name, exact=True)))
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def _type(page: Page, label: str, text: str) -> None:
    _reach(page, page.get_by_label(re.compile(f"^{re.escape(label)}")))
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def _choose(page: Page, label: str, option: str) -> None:
    field = page.get_by_label(label, exact=True)
    _reach(page, field)
    page.keyboard.type(option)
    expect(field.locator("option:checked")).to_have_text(option)


def _reach(page: Page, target: Locator) -> None:
    expect(target).to_be_visible()
    for _ in range(_MOST):
        page.keyboard.press("Tab")
        if target.evaluate("(it) => it === document.activeElement"):
            return
    raise AssertionError(f"Tab does not come to {target}")


def test_from_connecting_to_accepting_by_keyboard_alone(page: Page, site: Site) -> None:
    team = a_team(EMPLOYER)
    with open_sandbox() as sandbox:
        sign_in(page, site, team[Role.PREPARER])
        _press(page, "Integrations")
        _press(page, "Connect Personio")
        _type(page, "Client ID", sandbox.client_id)
        _type(page, "Client Secret", sandbox.client_secret)
        _reach(page, page.locator("summary", has_text="Address"))
        page.keyboard.press("Enter")
        _type(page, "Address of Personio's API", sandbox.base_url)
        _press(page, "Connect")
        expect(page.get_by_text("fields are mapped: look them through")).to_be_visible()

        _press(page, "Whom to pay")
        _choose(page, "People", "Exclude if")
        _choose(page, "Attribute", "Country")
        _choose(page, "Test", "is one of")
        _type(page, "Values", "Germany, Spain")
        _press(page, "Add the condition")
        expect(page.get_by_text("Exclude if Country is one of: Germany, Spain", exact=True)).to_be_visible()

        _press(page, "Syncs")
        _press(page, "Read people now")
        expect(page.get_by_role("link", name="Review what would change")).to_be_visible(timeout=60_000)
        _press(page, "Review what would change")
        _press(page, "Accept everything")
        expect(page.get_by_role("status").get_by_text(re.compile("accepted"))).to_be_visible()
    assert employee_ids(EMPLOYER.name)
