"""What a correcting FPS says: of those alone for whom something differs from what HMRC was told of the same payment.

GOV.UK, "You paid your employee the wrong amount or made incorrect deductions" (payroll-errors/correcting-pay-or-
deductions): an additional FPS gives in this period the difference between what was reported and the correct figures,
the correct figures for the year to date, the same payment date and frequency, and late reporting reason H.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from sixpence.filing.fps_employment import EmploymentWriter
from sixpence.payrun.figures import PersonPay, RunFigures, ToDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The run with only those to tell HMRC of as their figures now are, and what it was told of each before."""

    run: RunFigures
    told: Mapping[str, PersonPay]  # by employee id; whoever is not in it was not on the FPS that HMRC has


def correction_of(now: RunFigures, told: RunFigures, before: Mapping[str, ToDate]) -> Correction:
    """What HMRC has to be told now that it was told `told`; nobody is on it where nothing differs for HMRC.

    `before` are the figures to date without this payment, of those who are not paid after all; who is not in it had
    none. Names and addresses are no correction: they go with the next FPS.
    """
    known = {pay.employee_id: pay for pay in told.people}
    as_told, as_now = EmploymentWriter(told), EmploymentWriter(now)
    people: list[PersonPay] = []
    for pay in now.people:
        was = known.pop(pay.employee_id, None)
        if was is None:
            people.append(pay)
        elif as_now.write(pay, "") != as_told.write(was, ""):
            people.append(replace(pay, is_starter=False))  # a start that is told twice is a second employment
    people += [_undone(was, before.get(employee_id, ToDate())) for employee_id, was in known.items()]
    corrected = tuple(sorted(people, key=lambda pay: pay.employee_id))
    ids = {pay.employee_id for pay in corrected}
    return Correction(
        run=replace(now, people=corrected),
        told={pay.employee_id: pay for pay in told.people if pay.employee_id in ids},
    )


def _undone(pay: PersonPay, before: ToDate) -> PersonPay:
    """The payment as if it had not been: nothing in the period, and the year as it was."""
    nothing: dict[str, Any] = dict.fromkeys((each.name for each in fields(pay) if each.name.endswith("_pence")), 0)
    return replace(pay, lines=(), orders=(), to_date=before, is_starter=False, **nothing)
