"""Statutory parental payments: the published cases, each payment's own rules, and what must hold for any leave."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.cases import cases, pence
from sixpence.law.average_weekly_earnings import WeeklyEarnings, over_months
from sixpence.law.parental_pay import (
    Leave,
    ParentalPay,
    ParentalPayment,
    PayDays,
    longest_weeks,
    parental_pay,
    relevant_week_end,
)
from sixpence.law.pay_days import PayRhythm, pay_days
from sixpence.rates import ParentalPayRates
from sixpence.rates.through_years import through_years

Row = dict[str, str]
RATES = through_years(ParentalPayRates)


def days(*texts: str) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    return np.array(texts, dtype="M8[D]")


def of(
    payment: ParentalPayment,
    first: str,
    last: str,
    *,
    due: str,
    earnings: WeeklyEarnings,
    rhythm: PayRhythm = PayRhythm.EACH_PAY_WEEK,
    first_pay_day: date | None = None,
    day_of_month: int | None = None,
) -> ParentalPay:
    """One leave."""
    kind = np.array([payment], dtype=np.int8)
    paid_on = pay_days(
        rhythm,
        date.fromisoformat(first),
        date.fromisoformat(last),
        first_pay_day=first_pay_day,
        day_of_month=day_of_month,
    )
    leave = Leave(kind, days(first), days(last), relevant_week_end(kind, days(due)), earnings)
    wage_days = PayDays(np.zeros(len(paid_on), dtype=np.int64), np.array(paid_on, dtype="M8[D]"))
    return parental_pay(RATES, leave, wage_days)


def a_week(pounds: str) -> WeeklyEarnings:
    return WeeklyEarnings.of(np.array([pence(pounds)]))


def paid(pay: ParentalPay) -> list[tuple[str, int]]:
    return list(zip(pay.payments.paid_on.astype(str), pay.payments.amount_pence.tolist(), strict=True))


@pytest.mark.parametrize(("tax_year", "row"), cases("parental-pay"))
def test_published_leave(tax_year: str, row: Row) -> None:
    payment = next(kind for kind in ParentalPayment if kind.label == row["payment"])
    pay = of(
        payment,
        row["leave_start"],
        row["pay_end"],
        due=row["due_or_match_date"],
        earnings=a_week(row["average_weekly_earnings"]),
        rhythm=PayRhythm(row["pay_method"]),
        first_pay_day=date.fromisoformat(row["first_pay_date"]) if row["first_pay_date"] else None,
        day_of_month=int(row["day_of_month"]) if row["day_of_month"] else None,
    )
    assert pay.least_weekly_earnings_pence[0] == pence(row["lower_earnings_limit"])
    assert pay.entitled[0] == (row["entitled"] == "yes")
    expected = [payment.split(":") for payment in row["payments_by_date"].split(";") if payment]
    assert paid(pay) == [(day, pence(amount)) for day, amount in expected]
    assert (pay.payments_count[0], pay.amount_pence[0]) == (int(row["payments"]), pence(row["total"]))


def test_the_flat_rate_changes_with_the_pay_week_that_starts_on_or_after_the_first_sunday_in_april() -> None:
    """The Sunday is 5 April 2026. Weeks from Saturday: that of 4 April still has the old rate, that of the 11th not."""
    pay = of(ParentalPayment.SMP, "2025-11-01", "2026-07-31", due="2025-11-15", earnings=a_week("1000.00"))
    rates = dict(zip(pay.weeks.begins_on.astype(str), pay.weeks.flat_rate_pence.tolist(), strict=True))
    assert (rates["2026-04-04"], rates["2026-04-11"]) == (187_18, 194_32)
    on_sunday = of(ParentalPayment.SPP, "2026-04-05", "2026-04-18", due="2026-04-01", earnings=a_week("1000.00"))
    assert paid(on_sunday) == [("2026-04-11", 194_32), ("2026-04-18", 194_32)]


@pytest.mark.parametrize("payment", list(ParentalPayment))
def test_only_maternity_and_adoption_pay_begin_with_six_weeks_at_90_percent(payment: ParentalPayment) -> None:
    weeks = int(longest_weeks(RATES, np.array([payment], dtype=np.int8), days("2026-06-07"))[0])
    last = (date(2026, 6, 7) + timedelta(days=7 * weeks - 1)).isoformat()
    pay = of(payment, "2026-06-07", last, due="2026-06-10", earnings=a_week("1000.00"))
    uncapped = 6 if payment in (ParentalPayment.SMP, ParentalPayment.SAP) else 0
    assert [amount for _, amount in paid(pay)] == [900_00] * uncapped + [194_32] * (weeks - uncapped)
    assert weeks == {"SMP": 39, "SAP": 39, "SPP": 2, "ShPP": 37, "SPBP": 2, "SNCP": 12}[payment.label]


def test_neonatal_care_pay_begins_on_6_april_2025() -> None:
    kind = np.full(2, ParentalPayment.SNCP, dtype=np.int8)
    assert longest_weeks(RATES, kind, days("2025-04-05", "2025-04-06")).tolist() == [0, 12]
    with pytest.raises(ValueError, match="lasts longer than its payment"):
        of(ParentalPayment.SNCP, "2025-04-05", "2025-04-11", due="2025-03-20", earnings=a_week("300.00"))


def test_the_week_whose_earnings_limit_counts() -> None:
    kinds = np.array(list(ParentalPayment), dtype=np.int8)
    ends = relevant_week_end(kinds, np.full(6, np.datetime64("2026-06-21")))
    assert ends.astype(str).tolist() == [
        "2026-03-14",
        "2026-06-27",
        "2026-03-14",
        "2026-03-14",
        "2026-06-20",
        "2026-06-20",
    ]


def test_paternity_pay_takes_90_percent_to_the_nearest_penny_and_the_others_round_the_payment_up() -> None:
    """90% of 128.99 is 116.091."""
    for payment, amount in ((ParentalPayment.SPP, 116_09), (ParentalPayment.SHPP, 116_10)):
        pay = of(payment, "2025-06-01", "2025-06-07", due="2025-05-18", earnings=a_week("128.99"))
        assert paid(pay) == [("2025-06-07", amount)]


def test_a_monthly_average_is_cut_at_seven_decimals_and_so_is_90_percent_of_it() -> None:
    """1,300.01 a month: 300.0023076923..., of which 90% is 270.0020769230..."""
    earnings = over_months(np.array([2 * 1300_01]), np.array([2]))
    pay = of(ParentalPayment.SMP, "2026-06-07", "2026-06-13", due="2026-06-21", earnings=earnings)
    assert pay.average_ten_millionths[0] == 300_0023076
    assert pay.share_of_earnings_ten_millionths[0] == 270_0020768
    assert paid(pay) == [("2026-06-13", 270_01)]


def test_average_earnings_are_tested_exactly() -> None:
    """Two months of 541.66 average 124.998..., a penny a month more 125.0007."""
    for monthly, entitled in ((541_66, False), (541_67, True)):
        earnings = over_months(np.array([2 * monthly]), np.array([2]))
        pay = of(ParentalPayment.SMP, "2026-06-07", "2026-06-13", due="2026-06-21", earnings=earnings)
        assert pay.entitled[0] == entitled


def test_leave_that_ends_early_pays_its_days() -> None:
    pay = of(ParentalPayment.SMP, "2026-06-07", "2026-06-16", due="2026-06-21", earnings=a_week("300.00"))
    assert (paid(pay), pay.weeks.days.tolist()) == ([("2026-06-13", 270_00), ("2026-06-20", 115_72)], [7, 3])


def test_leave_that_pay_days_do_not_reach_is_refused() -> None:
    kind = np.array([ParentalPayment.SMP], dtype=np.int8)
    leave = Leave(kind, days("2026-06-07"), days("2026-06-20"), days("2026-03-14"), a_week("300.00"))
    with pytest.raises(ValueError, match="days after its last pay day"):
        parental_pay(RATES, leave, PayDays(np.array([0]), days("2026-06-13")))


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [
        (PayRhythm.FIRST_DAY_OF_THE_MONTH, ["2026-02-01", "2026-03-01", "2026-04-01"]),
        (PayRhythm.LAST_DAY_OF_THE_MONTH, ["2026-01-31", "2026-02-28", "2026-03-31"]),
        (PayRhythm.LAST_WORKING_DAY_OF_THE_MONTH, ["2026-02-27", "2026-03-31"]),
        (PayRhythm.DAY_OF_THE_MONTH, ["2026-01-31", "2026-02-28", "2026-03-31"]),
        (PayRhythm.EVERY_4_WEEKS, ["2026-02-06", "2026-03-06", "2026-04-03"]),
    ],
)
def test_pay_days(rhythm: PayRhythm, expected: list[str]) -> None:
    found = pay_days(rhythm, date(2026, 1, 31), date(2026, 3, 20), first_pay_day=date(2026, 2, 6), day_of_month=31)
    assert [day.isoformat() for day in found] == expected


def test_pay_days_need_what_they_count_from() -> None:
    with pytest.raises(ValueError, match="need a first one"):
        pay_days(PayRhythm.WEEKLY, date(2026, 1, 1), date(2026, 2, 1))
    with pytest.raises(ValueError, match="day of each month is needed"):
        pay_days(PayRhythm.DAY_OF_THE_MONTH, date(2026, 1, 1), date(2026, 2, 1))


@given(
    st.sampled_from(list(ParentalPayment)),
    st.dates(date(2025, 4, 6), date(2026, 12, 31)),
    st.integers(1, 39 * 7),
    st.sampled_from(list(PayRhythm)),
    st.integers(0, 30),
    st.integers(130_00, 2_000_00),
)
def test_every_day_of_leave_is_paid_once_whatever_the_rhythm(
    payment: ParentalPayment, first: date, length: int, rhythm: PayRhythm, later: int, earnings: int
) -> None:
    longest = 7 * int(longest_weeks(RATES, np.array([payment], dtype=np.int8), days(first.isoformat()))[0])
    last = first + timedelta(days=min(length, longest) - 1)
    pay = of(
        payment,
        first.isoformat(),
        last.isoformat(),
        due=first.isoformat(),
        earnings=WeeklyEarnings.of(np.array([earnings])),
        rhythm=rhythm,
        first_pay_day=first + timedelta(days=later),
        day_of_month=later + 1,
    )
    assert pay.payments.days.sum() == pay.weeks.days.sum() == (last - first).days + 1
    exact_sevenths = int((pay.weeks.rate_ten_millionths * pay.weeks.days).sum())
    over = int(pay.amount_pence[0]) * 700_000 - exact_sevenths
    assert 0 <= over <= 700_000 * len(pay.payments.paid_on)
