"""The gender pay gap: the arithmetic of the regulations, and who counts."""

import statistics
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_payment, a_person, a_run
from sixpence.payrun.figures import LineKind, PayLine, PersonPay, RunFigures, StatutoryPaid
from sixpence.reports.gender_gap_figures import Rate, means, medians, quartiles
from sixpence.reports.gender_pay_gap import (
    Employee,
    RunEarnings,
    earned_by,
    employees_on,
    gender_pay_gap,
    gender_pay_gap_people,
)
from sixpence.reports.report import Report

SNAPSHOT = date(2026, 4, 5)
APRIL = {"pay_date": date(2026, 4, 30), "period_start": date(2026, 4, 1), "period_end": date(2026, 4, 30)}
RATES = st.lists(st.builds(Rate, st.booleans(), st.integers(1, 10**6).map(Fraction)), max_size=40)

SICK = StatutoryPaid(
    kind="SSP",
    number=1,
    first_day=SNAPSHOT,
    average_pence=500_00,
    average_over=1,
    days_due=3,
    due_to_date_pence=70_00,
    paid_before_pence=0,
)


def rates(men: list[int], women: list[int]) -> list[Rate]:
    return [Rate(man, Fraction(pence)) for man, side in ((True, men), (False, women)) for pence in side]


def paid(employee_id: str, *lines: PayLine, **facts: str) -> PersonPay:
    return a_payment(a_person(employee_id, **facts), lines=lines or (salary(3000_00),), pension="none")


def salary(pence: int) -> PayLine:
    return PayLine(label="Salary", amount_pence=pence)


def earnings(run: RunFigures) -> RunEarnings:
    return RunEarnings(
        pay_date=run.pay_date,
        period_start=run.period_start,
        period_end=run.period_end,
        frequency=run.frequency,
        earned={pay.employee_id: earned_by(pay) for pay in run.people},
    )


def employees(*payments: PersonPay) -> list[Employee]:
    return employees_on(SNAPSHOT, [pay.person for pay in payments], [earnings(a_run(*payments, **APRIL))])


def cells(report: Report, figure: str) -> dict[str, object]:
    row = report.rows[report.column("figure").index(figure)]
    return dict(zip([column.name for column in report.columns], row, strict=True))


def test_gaps_are_a_share_of_mens_to_one_decimal() -> None:
    assert means(rates([2000, 3000], [2000])).gap_tenths == 20_0
    assert medians(rates([1000, 2000, 9000], [1500, 1600])).gap_tenths == 22_5
    assert means(rates([1000], [1200])).gap_tenths == -20_0  # women are paid more
    assert means(rates([3], [1])).gap_tenths == 66_7
    assert means(rates([1000], [])).gap_tenths is None


@settings(max_examples=80)
@given(RATES)
def test_quartiles_share_everybody_out_as_evenly_as_can_be(people: list[Rate]) -> None:
    quarters = quartiles(people)
    sizes = [men + women for men, women in quarters]
    assert max(sizes) - min(sizes) <= 1
    assert sum(men for men, _ in quarters) == sum(rate.is_man for rate in people)
    assert sum(women for _, women in quarters) == sum(not rate.is_man for rate in people)


@settings(max_examples=80)
@given(st.lists(st.builds(Rate, st.booleans(), st.fractions(0, 10**4, max_denominator=40)), min_size=1, max_size=25))
def test_means_and_medians_are_those_of_the_rates_themselves(people: list[Rate]) -> None:
    for man in (True, False):
        side = sorted(rate.pence for rate in people if rate.is_man is man)
        mean, median = (sides.men if man else sides.women for sides in (means(people), medians(people)))
        assert mean == (Fraction(sum(side), len(side)) if side else None)
        assert median == (statistics.median(side) if side else None)


def test_men_and_women_with_one_rate_are_spread_over_the_quarters() -> None:
    assert quartiles(rates([1500] * 8, [1500] * 8)) == ((2, 2),) * 4
    assert quartiles(rates([1500] * 12, [1500] * 4)) == ((3, 1),) * 4
    assert quartiles(rates([100] * 4, [900] * 4)) == ((2, 0), (2, 0), (0, 2), (0, 2))


