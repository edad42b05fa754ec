"""The sums of pay runs, by the database: nothing sealed is opened for them."""

from collections.abc import Collection, Iterable
from dataclasses import fields
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Q, Sum

from sixpence.basics.kept import Kept
from sixpence.payrun.life import RunState
from sixpence.reports.people import Alike, Groups
from sixpence.store.employers import row_id_of
from sixpence.store.payruns import pay_run, pay_runs, run_id_of
from sixpence.store.ready import models
from sixpence.store.records import PayRun, RunAmounts, RunTotals

_AMOUNTS = tuple(field.name for field in fields(RunAmounts))
_SUMS = {
    "employees": Count("id"),
    "with_parental_pay": Count("id", filter=~Q(parental_pay_pence=0)),
    **{amount: Sum(amount) for amount in _AMOUNTS},
}
Sums = dict[str, int]  # by the names of `RunTotals`
_OF_CLOSED_RUNS = Kept[Sums](most=2_000)  # by the employer's row, key and digest


def run_totals(employer: str, of: Iterable[PayRun] | None = None) -> list[RunTotals]:
    """Every run of the employer, by pay date and key, or only those given, with what each comes to.

    A closed run is summed once by each process: it never changes, and its digest stands for every amount of it.
    """
    owner, runs = row_id_of(employer), pay_runs(employer) if of is None else list(of)
    known: dict[str, Sums] = {}
    for run in runs:
        if run.state is RunState.CLOSED and (sums := _OF_CLOSED_RUNS.found((owner, run.run_key, run.digest))):
            known[run.run_key] = sums
    summed = _summed(owner, [run.run_key for run in runs if run.run_key not in known])
    for run in runs:
        if run.state is RunState.CLOSED and run.run_key in summed:
            _OF_CLOSED_RUNS.keep((owner, run.run_key, run.digest), summed[run.run_key])
    known |= summed
    nobody = dict.fromkeys(_SUMS, 0)
    return [RunTotals(run=run, **known.get(run.run_key, nobody)) for run in runs]


def _summed(owner: UUID, run_keys: Collection[str]) -> dict[str, Sums]:
    """Of each of these runs that has people."""
    on_runs = models.PayRunPerson.objects.filter(run__employer_id=owner, run__run_key__in=run_keys)
    sums_of = {f"sum_of_{name}": sum_of for name, sum_of in _SUMS.items()}
    rows = on_runs.order_by().values("run__run_key").annotate(**sums_of).values_list("run__run_key", *sums_of)
    return {run_key: dict(zip(_SUMS, sums, strict=True)) for run_key, *sums in rows}


def totals_of_run(employer: str, run_key: str) -> RunTotals:
    """The same of one run."""
    (totals,) = run_totals(employer, [pay_run(employer, run_key)])
    return totals


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
    on_run = models.PayRunPerson.objects.filter(some, run_id=run_id_of(employer, run_key))
    sums = on_run.aggregate(**{name: Sum(name, default=0) for name in _AMOUNTS})
    return sorted(on_run.values_list("employee_id", flat=True)), sums
