"""HMRC, payments and pensions in a browser: what is owed, what was made and sent, and what is claimed."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from actions.kestrel_runs import BY, EMPLOYER, know, look_and_approve, paid
from payrun.worlds import facts_of
from sixpence.actions.employer_month import owed_to_hmrc
from sixpence.actions.pay_runs import calculate_pay_run, filing_settings, open_run
from sixpence.actions.payday import make_papers, tell_left
from sixpence.actions.payments_made import take_paid_back
from sixpence.basics.money import pounds
from sixpence.payrun.payday import PaperKind
from sixpence.people.roles import Role
from sixpence.store.run_totals import run_totals
from web.looking import check_screen
from web.serving import Site, sign_in

pytestmark = pytest.mark.browser
COMPANY = "/kestrel-wren-instruments-ltd"
RUN = "2026-11-30-monthly"


@pytest.fixture(autouse=True)
def first_of_december(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIXPENCE_TODAY", "2026-12-01")


def test_before_the_first_run_each_room_says_what_will_be_there(page: Page, site: Site, team: dict[Role, str]) -> None:
    sign_in(page, site, team[Role.VIEWER])
    for room, says in {
        "hmrc": "Nothing is owed for 2026-27 yet",
        "payments": "There is no pay run with figures yet.",
        "pensions": "Nobody has contributed yet",
    }.items():
        page.goto(f"{site.address}{COMPANY}/{room}/")
        expect(page.get_by_text(says)).to_be_visible()
        check_screen(page, f"{room}-empty")


def test_what_was_made_and_sent_is_shown_with_its_checks(page: Page, site: Site, team: dict[Role, str]) -> None:
    pension = {"pension": "net-pay", "employee_pension_percent": "5.00", "employer_pension_percent": "3.00"}
    know(facts_of("1001", **pension), facts_of("1002", sort_code=""))
    paid(date(2026, 10, 30))
    open_run(EMPLOYER, date(2026, 11, 30), "monthly", **BY)
    calculate_pay_run(EMPLOYER, RUN, **BY)
    look_and_approve()
    make_papers(EMPLOYER, RUN, filing=filing_settings(BY["at"]), **BY)
    tell_left(EMPLOYER, RUN, PaperKind.FPS, actor=team[Role.PREPARER], at=BY["at"])
    november = run_totals(EMPLOYER)[1]

    sign_in(page, site, team[Role.PREPARER], to=f"{COMPANY}/hmrc/")
    owed = owed_to_hmrc(EMPLOYER, "2026-27").months[1]
    expect(page.get_by_role("row", name="8 6 Nov 2026 to 5 Dec 2026")).to_contain_text(pounds(owed.owed_pence))
    check_screen(page, "hmrc")
    page.get_by_role("link", name="Version 1").click()
    expect(page.get_by_role("heading", name="The file says what the run does")).to_be_visible()
    expect(page.get_by_role("row", name="Net pay")).to_contain_text(pounds(november.net_pay_pence))
    expect(page.get_by_text(f"as {team[Role.PREPARER]} says")).to_be_visible()
    check_screen(page, "fps")

    page.goto(f"{site.address}{COMPANY}/payments/")
    expect(page.get_by_text("Paid by hand, version 1")).to_be_visible()
    check_screen(page, "payments")
    page.get_by_role("link", name="Mark as paid: pension contributions").last.click()
    check_screen(page, "payment-mark")
    page.get_by_label("On").fill("2026-12-02")
    page.get_by_role("button", name="Mark as paid").click()
    expect(page.get_by_text("2026-12-02 is still to come")).to_be_visible()
    page.get_by_label("On").fill("2026-12-01")
    page.get_by_role("button", name="Mark as paid").click()
    expect(page.get_by_text("The payment is marked as made.")).to_be_visible()
    made = page.get_by_role("region", name="Marked as paid")
    expect(made.get_by_role("row", name="1 Dec 2026")).to_contain_text("Pension contributions of November 2026")
    take_paid_back(EMPLOYER, 1, "the bank sent it back", **BY)
    page.reload()
    expect(made).to_contain_text("the bank sent it back")
    check_screen(page, "payments-made")
    page.get_by_role("link", name="Bank file, version 1").click()
    expect(page.get_by_role("row", name="Payments 1 1 agrees")).to_be_visible()
    check_screen(page, "bank-file")

    page.goto(f"{site.address}{COMPANY}/pensions/")
    to_scheme = november.employee_pension_pence + november.employer_pension_pence
    expect(page.get_by_role("row", name="November 2026")).to_contain_text(pounds(to_scheme))
    check_screen(page, "pensions")
    page.get_by_role("link", name=RUN).click()
    expect(page.get_by_role("row", name="1001 ")).to_contain_text(pounds(to_scheme))
    answer = page.goto(f"{site.address}{COMPANY}/hmrc/fps/{RUN}/2/")
    assert answer is not None
    assert answer.status == 409


def test_an_owner_says_what_is_claimed(page: Page, site: Site, team: dict[Role, str]) -> None:
    before = owed_to_hmrc(EMPLOYER, "2026-27")
    sign_in(page, site, team[Role.OWNER], to=f"{COMPANY}/hmrc/")
    page.get_by_role("link", name="Change what is claimed").click()
    check_screen(page, "claims")
    page.get_by_label("Claim Employment Allowance").check()
    page.get_by_label("Employment Allowance used of it").fill("10.00")
    page.get_by_role("button", name="Keep what is claimed").click()
    expect(page.get_by_text("More Employment Allowance was used before")).to_be_visible()
    page.get_by_label("Employment Allowance used of it").fill("")
    page.get_by_role("button", name="Keep what is claimed").click()
    expect(page.get_by_text("What is claimed in 2026-27 is kept.")).to_be_visible()
    after = owed_to_hmrc(EMPLOYER, "2026-27")
    assert before.owed_pence - after.owed_pence == sum(month.employer_ni_pence for month in before.months)
    expect(page.get_by_text(pounds(after.owed_pence))).to_be_visible()
    page.context.clear_cookies()
    sign_in(page, site, team[Role.VIEWER], to=f"{COMPANY}/hmrc/")
    expect(page.get_by_role("link", name="Change what is claimed")).to_have_count(0)
