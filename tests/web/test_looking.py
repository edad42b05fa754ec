"""What looks at every page sees what is wrong with one."""

import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page

from web.looking import check_accessible, check_contrast, check_fits, check_screen
from web.serving import Site


def test_a_page_that_is_not_accessible_is_objected_to(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/setup/")
    page.evaluate("document.querySelector('h1').style.color = '#eee'")
    for check in (check_accessible, check_contrast):
        with pytest.raises(AssertionError, match="color-contrast"):
            check(page)
    page.evaluate("document.querySelector('h1').style.color = ''")
    check_accessible(page)
    page.evaluate("document.querySelector('h1').innerHTML = '<img src=x>'")
    with pytest.raises(AssertionError, match="image-alt"):
        check_accessible(page)


ROWS = 60


def rows(page: Page, *, behind: str = "#fff", odd: str = "") -> int:
    """A page of rows that look alike but for one; how many texts the rule about colours had to look at."""
    body = "".join(f"<tr {odd if number == 37 else ''}><td>Row {number}</td></tr>" for number in range(ROWS))
    page.set_content(
        "<!doctype html><html lang=en><title>Rows</title><style>.pale td { color: #eee } td { color: #123 }</style>"
        f"<main style='background: {behind}'><table><tbody>{body}</tbody></table></main></html>"
    )
    return check_contrast(page)


@pytest.mark.parametrize("odd", ["class='pale'", "style='background: #234'"])
def test_the_one_row_that_looks_otherwise_is_looked_at(page: Page, odd: str) -> None:
    with pytest.raises(AssertionError, match=r"color-contrast.*(\.pale|tr:nth-child\(38\))"):
        rows(page, odd=odd)


def test_colours_are_looked_at_until_they_have_passed_once(page: Page) -> None:
    assert rows(page, behind="#fffffe") == ROWS
    assert rows(page, behind="#fffffe") == 0
    assert rows(page, behind="#fefefe") == ROWS
    with pytest.raises(AssertionError, match="color-contrast"):
        rows(page, behind="#345")


def test_a_text_that_is_pale_by_what_it_lies_in_is_looked_at(page: Page) -> None:
    text = "<p>Alike</p>"
    page.set_content(f"<main>{text * 3}<section style='opacity: 0.2'>{text}</section></main>")
    with pytest.raises(AssertionError, match="color-contrast"):
        check_contrast(page)


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
