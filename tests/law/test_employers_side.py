"""Employment Allowance, apprenticeship levy, Class 1A and small employers' relief."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.cases import cases, pence
from sixpence.law.apprenticeship_levy import apprenticeship_levy
from sixpence.law.class_1a import class_1a_on_benefits, termination_award
from sixpence.law.employment_allowance import Exclusion, employment_allowance, exclusion
from sixpence.law.small_employers_relief import is_small_employer
from sixpence.rates import rates_on, tax_years

NOW = rates_on(date(2026, 11, 30)).employer


def column(*values: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


@pytest.mark.parametrize(("_folder", "row"), cases("apprenticeship-levy"))
def test_apprenticeship_levy(_folder: str, row: dict[str, str]) -> None:
    """The manual's month follows from the month before it, which bore the same."""
    due, in_month = pence(row["levy_due_to_date"]), pence(row["levy_due_in_month"])
    for year in tax_years():
        levy = apprenticeship_levy(
            year.on(year.starts_on).employer,
            tax_month=column(int(row["tax_month"])),
            pay_bill_to_date_pence=column(pence(row["pay_bill_to_date"])),
            allowance_of_year_pence=column(pence(row["allowance_of_year"])),
            due_before_pence=column(due - in_month),
        )
        assert (levy.due_to_date_pence[0], levy.due_pence[0]) == (due, in_month)


def test_levy_of_a_month_may_come_down() -> None:
    """A pay bill that falls away leaves months of allowance unused, and gives back what earlier months bore."""
    levy = apprenticeship_levy(
        NOW,
        tax_month=column(1, 2, 3),
        pay_bill_to_date_pence=column(300_000_00, 300_000_00, 400_000_00),
        allowance_of_year_pence=column(*[NOW.apprenticeship_levy_allowance_pence] * 3),
        due_before_pence=column(0, 250_00, 0),
    )
    assert levy.due_pence.tolist() == [250_00, -250_00, 0]


