"""The sums of pay runs, by the database: nothing sealed is opened for them."""

from collections.abc import Collection
from dataclasses import fields
from functools import reduce
from operator import or_

from django.db.models import Count, Q, Sum

from sixpence.reports.people import Alike, Groups
from sixpence.store.employers import row_id_of
from sixpence.store.payruns import pay_run, pay_runs, row_of
from sixpence.store.ready import models
from sixpence.store.records import RunAmounts, RunTotals

_AMOUNTS = tuple(field.name for field in fields(RunAmounts))


def run_totals(employer: str) -> list[RunTotals]:
    """Every run of the employer with what it comes to, by pay date and key."""
    on_runs = models.PayRunPerson.objects.filter(run__employer_id=row_id_of(employer)).values("run__run_key").order_by()
    summed = on_runs.values_list("run__run_key", Count("id"), *map(Sum, _AMOUNTS))
    sums = {run_key: (employees, pence) for run_key, employees, *pence in summed}
    found = []
    for run in pay_runs(employer):
        employees, pence = sums.get(run.run_key, (0, [0] * len(_AMOUNTS)))
        found.append(RunTotals(run=run, employees=employees, **dict(zip(_AMOUNTS, pence, strict=True))))
    return found


def totals_of_run(employer: str, run_key: str) -> RunTotals:
    """The same of one run."""
    on_run = models.PayRunPerson.objects.filter(run=row_of(employer, run_key))
    sums = on_run.aggregate(employees=Count("id"), **{name: Sum(name, default=0) for name in _AMOUNTS})
    return RunTotals(run=pay_run(employer, run_key), **sums)


def grouped(
    employer: str, run_keys: Collection[str], by: str, amounts: Collection[str], *, leave_out: Collection[str] = ()
) -> Groups | None:
    """The payments of these runs by a plain column, without those that have one of some values in it.

    None where a run was calculated before all that a payment is listed by was kept.
    """
    rows = models.PayRunPerson.objects.filter(run__employer_id=row_id_of(employer), run__run_key__in=run_keys)
    if rows.filter(pension="").exists():
        return None
    rows = rows.exclude(**{f"{by}__in": leave_out}) if leave_out else rows
    people = Count("employee_id", distinct=True)
    summed = rows.values_list(by).annotate(people, *map(Sum, amounts)).order_by()
    return Groups(
        groups=tuple(
            Alike(value=value, people=count, amounts=dict(zip(amounts, sums, strict=True)))
            for value, count, *sums in summed
        ),
        people=rows.aggregate(people=people)["people"],
    )


def employees_with(employer: str, run_key: str, amounts: Collection[str]) -> tuple[list[str], dict[str, int]]:
    """Everyone on a run of whom one of these amounts is not zero, in order of employee id, and the sums over them."""
    some = reduce(or_, (~Q(**{amount: 0}) for amount in amounts), Q())
    on_run = models.PayRunPerson.objects.filter(some, run=row_of(employer, run_key))
    sums = on_run.aggregate(**{name: Sum(name, default=0) for name in _AMOUNTS})
    return sorted(on_run.values_list("employee_id", flat=True)), sums
