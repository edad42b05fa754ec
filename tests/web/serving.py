"""A Sixpence of the test's own, served over HTTP, and a real browser in front of it.

A page is looked at by `check_screen`: in light and in dark, wide and 360 px narrow; nothing may stick out, and axe may
find nothing. With SIXPENCE_SCREENS=FOLDER each look is kept there as a picture.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from shutil import which
from threading import Event, Thread

from axe_playwright_python.sync_playwright import Axe
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
_WIDE, _NARROW = {"width": 1280, "height": 860}, {"width": 360, "height": 740}


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


# Nine tenths of axe's time go into contrast. What looks like something before it on the page has the same colours, as a
# row has those of one with the same classes on the same stripe: it is marked, and not looked at again.
_MARK_THE_ALIKE = """() => {
  const isTold = (name) => ['class', 'type', 'style', 'aria-current'].includes(name);
  const looks = (element) => [
    element.tagName,
    ...[...element.attributes].map(({name, value}) => isTold(name) ? name + value : name),
    ...[...element.children].map(looks),
  ].join(' ');
  const seen = new Set();
  for (const element of document.querySelectorAll('tbody tr, li, section.panel')) {
    element.removeAttribute('data-alike');
    const stripe = [...element.parentElement.children].indexOf(element) % 2;
    const look = stripe + looks(element) + looks(element.parentElement.cloneNode(false));
    if (seen.has(look)) element.setAttribute('data-alike', '');
    seen.add(look);
  }
  return document.querySelectorAll('[data-alike]').length;
}"""
_WORTH_LEAVING_OUT = 40  # below, running axe a second time takes longer
_AXE = """([context, options]) => axe.run({include: [['html']], ...context}, options).then(found => found.violations)"""


def check_accessible(page: Page) -> None:
    """axe-core finds nothing to object to, by any of its rules."""
    if _mark_the_alike(page) < _WORTH_LEAVING_OUT:
        _run_axe(page, {})
    else:
        _run_axe(page, {"rules": {"color-contrast": {"enabled": False}}})
        check_contrast(page)


def check_contrast(page: Page) -> None:
    """The same by the one rule about colours, which is all that depends on the theme."""
    _mark_the_alike(page)
    only = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
    _run_axe(page, only, {"exclude": [["[data-alike]"]]})


def _mark_the_alike(page: Page) -> int:
    _loaded(page)
    marked: int = page.evaluate(_MARK_THE_ALIKE)
    return marked


def _run_axe(page: Page, options: dict[str, object], context: dict[str, object] | None = None) -> None:
    if not page.evaluate("'axe' in window"):  # once a page: reading the script takes longer than most rules
        page.evaluate(Axe().axe_script)
    found = page.evaluate(_AXE, [context or {}, {"resultTypes": ["violations"], **options}])
    assert not found, "\n".join(
        f"{each['id']}: {each['help']}: {[node['target'] for node in each['nodes']]}" for each in found
    )


def check_fits(page: Page) -> None:
    """Nothing makes the page wider than the window."""
    _loaded(page)
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1], f"{page.url} is {wide[0]} px wide in a window of {wide[1]}"


def check_screen(page: Page, name: str) -> None:
    """The page as it stands, in light and dark, wide and narrow. Leaves it wide and light."""
    _loaded(page)
    for theme, size in (("dark", _WIDE), ("light", _NARROW), ("light", _WIDE)):
        page.set_viewport_size(size)
        page.evaluate(f"document.documentElement.dataset.bsTheme = '{theme}'")
        check_fits(page)
        if theme == "dark":
            check_contrast(page)
        elif size is _NARROW:
            check_accessible(page)
        _keep(page, f"{name}-{'narrow' if size is _NARROW else theme}")


def _loaded(page: Page) -> None:
    """A click on a link is over when the next page has begun to come: it may not have a single element yet."""
    page.wait_for_load_state("load")


def _keep(page: Page, name: str) -> None:
    if folder := os.environ.get("SIXPENCE_SCREENS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True, timeout=60_000)