@given(st.lists(st.integers(0, 500_000_000), min_size=12, max_size=12))
def test_levy_of_the_months_adds_up_to_the_years(pay_bills: list[int]) -> None:
    due = bill = 0
    for month, pay_bill in enumerate(pay_bills, start=1):
        bill += pay_bill
        levy = apprenticeship_levy(
            NOW,
            tax_month=column(month),
            pay_bill_to_date_pence=column(bill),
            allowance_of_year_pence=column(15_000_00),
            due_before_pence=column(due),
        )
        due += int(levy.due_pence[0])
        assert due == levy.due_to_date_pence[0] >= 0
    assert due == max((bill * 5 + 500) // 1000 - 15_000_00, 0)


def test_employment_allowance_is_used_as_it_arises_until_it_is_used_up() -> None:
    used, seen = 0, []
    for month in range(1, 8):
        allowance = employment_allowance(
            NOW,
            excluded=np.array([Exclusion.NONE], dtype=np.int8),
            secondary_class_1_to_date_pence=column(month * 2_000_00),
            used_before_pence=column(used),
        )
        used += int(allowance.used_pence[0])
        seen.append((int(allowance.used_pence[0]), int(allowance.left_pence[0])))
    assert seen == [
        (2_000_00, 8_500_00),
        (2_000_00, 6_500_00),
        (2_000_00, 4_500_00),
        (2_000_00, 2_500_00),
        (2_000_00, 500_00),
        (500_00, 0),
        (0, 0),
    ]


@given(st.lists(st.integers(-200_000, 500_000), min_size=1, max_size=12))
def test_employment_allowance_depends_on_the_year_to_date_and_not_on_the_path(contributions: list[int]) -> None:
    used = to_date = 0
    for of_month in contributions:
        to_date += of_month
        allowance = employment_allowance(
            NOW,
            excluded=np.array([Exclusion.NONE], dtype=np.int8),
            secondary_class_1_to_date_pence=column(to_date),
            used_before_pence=column(used),
        )
        used += int(allowance.used_pence[0])
        assert used + allowance.left_pence[0] == NOW.employment_allowance_pence
    assert used == min(max(to_date, 0), NOW.employment_allowance_pence)


def test_who_is_excluded_has_no_allowance() -> None:
    allowance = employment_allowance(
        NOW,
        excluded=np.array([Exclusion.SOLE_DIRECTOR], dtype=np.int8),
        secondary_class_1_to_date_pence=column(2_000_00),
        used_before_pence=column(0),
    )
    assert (allowance.used_pence[0], allowance.left_pence[0], allowance.allowance_pence[0]) == (0, 0, 0)


def reasons(day: date, last_year: int, **facts: bool) -> Exclusion:
    names = ("sole_director", "public_body", "domestic_staff", "connected_employer_claims")
    found = exclusion(
        rates_on(day).employer,
        secondary_class_1_of_last_year_pence=column(last_year),
        **{name: np.array([facts.get(name, False)]) for name in names},
    )
    return Exclusion(int(found[0]))


def test_the_size_of_last_years_contributions_counted_until_2024_25() -> None:
    last_of_old, first_of_new = date(2025, 4, 5), date(2025, 4, 6)
    assert reasons(last_of_old, 99_999_99) is Exclusion.NONE
    assert reasons(last_of_old, 100_000_00) is Exclusion.CONTRIBUTIONS_TOO_HIGH
    assert reasons(first_of_new, 5_000_000_00) is Exclusion.NONE


def test_each_exclusion_by_name_and_the_first_of_several() -> None:
    day = date(2024, 5, 1)
    assert reasons(day, 0, sole_director=True) is Exclusion.SOLE_DIRECTOR
    assert reasons(day, 0, public_body=True) is Exclusion.PUBLIC_BODY
    assert reasons(day, 0, domestic_staff=True) is Exclusion.DOMESTIC_STAFF
    assert reasons(day, 0, connected_employer_claims=True) is Exclusion.CONNECTED_EMPLOYER_CLAIMS
    assert reasons(day, 200_000_00, domestic_staff=True, public_body=True) is Exclusion.PUBLIC_BODY


def test_a_termination_award_is_free_up_to_30000_and_bears_class_1a_above() -> None:
    award = termination_award(
        NOW, award_pence=column(45_000_00, 20_000_00, 20_000_00), awards_before_pence=column(0, 0, 25_000_00)
    )
    assert award.exempt_pence.tolist() == [30_000_00, 20_000_00, 5_000_00]
    assert award.taxable_pence.tolist() == [15_000_00, 0, 15_000_00]
    assert award.class_1a_pence.tolist() == [2_250_00, 0, 2_250_00]


@pytest.mark.parametrize(("day", "class_1a"), [(date(2022, 11, 5), 1_505_00), (date(2022, 11, 6), 1_380_00)])
def test_the_rate_on_an_award_is_that_of_its_day(day: date, class_1a: int) -> None:
    """NIM01610: by the date of payment, though benefits of 2022-23 bear the year's blended rate."""
    rates = rates_on(day).employer
    award = termination_award(rates, award_pence=column(40_000_00), awards_before_pence=column(0))
    assert award.class_1a_pence[0] == class_1a
    assert class_1a_on_benefits(rates, column(10_000_00))[0] == 1_453_00


def test_class_1a_drops_a_half_penny() -> None:
    assert class_1a_on_benefits(NOW, column(10, 11, 50, 110)).tolist() == [1, 2, 7, 16]


@given(st.lists(st.integers(0, 10_000_000), min_size=1, max_size=5))
def test_an_award_in_parts_is_exempt_once(parts: list[int]) -> None:
    before = np.cumsum([0, *parts[:-1]])
    award = termination_award(NOW, award_pence=column(*parts), awards_before_pence=before)
    assert award.exempt_pence.sum() == min(sum(parts), 30_000_00)
    assert (award.exempt_pence + award.taxable_pence).tolist() == parts


def test_a_small_employer_has_contributions_of_45000_or_less() -> None:
    for year in tax_years():
        small = is_small_employer(year.on(year.starts_on).statutory_pay_recovery, column(45_000_00, 45_000_01))
        assert small.tolist() == [True, False]
