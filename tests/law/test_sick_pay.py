"""Statutory sick pay: the published cases, the reform of April 2026, and what must hold for any absence."""

from datetime import date, timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.cases import cases, pence
from sixpence.law.average_weekly_earnings import WeeklyEarnings
from sixpence.law.benefit_weeks import WEEKDAYS
from sixpence.law.sick_pay import SickPay, sick_pay
from sixpence.law.sick_pay_periods import Absences, incapacity_periods
from sixpence.rates import SickPayRates
from sixpence.rates.through_years import through_years

Row = dict[str, str]
MONDAY_TO_FRIDAY = "Mon|Tue|Wed|Thu|Fri"
RATES = through_years(SickPayRates)


def absences(*rows: tuple[str, str], qualifying: str = MONDAY_TO_FRIDAY, earnings: str = "300.00") -> Absences:
    """Absences of one person, with one pattern of work and one average."""
    pattern = [[name in qualifying.split("|") for name in WEEKDAYS]] * len(rows)
    return Absences(
        np.zeros(len(rows), dtype=np.int64),
        np.array([first for first, _ in rows], dtype="M8[D]"),
        np.array([last for _, last in rows], dtype="M8[D]"),
        np.array(pattern, dtype=np.bool_).reshape(len(rows), 7),
        WeeklyEarnings.of(np.full(len(rows), pence(earnings))),
    )


def of(*rows: tuple[str, str], qualifying: str = MONDAY_TO_FRIDAY, earnings: str = "300.00") -> SickPay:
    return sick_pay(RATES, absences(*rows, qualifying=qualifying, earnings=earnings))


def week_by_week(pay: SickPay, absence: int) -> list[tuple[str, int]]:
    """Weeks of an absence until its last paid one, as the published cases list them."""
    mine = pay.weeks.absence == absence
    weeks = list(zip(pay.weeks.ends_on[mine].astype(str), pay.weeks.amount_pence[mine].tolist(), strict=True))
    while weeks and weeks[-1][1] == 0:
        weeks.pop()
    return weeks


@pytest.mark.parametrize(("tax_year", "row"), cases("sick-pay"))
def test_published_absences(tax_year: str, row: Row) -> None:
    linked = [(row["linked_start"], row["linked_end"])] if row["linked_start"] else []
    absence = (row["sick_start"], row["sick_end"])
    pay = of(*linked, absence, qualifying=row["qualifying_days"], earnings=row["average_weekly_earnings"])
    this = len(linked)
    assert pay.entitled[this] == (row["entitled"] == "yes")
    if pay.entitled[this]:
        assert pay.waiting_days[this] == int(row["waiting_days"])
    assert pay.days_paid[this] == int(row["days_paid"])
    assert pay.amount_pence[this] == pence(row["total_ssp"])
    weeks = [week.split(":") for week in row["weekly_payments"].split(";") if week]
    assert week_by_week(pay, this) == [(ends_on, pence(amount)) for ends_on, amount in weeks]


@pytest.mark.parametrize(("tax_year", "row"), cases("sick-pay-daily-rates"))
def test_hmrcs_table_of_daily_rates(tax_year: str, row: Row) -> None:
    """The days of one week at the printed rate: the last of a longer absence, whose waiting days are over."""
    of_a_week, paid = int(row["qualifying_days_in_week"]), int(row["days_to_pay"])
    sunday = date(2025, 6, 8)
    last = (sunday + timedelta(days=paid - 1)).isoformat()
    pattern = "|".join(WEEKDAYS[:of_a_week])
    pay = of(((sunday - timedelta(days=28)).isoformat(), last), qualifying=pattern)
    assert pay.weeks.amount_pence[-1] == pence(row["ssp"])
    daily = row["unrounded_daily_rate"].replace(".", "")
    assert pay.days.daily_rate_hundredths[-1] == int(daily)


