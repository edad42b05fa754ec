"""Coming in: set-up without a terminal, invitations, two-step sign-in, and the company's own pages."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser, Page, expect

from sixpence.store.events import verify_log
from sixpence.store.models import Event
from web.looking import check_screen
from web.serving import PASSWORD, Site, sign_in, sign_in_by_hand

pytestmark = pytest.mark.browser


def test_a_new_installation_leads_to_its_set_up(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/accounts/login/")
    expect(page).to_have_url(f"{site.address}/setup/")
    check_screen(page, "setup")
    page.get_by_label("Your name").fill("Olive Owner")
    page.get_by_label("E-mail address").fill("olive@kestrel.example")
    page.get_by_label("Password").fill("olive@kestrel")
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_text("too similar to the email")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_role("heading", name="Set up a company")).to_be_visible()
    check_screen(page, "new-company")


def test_a_company_is_set_up_in_the_browser(page: Page, site: Site) -> None:
    sign_in_by_hand(page, site, "olive@kestrel.example")
    for label, value in {
        "Company name": "Kestrel & Wren Instruments Ltd",
        "Address": "1 Mill Wharf\nLeeds",
        "Postcode": "LS1 4AA",
        "Employer PAYE reference": "123/KW456",
        "Accounts Office reference": "123PK0001234",
        "Name of the paying account": "KESTREL AND WREN",
        "Sort code": "04-00-05",
        "Account number": "87654321",
        "Bacs service user number": "654321",
    }.items():
        page.get_by_label(re.compile(f"^{re.escape(label)}")).fill(value)
    page.get_by_role("button", name="Set up the company").click()
    expect(page.get_by_text("accounts office reference of Kestrel")).to_be_visible()
    page.get_by_label("Accounts Office reference").fill("123PK00012345")
    page.get_by_role("button", name="Set up the company").click()
    expect(page.get_by_role("navigation", name="Rooms")).to_be_visible()
    page.get_by_role("link", name="Company", exact=True).click()
    expect(page.get_by_label("Employer PAYE reference")).to_have_value("123/KW456")
    check_screen(page, "company")


def test_somebody_invited_makes_an_account_and_the_link_works_once(page: Page, chromium: Browser, site: Site) -> None:
    sign_in(page, site, "olive@kestrel.example", to="/kestrel-wren-instruments-ltd/company/team/")
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_label("E-mail address").fill("paula@kestrel.example")
    page.get_by_label("Role").select_option("preparer")
    check_screen(page, "invite")
    page.get_by_role("button", name="Make the invitation").click()
    link = page.get_by_label("Invitation link").input_value()
    check_screen(page, "invited")

    other = chromium.new_context(reduced_motion="reduce")
    theirs = other.new_page()
    theirs.goto(link)
    theirs.get_by_label("Your name").fill("Paula Preparer")
    theirs.get_by_label("Password").fill(PASSWORD)
    check_screen(theirs, "invitation")
    theirs.get_by_role("button", name="Make the account and join").click()
    expect(theirs.get_by_role("button", name="Paula Preparer")).to_be_visible()
    # The company's settings are an owner's.
    answer = theirs.goto(f"{site.address}/kestrel-wren-instruments-ltd/company/")
    assert answer is not None
    assert answer.status == 403
    expect(theirs.get_by_text("your role, payroll preparer, may not", exact=False)).to_be_visible()
    assert theirs.goto(link) is not None
    expect(theirs.get_by_text("This invitation has been used or taken back")).to_be_visible()
    other.close()

    page.goto(f"{site.address}/kestrel-wren-instruments-ltd/company/team/")
    expect(page.get_by_role("row", name=re.compile("Paula Preparer"))).to_be_visible()
    check_screen(page, "team")


def test_the_last_owner_stays(page: Page, site: Site) -> None:
    sign_in(page, site, "olive@kestrel.example", to="/kestrel-wren-instruments-ltd/company/team/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Remove Olive Owner").click()
    expect(page.get_by_text("would be left without an owner")).to_be_visible()


def test_to_a_stranger_the_company_does_not_exist(page: Page, chromium: Browser, site: Site) -> None:
    answer = page.goto(f"{site.address}/kestrel-wren-instruments-ltd/company/")
    expect(page).to_have_url(re.compile("/accounts/login/"))
    assert answer is not None
    sign_in_by_hand(page, site, "paula@kestrel.example")
    answer = page.goto(f"{site.address}/another-company/company/")
    assert answer is not None
    assert answer.status == 404


def test_an_authenticator_app_is_asked_for_at_sign_in(page: Page, chromium: Browser, site: Site) -> None:
    sign_in(page, site, "paula@kestrel.example", to="/accounts/2fa/")
    check_screen(page, "two-step")
    page.get_by_role("link", name="Activate").click()
    if page.url.startswith(f"{site.address}/accounts/reauthenticate/"):
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Confirm").click()
    secret = page.get_by_label("Authenticator secret").input_value()
    check_screen(page, "authenticator")

    def code() -> str:
        return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))

    page.locator("#id_code").fill(code())
    page.get_by_role("button", name="Activate").click()
    expect(page.get_by_role("heading", name="Recovery Codes")).to_be_visible()
    recovery = page.get_by_label("Unused codes").input_value().split()[0]
    check_screen(page, "recovery-codes")

    other = chromium.new_context(reduced_motion="reduce")
    theirs = other.new_page()
    theirs.goto(f"{site.address}/accounts/login/")
    theirs.get_by_label("E-mail address").fill("paula@kestrel.example")
    theirs.get_by_label("Password").fill(PASSWORD)
    theirs.get_by_role("button", name="Sign in", exact=True).click()
    check_screen(theirs, "second-step")
    theirs.locator("#id_code").fill(recovery)
    theirs.get_by_role("button", name="Sign In", exact=True).click()
    expect(theirs.get_by_role("button", name="Paula Preparer")).to_be_visible()
    other.close()


def test_a_passkey_signs_in_without_a_password(page: Page, site: Site) -> None:
    driver = page.context.new_cdp_session(page)
    driver.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    driver.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    local = Site(site.address.replace("127.0.0.1", "localhost"))  # a passkey belongs to a name, not to a number
    sign_in(page, local, "olive@kestrel.example", to="/accounts/2fa/webauthn/add/")
    if "/reauthenticate/" in page.url:
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("Laptop")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("Recovery Codes").first).to_be_visible()
    page.context.clear_cookies()
    page.goto(f"{local.address}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("button", name="Olive Owner")).to_be_visible()


def test_the_one_who_guesses_is_locked_out_and_the_log_says_so(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/accounts/login/")
    expect(page.get_by_text("demo company")).to_have_count(0)
    check_screen(page, "sign-in")
    for _ in range(6):
        page.get_by_label("E-mail address").fill("nobody@kestrel.example")
        page.get_by_label("Password").fill("a wrong password")
        page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("Too many failed login attempts")).to_be_visible()
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {"signed in", "sign-in failed", "member invited", "member added", "second factor added"} <= kinds
    assert not Event.objects.filter(actor="nobody@kestrel.example").exists()
    assert verify_log().count == Event.objects.count()


def test_every_answer_forbids_what_is_not_ours(page: Page, site: Site) -> None:
    for path in ("/accounts/login/", "/no-such-page/", "/static/sixpence/sixpence.css"):
        headers = page.request.get(f"{site.address}{path}").headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "SAMEORIGIN"
