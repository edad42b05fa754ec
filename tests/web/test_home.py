"""Home in a browser: what a company sees before its first pay run, and in the middle of one."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from actions.kestrel_runs import BY, EMPLOYER, know, paid
from payrun.worlds import facts_of
from sixpence.actions.checks import settle_kinds
from sixpence.actions.pay_runs import calculate_pay_run, open_run
from sixpence.basics.money import pounds
from sixpence.payrun.checks import CheckKind
from sixpence.people.roles import Role
from sixpence.store.run_totals import run_totals
from web.looking import check_screen
from web.serving import Site, sign_in

pytestmark = pytest.mark.browser
HOME = "/kestrel-wren-instruments-ltd/home/"


@pytest.fixture(autouse=True)
def twentieth_of_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIXPENCE_TODAY", "2026-11-20")


def test_a_new_company_is_told_how_to_begin(page: Page, site: Site, team: dict[Role, str]) -> None:
    sign_in(page, site, team[Role.OWNER])
    expect(page).to_have_url(f"{site.address}{HOME}")
    expect(page.get_by_text("Connect your HR system")).to_be_visible()
    expect(page.get_by_text("Nobody has been paid yet.")).to_be_visible()
    check_screen(page, "home-empty")


def test_a_month_in_its_middle(page: Page, site: Site, team: dict[Role, str]) -> None:
    know(facts_of("1001"), facts_of("1002", start_date="2026-10-05"))
    paid(date(2026, 10, 30))
    open_run(EMPLOYER, date(2026, 11, 30), "monthly", **BY)
    calculate_pay_run(EMPLOYER, "2026-11-30-monthly", **BY)
    settle_kinds(EMPLOYER, "2026-11-30-monthly", tuple(CheckKind), "as it should be", **BY)
    october, november = run_totals(EMPLOYER)

    sign_in(page, site, team[Role.APPROVER])
    expect(page.get_by_text("Approve the pay run of 30 November 2026")).to_be_visible()
    payments = page.get_by_role("region", name="Payments ahead")
    expect(payments.get_by_role("row", name="Net pay to employees")).to_contain_text(pounds(november.net_pay_pence))
    costs = page.locator("section", has=page.get_by_role("heading", name="What payroll costs"))
    expect(costs.get_by_role("img")).to_be_visible()
    costs.get_by_text("The figures").click()
    expect(costs.get_by_role("row", name="October 2026")).to_contain_text(pounds(october.employer_cost_pence))
    expect(costs.get_by_role("row", name="November 2026 draft")).to_contain_text(pounds(november.employer_cost_pence))
    people = page.locator("section", has=page.get_by_role("heading", name="How many people are employed"))
    expect(people).to_contain_text(
        "2 people are employed at the end of November 2026; in 12 months 1 started and 0 left."
    )
    check_screen(page, "home")
    page.get_by_role("link", name="Employees on payroll").click()
    expect(page.get_by_role("row", name="1 Oct 2026 (whole month)")).to_contain_text("2")
    page.go_back()
    page.get_by_role("link", name="Approve the pay run of 30 November 2026").click()
    expect(page).to_have_url(f"{site.address}/kestrel-wren-instruments-ltd/pay-runs/2026-11-30-monthly/approve/")


def test_a_viewer_has_nothing_to_do_and_an_employee_no_home(page: Page, site: Site, team: dict[Role, str]) -> None:
    sign_in(page, site, team[Role.VIEWER])
    expect(page.get_by_text("Nothing needs you now.")).to_be_visible()
    page.context.clear_cookies()
    sign_in(page, site, team[Role.EMPLOYEE])
    answer = page.goto(f"{site.address}{HOME}")
    assert answer is not None
    assert answer.status == 403
