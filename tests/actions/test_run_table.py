"""A run as it is looked at: the table, causes, variances, what is to be settled, and how many were on payroll."""

from dataclasses import replace
from datetime import date

import pytest

from actions.conftest import BY, SECOND
from actions.kestrel_runs import know, look_and_approve, paid
from payrun.worlds import facts_of as invented_facts
from sixpence.actions.adjustments import add_adjustment, line_from
from sixpence.actions.benefits import add_benefit, change_benefit
from sixpence.actions.billing import as_csv, employees_on_payroll
from sixpence.actions.checks import changed_since, checks_of, settle_findings, settle_kinds, unsettle_finding
from sixpence.actions.pay_runs import approve_run, calculate_pay_run, open_run
from sixpence.actions.run_table import run_table, variance_by_item
from sixpence.basics.refused import Refused
from sixpence.payrun.checks import CheckKind
from sixpence.people.benefits import Benefit
from sixpence.people.person import Fact
from sixpence.store.payruns import pay_run
from sixpence.store.run_table import Show, Sort, TableQuery
from store.made_once import made_once

NOVEMBER, DECEMBER = date(2026, 11, 30), date(2026, 12, 31)
VAN = Benefit(name="Van", value_of_year_pence=600_00, first_day=DECEMBER.replace(day=1))
RUN = "2026-12-31-monthly"


@pytest.fixture
@made_once
def december(kestrel: str) -> str:
    """1001 has a rise of £200.00, 1002 a refund that nobody decided, 1003 is new, and 1004 lacks a fact."""
    paid(NOVEMBER)
    know([Fact("1001", "salary", DECEMBER.replace(day=1), "320000 monthly")])
    know([Fact("1002", "tax_code", DECEMBER.replace(day=1), "1257L")])
    know(invented_facts("1003", first_name="Émile", start_date="2026-12-01", department="Sales"))
    know(invented_facts("1004", gender=""))
    open_run(kestrel, DECEMBER, "monthly", **BY)
    calculate_pay_run(kestrel, RUN, **BY)
    return kestrel


def ids(employer: str, **query: object) -> list[str]:
    return [row.pay.employee_id for row in run_table(employer, RUN, TableQuery(**query)).rows]  # type: ignore[arg-type]


def test_the_table_is_searched_filtered_sorted_and_paged(december: str) -> None:
    assert ids(december) == ["1001", "1002", "1003"]
    assert ids(december, search="ÉMILE") == ids(december, search="1003") == ["1003"]
    assert ids(december, department="Sales") == ids(december, show=Show.NEW) == ["1003"]
    assert ids(december, show=Show.CHANGED) == ["1001", "1002"]
    assert (
        ids(december, sort=Sort.NET, descending=True)[-1]
        == min(run_table(december, RUN, TableQuery()).rows, key=lambda row: row.pay.net_pay_pence).pay.employee_id
    )
    assert ids(december, size=2, page=2) == ["1003"]
    table = run_table(december, RUN, TableQuery(size=2))
    assert (table.pages, table.totals.people, table.departments) == (2, 3, ("Sales", "Workshop"))
    assert table.totals.net_pay_pence == sum(
        row.pay.net_pay_pence for row in run_table(december, RUN, TableQuery()).rows
    )


def test_causes_add_up_to_each_difference(december: str) -> None:
    rows = {row.pay.employee_id: row for row in run_table(december, RUN, TableQuery()).rows}
    for who in ("1001", "1002"):
        assert sum(cause.net_pay_pence for cause in rows[who].causes) == rows[who].pay.difference_pence
    assert rows["1001"].causes[0].words == "Gross pay went up by £200.00, from £3,000.00 to £3,200.00."
    assert (rows["1003"].causes, rows["1003"].pay.difference_pence) == ((), None)


def test_what_the_year_so_far_puts_right_is_unexplained_and_comes_first(december: str) -> None:
    know([Fact("1001", "salary", DECEMBER, "320000 monthly")])
    unexplained = run_table(december, RUN, TableQuery(sort=Sort.UNEXPLAINED, descending=True)).rows
    assert [row.is_explained for row in unexplained] == sorted(row.is_explained for row in unexplained)
    for row in unexplained:
        told = sum(cause.net_pay_pence for cause in row.causes if not cause.is_explained)
        assert told == row.pay.unexplained_pence