def test_someone_paid_before_the_reform_keeps_the_flat_rate_until_they_return() -> None:
    """Earning 130 a week: 80% is 104.00. Paid from 26 March, so 123.25 from 6 April; the next absence pays 104.00."""
    pay = of(("2026-03-23", "2026-04-10"), ("2026-04-20", "2026-04-24"), earnings="130.00")
    assert week_by_week(pay, 0) == [("2026-03-28", 4750), ("2026-04-04", 11875), ("2026-04-11", 12325)]
    assert week_by_week(pay, 1) == [("2026-04-25", 10400)]
    assert pay.waiting_days.tolist() == [3, 0]
    assert pay.days.flat_rate_protected.sum() == 5


def test_waiting_days_still_to_serve_on_6_april_are_abolished() -> None:
    """Off from Friday 3 April: one waiting day served, pay from Monday 6 April at the new rate."""
    pay = of(("2026-04-03", "2026-04-10"), earnings="130.00")
    assert week_by_week(pay, 0) == [("2026-04-04", 0), ("2026-04-11", 10400)]
    assert (pay.waiting_days[0], pay.days_paid[0]) == (1, 5)
    served = of(("2026-04-01", "2026-04-10"), earnings="130.00")
    assert (served.waiting_days[0], served.amount_pence[0]) == (3, 10400)


def test_low_earners_come_in_on_6_april() -> None:
    before = of(("2026-03-23", "2026-04-05"), earnings="100.00")
    assert not before.entitled[0]
    across = of(("2026-03-23", "2026-04-10"), earnings="100.00")
    assert (across.entitled[0], across.waiting_days[0], across.amount_pence[0]) == (True, 0, 8000)
    assert across.days.day[across.days.is_paid].min() == np.datetime64("2026-04-06")


def test_a_short_absence_across_6_april_is_a_period_from_that_day() -> None:
    pay = of(("2026-04-03", "2026-04-06"), qualifying="Fri|Mon")
    assert (pay.days_paid[0], pay.waiting_days[0]) == (1, 1)  # four days: a period under the old rule
    pay = of(("2026-04-04", "2026-04-06"), qualifying="Sat|Mon")
    assert (pay.days_paid[0], pay.waiting_days[0], pay.amount_pence[0]) == (1, 0, 6163)


@pytest.mark.parametrize(("first_day", "amount"), [("2025-09-21", 0), ("2025-09-22", 8000)])
def test_an_absence_without_pay_since_before_22_september_2025_stays_at_nil(first_day: str, amount: int) -> None:
    pay = of((first_day, "2026-04-10"), earnings="100.00")
    assert (pay.entitled[0], pay.amount_pence[0]) == (True, amount)


def test_an_absence_as_long_that_was_paid_to_the_end_goes_on() -> None:
    """Off since 18 September 2025 and paid from the 23rd: the last of 140 days is 6 April 2026, at the flat rate."""
    pay = of(("2025-09-18", "2026-04-10"), earnings="130.00")
    assert pay.days_paid[0] == 140
    assert week_by_week(pay, 0)[-1] == ("2026-04-11", 2465)


@pytest.mark.parametrize(("second", "waiting"), [("2025-07-26", 0), ("2025-07-27", 3)])
def test_absences_link_over_56_days_and_no_more(second: str, waiting: int) -> None:
    last = (date.fromisoformat(second) + timedelta(days=6)).isoformat()
    pay = of(("2025-05-19", "2025-05-30"), (second, last))
    assert pay.waiting_days[1] == waiting


def test_a_later_absence_takes_the_earnings_and_the_limit_of_the_chain() -> None:
    """124.00 was enough in March 2025 (123) and not from April (125)."""
    pay = of(("2025-03-17", "2025-03-28"), ("2025-04-14", "2025-04-18"), earnings="124.00")
    assert (pay.entitled.tolist(), pay.amount_pence[1]) == ([True, True], 11875)
    table = absences(("2026-05-04", "2026-05-08"), ("2026-05-18", "2026-05-22"), earnings="100.00")
    raised = Absences(
        table.person,
        table.first_day,
        table.last_day,
        table.qualifying,
        WeeklyEarnings.of(np.array([100_00, 300_00])),
    )
    assert sick_pay(RATES, raised).amount_pence.tolist() == [8000, 8000]


