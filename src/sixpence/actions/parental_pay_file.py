"""Statutory parental payments for a file: one leave a row, CSV in and out, all or nothing."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np

from sixpence.actions.statutory_rows import (
    Contract,
    averages,
    check_known,
    dated_amounts,
    days,
    given,
    needed,
    one_of,
    read_rows,
    short_pounds,
    tax_year_name,
    weekly_earnings,
    whole,
    write_rows,
    yes_or_no,
)
from sixpence.actions.tables import Table
from sixpence.basics.days import day_from_text
from sixpence.basics.money import plain_pounds
from sixpence.law.parental_pay import Leave, ParentalPay, ParentalPayment, PayDays, longest_weeks, parental_pay
from sixpence.law.parental_pay import relevant_week_end as week_end
from sixpence.law.pay_days import PayRhythm, needs_day_of_month, needs_first_pay_day, pay_days
from sixpence.rates import ParentalPayRates
from sixpence.rates.through_years import last_known_day, through_years

_WEEK = timedelta(days=7)
_SUNDAY = 6

PARENTAL_PAY = Contract(
    (
        "payment",
        "tax_year",
        "due_or_match_date",
        "leave_start",
        "pay_end",
        "average_weekly_earnings",
        "pay_method",
        "first_pay_date",
        "day_of_month",
        "spp_duration",
    ),
    ("payment", "due_or_match_date", "leave_start", "average_weekly_earnings", "pay_method"),
    ("lower_earnings_limit", "entitled", "payments", "total", "payments_by_date"),
)

_PAYMENTS = {payment.label: payment for payment in ParentalPayment}
_RHYTHMS = {rhythm.value: rhythm for rhythm in PayRhythm}
_DURATIONS = {"one_week": 1, "two_weeks": 2}


def parental_pay_file(source: Path, target: Path | None) -> int:
    """Work out every leave of `source` and write `target` (CSV on standard output where None).

    Returns how many rows have pay weeks after the last flat rate known; the latest known stands in. Raises Refused,
    with file, line and column, before anything is written.
    """
    table, rates = read_rows(source, PARENTAL_PAY), through_years(ParentalPayRates)
    leave, wage_days = _leave(table, rates)
    pay = parental_pay(rates, leave, wage_days)
    filled_in = {
        "tax_year": [tax_year_name(first) for first in leave.first_day.tolist()],
        "pay_end": [str(last) for last in leave.last_day],
    }
    rows = (_parental_pay_row(pay, place) for place in range(table.count))
    write_rows(target, table, PARENTAL_PAY, filled_in, rows)
    begins_beyond = pay.weeks.begins_on >= np.datetime64(_first_sunday_in_april(last_known_day().year))
    beyond = np.unique(pay.weeks.leave[begins_beyond])
    return int(pay.entitled[beyond].sum())


def _leave(table: Table, rates: tuple[ParentalPayRates, ...]) -> tuple[Leave, PayDays]:
    payments = [needed(table, row, "payment", one_of(_PAYMENTS)) for row in range(table.count)]
    payment = np.array(payments, dtype=np.int8)
    first = [needed(table, row, "leave_start", day_from_text) for row in range(table.count)]
    for row, begins in enumerate(first):
        check_known(table, row, "leave_start", begins, rates)
    weeks = longest_weeks(rates, payment, days(first)).tolist()
    last = [_pay_end(table, row, payments[row], first[row], weeks[row]) for row in range(table.count)]
    due = days(needed(table, row, "due_or_match_date", day_from_text) for row in range(table.count))
    relevant = week_end(payment, due)
    for row, ends in enumerate(relevant.tolist()):
        check_known(table, row, "due_or_match_date", ends, rates)
    earnings = [needed(table, row, "average_weekly_earnings", weekly_earnings) for row in range(table.count)]
    paid_on = [(row, paid) for row in range(table.count) for paid in _pay_days(table, row, first[row], last[row])]
    wage_days = PayDays(np.array([row for row, _ in paid_on], dtype=np.int64), days(paid for _, paid in paid_on))
    return Leave(payment, days(first), days(last), relevant, averages(earnings)), wage_days


def _pay_end(table: Table, row: int, payment: ParentalPayment, first: date, most_weeks: int) -> date:
    """The last day of pay: as given, or of all the weeks that there are."""
    if most_weeks == 0:
        raise table.refused(row, "leave_start", f"{payment.label} is not in force on {first}")
    whole_leave = payment in (ParentalPayment.SMP, ParentalPayment.SAP)
    if payment is ParentalPayment.SPP and given(table, row, "spp_duration"):
        most_weeks, whole_leave = needed(table, row, "spp_duration", one_of(_DURATIONS)), True
    latest = first + most_weeks * _WEEK - timedelta(days=1)
    if whole_leave and not given(table, row, "pay_end"):
        return latest
    last = needed(table, row, "pay_end", day_from_text)
    if not first <= last <= latest:
        reason = f"{last} is not from leave_start to {latest}, the end of {most_weeks} weeks of {payment.label}"
        raise table.refused(row, "pay_end", reason)
    return last


def _pay_days(table: Table, row: int, first: date, last: date) -> tuple[date, ...]:
    rhythm = needed(table, row, "pay_method", one_of(_RHYTHMS))
    return pay_days(
        rhythm,
        first,
        last,
        first_pay_day=needed(table, row, "first_pay_date", day_from_text) if needs_first_pay_day(rhythm) else None,
        day_of_month=needed(table, row, "day_of_month", whole(1, 31)) if needs_day_of_month(rhythm) else None,
    )


def _parental_pay_row(pay: ParentalPay, place: int) -> list[str]:
    first, last = np.searchsorted(pay.payments.leave, [place, place + 1])
    return [
        short_pounds(int(pay.least_weekly_earnings_pence[place])),
        yes_or_no(bool(pay.entitled[place])),
        str(pay.payments_count[place]),
        plain_pounds(int(pay.amount_pence[place])),
        dated_amounts(pay.payments.paid_on[first:last], pay.payments.amount_pence[first:last]),
    ]


def _first_sunday_in_april(year: int) -> date:
    first = date(year, 4, 1)
    return first + timedelta(days=_SUNDAY - first.weekday())