def test_hourly_pay_brings_the_period_to_a_week_and_leaves_overtime_out() -> None:
    overtime = PayLine(label="Overtime", amount_pence=200_00, hours=1000, rate_pence=2000, kind=LineKind.OVERTIME)
    bonus = PayLine(label="Bonus", amount_pence=100_00, kind=LineKind.BONUS)
    (one,) = employees(paid("1001", salary(3000_00), overtime, bonus, weekly_hours="37.50"))
    # £3,100 for a month of 30.44 days is 712.88 a week: £19.01 for each of 37.5 hours.
    assert one.hourly_pence == Fraction(3100_00 * 7 * 100, 3044) / Fraction("37.5")
    assert gender_pay_gap_people([one], of="").column("hourly_pay") == (19_01,)


def test_pay_given_up_for_a_pension_does_not_count() -> None:
    pay = replace(paid("1001"), pension="salary-sacrifice", employee_pension_pence=150_00)
    assert employees(pay)[0].pay_pence == 2850_00


def test_whoever_was_there_for_a_part_of_the_period_is_reckoned_by_its_days() -> None:
    (one,) = employees(paid("1001", salary(2800_00), start_date="2026-04-03"))
    assert one.hourly_pence == Fraction(2800_00 * 7, 28) / Fraction("37.5")


@pytest.mark.parametrize(
    ("facts", "changes", "because", "counted"),
    [
        ({"gender": ""}, {}, "no gender is known", "nothing"),
        ({"weekly_hours": ""}, {}, "no weekly hours are known", "bonus figures alone"),
        ({"weekly_hours": "0.00"}, {}, "weekly hours are 0", "bonus figures alone"),
        (
            {},
            {"statutory": (SICK,)},
            "on leave at reduced pay",
            "bonus figures alone",
        ),
    ],
)
def test_who_is_left_out_is_told_and_why(
    facts: dict[str, str], changes: dict[str, object], because: str, counted: str
) -> None:
    found = employees(replace(paid("1001", **facts), **changes))  # type: ignore[arg-type]
    people = gender_pay_gap_people(found, of="")
    assert (people.column("because"), people.column("counted")) == ((because,), (counted,))
    assert f"Left out of hourly pay, {because}: 1." in gender_pay_gap(SNAPSHOT, found, of="").notes


def test_only_those_employed_on_the_day_count() -> None:
    started, left, unpaid = (
        a_person("1002", start_date="2026-04-06"),
        a_person("1003", leaving_date="2026-04-04"),
        a_person("1004", gender="M"),
    )
    pay = paid("1001")
    found = employees_on(SNAPSHOT, [pay.person, started, left, unpaid], [earnings(a_run(pay, **APRIL))])
    assert [(one.person.employee_id, one.because) for one in found] == [
        ("1001", ""),
        ("1004", "not paid in the period"),
    ]


def test_the_six_figures() -> None:
    bonus = PayLine(label="Bonus", amount_pence=600_00, kind=LineKind.BONUS)
    april = [paid("1001", salary(4000_00), gender="M"), paid("1002", salary(2000_00), gender="M"), paid("1003")]
    december = a_run(
        *(replace(pay, lines=(*pay.lines, bonus)) for pay in (april[0], april[2])),
        pay_date=date(2025, 12, 31),
        period_start=date(2025, 12, 1),
        period_end=date(2025, 12, 31),
    )
    too_old = replace(december, pay_date=date(2025, 4, 5))
    runs = [earnings(run) for run in (a_run(*april, **APRIL), december, too_old)]
    found = employees_on(SNAPSHOT, [pay.person for pay in april], runs)
    report = gender_pay_gap(SNAPSHOT, found, of="")
    hourly = cells(report, "Mean hourly pay")
    assert (hourly["gap"], hourly["men"], hourly["women"]) == (0, 2, 1)
    assert cells(report, "Median bonus pay")["men_pay"] == 600_00
    paid_a_bonus = cells(report, "Paid a bonus")
    assert (paid_a_bonus["men_share"], paid_a_bonus["women_share"]) == (50_0, 100_0)
    assert [cells(report, name)["men"] for name in report.column("figure")[5:]] == [0, 1, 0, 1]  # type: ignore[arg-type]
    assert len(report.rows) == 9


def test_a_company_without_people_has_no_figures() -> None:
    report = gender_pay_gap(SNAPSHOT, [], of="")
    assert {cell for row in report.rows for cell in row[1:]} == {None, 0}
