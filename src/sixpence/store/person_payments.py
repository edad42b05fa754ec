"""One person's payments over all pay runs, from plain columns."""

from dataclasses import dataclass
from datetime import date

from sixpence.payrun.life import RunState
from sixpence.store.employers import row_id_of
from sixpence.store.ready import models

_PENCE = ("gross_pay_pence", "income_tax_pence", "employee_ni_pence", "employee_pension_pence", "net_pay_pence")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPayment:
    """What one person is, or was, paid on a run."""

    run_key: str
    pay_date: date
    tax_year: str
    state: RunState
    version: int  # of the run's papers
    gross_pay_pence: int
    income_tax_pence: int
    employee_ni_pence: int
    employee_pension_pence: int
    net_pay_pence: int

    @property
    def is_final(self) -> bool:
        return self.state is RunState.CLOSED


def payments_to(employer: str, employee_id: str) -> list[PersonPayment]:
    """Their payments on every run that has figures, the newest pay date first."""
    rows = models.PayRunPerson.objects.filter(run__employer_id=row_id_of(employer), employee_id=employee_id)
    columns = ("run__run_key", "run__pay_date", "run__tax_year", "run__state", "run__version", *_PENCE)
    return [
        PersonPayment(
            run_key=run_key,
            pay_date=day,
            tax_year=year,
            state=RunState(state),
            version=version,
            **dict(zip(_PENCE, pence, strict=True)),
        )
        for run_key, day, year, state, version, *pence in rows.order_by("-run__pay_date", "-run__run_key").values_list(
            *columns
        )
    ]
