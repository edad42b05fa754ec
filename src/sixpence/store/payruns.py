"""Pay runs and the people on them, in and out of the database."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import fields
from datetime import date
from operator import attrgetter, itemgetter
from sys import intern
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from sixpence.basics.kept import Kept
from sixpence.basics.refused import Refused
from sixpence.payrun.figures import PaidOn
from sixpence.payrun.life import RunState
from sixpence.store.employers import row_id_of
from sixpence.store.encryption import seal_all, unseal_all
from sixpence.store.many_rows import insert_rows
from sixpence.store.ready import models
from sixpence.store.records import KeptPayment, PayRun, RunAmounts, RunPerson
from sixpence.store.transactions import require_transaction
from sixpence.store.written_out import first_key

_BATCH = 5_000  # rows written, or read, at a time
_NAMED_IN_A_QUERY = 500  # beyond that, reading everyone is cheaper than naming them
_RUN_COLUMNS = tuple(field.name for field in fields(PayRun) if field.name not in ("employer", "state"))
_PENCE_COLUMNS = tuple(field.name for field in fields(RunAmounts))
_LISTED_COLUMNS = (
    "name",
    "department",
    "pension",
    "items",
    "last_gross_pay_pence",
    "last_net_pay_pence",
    "unexplained_pence",
)
_SEALED_COLUMNS = ("payload", "record_sha256")
_OF_ALL_RUNS = "FROM pay_run JOIN employer ON employer.id = pay_run.employer_id WHERE employer.name = %s"
_OF_THAT_RUN = f"{_OF_ALL_RUNS} AND pay_run.run_key = %s"
_CHANGEABLE = (RunState.OPEN, RunState.CALCULATED)
_ON_CLOSED = Kept[frozenset[str]](most=200)  # by the run's row and digest


def create_pay_run(run: PayRun) -> None:
    """Keep a new run. Raises Refused where the employer has one with that key."""
    require_transaction()
    employer_id = row_id_of(run.employer)
    if models.PayRun.objects.filter(employer_id=employer_id, run_key=run.run_key).exists():
        raise Refused(f"{run.employer} has a pay run {run.run_key} already: open that one")
    models.PayRun.objects.create(employer_id=employer_id, **_columns(run))


def pay_run(employer: str, run_key: str) -> PayRun:
    """That run as it is now. Raises Refused where there is none."""
    return _domain(employer, _row_of(employer, run_key))


def last_closed_day(employer: str) -> date:
    """The last day of the periods that are closed; the first of all days where none is."""
    return max((run.period_end for run in pay_runs(employer) if run.state is RunState.CLOSED), default=date.min)


def pay_runs(employer: str) -> list[PayRun]:
    """Every run of the employer, by pay date and key."""
    rows = models.PayRun.objects.raw(f"SELECT pay_run.* {_OF_ALL_RUNS}", (employer,))
    runs = sorted((_domain(employer, row) for row in rows), key=lambda run: (run.pay_date, run.run_key))
    if not runs:
        row_id_of(employer)  # which refuses a name that nobody has
    return runs


def update_pay_run(before: PayRun, after: PayRun) -> None:
    """Put `after` in the place of `before`, if the run is still in that state with those figures.

    Raises Refused, saying what the run is now, where somebody was faster; so an approval meets the figures that were
    seen, or fails. A closed run never changes.
    """
    require_transaction()
    if (before.employer, before.run_key) != (after.employer, after.run_key):
        raise ValueError(f"{after.run_key} cannot take the place of {before.run_key}: a run keeps its employer and key")
    if before.state is RunState.CLOSED:
        raise Refused(f"pay run {before.run_key} of {before.employer} is closed: correct it on a later run")
    still = models.PayRun.objects.filter(
        employer_id=row_id_of(before.employer), run_key=before.run_key, state=before.state.value, digest=before.digest
    )
    if still.update(**_columns(after)) == 0:
        now = pay_run(before.employer, before.run_key)
        how = f"is {now.state} now, not {before.state}" if now.state != before.state else "has other figures now"
        raise Refused(f"pay run {now.run_key} of {now.employer} {how}: look at it again")


def _columns(run: PayRun) -> dict[str, object]:
    return {"state": run.state.value, **{column: getattr(run, column) for column in _RUN_COLUMNS}}


def _domain(employer: str, row: models.PayRun) -> PayRun:
    columns = {column: getattr(row, column) for column in _RUN_COLUMNS}
    return PayRun(employer=employer, state=RunState(row.state), **columns)


def run_id_of(employer: str, run_key: str) -> UUID:
    """The key of a run's row, for the other repositories. Raises Refused where there is none."""
    key = first_key(f"SELECT pay_run.id {_OF_THAT_RUN}", employer, run_key)
    if key is None:
        raise _unknown(employer, run_key)
    return key


