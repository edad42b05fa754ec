"""Connect Personio, map, choose whom, read, and review: by mouse in a browser, against the sandbox."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sixpence.actions.pay_runs import open_run
from sixpence.cli.demo_company import EMPLOYER
from sixpence.people.roles import Role
from sixpence.sandbox.personio import PersonioSandbox, open_sandbox
from sixpence.store.configuration import current
from sixpence.store.employments import facts_of
from sixpence.store.events import verify_log
from web.looking import check_screen
from web.serving import AT, Site, a_team, sign_in

pytestmark = pytest.mark.browser
_ROOM = "fernlark-instruments-ltd"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[PersonioSandbox]:
    """With those abroad, one of the UK and the ten who came last: a page of everybody's lines is long for a browser."""
    with open_sandbox() as running:
        everybody = running.account.people
        at_home = [person for person in everybody if person.legal_entity.country == "GB"]
        left_out = {person.id for person in at_home[:-10] if person.last_name != "Tollgate"}
        people = tuple(person for person in everybody if person.id not in left_out)
        running.account = replace(running.account, people=people)
        yield running


@pytest.fixture(scope="module")
def fernlark(site: Site) -> dict[Role, str]:
    """The company of the sandbox with its team, not connected yet."""
    return a_team(EMPLOYER)


def test_personio_is_connected_with_client_id_and_secret(
    page: Page, site: Site, fernlark: dict[Role, str], sandbox: PersonioSandbox
) -> None:
    sign_in(page, site, fernlark[Role.PREPARER])
    page.get_by_role("link", name="Integrations").click()
    check_screen(page, "integrations")
    page.get_by_role("link", name="Connect Personio").click()
    page.get_by_label("Client ID").fill(sandbox.client_id)
    page.get_by_label("Client Secret").fill("not the secret")
    page.get_by_text("Address", exact=True).click()
    page.get_by_label("Address of Personio's API").fill("http://10.0.0.1")
    check_screen(page, "connect-personio")
    page.get_by_role("button", name="Connect").click()
    expect(page.get_by_text("a stand-in is at 127.0.0.1")).to_be_visible()
    page.get_by_label("Client Secret").fill("not the secret")
    page.get_by_label("Address of Personio's API").fill(sandbox.base_url)
    page.get_by_role("button", name="Connect").click()
    expect(page.get_by_text(re.compile("refused|not accept", re.IGNORECASE)).first).to_be_visible()
    expect(page.get_by_label("Client Secret")).to_have_value("")
    page.get_by_label("Client Secret").fill(sandbox.client_secret)
    page.get_by_role("button", name="Connect").click()
    expect(page.get_by_text(re.compile("fields are mapped: look them through"))).to_be_visible()
    check_screen(page, "mapping")


def test_a_field_is_mapped_by_hand_and_tried_on_a_person(page: Page, site: Site, fernlark: dict[Role, str]) -> None:
    sign_in(page, site, fernlark[Role.PREPARER], to=f"/{_ROOM}/integrations/mapping/")
    page.get_by_role("link", name="Change Student loan plan").click()
    check_screen(page, "mapping-line")
    page.get_by_role("button", name="Do not map this field").click()
    expect(page.get_by_text("is not mapped. What payroll has stays.")).to_be_visible()
    page.get_by_role("link", name=re.compile("map Student loan plan after all")).click()
    page.get_by_label("Filled by").select_option(label="Student loan plan (list)")
    page.get_by_role("button", name="Try and keep").click()
    expect(page.get_by_role("heading", name=re.compile("Student loan plan: kept"))).to_be_visible()
    page.get_by_role("link", name="Back to the fields").click()
    page.get_by_role("button", name="Show what they would get").click()
    expect(page.get_by_role("row", name=re.compile("^Account number.*••••"))).to_be_visible()


def test_germany_and_spain_are_left_out(page: Page, site: Site, fernlark: dict[Role, str]) -> None:
    sign_in(page, site, fernlark[Role.PREPARER], to=f"/{_ROOM}/integrations/people/")
    page.get_by_label("People", exact=True).select_option("Exclude if")
    page.get_by_label("Attribute").select_option("Country")
    page.get_by_label("Test").select_option("is one of")
    page.get_by_label(re.compile("^Values")).fill("Germany, Spain")
    page.get_by_role("button", name="Add the condition").click()
    expect(page.get_by_text("Exclude if Country is one of: Germany, Spain", exact=True)).to_be_visible()
    page.get_by_role("button", name="Show who is caught").click()
    expect(page.get_by_text(re.compile(r"^\d+ of \d+ people take part"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"Germany, Spain: leaves out \d+"))).to_be_visible()
    check_screen(page, "whom-to-pay")


