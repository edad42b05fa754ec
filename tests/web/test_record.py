"""The log and the tokens of the API in a browser."""

import pytest
from playwright.sync_api import Page, expect

from actions.kestrel_runs import AT, EMPLOYER, know
from payrun.worlds import facts_of
from sixpence.actions.api_tokens import member_with_token
from sixpence.actions.by_hand import set_by_hand
from sixpence.people.roles import Role
from sixpence.store.event_log import Asked, entries
from web.looking import check_screen
from web.serving import Site, sign_in

pytestmark = pytest.mark.browser
COMPANY = "/kestrel-wren-instruments-ltd"


@pytest.fixture(scope="module")
def people(team: dict[Role, str]) -> dict[Role, str]:
    know(facts_of("1001"))
    for number in range(60):
        title = f"Maker {number}"
        set_by_hand(EMPLOYER, "1001", "job_title", title, AT.date(), actor="ada@kestrel.example", at=AT)
    return team


def test_the_log_is_looked_through_checked_and_taken_out(page: Page, site: Site, people: dict[Role, str]) -> None:
    sign_in(page, site, people[Role.APPROVER])
    page.get_by_role("link", name="Log").click()
    expect(page.get_by_role("row")).to_have_count(51)
    check_screen(page, "log")
    page.get_by_role("link", name="Older entries").click()
    expect(page.get_by_role("row", name="employer set up")).to_be_visible()
    page.get_by_label("What").select_option("fact entered by hand")
    page.get_by_label("About employee").fill("1001")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("row").nth(1)).to_contain_text("field: job_title")
    with page.expect_download() as taken:
        page.get_by_role("button", name="CSV").click()
    assert len(taken.value.path().read_text("utf-8-sig").splitlines()) == 61
    newest = next(entries(EMPLOYER, Asked()))
    assert (newest.kind, newest.detail["kind"], newest.detail["entries"]) == (
        "log exported",
        "fact entered by hand",
        60,
    )
    page.get_by_role("button", name="Check the log").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The log is whole")
    check_screen(page, "log-check")


def test_a_token_is_shown_once_and_ended(page: Page, site: Site, people: dict[Role, str]) -> None:
    sign_in(page, site, people[Role.OWNER], to=f"{COMPANY}/company/tokens/")
    page.get_by_label("In whose name").select_option(people[Role.VIEWER])
    page.get_by_label("What it is for").fill("nightly export")
    page.get_by_role("button", name="Make the token").click()
    token = page.get_by_label("Token", exact=True).input_value()
    found = member_with_token(token, at=AT)
    assert found is not None
    assert found[1].role is Role.VIEWER
    check_screen(page, "api-tokens")
    page.goto(f"{site.address}{COMPANY}/company/tokens/")
    assert token not in page.content()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="End nightly export").click()
    expect(page.get_by_text("There is no token.")).to_be_visible()
    assert member_with_token(token, at=AT) is None


def test_a_viewer_sees_no_log(page: Page, site: Site, people: dict[Role, str]) -> None:
    sign_in(page, site, people[Role.VIEWER])
    expect(page.get_by_role("link", name="Log", exact=True)).to_have_count(0)
    assert page.request.get(f"{site.address}{COMPANY}/log/").status == 403