def _row_of(employer: str, run_key: str, *, held: bool = False) -> models.PayRun:
    """The row of a run; held against others until the transaction ends, where the database does not hold itself."""
    hold = " FOR UPDATE OF pay_run" if held and connection.features.has_select_for_update_of else ""
    rows = models.PayRun.objects.raw(f"SELECT pay_run.* {_OF_THAT_RUN}{hold}", (employer, run_key))
    row = next(iter(rows), None)
    if row is None:
        raise _unknown(employer, run_key)
    return row


def _unknown(employer: str, run_key: str) -> Refused:
    row_id_of(employer)  # which refuses a name that nobody has
    return Refused(f"{employer} has no pay run {run_key}: check the key, or open the run first")


def held_pay_run(employer: str, run_key: str) -> PayRun:
    """The run as it is now and stays until the transaction ends: nobody else moves it on."""
    return _domain(employer, _held_row(employer, run_key))


def _held_row(employer: str, run_key: str) -> models.PayRun:
    require_transaction()
    return _row_of(employer, run_key, held=True)


def changeable_row_of(employer: str, run_key: str) -> models.PayRun:
    """The run, held against others until the transaction ends, if its figures may still change."""
    row = _held_row(employer, run_key)
    if RunState(row.state) not in _CHANGEABLE:
        raise Refused(f"pay run {run_key} of {employer} is {row.state}: its figures cannot change any more")
    return row


def save_run_people(employer: str, run_key: str, people: Iterable[RunPerson]) -> None:
    """Keep the people of a run, in place of all kept before. Raises Refused once the run is approved or closed."""
    require_transaction()
    run = changeable_row_of(employer, run_key)
    models.PayRunPerson.objects.filter(run=run).delete()
    _insert(run, people)


def put_run_people(employer: str, run_key: str, only: Set[str], people: Iterable[RunPerson]) -> None:
    """Keep these people of a run in the place of what was kept of `only`; all others stay.

    Raises Refused once the run is approved or closed.
    """
    require_transaction()
    run = changeable_row_of(employer, run_key)
    for some in batched(only):
        models.PayRunPerson.objects.filter(run=run, employee_id__in=some).delete()
    _insert(run, people)


