"""Every report agrees with its runs to the penny, whoever is on them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_person, a_run
from payrun.worlds import NOVEMBER, facts_of, run
from sixpence.payrun.employer_month import RunSums, employer_months
from sixpence.payrun.figures import PersonPay, RunFigures
from sixpence.payrun.window import window_of
from sixpence.people.employer import EmployerYear
from sixpence.reports.costs_by_department import AMOUNTS as DEPARTMENT_AMOUNTS
from sixpence.reports.costs_by_department import NO_DEPARTMENT, costs_by_department
from sixpence.reports.gross_to_net import AMOUNTS, DEDUCTIONS, ON_TOP, gross_to_net
from sixpence.reports.p32 import p32
from sixpence.reports.payroll_summary import SummedRun, payroll_summary
from sixpence.reports.pension_contributions import AMOUNTS as SCHEME_AMOUNTS
from sixpence.reports.pension_contributions import NO_PENSION, pension_contributions, pension_schemes
from sixpence.reports.people import department_of, groups_of
from sixpence.reports.report import Report

OF = "Kestrel & Wren Instruments Ltd, tax year 2026-27"
DECEMBER = window_of(date(2026, 12, 31), "monthly")
SACRIFICE = {
    "pension": "salary-sacrifice",
    "pension_basis": "all",
    "employee_pension_percent": "5.00",
    "employer_pension_percent": "3.00",
}
AT_SOURCE = SACRIFICE | {"pension": "relief-at-source", "pension_basis": "qualifying"}


def two_months(*people: dict[str, str]) -> tuple[RunFigures, RunFigures]:
    """The same people, paid in November and in December."""
    facts = [facts_of(str(1001 + place), **one) for place, one in enumerate(people)]
    return run(*facts, window=NOVEMBER).figures, run(*facts, window=DECEMBER).figures


def costs(runs: Sequence[RunFigures]) -> Report:
    return costs_by_department(groups_of(runs, department_of, DEPARTMENT_AMOUNTS), of=OF)


def schemes(runs: Sequence[RunFigures], scheme: str = "Kestrel pension scheme") -> Report:
    saving = [replace(run, people=tuple(pay for pay in run.people if pay.pension != NO_PENSION)) for run in runs]
    return pension_schemes(groups_of(saving, lambda pay: pay.pension, SCHEME_AMOUNTS), scheme=scheme, of=OF)


def total(report: Report, name: str) -> object:
    assert report.total is not None
    return report.total[[column.name for column in report.columns].index(name)]


PEOPLE = st.fixed_dictionaries(
    {
        "salary": st.integers(1, 20_000_00).map(lambda pence: f"{pence} monthly"),
        "department": st.sampled_from(["", "Workshop", "Accounts"]),
        "student_loan_plan": st.sampled_from(["none", "2"]),
        "postgraduate_loan": st.sampled_from(["yes", "no"]),
    }
).flatmap(lambda facts: st.sampled_from([facts, facts | SACRIFICE, facts | AT_SOURCE]))


@settings(max_examples=40)
@given(st.lists(PEOPLE, max_size=5))
def test_reports_add_up_to_the_runs(people: list[dict[str, str]]) -> None:
    runs = two_months(*people)
    paid: list[PersonPay] = [pay for figures in runs for pay in figures.people]
    reports = [gross_to_net(runs, of=OF), costs(runs)]
    reports += [pension_contributions(runs, of=OF), schemes(runs)]
    for report in reports:
        for column in report.columns:
            if hasattr(PersonPay, f"{column.name}_pence") and column.name != "gross_pay":
                amount = sum(getattr(pay, f"{column.name}_pence") for pay in paid)
                assert total(report, column.name) == sum(report.column(column.name)) == amount  # type: ignore[arg-type]
    pension = sum(pay.employee_pension_pence + pay.employer_pension_pence for pay in paid)
    assert total(reports[2], "to_scheme") == total(reports[3], "to_scheme") == pension


@settings(max_examples=40)
@given(PEOPLE)
def test_a_line_of_gross_to_net_explains_its_net_pay_and_its_cost(person: dict[str, str]) -> None:
    report = gross_to_net(two_months(person), of=OF)
    line = dict(zip([column.name for column in report.columns], report.rows[0], strict=True))
    assert line["net_pay"] == line["gross_pay"] - sum(line[name] for name, _ in DEDUCTIONS)  # type: ignore[operator,misc]
    assert line["employer_cost"] == line["gross_pay"] + sum(line[name] for name, _ in ON_TOP)  # type: ignore[operator,misc]


def test_a_year_of_gross_to_net_is_one_line_a_person() -> None:
    november, december = two_months({"department": "Workshop"}, {"department": "Accounts", "first_name": "Abel"})
    report = gross_to_net([december, november], of=OF)
    first, second = (by_name(figures) for figures in (november, december))
    assert report.column("employee_id") == ("1001", "1002")
    assert report.rows[1][1:3] == ("Abel O'Dowd-Llŷr", "Accounts")
    for name, _ in AMOUNTS:
        assert report.column(name)[0] == first[f"{name}_pence"] + second[f"{name}_pence"]


def by_name(figures: RunFigures) -> dict[str, int]:
    pay = figures.people[0]
    return {f"{name}_pence": getattr(pay, f"{name}_pence") for name, _ in AMOUNTS}


def test_a_payment_costs_the_department_its_person_was_in_at_the_time() -> None:
    november, december = two_months({"department": "Workshop"}, {"department": ""})
    moved = replace(december.people[0], person=a_person("1001", department="Accounts"))
    report = costs([november, a_run(moved, december.people[1])])
    assert sorted(report.column("department")) == [NO_DEPARTMENT, "Accounts", "Workshop"]  # type: ignore[type-var]
    assert report.column("people") == (1, 1, 1)
    assert total(report, "people") == 2
    assert report.column("share") == (50_0, 25_0, 25_0)
    assert report.notes == ("Who changed department counts in each, and once in the total.",)


def test_pensions_are_told_apart_by_method_and_by_scheme() -> None:
    runs = two_months(SACRIFICE, AT_SOURCE, {"pension": "none"})
    report = schemes(runs)
    assert report.column("method") == ("Relief at source", "Salary sacrifice")
    assert (report.column("people"), total(report, "people")) == ((1, 1), 2)
    # 3,000 a month: 5% and 3% of it; 5% less a fifth, and 3%, of what lies over 520.
    assert report.rows[1][3:] == (300_00, 180_00, 480_00)
    assert report.rows[0][3:] == (2 * 99_20, 2 * 74_40, 2 * 173_60)
    assert pension_contributions(runs, of=OF).column("employee_id") == ("1001", "1002")
    assert set(schemes(runs, "").column("scheme")) == {"(the scheme has no name yet)"}


def test_the_summary_has_a_line_a_run_and_counts_nobody_twice() -> None:
    summed = [
        SummedRun(
            run_key=figures.run_id,
            pay_date=figures.pay_date,
            frequency=figures.frequency,
            tax_period=figures.tax_period,
            employees=len(figures.people),
            amounts=by_name(figures),
        )
        for figures in two_months({})
    ]
    report = payroll_summary(summed, of=OF)
    assert report.column("tax_period") == ("month 8", "month 9")
    assert total(report, "people") is None
    assert total(report, "net_pay") == sum(run.amounts["net_pay_pence"] for run in summed)


def test_each_line_of_the_p32_adds_up_to_what_is_owed() -> None:
    year = EmployerYear(tax_year="2026-27", employment_allowance=True)
    (month,) = employer_months(
        year,
        [
            RunSums(
                run_key="2026-11-30-monthly",
                pay_date=date(2026, 11, 30),
                is_closed=False,
                income_tax_pence=5_000_00,
                student_loans_pence=49_00,
                employee_ni_pence=1_561_60,
                employer_ni_pence=3_874_50,
                pay_bill_pence=400_000_00,
                with_parental_pay=0,
            )
        ],
    )
    report = p32([month], of=OF)
    *parts, owed = report.rows[0][4:]
    assert sum(parts) == owed == month.owed_pence  # type: ignore[arg-type]
    assert report.column("employment_allowance") == (-3_874_50,)
    assert report.total is not None
    assert report.total[4:] == report.rows[0][4:]
    assert report.notes[1] == "A run of tax month 8 is approved and not closed yet."
