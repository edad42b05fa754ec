"""Pay and file in a browser: the checklist, adjusting on the day, the versions told apart, and done."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from actions.kestrel_runs import BY, EMPLOYER, know, look_and_approve
from payrun.orders_of_tests import MAINTENANCE
from payrun.worlds import facts_of
from sixpence.actions.orders import add_order
from sixpence.actions.pay_runs import calculate_pay_run, open_run
from sixpence.people.person import Fact
from sixpence.people.roles import Role
from sixpence.store.configuration import current
from sixpence.store.payruns import pay_run
from sixpence.store.ready import models
from web.looking import check_screen
from web.serving import Site, sign_in

pytestmark = pytest.mark.browser
COMPANY = "/kestrel-wren-instruments-ltd"
RUN = "2026-11-30-monthly"
PAYDAY = f"{COMPANY}/payday/{RUN}/"


@pytest.fixture(autouse=True)
def a_few_days_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIXPENCE_TODAY", "2026-11-24")


def approve() -> None:
    calculate_pay_run(EMPLOYER, RUN, **BY)
    look_and_approve()


def test_nothing_to_pay_yet(page: Page, site: Site, team: dict[Role, str]) -> None:
    sign_in(page, site, team[Role.VIEWER], to=f"{COMPANY}/payday/")
    expect(page.get_by_role("heading", name="Nothing to pay yet")).to_be_visible()
    check_screen(page, "payday-empty")
    page.get_by_role("link", name="Outbox").click()
    expect(page.get_by_role("heading", name="Nothing has been sent yet")).to_be_visible()


def test_a_pay_day_is_paid_adjusted_and_paid_again(page: Page, site: Site, team: dict[Role, str]) -> None:
    know(
        facts_of("1001"),
        facts_of("1002", first_name="Bo", ni_number="AB123457C", email="bo@kestrel.example", salary="250000 monthly"),
        facts_of("1003", first_name="Di", ni_number="AB123458C", email=""),
    )
    open_run(EMPLOYER, date(2026, 11, 30), "monthly", **BY)
    add_order(EMPLOYER, "1002", MAINTENANCE, date(2026, 11, 1), **BY)
    approve()
    sign_in(page, site, team[Role.OWNER], to=f"{COMPANY}/payday/")
    page.get_by_role("link", name="30 November 2026").click()
    check_screen(page, "payday-start")

    page.get_by_role("button", name="Make papers and send payslips").click()
    expect(page.get_by_text("2 of 3 given")).to_be_visible(timeout=60_000)  # the page looked again by itself
    expect(page.get_by_text("yours to hand over: 1003")).to_be_visible()
    expect(page.get_by_role("button", name="Download list of deductions by order")).to_be_visible()
    check_screen(page, "payday-checklist")
    page.get_by_role("button", name="Handed over").click()
    expect(page.get_by_role("button", name="Handed over")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download bank file").click()
    assert download.value.suggested_filename == f"kestrel-wren-instruments-ltd-{RUN}-v1-payments.txt"
    paper = current().papers_dir / "kestrel-wren-instruments-ltd" / RUN / "v1" / "payments.txt"
    assert download.value.path().read_bytes() == paper.read_bytes()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Mark as sent to HMRC").click()
    expect(page.get_by_text(f"as {team[Role.OWNER]} says")).to_be_visible()

    page.get_by_role("link", name="Take the mark back: FPS").click()
    page.get_by_label("Why the mark was a mistake").fill("HMRC did not answer")
    check_screen(page, "payday-not-left")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("The FPS is not marked as sent to HMRC any more.")).to_be_visible()
    expect(page.get_by_text("HMRC did not answer")).to_be_visible()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Mark as sent to HMRC").click()

    page.get_by_role("link", name="Change something").click()
    expect(page.get_by_text("3 payslips were given.")).to_be_visible()
    expect(page.get_by_text("HMRC is told what differs by a correcting FPS.")).to_be_visible()
    check_screen(page, "payday-reopen")
    page.get_by_role("button", name="Reopen the run").click()
    expect(page.get_by_text("Nothing of version 1 leaves any more.")).to_be_visible()
    know([Fact("1001", "salary", date(2021, 3, 1), "310000 monthly")])
    approve()
    page.goto(f"{site.address}{PAYDAY}versions/")
    expect(page.get_by_role("row", name="Salary £3,000.00 £3,100.00")).to_contain_text("+£100.00")
    expect(page.get_by_role("row", name="1 superseded")).to_contain_text("FPS sent to HMRC")
    check_screen(page, "payday-versions")

    page.goto(f"{site.address}{PAYDAY}")
    page.get_by_role("button", name="Make papers and send payslips").click()
    expect(page.get_by_text("1 corrected, the others were given before and are the same")).to_be_visible(timeout=60_000)
    page.reload()
    expect(page.get_by_text("A correction, of those alone")).to_be_visible()
    for what in ("uploaded to the bank", "sent to HMRC"):
        page.once("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name=f"Mark as {what}").click()
    expect(page.get_by_text("Everything has left: the run is closed and sealed.")).to_be_visible()
    expect(page.get_by_text("31 Dec 2026")).to_be_visible()
    check_screen(page, "payday-done")
    assert pay_run(EMPLOYER, RUN).state == "closed"
    taken = models.Event.objects.filter(kind="bank file taken out").values_list("actor", "detail")
    assert list(taken) == [(team[Role.OWNER], {"version": 1, "files": 1})]

    page.goto(f"{site.address}{COMPANY}/payday/outbox/")
    expect(page.get_by_role("row", name="1001")).to_have_count(2)
    check_screen(page, "payday-outbox")
    page.goto(f"{site.address}{COMPANY}/payday/")
    check_screen(page, "payday-overview")


def test_who_only_looks_sees_the_checklist_and_no_button(page: Page, site: Site, team: dict[Role, str]) -> None:
    sign_in(page, site, team[Role.VIEWER], to=PAYDAY)
    expect(page.get_by_text("Bank file")).to_be_visible()
    expect(page.locator("main").get_by_role("button")).to_have_count(0)
    token = page.context.cookies()
    answer = page.request.post(f"{site.address}{PAYDAY}left/", form={"kind": "payments", "version": "2"})
    assert token
    assert answer.status == 403
    page.goto(f"{site.address}{PAYDAY}reopen/")
    expect(page.get_by_role("heading", name="It cannot be reopened")).to_be_visible()
