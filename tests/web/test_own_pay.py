"""An employee in a browser: their payslip, why net pay changed, their details, the starter checklist."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from actions.kestrel_runs import EMPLOYER, know, paid
from payrun.worlds import facts_of
from sixpence.actions.review import change_sets_to_review, review_changes
from sixpence.people.person import Fact
from sixpence.people.roles import Role
from sixpence.store.ready import models
from web.looking import check_screen
from web.serving import Site, sign_in

pytestmark = pytest.mark.browser
ROOM = "/kestrel-wren-instruments-ltd/own-pay/"


@pytest.fixture(autouse=True)
def twentieth_of_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIXPENCE_TODAY", "2026-11-20")


@pytest.fixture(scope="module")
def zoe(team: dict[Role, str]) -> str:
    """The address of 1001, who was paid twice and had a rise in between."""
    know(facts_of("1001"), facts_of("1005", first_name="Flo", last_name="Elm", start_date="2026-11-02"))
    paid(date(2026, 9, 30))
    know([Fact("1001", "salary", date(2026, 10, 1), "320000 monthly")])
    paid(date(2026, 10, 30))
    return team[Role.EMPLOYEE]


def test_an_employee_reads_their_payslip_and_why_it_differs(page: Page, site: Site, zoe: str) -> None:
    sign_in(page, site, zoe)
    expect(page).to_have_url(f"{site.address}{ROOM}")  # the only room there is for them
    why = page.get_by_role("region", name="Why net pay changed")
    expect(why).to_contain_text("Your gross pay went up by £200.00, from £3,000.00 to £3,200.00.")
    check_screen(page, "own-pay")
    link = page.get_by_role("link", name="Payslip of 30 October 2026")
    answer = page.request.get(f"{site.address}{link.get_attribute('href')}")
    assert answer.body().startswith(b"%PDF")
    page.get_by_role("link", name="What changed on 30 October 2026").click()
    expect(page.get_by_text("Against 30 September 2026.")).to_be_visible()
    check_screen(page, "own-pay-change")


def test_own_details_are_masked_until_asked_for(page: Page, site: Site, zoe: str) -> None:
    sign_in(page, site, zoe)
    page.get_by_role("link", name="My details").click()
    expect(page.get_by_text("••••5678")).to_be_visible()
    check_screen(page, "own-pay-details")
    page.get_by_role("button", name="Show everything in full").click()
    expect(page.get_by_text("12345678")).to_be_visible()


def test_an_employee_gets_nowhere_else(page: Page, site: Site, zoe: str) -> None:
    sign_in(page, site, zoe)
    for path in ("people/", "people/person/1001/", "people/person/1005/", "log/", "company/tokens/"):
        assert page.request.get(f"{site.address}/kestrel-wren-instruments-ltd/{path}").status == 403, path
    assert page.request.get(f"{site.address}{ROOM}payslip/2026-11-30-monthly.pdf").status == 409


def test_a_starter_answers_the_checklist(page: Page, site: Site, zoe: str, team: dict[Role, str]) -> None:
    sign_in(page, site, zoe)
    page.get_by_role("link", name="Starter checklist").click()
    expect(page.get_by_text("You have been paid here already.")).to_be_visible()
    models.Membership.objects.filter(user__email=zoe).update(employee_id="1005")  # somebody who starts this month
    page.goto(f"{site.address}{ROOM}")
    page.get_by_role("link", name="Answer it now").click()
    for question, answer in (
        ("Do you have another job?", "No"),
        ("Do you receive payments from a State", "No"),
        ("Since 6 April", "Yes"),
        ("Do you have a student or postgraduate loan", "Yes"),
    ):
        page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("alert")).to_contain_text("Say which loans you have")
    check_screen(page, "own-pay-checklist")
    page.get_by_label("Plan 2").check()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_text("Thank you for your answers: payroll will look at them.")).to_be_visible()
    (number,) = change_sets_to_review(EMPLOYER)
    said = {line.proposal.change.field: line.proposal.change.new for line in review_changes(EMPLOYER, number).lines}
    assert said == {"starter_declaration": "B", "student_loan_plan": "2", "postgraduate_loan": "no"}
