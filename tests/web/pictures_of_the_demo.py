"""Makes the pictures of the web application that the README shows, from the demo company as `sixpence serve` opens it.

    PYTHONPATH=tests python tests/web/pictures_of_the_demo.py [DEMO_DIR [FOLDER]]

DEMO_DIR is where the demo company is, or is built first; FOLDER where the pictures go, else docs/pictures. With a
FOLDER of one's own, every room of the menu is pictured as each member sees it, to look at them all.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from playwright.sync_api import Page, sync_playwright

from sixpence.actions.demo_company import PASSWORD
from sixpence.cli.demo_past import MEMBERS
from sixpence.people.roles import Role
from web.serving import CHROMIUM

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
SHOWN = {"home": "home"}  # rooms of the menu, and what their pictures are called
_SIZE = {"width": 1280, "height": 860}


def main(demo_dir: Path, folder: Path | None) -> None:
    with served(demo_dir) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for member in MEMBERS if folder else [each for each in MEMBERS if each.role is Role.PREPARER]:
            page = browser.new_page(viewport=_SIZE, locale="en-GB", color_scheme="light", reduced_motion="reduce")
            _sign_in(page, address, member.email)
            for name, where in _rooms(page).items():
                if folder or name in SHOWN:
                    page.goto(f"{address}{where}")
                    page.screenshot(
                        path=folder / f"{member.role}-{name}.png" if folder else PICTURES / f"{SHOWN[name]}.png",
                        full_page=folder is not None,
                    )
        browser.close()


@contextmanager
def served(demo_dir: Path) -> Iterator[str]:
    """The address of `sixpence serve --demo`."""
    command = [sys.executable, "-m", "sixpence", "serve", "--demo", "--demo-dir", str(demo_dir), "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        yield server.stdout.readline().split()[3]
    finally:
        server.terminate()
        server.wait()


def _sign_in(page: Page, address: str, email: str) -> None:
    page.goto(f"{address}/accounts/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Change between light and dark").wait_for()


def _rooms(page: Page) -> dict[str, str]:
    """The rooms of the menu, by the last part of their addresses."""
    links = [str(link.get_attribute("href")) for link in page.locator("nav a").all()]
    return {link.rstrip("/").rpartition("/")[2]: link for link in links if link.count("/") == 3}


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    main(given[0] if given else Path(mkdtemp()) / "company", given[1] if given[1:] else None)