def test_people_are_read_and_reviewed_by_two(
    page: Page, chromium: Browser, site: Site, fernlark: dict[Role, str]
) -> None:
    open_run(EMPLOYER.name, AT.date().replace(day=30), "monthly", actor=fernlark[Role.PREPARER], at=AT)
    sign_in(page, site, fernlark[Role.PREPARER], to=f"/{_ROOM}/integrations/syncs/")
    page.get_by_role("button", name="Read people now").click()
    page.get_by_role("link", name="Review what would change").click(timeout=30_000)
    expect(page.get_by_text("on the open run, if all is accepted")).to_be_visible()
    everybody = page.url
    page.goto(f"{everybody}?q=Tollgate")  # axe takes a minute for the thousands of lines of everybody
    expect(page.get_by_role("heading", name="Maren Tollgate")).to_be_visible()
    check_screen(page, "review")
    page.goto(everybody)
    first = page.locator("section.panel[aria-labelledby]").first
    who = str(first.get_attribute("aria-labelledby")).removeprefix("p-")
    first.get_by_role("row", name=re.compile("^Job title")).get_by_role("button", name="Reject").click()
    expect(page.get_by_text(f"Rejected by {fernlark[Role.PREPARER]}").first).to_be_visible()
    page.get_by_role("link", name="By field").click()
    expect(page.get_by_role("heading", name="New to payroll")).to_be_visible()
    expect(page.get_by_text("alone it makes gross +")).to_be_visible()
    expect(page.get_by_label("Standing")).to_have_count(0)  # it sorts out people, and no fields
    check_screen(page, "review-by-field")
    page.get_by_role("button", name="Accept everything", exact=True).click()
    expect(page.get_by_role("status").get_by_text(re.compile("accepted"))).to_be_visible()
    assert "job_title" not in {fact.field for fact in facts_of(EMPLOYER.name)[who]}

    page.goto(f"{site.address}/{_ROOM}/integrations/syncs/")
    check_screen(page, "syncs")
    page.get_by_role("link", name="Change set 1").click()
    check_screen(page, "sync")
    with page.expect_download() as taken:
        page.get_by_role("button", name="As CSV").click()
    assert "excluded" in taken.value.path().read_text()
    verify_log()


def test_syncing_is_paused_and_taken_up_again(
    page: Page, site: Site, fernlark: dict[Role, str], sandbox: PersonioSandbox
) -> None:
    sign_in(page, site, fernlark[Role.OWNER], to=f"/{_ROOM}/integrations/syncs/")
    page.get_by_role("button", name="Pause syncing").click()
    page.get_by_role("link", name="See what resuming would find").click()
    check_screen(page, "resume")
    read = len(sandbox.requests)
    page.get_by_role("button", name="Resume syncing").click()
    expect(page.get_by_text("Syncing goes on")).to_be_visible()
    page.get_by_role("heading", name="People were read").wait_for()
    assert len(sandbox.requests) > read


def test_personio_may_call_with_a_token_that_is_shown_once(page: Page, site: Site, fernlark: dict[Role, str]) -> None:
    sign_in(page, site, fernlark[Role.PREPARER], to=f"/{_ROOM}/integrations/")
    page.get_by_role("button", name="Let Personio call").click()
    token, door = page.get_by_label("Token").input_value(), page.get_by_label("Address").input_value()
    check_screen(page, "webhook")
    call = {"headers": {"Authorization": token}, "data": {"event_name": "document.created"}}
    assert page.request.post(door, **call).status == 200
    page.get_by_role("link", name="I have pasted both").click()
    assert token not in page.content()
    check_screen(page, "integrations-connected")
    page.get_by_role("button", name="Take no calls").click()
    expect(page.get_by_text("Calls are not taken any more")).to_be_visible()
    assert page.request.post(door, **call).status == 401


def test_a_kind_is_trusted(page: Page, site: Site, fernlark: dict[Role, str]) -> None:
    sign_in(page, site, fernlark[Role.PREPARER], to=f"/{_ROOM}/review/policy/")
    page.get_by_label("Work", exact=True).check()
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_label("Work", exact=True)).to_be_checked()
    check_screen(page, "policy")


def test_a_viewer_sees_the_syncs_and_cannot_read_or_map(page: Page, site: Site, fernlark: dict[Role, str]) -> None:
    sign_in(page, site, fernlark[Role.VIEWER])
    for path, status in {"integrations/": 200, "integrations/mapping/": 403, "review/": 403}.items():
        answer = page.goto(f"{site.address}/{_ROOM}/{path}")
        assert answer is not None
        assert answer.status == status, path


def test_nothing_but_sign_ins_and_reads_reached_personio(sandbox: PersonioSandbox, fernlark: dict[Role, str]) -> None:
    assert len(sandbox.requests) > 0
    assert sandbox.requests.writes == 0


def test_personio_is_disconnected_and_a_spreadsheet_taken(
    page: Page, site: Site, fernlark: dict[Role, str], tmp_path: Path
) -> None:
    sign_in(page, site, fernlark[Role.PREPARER], to=f"/{_ROOM}/integrations/")
    page.once("dialog", lambda asked: asked.dismiss())
    page.get_by_role("button", name="Disconnect").click()
    expect(page.get_by_text("Connected")).to_be_visible()
    page.once("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="Disconnect").click()
    expect(page.get_by_text("Personio is disconnected.")).to_be_visible()

    page.get_by_role("link", name="Use a spreadsheet").click()
    check_screen(page, "spreadsheet")
    file = tmp_path / "people.csv"
    file.write_text("Employee ID,First name,Last name\n7,Ann,Lark\n7,Bo,Wren\n")
    page.get_by_label("Spreadsheet", exact=True).set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_text(re.compile("^People.csv: nothing was taken"))).to_be_visible()
    uploads = current().data_dir / "spreadsheets" / _ROOM
    assert not list(uploads.iterdir())
    file.write_text("Employee ID,First name,Last name\n7,Ann,Lark\n8,Bo,Wren\n")
    page.get_by_label("Spreadsheet", exact=True).set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_text(re.compile(r"^Connected\. \d+ fields are mapped"))).to_be_visible()
    assert [kept.stat().st_mode & 0o777 for kept in uploads.rglob("*.csv")] == [0o600]
