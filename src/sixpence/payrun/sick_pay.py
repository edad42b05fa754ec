"""Statutory sick pay on a run: what is due for somebody's absences up to the end of the period, less what was paid."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from sixpence.law.average_weekly_earnings import WeeklyEarnings
from sixpence.law.sick_pay import sick_pay
from sixpence.law.sick_pay_periods import Absences, incapacity_periods
from sixpence.payrun.average_earnings import NO_AVERAGE, average_weekly_earnings
from sixpence.payrun.figures import SICK_PAY, StatutoryPaid
from sixpence.payrun.paid_before import statutory_before, taken_back
from sixpence.payrun.readiness import History
from sixpence.payrun.window import Window
from sixpence.people.absences import Absence, absence_of
from sixpence.people.employer import Employer
from sixpence.people.entries import EntryKind, newest
from sixpence.people.person import Person
from sixpence.rates import SickPayRates
from sixpence.rates.through_years import through_years

NotKnown = tuple[str, ...]  # the facts that are missing


def absences_until(history: History, last_day: date) -> dict[int, Absence]:
    """Every absence that has begun by a day, by number and cut at it, as they are known now."""
    found = {}
    for number, entry in newest(history.entries, EntryKind.ABSENCE).items():
        if entry.content is None:
            continue
        absence = absence_of(entry.content)
        if absence.first_day <= last_day:
            found[number] = absence
    return found


def sick_pay_of(
    person: Person, employer: Employer, window: Window, history: History
) -> tuple[tuple[StatutoryPaid, ...], NotKnown]:
    """What each absence comes to by the end of the period, and whether average earnings have to be given first."""
    leaving = person.day("leaving_date")
    until = min(window.ends_on, leaving or window.ends_on)
    absences = absences_until(history, until)
    before = statutory_before(history, {SICK_PAY})
    gone = taken_back(before.values(), absences.keys())
    if not absences:
        return gone, ()
    rates = through_years(SickPayRates)
    averages: list[WeeklyEarnings | None] = [
        average_weekly_earnings(
            absence.average_weekly_earnings_pence,
            absence.first_day,
            paid=history.paid,
            person=person,
            employer=employer,
            window=window,
        )
        for absence in absences.values()
    ]
    table = _table(list(absences.values()), averages, until)
    heads = set(incapacity_periods(rates, table).chain_absence.tolist())
    if any(averages[row] is None for row in heads):
        return gone, NO_AVERAGE
    due = sick_pay(rates, table)
    paid = []
    for row, (number, absence) in enumerate(absences.items()):
        earlier = before.get(number)
        paid.append(
            StatutoryPaid(
                kind=SICK_PAY,
                number=number,
                first_day=absence.first_day,
                average_pence=int(table.average_weekly_earnings.pence[row]),
                average_over=int(table.average_weekly_earnings.over[row]),
                days_due=int(due.days_paid[row]),
                due_to_date_pence=int(due.amount_pence[row]),
                paid_before_pence=earlier.due_to_date_pence if earlier else absence.paid_before_pence,
            )
        )
    return (*gone, *paid), ()


def _table(absences: Sequence[Absence], averages: Sequence[WeeklyEarnings | None], until: date) -> Absences:
    """The absences as the law's columns; an average that is not known stands as nothing."""
    return Absences(
        person=np.zeros(len(absences), dtype=np.int64),
        first_day=np.array([absence.first_day for absence in absences], dtype="M8[D]"),
        last_day=np.array([min(absence.last_day or until, until) for absence in absences], dtype="M8[D]"),
        qualifying=np.array([absence.qualifying for absence in absences], dtype=np.bool_),
        average_weekly_earnings=WeeklyEarnings(
            np.array([int(one.pence[0]) if one else 0 for one in averages], dtype=np.int64),
            np.array([int(one.over[0]) if one else 1 for one in averages], dtype=np.int64),
        ),
    )