def test_variance_by_item_stands_beside_the_run_before(december: str) -> None:
    add_adjustment(december, RUN, "1001", line_from({"label": "Bonus, Christmas", "amount": "50"}), **BY)
    previous, items = variance_by_item(december, RUN)
    assert previous is not None
    assert previous.run_key == "2026-11-30-monthly"
    by_label = {item.label: item for item in items}
    assert (by_label["Salary"].before_pence, by_label["Salary"].now_pence) == (5500_00, 8700_00)
    assert (by_label["Bonus"].before_pence, by_label["Bonus"].difference_pence) == (0, 50_00)
    net = sum(row.pay.net_pay_pence for row in run_table(december, RUN, TableQuery()).rows)
    assert by_label["Net pay"].now_pence == net


def test_what_is_found_has_to_be_settled_before_an_approval(december: str) -> None:
    checks = checks_of(december, RUN)
    assert {kind.kind for kind in checks.kinds} >= {CheckKind.CANNOT_BE_PAID, CheckKind.FIRST_PAYMENT}
    assert (checks.errors, checks.open) == (1, sum(kind.count for kind in checks.kinds))
    digest = pay_run(december, RUN).digest
    with pytest.raises(Refused, match=r"to look at first, among them cannot be paid yet, employee 1004"):
        approve_run(december, RUN, digest, **SECOND)
    with pytest.raises(Refused, match="give a reason"):
        settle_kinds(december, RUN, tuple(CheckKind), "  ", **BY)
    settle_kinds(december, RUN, tuple(CheckKind), "seen", **BY)
    assert checks_of(december, RUN).open == 0
    key = checks_of(december, RUN).kinds[0].shown[0].finding.key
    unsettle_finding(december, RUN, key, **BY)
    with pytest.raises(Refused, match="1 to look at first"):
        approve_run(december, RUN, digest, **SECOND)
    settle_findings(december, RUN, [key], "comes next month", **BY)
    assert approve_run(december, RUN, digest, **SECOND).approved_by == SECOND["actor"]


def test_who_has_changed_since_the_run_was_worked_out_is_told(december: str) -> None:
    assert changed_since(pay_run(december, RUN)) == frozenset()
    know([Fact("1001", "salary", DECEMBER, "330000 monthly"), Fact("1002", "salary", date(2027, 1, 1), "1 monthly")])
    assert changed_since(pay_run(december, RUN)) == {"1001"}  # what counts from January on does not bear on December
    add_benefit(december, "1002", replace(VAN, first_day=date(2027, 1, 1)), **BY)
    number = add_benefit(december, "1003", VAN, **BY)
    assert changed_since(pay_run(december, RUN)) == {"1001", "1003"}
    calculate_pay_run(december, RUN, **BY)
    assert changed_since(pay_run(december, RUN)) == frozenset()
    change_benefit(december, "1003", number, replace(VAN, first_day=date(2027, 1, 1)), **BY)
    assert changed_since(pay_run(december, RUN)) == {"1003"}  # it is not there in December any more


def test_changed_figures_are_asked_about_again(december: str) -> None:
    settle_kinds(december, RUN, tuple(CheckKind), "seen", **BY)
    add_adjustment(december, RUN, "1003", line_from({"label": "Bonus", "amount": "10"}), **BY)
    (first,) = (kind for kind in checks_of(december, RUN).kinds if kind.kind is CheckKind.FIRST_PAYMENT)
    assert (first.count, first.open) == (1, 1)
    assert checks_of(december, RUN).open == 1


def test_below_zero_no_reason_is_enough(december: str) -> None:
    taken = line_from({"kind": "deduction", "label": "Loan", "amount": "9000"})
    add_adjustment(december, RUN, "1001", taken, **BY)
    settle_kinds(december, RUN, tuple(CheckKind), "seen", **BY)
    (kind,) = (kind for kind in checks_of(december, RUN).kinds if kind.open)
    assert kind.kind is CheckKind.NET_BELOW_ZERO
    with pytest.raises(Refused, match="net pay below zero: a reason is not enough"):
        settle_findings(december, RUN, [kind.shown[0].finding.key], "seen", **BY)
    with pytest.raises(Refused, match="not on pay run 2026-12-31-monthly any more"):
        settle_findings(december, RUN, ["net-changed/1001/0-0"], "seen", **BY)


def test_employees_on_payroll_by_run_and_month(december: str) -> None:
    look_and_approve(RUN)
    csv = "month,run,employees_on_payroll\n2026-12,2026-12-31-monthly,3\n2026-12,,3\n2026-11,2026-11-30-monthly,2\n"
    assert as_csv(employees_on_payroll(december)) == csv + "2026-11,,2\n"
