"""From connecting Personio to reading a payslip: with Tab, Enter and typing alone."""

import re
from re import Pattern

import pytest
from playwright.sync_api import Locator, Page, expect

from actions.kestrel_runs import BY
from sixpence.actions.opening_figures import bring_figures
from sixpence.cli.demo_company import EMPLOYER, OPENING_FIGURES, TODAY
from sixpence.people.roles import Role
from sixpence.sandbox.personio import open_sandbox
from sixpence.store.employments import employee_ids
from web.serving import Site, a_team, sign_in

pytestmark = pytest.mark.browser
PAID, NAME = "2100311", "Priyanka Devereaux"
ROOM = "/fernlark-instruments-ltd/pay-runs/2026-11-30-monthly/"
_MOST = 150  # stops of Tab on a page


def _press(page: Page, name: str | Pattern[str]) -> None:
    """A link or a button, with Enter; the page that follows has come."""
    target = page.get_by_role("link", name=name, exact=True).or_(page.get_by_role("button", name=name, exact=True))
    _reach(page, target)
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
    found = target.element_handle()  # looked up by its role once, and not with every key
    if found.evaluate("(it) => it.closest('main') && document.activeElement === document.body"):
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # "Skip to the page"
    for _ in range(_MOST):
        page.keyboard.press("Tab")
        if found.evaluate("(it) => it === document.activeElement"):
            return
    raise AssertionError(f"Tab does not come to {target}")


@pytest.fixture(autouse=True)
def twentieth_of_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIXPENCE_TODAY", TODAY.isoformat())


def test_a_month_by_keyboard_alone(page: Page, site: Site) -> None:
    team = a_team(EMPLOYER, employee_id=PAID)
    sign_in(page, site, team[Role.PREPARER])
    _from_connecting_to_accepting(page)
    bring_figures(EMPLOYER.name, "2026-27", OPENING_FIGURES, **BY)  # there is no page to bring them
    _from_opening_to_settled(page)

    page.context.clear_cookies()
    sign_in(page, site, team[Role.APPROVER], to=ROOM)
    page.on("dialog", lambda dialog: dialog.accept())  # Playwright answers them itself, as Enter would
    _from_approving_to_sealed(page)

    page.context.clear_cookies()
    sign_in(page, site, team[Role.EMPLOYEE])
    payslip = page.get_by_role("link", name="Payslip of 30 November 2026")
    _reach(page, payslip)
    address = payslip.get_attribute("href")
    assert page.request.get(f"{site.address}{address}").headers["content-type"] == "application/pdf"


def _from_connecting_to_accepting(page: Page) -> None:
    with open_sandbox() as sandbox:
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


def _from_opening_to_settled(page: Page) -> None:
    _press(page, "Pay runs")
    _press(page, "Open")  # the next pay day is there already
    expect(page.get_by_role("heading", name="Pay run of 30 November 2026")).to_be_visible()
    _press(page, "Work it out")
    expect(page.get_by_text("Worked out for")).to_be_visible()
    _press(page, f"Add pay of {NAME}")
    expect(page.locator(".typing").get_by_label("Label")).to_be_focused()
    page.keyboard.type("Bonus")
    _type(page, "Amount in pounds", "100")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=f"Add pay of {NAME}")).to_be_focused()
    _press(page, re.compile("^To check"))
    _reach(page, page.locator("#reason-everything"))
    page.keyboard.type("Looked at with the people concerned")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Everything is settled.")).to_be_visible()


def _from_approving_to_sealed(page: Page) -> None:
    _press(page, "Go to approval")
    _press(page, "Approve these figures")
    for mark in ("Mark as uploaded to the bank", "Mark as sent to HMRC"):
        expect(page.get_by_role("button", name=mark)).to_be_visible(timeout=60_000)
        _press(page, mark)
    expect(page.get_by_text("Everything has left: the run is closed and sealed.")).to_be_visible()