def test_days_under_the_new_rule_all_count_towards_28_weeks() -> None:
    """26 weeks paid from day one, then a linked absence: two weeks are left, with no waiting days to leave out."""
    pay = of(("2026-05-04", "2026-10-30"), ("2026-11-09", "2026-12-04"))
    assert pay.days_paid.tolist() == [130, 10]


def test_linked_absences_with_other_patterns_share_28_weeks() -> None:
    """27 weeks at five days a week leave one week: two days of a two-day week."""
    table = absences(("2026-05-04", "2026-11-06"), ("2026-11-16", "2026-12-11"))
    table.qualifying[1] = [name in ("Mon", "Tue") for name in WEEKDAYS]
    assert sick_pay(RATES, table).days_paid.tolist() == [135, 2]


def test_a_chain_ends_after_three_years() -> None:
    starts = [date(2023, 5, 1) + timedelta(days=60 * number) for number in range(20)]
    pay = of(*((first.isoformat(), (first + timedelta(days=4)).isoformat()) for first in starts))
    in_time = np.array([first < date(2026, 5, 1) for first in starts])
    assert ((pay.days_paid > 0) == in_time).all()


def test_two_absences_on_one_day_are_refused() -> None:
    with pytest.raises(ValueError, match="two absences of one person hold the same day"):
        of(("2026-05-04", "2026-05-08"), ("2026-05-08", "2026-05-12"))
    with pytest.raises(ValueError, match="ends before it begins"):
        of(("2026-05-08", "2026-05-04"))


def test_no_absences_give_no_pay() -> None:
    assert len(of().amount_pence) == 0


weekday_patterns = st.sets(st.sampled_from(WEEKDAYS), min_size=1).map("|".join)
spells = st.lists(st.tuples(st.integers(1, 90), st.integers(1, 120)), min_size=1, max_size=5)


def history(gaps_and_lengths: list[tuple[int, int]]) -> list[tuple[str, str]]:
    day, found = date(2025, 1, 1), []
    for gap, length in gaps_and_lengths:
        first = day + timedelta(days=gap)
        day = first + timedelta(days=length - 1)
        found.append((first.isoformat(), day.isoformat()))
    return found


@given(spells, weekday_patterns, st.integers(0, 40_000))
def test_no_chain_pays_more_than_28_weeks_nor_a_week_more_than_the_flat_rate(
    gaps_and_lengths: list[tuple[int, int]], qualifying: str, earnings: int
) -> None:
    pay = of(*history(gaps_and_lengths), qualifying=qualifying, earnings=f"{earnings // 100}.{earnings % 100:02d}")
    assert (pay.weeks.amount_pence <= 123_25).all()
    assert (np.bincount(pay.weeks.absence, pay.weeks.amount_pence, len(pay.amount_pence)) == pay.amount_pence).all()
    periods = incapacity_periods(RATES, absences(*history(gaps_and_lengths), qualifying=qualifying))
    chains = np.bincount(periods.chain, pay.days_paid[periods.absence])
    assert (chains <= 28 * (qualifying.count("|") + 1)).all()
    assert not (pay.days.is_paid & pay.days.is_waiting_day).any()
    assert (pay.days_paid[~pay.entitled] == 0).all()


@given(spells, weekday_patterns, st.randoms(use_true_random=False))
def test_the_order_of_absences_does_not_matter(
    gaps_and_lengths: list[tuple[int, int]], qualifying: str, shuffled: Random
) -> None:
    rows = history(gaps_and_lengths)
    order = list(range(len(rows)))
    shuffled.shuffle(order)
    straight, other = of(*rows, qualifying=qualifying), of(*(rows[place] for place in order), qualifying=qualifying)
    assert other.amount_pence.tolist() == straight.amount_pence[order].tolist()
    assert other.waiting_days.tolist() == straight.waiting_days[order].tolist()
