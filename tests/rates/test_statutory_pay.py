"""The figures of statutory payments: those that follow from others, and how wrong ones are refused."""

from datetime import date, timedelta

import numpy as np
import pytest

from sixpence.basics.refused import Refused
from sixpence.rates import ParentalPayRates, RedundancyRates, SickPayRates, tax_years
from sixpence.rates.frequency import Frequency
from sixpence.rates.loader import FOLDER, read_tax_year
from sixpence.rates.tables import RatesFileWrong
from sixpence.rates.through_years import last_known_day, places_on, through_years


def test_earnings_are_tested_against_the_lower_earnings_limit() -> None:
    for year in tax_years():
        rates = year.on(year.starts_on)
        limit = rates.national_insurance.lower_earnings_limit[Frequency.WEEKLY]
        assert rates.statutory_parental_pay.least_weekly_earnings_pence == limit
        assert rates.statutory_sick_pay.least_weekly_earnings_pence == (limit if year.name < "2026-27" else None)


def test_the_flat_rate_of_parental_pay_begins_on_the_first_sunday_in_april() -> None:
    for rates in through_years(ParentalPayRates):
        begins = rates.flat_rate_from
        assert (begins.month, begins.weekday(), begins.day <= 7) == (4, 6, True)


def test_a_flat_rate_that_begins_on_another_day_is_refused() -> None:
    text = (FOLDER / "2026-27.toml").read_text()
    wrong = text.replace("starting_from = 2026-04-05", "starting_from = 2026-04-06")
    with pytest.raises(RatesFileWrong, match="flat_rate_for_pay_weeks_starting_from is not a Sunday"):
        read_tax_year("2026-27.toml", wrong.encode())


def test_the_most_that_redundancy_pay_can_be_is_thirty_weeks() -> None:
    published = {"2024-25": 21_000_00, "2025-26": 21_570_00, "2026-27": 22_530_00}
    for year in tax_years():
        rates = year.on(year.starts_on).statutory_redundancy_pay
        if year.name in published:
            assert 30 * rates.week_limit_pence[0] == published[year.name]


def test_blocks_run_through_the_years_and_are_found_by_day() -> None:
    blocks = through_years(SickPayRates)
    assert [block.dated.effective_from for block in blocks] == [year.starts_on for year in tax_years()]
    edges = np.array(["2026-04-05", "2026-04-06", str(last_known_day() + timedelta(days=400))], dtype="M8[D]")
    found = [blocks[place].dated.effective_from for place in places_on(blocks, edges)]
    assert found == [date(2025, 4, 6), date(2026, 4, 6), blocks[-1].dated.effective_from]
    before = np.array([blocks[0].dated.effective_from], dtype="M8[D]") - 1
    with pytest.raises(Refused, match="no rates are loaded for"):
        places_on(blocks, before)


def test_every_year_has_a_block_of_each() -> None:
    for subject in (SickPayRates, ParentalPayRates, RedundancyRates):
        assert len(through_years(subject)) >= len(tax_years())
