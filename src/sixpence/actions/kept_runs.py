"""The figures of a run as they are kept, and what each of its people brings into it from the runs before."""

import json
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from sixpence.payrun.comparison import items_of
from sixpence.payrun.figures import LastPayment, PaidBefore, PersonPay, PreviousEmployment, RunFigures, ToDate
from sixpence.payrun.readiness import History
from sixpence.payrun.record import (
    canonical_json,
    figures_from,
    hash_of_record,
    header_of,
    paid_from_record,
    pay_from_record,
    record_of,
)
from sixpence.store.employers import employer as employer_named
from sixpence.store.employments import opening_figures
from sixpence.store.entries import entries_of
from sixpence.store.payruns import closed_run_people, employees_paid_before, last_payments, paid_on, payments_on
from sixpence.store.records import KeptPayment, PayRun, RunAmounts, RunPerson

_PENCE_COLUMNS = tuple(RunAmounts.__dataclass_fields__)


def run_person(
    pay: PersonPay, input_row: Mapping[str, str], before: KeptPayment | None, unexplained_pence: int
) -> RunPerson:
    """What is kept of a person: two lines, the record as it is digested and the inputs it came from; and, plain, what
    they are listed by beside the payment before.
    """
    record = record_of(pay)
    return RunPerson(
        employee_id=pay.employee_id,
        name=pay.person.name,
        department=pay.person.get("department"),
        pension=pay.pension,
        items=items_of(pay),
        last_gross_pay_pence=before.gross_pay_pence if before else None,
        last_net_pay_pence=before.net_pay_pence if before else None,
        unexplained_pence=unexplained_pence,
        payload=record + b"\n" + canonical_json(input_row),
        record_sha256=hash_of_record(record),
        **{name: getattr(pay, name) for name in _PENCE_COLUMNS},
    )


def payment_of(kept: KeptPayment | RunPerson) -> PersonPay:
    return pay_from_record(kept.payload.partition(b"\n")[0])


def paid_before(kept: KeptPayment) -> PaidBefore:
    """What the next payment looks back at."""
    return paid_from_record(kept.payload.partition(b"\n")[0])


def input_row_of(kept: KeptPayment | RunPerson) -> dict[str, str]:
    """What the payment was worked out from, in the columns of `sixpence calculate`."""
    row: dict[str, str] = json.loads(kept.payload.partition(b"\n")[2])
    return row


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A run's figures as they were kept: the bytes that the digest is of."""

    header: dict[str, Any]
    records: tuple[bytes, ...]
    rows: tuple[bytes, ...]

    def figures(self) -> RunFigures:
        return figures_from(self.header, map(pay_from_record, self.records))

    def input_rows(self) -> list[dict[str, str]]:
        return [json.loads(row) for row in self.rows]


def run_figures(run: PayRun, only: set[str] | None = None) -> RunFigures:
    """The figures of a run as they were kept, or those of some of its people; nobody is on one that is only open."""
    return kept_run(run, only).figures()


def kept_run(run: PayRun, only: set[str] | None = None) -> KeptRun:
    lines = [kept.payload.partition(b"\n") for kept in payments_on(run.employer, run.run_key, only)]
    return KeptRun(run_header(run), tuple(line[0] for line in lines), tuple(line[2] for line in lines))


def run_header(run: PayRun) -> dict[str, Any]:
    """What the digest of a run says besides its people."""
    return header_of(run_without_people(run))


def run_without_people(run: PayRun) -> RunFigures:
    return RunFigures(
        run_id=run.run_key,
        employer=employer_named(run.employer),
        pay_date=run.pay_date,
        tax_year=run.tax_year,
        frequency=run.frequency,
        tax_period=run.tax_period,
        period_start=run.period_start,
        period_end=run.period_end,
        people=(),
    )


def paid_this_year(run: PayRun, only: Set[str] | None = None) -> dict[str, KeptPayment]:
    """The last payment of everyone, or only of some."""
    return closed_run_people(run.employer, run.tax_year, up_to=run.pay_date, only=only)


def history_of(run: PayRun, last: Mapping[str, PaidBefore], only: Set[str] | None = None) -> dict[str, History]:
    """Of everyone (or only some) the scheme has paid, for whom somebody brought figures over, or of whom something is
    entered.
    """
    opening = opening_figures(run.employer, run.tax_year, only)
    paid = employees_paid_before(run.employer, run.pay_date, only) | last.keys()
    entries = entries_of(run.employer, only)
    latest = last_payments(run.employer, entries.keys(), up_to=run.pay_date)
    earlier = paid_on(run.employer, entries.keys(), up_to=run.pay_date)
    history = {}
    for employee_id in paid | opening.keys() | entries.keys():
        brought = opening.get(employee_id)
        payment = last.get(employee_id)
        to_date: ToDate | None = payment.to_date if payment else brought.to_date if brought else None
        history[employee_id] = History(
            to_date=to_date,
            paid_before=employee_id in paid or to_date is not None,
            last_tax_code=payment.tax_code_operated if payment else "",
            last_ni_letter=payment.ni_letter if payment else "",
            previous=brought.previous if brought else PreviousEmployment(),
            entries=entries.get(employee_id, ()),
            last_payment=_last_payment(latest.get(employee_id)),
            paid=earlier.get(employee_id, ()),
        )
    return history


def _last_payment(found: tuple[date, KeptPayment] | None) -> LastPayment | None:
    return LastPayment(pay_date=found[0], payment=payment_of(found[1])) if found else None
