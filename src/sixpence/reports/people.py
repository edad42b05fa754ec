"""Payments by person, and payments that are alike, over the runs that a report covers."""

from collections.abc import Callable, Iterable, Mapping
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Payments that have one department, or one pension method."""

    value: str
    people: int
    amounts: Mapping[str, int]  # summed, by their names in `PersonPay`


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    groups: tuple[Alike, ...]
    people: int  # in any of them: somebody may be in several


def groups_of(runs: Iterable[RunFigures], value: Callable[[PersonPay], str], amounts: Iterable[str]) -> Groups:
    """Payments of these runs by a value of theirs, summed."""
    found: dict[str, list[PersonPay]] = {}
    for run in runs:
        for pay in run.people:
            found.setdefault(value(pay), []).append(pay)
    names = tuple(amounts)
    return Groups(
        groups=tuple(
            Alike(
                value=of_value,
                people=len({pay.employee_id for pay in theirs}),
                amounts={name: sum(getattr(pay, name) for pay in theirs) for name in names},
            )
            for of_value, theirs in found.items()
        ),
        people=len({pay.employee_id for theirs in found.values() for pay in theirs}),
    )


def department_of(pay: PersonPay) -> str:
    return pay.person.get("department")
