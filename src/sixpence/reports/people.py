"""Payments by person: what somebody was paid over the runs that a report covers."""

from collections.abc import Iterable
from dataclasses import dataclass

from sixpence.payrun.figures import PersonPay, RunFigures


@dataclass(frozen=True, slots=True)
class Paid:
    """One person's payments, oldest first; at least one."""

    payments: tuple[PersonPay, ...]

    @property
    def last(self) -> PersonPay:
        """The newest, which says what they are called and where they work."""
        return self.payments[-1]

    def sum_of(self, *amounts: str) -> int:
        """These amounts of `PersonPay`, over all payments."""
        return sum(getattr(pay, amount) for pay in self.payments for amount in amounts)


def by_person(runs: Iterable[RunFigures]) -> list[Paid]:
    """Everyone who is on one of the runs, in order of employee id."""
    found: dict[str, list[PersonPay]] = {}
    for run in sorted(runs, key=lambda run: (run.pay_date, run.run_id)):
        for pay in run.people:
            found.setdefault(pay.employee_id, []).append(pay)
    return [Paid(tuple(found[employee_id])) for employee_id in sorted(found)]


def department_of(pay: PersonPay) -> str:
    return pay.person.get("department")
