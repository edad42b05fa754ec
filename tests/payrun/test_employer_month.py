"""What an employer owes HMRC for each tax month."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixpence.basics.refused import Refused
from sixpence.law.parental_pay import ParentalPayment
from sixpence.payrun.employer_month import RunSums, employer_months
from sixpence.payrun.figures import NO_PARENTAL_PAY
from sixpence.people.employer import BeforeSixpence, EmployerYear

PLAIN = EmployerYear(tax_year="2026-27")


def ran(pay_date: date, **changes: Any) -> RunSums:
    run = RunSums(
        run_key=f"{pay_date}-monthly",
        pay_date=pay_date,
        is_closed=True,
        income_tax_pence=390_40,
        student_loans_pence=49_00,
        employee_ni_pence=156_16,
        employer_ni_pence=387_45,
        pay_bill_pence=3000_00,
        with_parental_pay=0,
    )
    return replace(run, **changes)


def test_a_month_is_the_sum_of_its_runs() -> None:
    (month,) = employer_months(PLAIN, [ran(date(2026, 11, 30)), ran(date(2026, 12, 5), is_closed=False)])
    assert (month.tax_month, month.starts_on, month.ends_on) == (8, date(2026, 11, 6), date(2026, 12, 5))
    assert (month.pay_by, month.is_final) == (date(2026, 12, 22), False)
    assert month.run_keys == ("2026-11-30-monthly", "2026-12-05-monthly")
    assert month.owed_pence == 2 * (390_40 + 49_00 + 156_16 + 387_45)


def test_months_run_from_the_6th_to_the_5th_across_the_turn_of_the_year() -> None:
    months = employer_months(PLAIN, [ran(date(2026, 4, 6)), ran(date(2027, 4, 5))])
    assert [month.tax_month for month in months] == list(range(1, 13))
    assert [(month.starts_on, month.ends_on) for month in months[8::3]] == [
        (date(2026, 12, 6), date(2027, 1, 5)),
        (date(2027, 3, 6), date(2027, 4, 5)),
    ]
    assert [month.owed_pence for month in months[1:11]] == [0] * 10


def test_employment_allowance_is_used_until_it_is_gone() -> None:
    year = EmployerYear(tax_year="2026-27", employment_allowance=True)
    runs = [ran(date(2026, month, 28), employer_ni_pence=4_000_00) for month in (4, 5, 6, 7)]
    months = employer_months(year, runs)
    assert [month.employment_allowance_pence for month in months] == [4_000_00, 4_000_00, 2_500_00, 0]
    assert [month.owed_pence for month in months] == [595_56, 595_56, 595_56 + 1_500_00, 595_56 + 4_000_00]


def test_the_allowance_goes_on_from_what_other_software_had_used() -> None:
    before = BeforeSixpence(employer_ni_pence=9_000_00, employment_allowance_pence=9_000_00)
    year = EmployerYear(tax_year="2026-27", employment_allowance=True, before=before)
    (month,) = employer_months(year, [ran(date(2026, 11, 30), employer_ni_pence=4_000_00)])
    assert month.employment_allowance_pence == 1_500_00


def test_a_claim_late_in_the_year_reaches_back_to_its_start() -> None:
    before = BeforeSixpence(employer_ni_pence=9_000_00)
    year = EmployerYear(tax_year="2026-27", employment_allowance=True, before=before)
    (month,) = employer_months(year, [ran(date(2026, 11, 30), employer_ni_pence=4_000_00)])
    assert month.employment_allowance_pence == 10_500_00


def test_the_levy_comes_down_again_when_a_month_pays_little() -> None:
    bills = (300_000_00, 600_000_00, 100_000_00)
    months = employer_months(PLAIN, [ran(date(2026, 4 + n, 28), pay_bill_pence=bill) for n, bill in enumerate(bills)])
    # 0.5% of 300,000, 900,000 and 1,000,000 to date, less 1,250 for each month so far.
    assert [month.apprenticeship_levy_pence for month in months] == [250_00, 1_750_00, -750_00]


def test_a_scheme_with_a_share_of_the_levy_allowance_starts_where_its_former_software_ended() -> None:
    before = BeforeSixpence(pay_bill_pence=700_000_00, apprenticeship_levy_pence=3_500_00)
    year = EmployerYear(tax_year="2026-27", levy_allowance_pence=0, before=before)
    months = employer_months(year, [ran(date(2026, month, 30), pay_bill_pence=100_000_00) for month in (11, 12)])
    assert [month.apprenticeship_levy_pence for month in months] == [500_00, 500_00]


@pytest.mark.parametrize(("small", "back"), [(False, (92_00, 0)), (True, (100_00, 9_00))])
def test_parental_pay_comes_back(small: bool, back: tuple[int, int]) -> None:
    paid = list(NO_PARENTAL_PAY)
    paid[ParentalPayment.SMP] = 100_00
    year = EmployerYear(tax_year="2026-27", small_employer=small)
    (month,) = employer_months(year, [ran(date(2026, 11, 30), parental_pay_pence=tuple(paid))])
    assert (month.recovered_pence, month.compensation_pence) == back
    assert month.owed_pence == 390_40 + 49_00 + 156_16 + 387_45 - sum(back)


def test_no_runs_owe_nothing_and_a_year_without_rates_is_refused() -> None:
    assert employer_months(PLAIN, []) == ()
    with pytest.raises(Refused, match="no rates are loaded for a tax year '2031-32'"):
        employer_months(EmployerYear(tax_year="2031-32"), [ran(date(2031, 11, 30))])


amounts = st.integers(-(10**9), 10**9)


@given(st.lists(st.tuples(st.dates(date(2026, 4, 6), date(2027, 4, 5)), amounts, amounts, st.integers(0, 10**9))))
def test_the_months_add_up_to_the_years_runs(rows: list[tuple[date, int, int, int]]) -> None:
    runs = [ran(day, income_tax_pence=tax, employer_ni_pence=ni, pay_bill_pence=bill) for day, tax, ni, bill in rows]
    year = EmployerYear(tax_year="2026-27", employment_allowance=True)
    months = employer_months(year, runs)
    assert sum(month.income_tax_pence for month in months) == sum(run.income_tax_pence for run in runs)
    used = sum(month.employment_allowance_pence for month in months)
    assert used == min(max(sum(run.employer_ni_pence for run in runs), 0), 10_500_00)
    assert sum(month.apprenticeship_levy_pence for month in months) >= 0
