"""A Sixpence of the test's own, served over HTTP, for a real browser in front of it. `looking` looks at its pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from shutil import which
from threading import Event, Thread

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from sixpence.actions.durable import working
from sixpence.actions.members import accept_invitation, add_company, invite, set_up_first_owner
from sixpence.people.employer import Employer
from sixpence.people.roles import Role
from sixpence.web.server import create_server

CHROMIUM = which("chromium-headless-shell") or which("chromium") or which("chromium-browser") or which("google-chrome")
PASSWORD = "correct horse battery"
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Site:
    """A running Sixpence; `address` ends without a slash."""

    address: str


@contextmanager
def serving() -> Iterator[Site]:
    """Serve the store that is open, and do its durable work."""
    server = create_server("127.0.0.1", 0)
    works, stop = Event(), Event()

    def work() -> None:  # in a thread of its own: this one may have Playwright's event loop, which DBOS cannot be in
        with working():
            works.set()
            stop.wait()

    threads = [Thread(target=work, daemon=True), Thread(target=server.run, daemon=True)]
    for thread in threads:
        thread.start()
    assert works.wait(timeout=30)
    try:
        yield Site(f"http://127.0.0.1:{server.effective_port}")
    finally:
        server.trigger.pull_trigger(server.close)  # in its own thread, which may be asking about its sockets just now
        stop.set()
        for thread in threads:
            thread.join(timeout=10)


def a_team(employer: Employer, *, employee_id: str = "1001") -> dict[Role, str]:
    """The company with a member of each role, all of them with PASSWORD. Their addresses, by role."""
    addresses = {role: f"{role.value}@kestrel.example" for role in Role}
    owner = set_up_first_owner(addresses[Role.OWNER], "Olive Owner", PASSWORD, (), at=AT)
    add_company(employer, owner, actor=addresses[Role.OWNER], at=AT)
    for role in list(Role)[1:]:
        theirs = employee_id if role is Role.EMPLOYEE else ""
        token = invite(employer.name, addresses[role], role, theirs, actor=addresses[Role.OWNER], at=AT)
        accept_invitation(token, f"Pat {role.label}", PASSWORD, at=AT)
    return addresses


def sign_in(page: Page, site: Site, email: str, *, to: str = "/") -> None:
    """Open a page as somebody who has signed in; how that is done by hand, `sign_in_by_hand` does."""
    client = _signing_in()
    client.cookies.clear()
    client.post("/accounts/login/", {"login": email, "password": PASSWORD})
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.address}])
    page.goto(f"{site.address}{to}")


@cache
def _signing_in() -> Client:
    return Client()  # a new one looks through all static files, which takes longer than to sign in


def sign_in_by_hand(page: Page, site: Site, email: str) -> None:
    page.goto(f"{site.address}/accounts/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("button", name="Change between light and dark")).to_be_visible()
