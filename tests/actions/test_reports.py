"""Reports through the use cases: which runs they cover, and what the log keeps of a file that was taken out."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from actions.kestrel_runs import BY, EMPLOYER, RUN, SECOND, know, look_and_approve, paid
from payrun.orders_of_tests import MAINTENANCE
from payrun.worlds import facts_of
from sixpence.actions import gender_pay_gap as gender_pay_gap_action
from sixpence.actions import report_kinds
from sixpence.actions.absences import add_absence
from sixpence.actions.adjustments import add_adjustment
from sixpence.actions.kept_runs import run_figures
from sixpence.actions.orders import add_order
from sixpence.actions.pay_runs import calculate_pay_run, close_run, open_run, reopen_run
from sixpence.actions.report_kinds import REPORTS
from sixpence.actions.reports import export_report, make_report, report_page
from sixpence.basics.refused import Refused
from sixpence.payrun.figures import LineKind, PayLine, RunFigures
from sixpence.people.absences import Absence
from sixpence.people.person import Fact
from sixpence.reports.gender_pay_gap import (
    RunEarnings,
    earned_by,
    employees_on,
    gender_pay_gap,
    gender_pay_gap_people,
)
from sixpence.reports.report import Report
from sixpence.store.events import verify_log
from sixpence.store.payruns import load_run_people, pay_run
from sixpence.store.ready import models
from sixpence.store.records import PayRun
from sixpence.store.run_totals import run_totals
from store.made_once import made_once

NOVEMBER, DECEMBER = date(2026, 11, 30), date(2026, 12, 31)


@pytest.fixture
@made_once
def two_runs(fernlark: str) -> str:
    """November is closed; December has figures that may still change."""
    pension = {"pension": "net-pay", "employee_pension_percent": "5.00", "employer_pension_percent": "3.00"}
    know(facts_of("1001"), facts_of("1002", salary="250000 monthly", department="", **pension))
    paid(NOVEMBER)
    open_run(EMPLOYER, DECEMBER, "monthly", **BY)
    calculate_pay_run(EMPLOYER, "2026-12-31-monthly", **BY)
    return EMPLOYER


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_has_a_total_that_agrees_with_its_runs(two_runs: str, name: str) -> None:
    kind = REPORTS[name]
    november = run_totals(two_runs)[0].amounts
    about = [{"run_key": "2026-11-30-monthly"}] * kind.of_a_run
    about += [{"tax_year": year} for year in kind.years(two_runs)] * kind.of_a_year
    for asked in about:
        report = make_report(two_runs, name, **asked)
        assert (report.name, report.title) == (name, kind.title)
        sums = totals(report) if report.total else {}
        for amount in ("income_tax", "employee_ni", "employer_ni", "employee_pension", "employer_pension", "net_pay"):
            if amount in sums:
                assert sums[amount] == november[f"{amount}_pence"], amount


@pytest.mark.parametrize("name", ["costs-by-department", "pension-schemes"])
@pytest.mark.parametrize("asked", [{"run_key": "2026-12-31-monthly"}, {"tax_year": "2026-27"}])
def test_a_run_from_before_the_database_could_sum_it_has_the_same_report(
    two_runs: str, name: str, asked: dict[str, str]
) -> None:
    summed = make_report(two_runs, name, **asked)
    models.PayRunPerson.objects.update(department="", pension="")
    assert make_report(two_runs, name, **asked) == summed
    assert len(summed.rows) == (2 if name == "costs-by-department" else 1)


def test_deductions_by_order_open_only_whoever_has_one(two_runs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    order = replace(MAINTENANCE, made_on=date(2026, 12, 1))
    add_order(two_runs, "1002", order, date(2026, 12, 1), **BY)
    calculate_pay_run(two_runs, "2026-12-31-monthly", **BY)
    opened: list[object] = []

    def opens(run: PayRun, only: set[str] | None) -> RunFigures:
        opened.append(only)
        return run_figures(run, only)

    monkeypatch.setattr(report_kinds, "run_figures", opens)
    assert make_report(two_runs, "deductions-by-order").column("employee_id") == ("1002",)
    assert opened == [{"1002"}]


def totals(report: Report) -> dict[str, object]:
    assert report.total is not None
    return dict(zip([column.name for column in report.columns], report.total, strict=True))


def test_figures_that_may_still_change_are_called_a_draft_and_left_out_of_the_year(two_runs: str) -> None:
    assert make_report(two_runs, "gross-to-net").of.endswith("pay run 2026-12-31-monthly, paid on 2026-12-31")
    assert make_report(two_runs, "gross-to-net").notes[0].startswith("A draft: the pay run is not approved")
    year = make_report(two_runs, "gross-to-net", tax_year="2026-27")
    assert year.notes[0] == "Not in these figures: 2026-12-31-monthly, which is calculated."
    summary = make_report(two_runs, "payroll-summary")
    assert summary.column("run") == ("2026-11-30-monthly",)


@pytest.mark.parametrize(
    ("name", "asked", "message"),
    [
        ("net-to-gross", {}, "no report is called 'net-to-gross': there are gross-to-net"),
        ("gross-to-net", {"run_key": "2026-10-31-monthly"}, "has no figures of 2026-10-31-monthly yet"),
        ("gross-to-net", {"tax_year": "2019-20"}, "has no figures of 2019-20 for gross-to-net yet"),
        ("gross-to-net", {"run_key": "2026-11-30-monthly", "tax_year": "2026-27"}, "name one of them"),
        ("payroll-summary", {"run_key": "2026-11-30-monthly"}, "is about a tax year, not about one pay run"),
    ],
)
def test_a_report_that_cannot_be_made_is_refused(two_runs: str, name: str, asked: dict[str, str], message: str) -> None:
    with pytest.raises(Refused, match=message):
        make_report(two_runs, name, **asked)


def test_every_file_that_is_taken_out_is_in_the_log_without_a_value(two_runs: str) -> None:
    content = export_report(two_runs, "gross-to-net", "csv", run_key="2026-11-30-monthly", **BY)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["employee_id"] for row in rows] == ["1001", "1002"]
    event = models.Event.objects.latest("sequence")
    assert (event.kind, event.subject, event.actor) == ("report exported", two_runs, BY["actor"])
    assert event.detail == {
        "report": "gross-to-net",
        "format": "csv",
        "run": "2026-11-30-monthly",
        "tax_year": "",
        "rows": 2,
    }
    verify_log()
    with pytest.raises(Refused, match="no file format is called 'pdf': a report is a csv or a xlsx"):
        export_report(two_runs, "gross-to-net", "pdf", **BY)
    assert models.Event.objects.latest("sequence") == event


def test_the_sums_of_a_run_are_those_of_its_people(two_runs: str) -> None:
    open_run(two_runs, date(2027, 1, 31), "monthly", **BY)
    november, december, january = run_totals(two_runs)
    assert november.run == pay_run(two_runs, "2026-11-30-monthly")
    figures = make_report(two_runs, "gross-to-net", run_key=december.run.run_key)
    assert totals(figures)["employer_cost"] == december.employer_cost_pence
    assert (january.employees, set(january.amounts.values())) == (0, {0})


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("asked", [{"run_key": "2026-11-30-monthly"}, {"tax_year": "2026-27"}])
def test_the_pages_of_a_report_are_the_report(two_runs: str, name: str, asked: dict[str, str]) -> None:
    kind = REPORTS[name]
    if not (kind.of_a_run if "run_key" in asked else kind.of_a_year and "2026-27" in kind.years(two_runs)):
        return
    whole = make_report(two_runs, name, **asked)
    pages = [report_page(two_runs, name, number, 1, **asked) for number in range(1, max(len(whole.rows), 1) + 1)]
    assert [row for page in pages for row in page.report.rows] == list(whole.rows)
    assert {page.count for page in pages} == {len(whole.rows)}
    assert {page.report.total for page in pages} == {whole.total}
    assert report_page(two_runs, name, 99, 1, **asked) == pages[-1]


def test_the_gender_pay_gap_is_of_the_last_day_of_a_tax_year(fernlark: str) -> None:
    know(facts_of("1001", gender="M", salary="400000 monthly"), facts_of("1002"), facts_of("1003", weekly_hours=""))
    with pytest.raises(Refused, match="has no figures of a tax year for gender-pay-gap yet"):
        make_report(EMPLOYER, "gender-pay-gap")
    paid(date(2026, 4, 30))
    report = make_report(EMPLOYER, "gender-pay-gap")
    assert report.of.endswith("tax year 2025-26")
    assert report.rows[0][:2] == ("Mean hourly pay", 25_0)
    assert report.notes[:2] == (
        "Bonuses before 5 April 2026 are not known: Sixpence has no pay run of that time.",
        "Taken on 5 April 2026 of 3 employees; employers of 250 or more have to publish these figures.",
    )
    people = make_report(EMPLOYER, "gender-pay-gap-people", tax_year="2025-26")
    assert people.column("because") == ("", "", "no weekly hours are known")


def test_the_gender_pay_gap_is_that_of_every_payment_opened(fernlark: str) -> None:
    """Also where only those with a bonus or overtime, or who were ever away, are: and never what it was before."""
    sacrifice = {"pension": "salary-sacrifice", "employee_pension_percent": "5.00", "employer_pension_percent": "3.00"}
    others = [facts_of("1004", gender="M", **sacrifice), facts_of("1005", salary="", hourly_rate="2000")]
    know(facts_of("1001", gender="M"), facts_of("1002", salary="250000 monthly"), facts_of("1003"), *others)
    off = Absence(first_day=date(2026, 4, 6), last_day=date(2026, 4, 17), average_weekly_earnings_pence=600_00)
    add_absence(EMPLOYER, "1003", off, **BY)
    april = date(2026, 4, 30)
    key = open_run(EMPLOYER, april, "monthly", **BY).run_key
    for who, line in (
        ("1001", PayLine(label="Salary", amount_pence=500_00, kind=LineKind.BONUS)),
        ("1002", PayLine(label="Late shifts", amount_pence=300_00, kind=LineKind.OVERTIME)),
        ("1005", PayLine(label="Hours", amount_pence=0, hours=100_00)),
    ):
        add_adjustment(EMPLOYER, key, who, line, **BY)
    calculate_pay_run(EMPLOYER, key, **BY)
    look_and_approve(key)
    before = make_report(EMPLOYER, "gender-pay-gap")
    people = make_report(EMPLOYER, "gender-pay-gap-people")
    figures = run_figures(pay_run(EMPLOYER, key))
    opened = RunEarnings(
        pay_date=april,
        period_start=figures.period_start,
        period_end=figures.period_end,
        frequency="monthly",
        earned={pay.employee_id: earned_by(pay) for pay in figures.people},
    )
    snapshot = date(2026, 4, 5)
    found = employees_on(snapshot, [pay.person for pay in figures.people], [opened])
    assert people.rows == gender_pay_gap_people(found, of="").rows
    assert people.column("because") == ("", "", "on leave at reduced pay", "", "")
    assert people.column("pay")[0] == 3_500_00
    assert before.rows == gender_pay_gap(snapshot, found, of="").rows
    for number, row in enumerate(people.rows, start=1):
        page = report_page(EMPLOYER, "gender-pay-gap-people", number, 1)
        assert (page.report.rows, page.count) == ((row,), 5)

    know([Fact("1002", "weekly_hours", date(2026, 4, 1), "20.00")])
    after = make_report(EMPLOYER, "gender-pay-gap")
    assert after.rows != before.rows
    reopen_run(EMPLOYER, key, **SECOND)
    with pytest.raises(Refused, match="has no figures of a tax year"):
        make_report(EMPLOYER, "gender-pay-gap")
    add_adjustment(EMPLOYER, key, "1004", PayLine(label="Bonus", amount_pence=900_00, kind=LineKind.BONUS), **BY)
    look_and_approve(key)
    assert make_report(EMPLOYER, "gender-pay-gap").rows != after.rows


def test_the_figures_of_the_gender_pay_gap_are_worked_out_once(fernlark: str, monkeypatch: pytest.MonkeyPatch) -> None:
    know(facts_of("1001", gender="M"), facts_of("1002"))
    paid(date(2026, 4, 30))
    before = make_report(EMPLOYER, "gender-pay-gap")
    monkeypatch.delattr(gender_pay_gap_action, "known_of")
    assert make_report(EMPLOYER, "gender-pay-gap") == before


def test_variance_adds_up_between_two_runs(two_runs: str) -> None:
    know(
        [
            Fact("1001", "salary", date(2026, 12, 1), "320000 monthly"),
            Fact("1002", "leaving_date", NOVEMBER, "2026-11-30"),
        ]
    )
    know(facts_of("1003", start_date="2026-12-01"))
    calculate_pay_run(two_runs, "2026-12-31-monthly", **BY)
    november, december = run_totals(two_runs)
    report = make_report(two_runs, "variance")
    assert totals(report)["difference"] == december.net_pay_pence - november.net_pay_pence
    causes = dict(zip(report.column("employee_id"), report.column("causes"), strict=True))
    assert (causes["1002"], causes["1003"]) == ("Not on this run", "First payment")
    assert "gross pay +" in str(causes["1001"]).casefold()
    items = make_report(two_runs, "variance-by-item")
    by_item = {row[0]: row[1:] for row in items.rows}
    assert by_item["Net pay"] == (
        november.net_pay_pence,
        december.net_pay_pence,
        december.net_pay_pence - november.net_pay_pence,
    )
    assert items.notes[-1] == "Last time is pay run 2026-11-30-monthly."


def test_variance_lists_each_change_and_counts_the_others(fernlark: str) -> None:
    """One is paid the same, one is paid nothing and was, one is new and paid nothing, one has left and was paid."""
    cumulative_free = {"tax_code": "NT", "ni_category": "X"}
    know(facts_of("1001", **cumulative_free), facts_of("1002"), facts_of("1003", salary="", hourly_rate="1000"))
    open_run(EMPLOYER, NOVEMBER, "monthly", **BY)
    add_adjustment(EMPLOYER, RUN, "1003", PayLine(label="Hours", amount_pence=0, hours=10_00), **BY)
    calculate_pay_run(EMPLOYER, RUN, **BY)
    look_and_approve()
    close_run(EMPLOYER, RUN, **BY)
    know(
        [Fact("1002", "leaving_date", NOVEMBER, "2026-11-30")],
        facts_of("1004", salary="", hourly_rate="1000", start_date="2026-12-01"),
    )
    key = open_run(EMPLOYER, DECEMBER, "monthly", **BY).run_key
    for who in ("1003", "1004"):
        add_adjustment(EMPLOYER, key, who, PayLine(label="Hours", amount_pence=0, hours=0), **BY)
    calculate_pay_run(EMPLOYER, key, **BY)
    paid_now = {each.employee_id: each.net_pay_pence for each in load_run_people(EMPLOYER, key)}
    assert (paid_now.keys(), paid_now["1004"]) == ({"1001", "1003", "1004"}, 0)
    report = make_report(EMPLOYER, "variance")
    assert set(report.column("employee_id")) == {"1002", "1003"}
    assert report.notes[-1].endswith("not listed: 2.")
    page = report_page(EMPLOYER, "variance", 2, 1)
    assert (page.report.rows, page.report.total, page.count) == (report.rows[1:], report.total, 2)


def test_employees_on_payroll_are_those_of_approved_runs(two_runs: str) -> None:
    assert make_report(two_runs, "employees-on-payroll").rows == (
        (date(2026, 11, 1), "2026-11-30-monthly", 2),
        (date(2026, 11, 1), "(whole month)", 2),
    )
