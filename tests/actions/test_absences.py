"""Absences entered, imported, put right and paid for, run after run, in a real database."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from actions.conftest import BY
from actions.kestrel_runs import paid
from sixpence.actions.absences import (
    absences_listed,
    add_absence,
    bring_absences,
    change_absence,
    withdraw_absence,
)
from sixpence.actions.pay_runs import calculate_pay_run, open_run, sealed_run
from sixpence.basics.refused import Refused
from sixpence.people.absences import Absence, ContractualPay
from sixpence.store.events import verify_log
from sixpence.store.ready import models

OFF = Absence(first_day=date(2026, 9, 7), last_day=date(2026, 9, 11))


def sick_pay_on(employer: str, pay_date: date) -> int:
    sealed, _ = sealed_run(employer, paid(pay_date))
    return next(pay.sick_pay_pence for pay in sealed.figures.people if pay.employee_id == "1001")


def test_sick_pay_comes_from_the_runs_before_and_is_paid_once(kestrel: str) -> None:
    for pay_date in (date(2026, 6, 30), date(2026, 7, 31), date(2026, 8, 28)):
        assert sick_pay_on(kestrel, pay_date) == 0
    assert add_absence(kestrel, "1001", OFF, **BY) == 1
    assert sick_pay_on(kestrel, date(2026, 9, 30)) == 123_25
    change_absence(kestrel, "1001", 1, replace(OFF, last_day=date(2026, 9, 14)), **BY)
    assert sick_pay_on(kestrel, date(2026, 10, 30)) == 24_65
    withdraw_absence(kestrel, "1001", 1, **BY)
    assert sick_pay_on(kestrel, date(2026, 11, 30)) == -147_90
    assert absences_listed(kestrel) == []


def test_an_average_that_is_not_known_keeps_the_person_off_the_run(kestrel: str) -> None:
    add_absence(kestrel, "1001", OFF, **BY)
    run = open_run(kestrel, date(2026, 9, 30), "monthly", **BY)
    _, review = calculate_pay_run(kestrel, run.run_key, **BY)
    assert [(one.person.employee_id, one.missing) for one in review.cannot_be_paid] == [
        ("1001", ("average_weekly_earnings",))
    ]


def test_absences_come_from_a_file_and_are_not_taken_twice(kestrel: str, tmp_path: Path) -> None:
    file = tmp_path / "absences.csv"
    file.write_text(
        "employee_id,first_day,last_day,qualifying_days,contractual_pay,average_weekly_earnings\n"
        "1001,2026-09-07,2026-09-11,Mon Wed,on-top,412.50\n"
        "1002,2026-09-28,,,,\n"
    )
    assert bring_absences(kestrel, file, **BY) == 2
    assert bring_absences(kestrel, file, **BY) == 0
    first, second = absences_listed(kestrel)
    assert first.absence == replace(
        OFF,
        qualifying_days="Mon Wed",
        contractual_pay=ContractualPay.ON_TOP,
        average_weekly_earnings_pence=412_50,
    )
    assert (second.employee_id, second.absence) == ("1002", Absence(first_day=date(2026, 9, 28), last_day=None))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("1001,2026-09-07,2026-09-06,,", "line 3, column first_day: it ends before it begins"),
        ("1001,07/09/2026,,,", "line 3, column first_day: '07/09/2026' is not a date"),
        ("1001,,,,", "line 3, column first_day: is empty"),
        ("1001,2026-09-07,,Monday,", "line 3, column first_day: its qualifying days are not a list"),
        ("1001,2026-09-07,,,half", "line 3, column contractual_pay: 'half' is not one of within-full-pay"),
        ("1002,2026-09-10,,,", "line 3, column first_day: .* holds days of absence 1, from 2026-09-01"),
        ("9999,2026-09-10,,,", "line 3, column first_day: employee 9999 is not known"),
    ],
)
def test_a_file_with_a_bad_line_is_refused_whole(line: str, message: str, kestrel: str, tmp_path: Path) -> None:
    file = tmp_path / "absences.csv"
    head = "employee_id,first_day,last_day,qualifying_days,contractual_pay\n1002,2026-09-01,2026-09-20,,\n"
    file.write_text(f"{head}{line}\n")
    with pytest.raises(Refused, match=message):
        bring_absences(kestrel, file, **BY)
    assert models.Entry.objects.count() == verify_log().count == 0
