"""A pay run in a browser: opened, worked out, looked at, adjusted, settled and approved by a second person."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from actions.kestrel_runs import EMPLOYER, know, paid
from payrun.worlds import facts_of
from sixpence.basics.money import pounds
from sixpence.people.person import Fact
from sixpence.people.roles import Role
from sixpence.store.payruns import load_run_people, pay_run
from sixpence.store.run_totals import run_totals
from web.looking import check_screen
from web.serving import Site, sign_in

pytestmark = pytest.mark.browser
ROOM = "/kestrel-wren-instruments-ltd/pay-runs/"
RUN = "2026-12-31-monthly"


@pytest.fixture(scope="module")
def kestrel(site: Site, team: dict[Role, str]) -> dict[Role, str]:
    """Two were paid in November; one has a rise since, one is new, and of one the gender is missing."""
    know(facts_of("1001"), facts_of("1002", first_name="Noor", tax_code="1257L X"))
    paid(date(2026, 11, 30))
    know([Fact("1002", "salary", date(2026, 12, 1), "410000 monthly")])
    know(facts_of("1003", first_name="Émile", start_date="2026-12-01"), facts_of("1004", gender=""))
    return team


def test_a_run_from_open_to_approved(page: Page, site: Site, kestrel: dict[Role, str]) -> None:
    sign_in(page, site, kestrel[Role.PREPARER], to=ROOM)
    check_screen(page, "pay-runs")
    expect(page.get_by_label("Pay day")).to_have_value("2026-12-31")  # as November's goes on
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_role("heading", name="There are no figures yet")).to_be_visible()
    check_screen(page, "pay-run-open")
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_text("Worked out for 3 people.")).to_be_visible()
    expect(page.get_by_role("row", name="Noor")).to_contain_text("Gross pay +£")
    check_screen(page, "pay-run-people")

    page.get_by_role("link", name="Noor O'Dowd-Llŷr", exact=True).click()
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_text("Gross pay went up by £1,100.00")).to_be_visible()
    drawer.get_by_text("Income tax", exact=True).first.click()
    check_screen(page, "pay-run-drawer")
    drawer.get_by_label("Label").fill("Bonus")
    drawer.get_by_label("Amount in pounds").fill("ten")
    drawer.get_by_role("button", name="Add and work out").click()
    expect(drawer.get_by_text("Amount 'ten' is not a number with at most two decimals")).to_be_visible()
    drawer.get_by_label("Amount in pounds").fill("250")
    drawer.get_by_role("button", name="Add and work out").click()
    expect(drawer.get_by_text("Bonus: £250.00")).to_be_visible()
    drawer.get_by_role("button", name="Close").click()
    expect(page.get_by_role("row", name="Noor")).to_contain_text("£4,350.00")  # the table behind it knows

    page.get_by_role("link", name="Noor O'Dowd-Llŷr", exact=True).click()
    drawer.get_by_role("link", name="Change Bonus").click()
    expect(drawer.get_by_label("Amount in pounds")).to_have_value("250.00")
    drawer.get_by_label("Amount in pounds").fill("300")
    check_screen(page, "pay-run-line")
    drawer.get_by_role("button", name="Change and work out").click()
    expect(drawer.get_by_text("Bonus: £300.00")).to_be_visible()
    drawer.get_by_role("button", name="Close").click()

    expect(page.get_by_role("row", name="Noor")).to_contain_text("£4,400.00")
    typed = page.locator(".typing")
    page.get_by_role("link", name="Add pay of Noor O'Dowd-Llŷr").press("Enter")
    expect(typed.get_by_label("Label")).to_be_focused()
    page.keyboard.type("Fine")
    typed.get_by_label("What it is").select_option("Deduction from net pay")
    typed.get_by_label("Amount in pounds").fill("fifty")
    typed.get_by_label("Amount in pounds").press("Enter")
    expect(page.get_by_text("Amount 'fifty' is not a number")).to_be_visible()
    check_screen(page, "pay-run-typed")
    typed.get_by_label("Amount in pounds").fill("50")
    typed.get_by_label("Amount in pounds").press("Enter")
    expect(page.get_by_role("link", name="Add pay of Noor O'Dowd-Llŷr")).to_be_focused()
    (noor,) = load_run_people(EMPLOYER, RUN, {"1002"})
    expect(page.get_by_role("row", name="Noor")).to_contain_text(pounds(noor.net_pay_pence))
    assert noor.gross_pay_pence == 4400_00
    expect(page.locator("#totals")).to_contain_text(pounds(run_totals(EMPLOYER)[-1].net_pay_pence))

    page.get_by_role("link", name="To check").click()
    expect(page.get_by_text("Missing: Gender for HMRC")).to_be_visible()
    check_screen(page, "pay-run-checks")
    page.get_by_role("link", name="Go to approval").click()
    expect(page.get_by_text("to check first")).to_be_visible()
    page.get_by_role("link", name="to check").click()
    while (reasons := page.get_by_label("Reason", exact=False)).count():
        reasons.last.fill("seen with the team")
        reasons.last.press("Enter")
        page.wait_for_load_state()
    expect(page.get_by_text("Everything is settled.")).to_be_visible()
    page.get_by_role("link", name="Go to approval").click()
    expect(page.get_by_text("You cannot approve this: your role, payroll preparer, may not approve")).to_be_visible()


def test_variance_is_seen_by_item_by_person_and_unexplained_first(
    page: Page, site: Site, kestrel: dict[Role, str]
) -> None:
    sign_in(page, site, kestrel[Role.VIEWER], to=f"{ROOM}{RUN}/variance/")
    expect(page.get_by_role("row", name="Bonus")).to_contain_text("+£300.00")
    check_screen(page, "pay-run-variance-item")
    page.get_by_role("link", name="By person").click()
    expect(page.get_by_text("Gross pay went up by £1,400.00")).to_be_visible()
    check_screen(page, "pay-run-variance-person")
    page.get_by_role("link", name="Unexplained first").click()
    expect(page.get_by_role("row").nth(1)).to_be_visible()


def test_the_table_is_searched_and_sorted_by_the_keyboard(page: Page, site: Site, kestrel: dict[Role, str]) -> None:
    sign_in(page, site, kestrel[Role.VIEWER], to=f"{ROOM}{RUN}/")
    page.keyboard.press("/")
    page.keyboard.type("émile")
    page.keyboard.press("Enter")
    expect(page.get_by_role("row")).to_have_count(2)
    expect(page.get_by_role("row", name="Émile")).to_contain_text("First payment here")
    page.goto(f"{site.address}{ROOM}{RUN}/?sort=net&order=down")
    expect(page.get_by_role("row").nth(1)).to_contain_text("Noor")
    expect(page.get_by_role("button", name="Work out again")).to_have_count(0)  # a viewer only looks


def test_a_second_person_approves_the_digest_that_is_shown(page: Page, site: Site, kestrel: dict[Role, str]) -> None:
    sign_in(page, site, kestrel[Role.APPROVER], to=f"{ROOM}{RUN}/approve/")
    expect(page.get_by_text(pay_run(EMPLOYER, RUN).digest)).to_be_visible()
    check_screen(page, "pay-run-approve")
    page.get_by_role("button", name="Approve these figures").click()
    expect(page.get_by_text("Approved. The papers are being made")).to_be_visible()
    run = pay_run(EMPLOYER, RUN)
    assert (run.state, run.approved_by) == ("approved", kestrel[Role.APPROVER])


def test_a_payslip_is_looked_at_and_a_person_has_a_page_of_their_own(
    page: Page, site: Site, kestrel: dict[Role, str]
) -> None:
    sign_in(page, site, kestrel[Role.VIEWER], to=f"{ROOM}{RUN}/people/1002/")
    expect(page.get_by_role("heading", name="How each number came about")).to_be_visible()
    check_screen(page, "pay-run-person")
    answer = page.request.get(f"{site.address}{ROOM}{RUN}/people/1002/payslip.pdf")
    assert (answer.status, answer.headers["content-type"], answer.body()[:5]) == (200, "application/pdf", b"%PDF-")
    assert page.request.get(f"{site.address}{ROOM}{RUN}/people/9999/").status == 409
    assert page.request.get(f"{site.address}{ROOM}2031-01-31-monthly/").status == 409
