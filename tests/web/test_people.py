"""People in a browser: found in the list, looked at, revealed, corrected."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from actions.kestrel_runs import BY, EMPLOYER, know, paid
from payrun.worlds import facts_of
from sixpence.actions.absences import add_absence
from sixpence.actions.by_hand import set_by_hand
from sixpence.actions.review import change_sets_to_review
from sixpence.people.absences import Absence
from sixpence.people.roles import Role
from sixpence.store.event_log import Asked, entries
from web.looking import check_screen
from web.serving import Site, sign_in

pytestmark = pytest.mark.browser
SICK = Absence(first_day=date(2026, 11, 2), last_day=None)
ROOM = "/kestrel-wren-instruments-ltd/people/"


@pytest.fixture(autouse=True)
def twentieth_of_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIXPENCE_TODAY", "2026-11-20")


@pytest.fixture(scope="module")
def people(team: dict[Role, str]) -> dict[Role, str]:
    """Two who were paid, one who cannot be, and one on an assumed code."""
    know(facts_of("1001"), facts_of("1002", first_name="Bo", last_name="Ash", department="Office"))
    paid(date(2026, 10, 30))
    know(
        facts_of("1003", first_name="Cy", last_name="Birch", birth_date="", start_date="2026-11-02"),
        facts_of("1004", first_name="Di", last_name="Cedar", tax_code="", start_date="2026-11-02"),
    )
    set_by_hand(EMPLOYER, "1001", "salary", "3200 monthly", date(2026, 12, 1), **BY)
    return team


def test_a_person_is_found_and_what_they_lack_is_told(page: Page, site: Site, people: dict[Role, str]) -> None:
    sign_in(page, site, people[Role.PREPARER])
    page.get_by_role("link", name="People").click()
    expect(page.get_by_text("4 employed, 0 starting, 0 left")).to_be_visible()
    birch = page.get_by_role("row", name="Cy Birch")
    expect(birch).to_contain_text("Cannot be paid")
    expect(birch).to_contain_text("Missing: Date of birth")
    expect(birch).to_contain_text("£2,900.00 of gross pay waits.")
    expect(page.get_by_role("row", name="Di Cedar")).to_contain_text("Assumed: Tax code, Starter declaration")
    expect(page.get_by_role("row", name="Di Cedar")).to_contain_text("more than on 1257L")
    expect(page.get_by_role("row", name="Bo Ash")).to_contain_text("Office")
    check_screen(page, "people")

    page.get_by_label("Lacking something (2)").check()
    expect(page.get_by_role("row")).to_have_count(3)
    page.goto(f"{site.address}{ROOM}")
    page.keyboard.press("/")
    page.keyboard.type("ash")
    page.keyboard.press("Enter")
    expect(page.get_by_role("row")).to_have_count(2)
    page.get_by_role("link", name="Bo Ash").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bo Ash")


def test_private_values_are_masked_and_revealing_is_logged(page: Page, site: Site, people: dict[Role, str]) -> None:
    sign_in(page, site, people[Role.APPROVER], to=f"{ROOM}person/1001/")
    bank = page.locator("section", has=page.get_by_role("heading", name="Bank account"))
    expect(bank).to_contain_text("••••5678")
    expect(page.get_by_text("12345678")).to_have_count(0)
    expect(page.get_by_text("Salary: £3,200.00 monthly from 1 December 2026")).to_be_visible()
    check_screen(page, "person")
    bank.get_by_role("button", name="Show in full: Bank account").click()
    expect(bank).to_contain_text("12345678")
    (entry,) = entries(EMPLOYER, Asked(kind="private value revealed"))
    assert (entry.actor, entry.detail["fields"]) == (people[Role.APPROVER], "account_name, sort_code, account_number")
    assert page.get_by_role("link", name="Correct: Salary").count() == 0  # an approver corrects nothing

    page.context.clear_cookies()
    sign_in(page, site, people[Role.VIEWER], to=f"{ROOM}person/1001/")
    expect(page.get_by_role("button", name="Show in full: Bank account")).to_have_count(0)
    assert page.request.get(f"{site.address}{ROOM}reveal/1001/").status == 403


def test_the_other_sides_of_a_person(page: Page, site: Site, people: dict[Role, str]) -> None:
    sign_in(page, site, people[Role.PREPARER], to=f"{ROOM}payments/1001/")
    expect(page.get_by_role("row", name="30 Oct 2026")).to_contain_text("£3,000.00")
    check_screen(page, "person-payments")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Payslip of 30 October 2026").click()
    opened.value.close()
    assert [entry.detail["run"] for entry in entries(EMPLOYER, Asked(kind="payslip looked at"))] == [
        "2026-10-30-monthly"
    ]
    page.get_by_role("link", name="Orders, absences and benefits").click()
    expect(page.get_by_text("No order takes anything from their pay.")).to_be_visible()
    page.get_by_role("link", name="Add an order").click()
    page.get_by_label("Who is to be paid").fill("Child Maintenance Service")
    page.get_by_label("Reference").fill("CMS 0042/9")
    page.get_by_label("Made on").fill("2026-10-01")
    page.get_by_label("From").fill("2026-11-01")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("This kind of order states its deduction: give it.")).to_be_visible()
    check_screen(page, "person-order")
    page.get_by_label("Deduction in pounds").fill("300")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("row", name="Child maintenance")).to_contain_text("£300.00")
    add_absence(EMPLOYER, "1001", SICK, **BY)
    page.reload()
    check_screen(page, "person-deductions")
    page.get_by_role("link", name="Change absence 1").click()
    expect(page.get_by_label("Wed")).to_be_checked()
    check_screen(page, "person-absence")
    page.get_by_role("link", name="Back").click()
    page.get_by_role("link", name="History").click()
    newest = page.get_by_role("row").nth(1)
    expect(newest).to_contain_text("£3,200.00 monthly")
    expect(newest).to_contain_text(BY["actor"])
    check_screen(page, "person-history")


def test_a_fact_is_corrected_and_a_guarded_one_waits(page: Page, site: Site, people: dict[Role, str]) -> None:
    sign_in(page, site, people[Role.PREPARER], to=f"{ROOM}person/1002/")
    page.get_by_role("link", name="Correct: Salary").click()
    expect(page.get_by_label("Amount in pounds")).to_have_value("3000.00")
    page.get_by_label("Amount in pounds").fill("three thousand")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("This is not an amount in pounds")).to_be_visible()
    check_screen(page, "person-correct")
    page.get_by_label("Amount in pounds").fill("£3,150.50")
    page.get_by_label("From").fill("2026-11-01")
    page.get_by_role("button", name="Keep it").click()
    pay = page.locator("section", has=page.get_by_role("heading", name="Pay", exact=True))
    expect(pay).to_contain_text("£3,150.50 monthly")
    expect(pay).to_contain_text("since 1 Nov 2026, By hand")

    page.get_by_role("link", name="Correct: Sort code").click()
    expect(page.get_by_label("Sort code")).to_have_value("")  # private: typed anew
    page.get_by_label("Sort code").fill("04-00-05")
    page.get_by_role("button", name="Keep it").click()
    (number,) = change_sets_to_review(EMPLOYER)
    expect(page.get_by_text(f"somebody else has to confirm change set {number}")).to_be_visible()
