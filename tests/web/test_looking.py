"""What looks at every page sees what is wrong with one."""

import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page

from web.serving import Site, check_accessible, check_fits, check_screen


def test_a_page_that_is_not_accessible_is_objected_to(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/setup/")
    page.evaluate("document.querySelector('h1').style.color = '#eee'")
    for rules in ((), ("color-contrast",)):
        with pytest.raises(AssertionError, match="color-contrast"):
            check_accessible(page, rules=rules)
    page.evaluate("document.querySelector('h1').style.color = ''")
    check_accessible(page)


def test_a_page_that_is_too_wide_is_objected_to(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/setup/")
    page.evaluate("document.querySelector('h1').style.width = '2000px'")
    with pytest.raises(AssertionError, match="px wide in a window of 1280"):
        check_fits(page)


class _HalfASecond(BaseHTTPRequestHandler):
    """Answers at once, and says what half a second later."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.flush()
        time.sleep(0.5)
        self.wfile.write(b"<!doctype html><html lang=en><title>Late</title><main><h1>Late</h1></main></html>")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def late() -> Iterator[str]:
    """The address of a page that begins to come, and takes its time."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _HalfASecond) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("look", [check_fits, check_accessible, lambda page: check_screen(page, "late")])
def test_a_page_that_has_only_begun_to_come_is_waited_for(page: Page, late: str, look: Callable[[Page], None]) -> None:
    page.set_content(f"<a href='{late}'>On</a>")
    page.get_by_role("link", name="On").click()
    look(page)
    assert page.title() == "Late"