def batched(ids: Set[str]) -> Iterator[list[str]]:
    """Ids in lists that one query can name."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), _NAMED_IN_A_QUERY):
        yield ordered[start : start + _NAMED_IN_A_QUERY]


def record_hashes(employer: str, run_key: str) -> dict[str, bytes]:
    """What stands for each person in the digest of a run, in order of employee id; b"" where it was not kept yet."""
    run_id = run_id_of(employer, run_key)
    rows = models.PayRunPerson.objects.filter(run_id=run_id).values_list("employee_id", "record_sha256")
    return _opened(run_id, "record_sha256", sorted(rows))


def _insert(run: models.PayRun, people: Iterable[RunPerson]) -> None:
    everyone, run_id = list(people), str(run.id)
    sealed = [
        seal_all(
            [(f"{run_id}/{person.employee_id}", getattr(person, column)) for person in everyone],
            table="pay_run_person",
            column=column,
        )
        for column in _SEALED_COLUMNS
    ]
    plain = ("employee_id", *_PENCE_COLUMNS, *_LISTED_COLUMNS)
    of_person = attrgetter(*plain)
    insert_rows(
        models.PayRunPerson,
        ("run", "sought", *_SEALED_COLUMNS, *plain),
        (
            (run.id, f"{person.employee_id} {person.name}".casefold(), *values, *of_person(person))
            for person, *values in zip(everyone, *sealed, strict=True)
        ),
    )


def _opened(run_id: UUID, column: str, rows: Iterable[tuple[str, bytes | memoryview]]) -> dict[str, bytes]:
    """Of one sealed column by employee id; b"" where it was not kept yet."""
    of_run, found = str(run_id), dict(rows)
    sealed = {who: bytes(value) for who, value in found.items() if value}
    opened = unseal_all(
        ((f"{of_run}/{who}", value) for who, value in sealed.items()), table="pay_run_person", column=column
    )
    return dict.fromkeys(found, b"") | dict(zip(sealed, opened, strict=True))


def load_run_people(employer: str, run_key: str, only: Set[str] | None = None) -> list[RunPerson]:
    """The people of a run, or only some of them, in order of employee id."""
    return list(_people_on(run_id_of(employer, run_key), only).values())


def payments_on(employer: str, run_key: str, only: Set[str] | None = None) -> list[KeptPayment]:
    """The payments of a run, or only some of them, in order of employee id."""
    return list(_payments_on(run_id_of(employer, run_key), only).values())


def closed_run_people(
    employer: str, tax_year: str, *, up_to: date, only: Set[str] | None = None
) -> dict[str, KeptPayment]:
    """Of everyone (or only some) paid in the tax year on a pay date up to and including that day, the last payment, by
    employee id.

    Its payload carries the year to date. Only closed runs count; so the run being worked on never counts itself, and a
    second run of the same day follows the first.
    """
    runs = models.PayRun.objects.filter(
        employer_id=row_id_of(employer), tax_year=tax_year, state=RunState.CLOSED.value, pay_date__lte=up_to
    )
    last: dict[str, KeptPayment] = {}
    for run_id, digest in runs.order_by("-pay_date", "-closed_at", "-run_key").values_list("id", "digest"):
        on_it = _on_closed(run_id, digest)
        if not_seen := (on_it if only is None else on_it & only) - last.keys():
            last |= _payments_on(run_id, not_seen)
        if only is not None and only <= last.keys():
            break
    return dict(sorted(last.items()))


def people_with_parental_pay(employer: str, run_key: str) -> list[KeptPayment]:
    """Those people of a run who were paid any, or from whom any was taken back."""
    run_id = run_id_of(employer, run_key)
    rows = models.PayRunPerson.objects.filter(run_id=run_id).exclude(parental_pay_pence=0)
    ids = set(rows.values_list("employee_id", flat=True))
    return list(_payments_on(run_id, ids).values()) if ids else []


def last_payments(employer: str, employee_ids: Set[str], *, up_to: date) -> dict[str, tuple[date, KeptPayment]]:
    """Of these employees, the pay date and payment of their last closed run up to that day, in whichever tax year."""
    last: dict[str, tuple[date, KeptPayment]] = {}
    if not employee_ids:
        return last
    closed = models.PayRun.objects.filter(
        employer_id=row_id_of(employer), state=RunState.CLOSED.value, pay_date__lte=up_to
    )
    newest_first = closed.order_by("-pay_date", "-closed_at", "-run_key").values_list("id", "digest", "pay_date")
    for run_id, digest, pay_date in newest_first:
        if wanted := _on_closed(run_id, digest) & (employee_ids - last.keys()):
            last |= {who: (pay_date, person) for who, person in _payments_on(run_id, wanted).items()}
        if len(last) == len(employee_ids):
            break
    return last


def paid_ids(employer: str, run_key: str) -> frozenset[str]:
    """Everyone on a run."""
    people = models.PayRunPerson.objects.filter(run_id=run_id_of(employer, run_key))
    return frozenset(people.values_list("employee_id", flat=True))


def previous_run(run: PayRun) -> PayRun | None:
    """The newest closed run of the same frequency before this one."""
    closed = models.PayRun.objects.filter(
        employer_id=row_id_of(run.employer), state=RunState.CLOSED.value, frequency=run.frequency
    )
    previous = closed.filter(pay_date__lt=run.pay_date).order_by("-pay_date", "-closed_at").first()
    return _domain(run.employer, previous) if previous else None


def ids_on_previous_run(run: PayRun, only: Set[str] | None = None) -> Set[str]:
    previous = previous_run(run)
    if previous is None:
        return frozenset()
    found = _on_closed(run_id_of(run.employer, previous.run_key), previous.digest)
    return found if only is None else found & only


def paid_on(employer: str, employee_ids: Set[str], *, up_to: date) -> dict[str, tuple[PaidOn, ...]]:
    """Of these employees, every payment of a closed run up to that day, by pay date."""
    if not employee_ids:
        return {}
    rows = models.PayRunPerson.objects.filter(
        run__employer_id=row_id_of(employer), run__state=RunState.CLOSED.value, run__pay_date__lte=up_to
    ).order_by("run__pay_date", "run__run_key")
    if len(employee_ids) <= _NAMED_IN_A_QUERY:
        rows = rows.filter(employee_id__in=employee_ids)
    found: dict[str, list[PaidOn]] = {}
    columns = ("employee_id", "run__pay_date", "run__period_start", "run__period_end", "pay_bill_pence")
    for employee_id, pay_date, period_start, period_end, earnings in rows.values_list(*columns).iterator(_BATCH):
        if employee_id in employee_ids:
            found.setdefault(employee_id, []).append(
                PaidOn(pay_date=pay_date, period_start=period_start, period_end=period_end, earnings_pence=earnings)
            )
    return {employee_id: tuple(theirs) for employee_id, theirs in found.items()}


def employees_paid_before(employer: str, day: date, only: Set[str] | None = None) -> frozenset[str]:
    """Everyone (or of only some) with a payment on a closed run before that day, in whichever tax year. The others are
    starters.
    """
    closed = models.PayRun.objects.filter(
        employer_id=row_id_of(employer), state=RunState.CLOSED.value, pay_date__lt=day
    )
    if only is not None and len(only) <= _NAMED_IN_A_QUERY:
        named = models.PayRunPerson.objects.filter(run__in=closed, employee_id__in=only)
        return frozenset(named.values_list("employee_id", flat=True).distinct())
    found = frozenset[str]().union(*(_on_closed(*run) for run in closed.values_list("id", "digest")))
    return found if only is None else found & only


def _on_closed(run_id: UUID, digest: str) -> frozenset[str]:
    """Everyone on a closed run, which never changes: asked of the database once by each process."""
    kept = _ON_CLOSED.found((run_id, digest))
    if kept is None:
        rows = models.PayRunPerson.objects.filter(run_id=run_id)
        kept = frozenset(map(intern, rows.values_list("employee_id", flat=True)))  # runs share most of their people
        _ON_CLOSED.keep((run_id, digest), kept)
    return kept


def _named(rows: QuerySet[models.PayRunPerson], only: Set[str] | None) -> QuerySet[models.PayRunPerson]:
    """Where only a few are wanted, name them in the query; else the caller picks them out."""
    return rows if only is None or len(only) > _NAMED_IN_A_QUERY else rows.filter(employee_id__in=only)


def _payments_on(run_id: UUID, only: Set[str] | None = None) -> dict[str, KeptPayment]:
    """The payments of a run, or only some of them, by employee id in its order."""
    named = _named(models.PayRunPerson.objects.filter(run_id=run_id), only)
    rows = named.values_list("employee_id", "gross_pay_pence", "net_pay_pence", "payload")
    found = sorted((row for row in rows if only is None or row[0] in only), key=itemgetter(0))
    payloads = _opened(run_id, "payload", ((row[0], row[3]) for row in found))
    return {
        who: KeptPayment(employee_id=who, gross_pay_pence=gross, net_pay_pence=net, payload=payloads[who])
        for who, gross, net, _ in found
    }


def _people_on(run_id: UUID, only: Set[str] | None = None) -> dict[str, RunPerson]:
    """The people of a run, or only some of them, in order of employee id."""
    columns = ("employee_id", *_PENCE_COLUMNS, *_LISTED_COLUMNS, *_SEALED_COLUMNS)
    named = _named(models.PayRunPerson.objects.filter(run_id=run_id), only)
    rows = [row for row in named.values_list(*columns) if only is None or row[0] in only]
    opened = [
        _opened(run_id, column, ((row[0], row[place]) for row in rows))
        for place, column in enumerate(_SEALED_COLUMNS, start=len(columns) - len(_SEALED_COLUMNS))
    ]
    people = {}
    for row in rows:
        told = dict(zip(columns, row, strict=True))
        told |= {column: of_column[row[0]] for column, of_column in zip(_SEALED_COLUMNS, opened, strict=True)}
        people[row[0]] = RunPerson(**told)
    return dict(sorted(people.items()))
