"""The rates files: what they must say, and how a wrong one is refused."""

from datetime import date
from itertools import pairwise

import pytest

from sixpence.rates import TaxYearNotLoaded, rates_on, tax_year_of, tax_years
from sixpence.rates.frequency import Frequency
from sixpence.rates.loader import FOLDER, read_tax_year
from sixpence.rates.national_insurance import NationalInsuranceRates
from sixpence.rates.tables import RatesFileWrong

GOOD = (FOLDER / "2026-27.toml").read_text()


def refused(old: str, new: str) -> str:
    assert old in GOOD
    with pytest.raises(RatesFileWrong) as refusal:
        read_tax_year("2026-27.toml", GOOD.replace(old, new, 1).encode())
    return str(refusal.value)


def test_periods_follow_from_the_year_by_hmrcs_rounding() -> None:
    """Two and four weeks: the year over 26 and 13, up to a pound. The lower earnings limit: whole weeks."""
    checked = 0
    for block in (block for year in tax_years() for block in year.all_blocks()):
        if isinstance(block, NationalInsuranceRates):
            _check_thresholds(block)
            checked += 1
    assert checked > len(tax_years())


def _check_thresholds(ni: NationalInsuranceRates) -> None:
    week, fortnight, four_weeks, _, _ = (int(limit) for limit in ni.lower_earnings_limit)
    assert (fortnight, four_weeks) == (2 * week, 4 * week)
    starts = [ni.employer_start[ord(letter) - ord("A")] for letter in ni.letters]
    for limit in (ni.primary_threshold, ni.secondary_threshold, ni.upper_earnings_limit, *starts):
        year = int(limit[Frequency.ANNUAL])
        assert int(limit[Frequency.FORTNIGHTLY]) == -(-year // 2600) * 100
        assert int(limit[Frequency.FOUR_WEEKLY]) == -(-year // 1300) * 100


def test_every_block_says_where_it_is_from_and_when_it_was_checked() -> None:
    for year in tax_years():
        for block in year.all_blocks():
            assert block.dated.source.startswith("https://")
            assert block.dated.checked_on >= date(2026, 11, 1)


def test_a_change_within_the_year_counts_from_its_day() -> None:
    before, after = rates_on(date(2024, 1, 5)), rates_on(date(2024, 1, 6))
    assert before.national_insurance.employee_to_upper_earnings_limit[0] == 120_000
    assert after.national_insurance.employee_to_upper_earnings_limit[0] == 100_000
    assert after.directors_national_insurance.employee_to_upper_earnings_limit[0] == 115_000


def test_the_year_of_three_periods() -> None:
    """2022-23: the primary threshold rose on 6 July, and 1.25 points went away on 6 November."""
    spring, summer, winter = (rates_on(date(2022, *day)) for day in ((7, 5), (7, 6), (11, 6)))
    month = Frequency.MONTHLY
    assert [int(rates.national_insurance.primary_threshold[month]) for rates in (spring, summer, winter)] == [
        823_00,
        1048_00,
        1048_00,
    ]
    assert [int(rates.national_insurance.employer[0]) for rates in (spring, summer, winter)] == [
        150_500,
        150_500,
        138_000,
    ]
    assert rates_on(date(2022, 11, 5)).national_insurance is summer.national_insurance
    directors = winter.directors_national_insurance
    assert directors is spring.directors_national_insurance
    assert int(directors.primary_threshold[Frequency.ANNUAL]) == 11_908_00
    assert (int(directors.employee_to_upper_earnings_limit[0]), int(directors.employer[0])) == (127_300, 145_300)


def test_years_end_on_5_april() -> None:
    assert tax_year_of(date(2026, 4, 5)).name == "2025-26"
    assert tax_year_of(date(2026, 4, 6)).name == "2026-27"


@pytest.mark.parametrize("day", [date(2022, 4, 5), date(2027, 4, 6)])
def test_a_day_without_rates_is_refused_by_name(day: date) -> None:
    with pytest.raises(TaxYearNotLoaded, match=f"no rates are loaded for {day}: Sixpence knows the tax years 2022-23"):
        rates_on(day)


def test_unknown_missing_and_wrong_keys_are_refused_by_name() -> None:
    assert "unknown keys: emergency_code" in refused(
        "emergency_tax_code =", 'emergency_code = "1"\nemergency_tax_code ='
    )
    assert "lacks emergency_tax_code" in refused('emergency_tax_code = "1257L"\n', "")
    assert "per_week_pence is not a int" in refused("per_week_pence = 129_00", 'per_week_pence = "129"')
    assert "is below zero" in refused("per_week_pence = 129_00", "per_week_pence = -129_00")
    assert "not a percentage" in refused("percent = 1.85,", "percent = 1.85001,")
    assert "names no threshold" in refused('employer_from = "secondary_threshold"', 'employer_from = "threshold"')


def test_dates_that_leave_the_year_are_refused() -> None:
    assert "gap at the start" in refused("effective_from = 2026-04-06", "effective_from = 2026-05-06")
    assert "does not run from 6 April" in refused("ends_on = 2027-04-05", "ends_on = 2027-04-30")
    again = GOOD[GOOD.index("[[student_loans]]") : GOOD.index("[[pensions]]")]
    assert "overlap" in refused("[[student_loans]]", again + "[[student_loans]]")


def test_bands_must_rise() -> None:
    assert "above the band before" in refused("= 16_956_00, percent = 20", "= 3_966_00, percent = 20")


def test_the_minimum_wage_changes_on_1_april() -> None:
    """A tax year's last five days have the new rates; the file of the next year says the same."""
    for earlier, later in pairwise(tax_years()):
        last, first = earlier.on(earlier.ends_on).minimum_wage, later.on(later.starts_on).minimum_wage
        assert last.dated.effective_from == date(earlier.ends_on.year, 4, 1)
        assert (last.last_day, last.apprentice_per_hour) == (first.last_day, first.apprentice_per_hour)
        assert last.accommodation_offset_per_day == first.accommodation_offset_per_day
        assert (last.from_age.tolist(), last.per_hour.tolist()) == (first.from_age.tolist(), first.per_hour.tolist())


def test_the_minimum_wage_rises_with_age_from_0() -> None:
    assert "does not rise from age 0" in refused("from_age = 0", "from_age = 1")
    assert "does not rise from age 0" in refused("from_age = 21", "from_age = 18")


def test_what_the_employer_bears() -> None:
    old, new = rates_on(date(2025, 4, 5)).employer, rates_on(date(2025, 4, 6)).employer
    assert (old.employment_allowance_pence, new.employment_allowance_pence) == (5_000_00, 10_500_00)
    assert (old.employment_allowance_excluded_from_pence, new.employment_allowance_excluded_from_pence) == (
        100_000_00,
        None,
    )
    assert (old.class_1a_on_benefits_millionths, new.class_1a_on_benefits_millionths) == (138_000, 150_000)


def test_every_years_class_1a_is_the_employers_class_1() -> None:
    """Awards bear the rate of their day, benefits that of the year, as directors' contributions do."""
    for year in tax_years():
        for block in year.blocks["national_insurance"]:
            rates = year.on(block.dated.effective_from)
            assert rates.employer.class_1a_on_termination_awards_millionths == rates.national_insurance.employer[0]
            assert rates.employer.class_1a_on_benefits_millionths == rates.directors_national_insurance.employer[0]
