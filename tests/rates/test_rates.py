"""The rates files: what they must say, and how a wrong one is refused."""

from datetime import date

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


def test_years_end_on_5_april() -> None:
    assert tax_year_of(date(2026, 4, 5)).name == "2025-26"
    assert tax_year_of(date(2026, 4, 6)).name == "2026-27"


@pytest.mark.parametrize("day", [date(2023, 4, 5), date(2027, 4, 6)])
def test_a_day_without_rates_is_refused_by_name(day: date) -> None:
    with pytest.raises(TaxYearNotLoaded, match=f"no rates are loaded for {day}: Sixpence knows the tax years 2023-24"):
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
