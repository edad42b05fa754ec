"""What looks at every page sees what is wrong with one."""

import pytest
from playwright.sync_api import Page

from web.serving import Site, check_accessible, check_fits


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
