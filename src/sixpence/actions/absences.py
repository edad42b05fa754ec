"""Absences from sickness: entered one by one or from a file, changed, withdrawn, listed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sixpence.actions import entered
from sixpence.actions.tables import Table, read_csv
from sixpence.basics.money import pence_from_pounds
from sixpence.basics.refused import Refused
from sixpence.people.absences import MONDAY_TO_FRIDAY, Absence, ContractualPay, absence_of, overlap
from sixpence.people.entries import EntryKind
from sixpence.store import transaction
from sixpence.store.entries import newest_entry

COLUMNS = (
    "employee_id",
    "first_day",
    "last_day",
    "qualifying_days",
    "contractual_pay",
    "average_weekly_earnings",
    "paid_before",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAbsence:
    employee_id: str
    number: int
    absence: Absence


def add_absence(employer: str, employee_id: str, absence: Absence, *, actor: str, at: datetime) -> int:
    """Keep a new absence; gives its number. Raises Refused for one that cannot be, or that overlaps another."""
    with transaction():
        return _add(employer, employee_id, absence, actor, at)


def change_absence(employer: str, employee_id: str, number: int, absence: Absence, *, actor: str, at: datetime) -> None:
    """Put an absence right, such as its last day; the next run pays or takes back the difference. Raises Refused."""
    with transaction():
        before = newest_entry(employer, employee_id, EntryKind.ABSENCE, number)
        _check(employer, employee_id, absence, number)
        entered.change(before, employer, absence.first_day, absence.content(), actor=actor, at=at)


def withdraw_absence(employer: str, employee_id: str, number: int, *, actor: str, at: datetime) -> None:
    """Say that an absence was a mistake; the next run takes back what was paid of it. Raises Refused."""
    with transaction():
        entered.withdraw(employer, employee_id, EntryKind.ABSENCE, number, actor=actor, at=at)


def absences_listed(employer: str, employee_id: str | None = None) -> list[ListedAbsence]:
    """Every absence that is not withdrawn, by employee id and number."""
    return [
        ListedAbsence(employee_id=who, number=number, absence=absence)
        for who, number, absence in entered.standing(employer, employee_id, EntryKind.ABSENCE, absence_of)
    ]


def bring_absences(employer: str, source: Path, *, actor: str, at: datetime) -> int:
    """Keep the absences of a CSV file, one a line; those known already with the same days are left as they are.

    Gives how many are new. Raises Refused with file, line and column, and then nothing is kept.
    """
    table = read_csv(source)
    table.check_columns(COLUMNS, ("employee_id", "first_day"))
    rows = [(row, table.columns["employee_id"][row], _read(table, row)) for row in range(table.count)]
    with transaction():
        known = {(one.employee_id, one.absence.first_day, one.absence.last_day) for one in absences_listed(employer)}
        count = 0
        for row, employee_id, absence in rows:
            if (employee_id, absence.first_day, absence.last_day) in known:
                continue
            try:
                _add(employer, employee_id, absence, actor, at)
            except Refused as refusal:
                raise table.refused(row, "first_day", str(refusal)) from None
            count += 1
    return count


def _add(employer: str, employee_id: str, absence: Absence, actor: str, at: datetime) -> int:
    _check(employer, employee_id, absence)
    kind, first_day = EntryKind.ABSENCE, absence.first_day
    return entered.keep(employer, employee_id, kind, first_day, absence.content(), actor=actor, at=at)


def _check(employer: str, employee_id: str, absence: Absence, number: int | None = None) -> None:
    entered.entry_made(f"absence of employee {employee_id}", absence_of, absence.content())
    for other in absences_listed(employer, employee_id):
        if other.number != number and overlap(other.absence, absence):
            raise Refused(
                f"the absence of employee {employee_id} from {absence.first_day} holds days of absence {other.number}, "
                f"from {other.absence.first_day}: change that one",
                at="first_day",
            )


def _read(table: Table, row: int) -> Absence:
    def day(column: str) -> str | None:
        return table.value(row, column, lambda text: _iso(text), None)

    content: dict[str, Any] = {
        "first_day": day("first_day"),
        "last_day": day("last_day"),
        "qualifying_days": table.value(row, "qualifying_days", str, MONDAY_TO_FRIDAY),
        "contractual_pay": table.value(row, "contractual_pay", _contractual_pay, ContractualPay.WITHIN.value),
        "average_weekly_earnings_pence": table.value(row, "average_weekly_earnings", pence_from_pounds, None),
        "paid_before_pence": table.value(row, "paid_before", pence_from_pounds, 0),
    }
    if content["first_day"] is None:
        raise table.refused(row, "first_day", "is empty, and this column is required")
    try:
        return absence_of(content)
    except ValueError as problem:
        raise table.refused(row, "first_day", str(problem)) from None


def _iso(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError("is not a date written year-month-day, such as 2026-11-30") from None


def _contractual_pay(text: str) -> str:
    return _one_of(text, [choice.value for choice in ContractualPay])


def _one_of(text: str, choices: Iterable[str]) -> str:
    if text not in choices:
        raise ValueError(f"is not one of {', '.join(choices)}")
    return text
