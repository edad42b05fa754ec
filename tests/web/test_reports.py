"""Reports in a browser: looked at, and taken out as a file."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from actions.kestrel_runs import EMPLOYER, know, paid
from payrun.worlds import facts_of
from sixpence.basics.money import pence_from_pounds, pounds
from sixpence.people.roles import Role
from sixpence.store.models import Event
from sixpence.store.run_totals import run_totals
from web.looking import check_screen
from web.serving import Site, sign_in

pytestmark = pytest.mark.browser
REPORTS = "/kestrel-wren-instruments-ltd/reports/"


def test_before_the_first_run_there_is_nothing_to_report(page: Page, site: Site, team: dict[Role, str]) -> None:
    sign_in(page, site, team[Role.VIEWER], to=REPORTS)
    expect(page.get_by_role("heading", name="There are no figures yet")).to_be_visible()
    page.goto(f"{site.address}{REPORTS}gross-to-net/")
    expect(page.get_by_role("heading", name="There are no figures yet")).to_be_visible()
    answer = page.goto(f"{site.address}{REPORTS}net-to-gross/")
    assert answer is not None
    assert answer.status == 404


def test_a_report_is_looked_at_and_taken_out(page: Page, site: Site, team: dict[Role, str]) -> None:
    know(*(facts_of(str(number)) for number in range(1001, 1121)))
    paid(date(2026, 11, 30))
    (november,) = run_totals(EMPLOYER)
    sign_in(page, site, team[Role.VIEWER], to=REPORTS)
    check_screen(page, "reports")
    page.get_by_role("link", name="Gross to net").click()
    expect(page.get_by_role("row", name="1001 ")).to_contain_text("£3,000.00")
    expect(page.get_by_role("row", name="Total")).to_contain_text(pounds(november.net_pay_pence))
    check_screen(page, "report")
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_text("101–120 of 120")).to_be_visible()
    expect(page.get_by_role("row", name="1120 ")).to_be_visible()

    with page.expect_download() as taken:
        page.get_by_role("button", name="CSV").click()
    assert taken.value.suggested_filename == "gross-to-net-2026-11-30-monthly.csv"
    rows = list(csv.DictReader(io.StringIO(Path(taken.value.path()).read_text("utf-8-sig"))))
    assert sum(pence_from_pounds(row["net_pay"]) for row in rows) == november.net_pay_pence
    page.get_by_label("About").select_option("Tax year 2026-27")
    expect(page.get_by_text("tax year 2026-27.")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("button", name="XLSX").click()
    assert load_workbook(io.BytesIO(Path(taken.value.path()).read_bytes())).sheetnames == ["Gross to net"]
    exported = Event.objects.filter(kind="report exported").order_by("sequence")
    assert [event.detail["format"] for event in exported] == ["csv", "xlsx"]
    assert {event.actor for event in exported} == {team[Role.VIEWER]}


def test_an_employee_sees_no_reports(page: Page, site: Site, team: dict[Role, str]) -> None:
    sign_in(page, site, team[Role.EMPLOYEE])
    for path in ("", "gross-to-net/"):
        answer = page.goto(f"{site.address}{REPORTS}{path}")
        assert answer is not None
        assert answer.status == 403
