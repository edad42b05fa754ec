"""Looking at a page: in light and in dark, wide and 360 px narrow; nothing may stick out, and axe may find nothing.

With SIXPENCE_SCREENS=FOLDER each look is kept there as a picture.
"""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_WIDE, _NARROW = {"width": 1280, "height": 860}, {"width": 360, "height": 740}
_AXE = (Path(__file__).parent / "axe_run.js").read_text()
_passed: set[str] = set()  # the colours of text that this process has seen axe content with


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


def check_accessible(page: Page) -> None:
    """axe-core finds nothing to object to, by any of its rules."""
    _run_axe(page, everything=True)


def check_contrast(page: Page) -> int:
    """The same by the one rule about colours, which is all that depends on the theme.

    How many texts were looked at: those in colours that had not passed before.
    """
    return _run_axe(page, everything=False)


def _run_axe(page: Page, *, everything: bool) -> int:
    _loaded(page)
    if not page.evaluate("'axe' in window"):  # once a page: reading the script takes longer than most rules
        page.evaluate(Axe().axe_script)
    found = page.evaluate(_AXE, [sorted(_passed), everything])
    assert not found["violations"], "\n".join(found["violations"])
    _passed.update(found["passed"])
    return int(found["looked"])


def check_fits(page: Page) -> None:
    """Nothing makes the page wider than the window."""
    _loaded(page)
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1], f"{page.url} is {wide[0]} px wide in a window of {wide[1]}"


def _loaded(page: Page) -> None:
    """A click on a link is over when the next page has begun to come: it may not have a single element yet."""
    page.wait_for_load_state("load")


def _keep(page: Page, name: str) -> None:
    if folder := os.environ.get("SIXPENCE_SCREENS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True, timeout=60_000)
