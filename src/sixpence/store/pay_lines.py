"""One-off items of pay on a run, in and out of the database."""

from collections.abc import Collection, Iterable, Mapping, Set
from datetime import datetime
from hashlib import sha256

from sixpence.basics.refused import Refused
from sixpence.payrun.figures import LineKind, PayLine
from sixpence.store.payruns import changeable_row_of, run_id_of
from sixpence.store.ready import models
from sixpence.store.records import KeptPayLine
from sixpence.store.transactions import require_transaction

_BATCH = 5_000  # rows written at a time


def save_pay_lines(
    employer: str, run_key: str, lines: Mapping[str, Iterable[PayLine]], *, actor: str, at: datetime
) -> None:
    """Keep the one-off lines of these employees on a run, in place of those they had; others keep theirs.

    Raises Refused once the run is approved or closed.
    """
    require_transaction()
    run = changeable_row_of(employer, run_key)
    for employee_id in lines:
        models.PayLine.objects.filter(run=run, employee_id=employee_id).delete()
    models.PayLine.objects.bulk_create(
        (
            models.PayLine(run=run, employee_id=employee_id, by=actor, at=at, **_columns(line))
            for employee_id, theirs in lines.items()
            for line in theirs
        ),
        batch_size=_BATCH,
    )


def add_pay_line(
    employer: str, run_key: str, employee_id: str, line: PayLine, note: str, *, actor: str, at: datetime
) -> int:
    """Keep one more line of an employee, and say its number. Raises Refused once the run is approved or closed."""
    require_transaction()
    run = changeable_row_of(employer, run_key)
    row = models.PayLine(run=run, employee_id=employee_id, note=note, by=actor, at=at, **_columns(line))
    row.save(force_insert=True)
    return row.id


def change_pay_line(
    employer: str, run_key: str, number: int, line: PayLine, note: str, *, actor: str, at: datetime
) -> None:
    """Put another line in the place of one. Raises Refused where it is not there, or the run is approved or closed."""
    require_transaction()
    lines = models.PayLine.objects.filter(run=changeable_row_of(employer, run_key), id=number)
    if not lines.update(note=note, by=actor, at=at, **_columns(line)):
        raise _no_such_line(run_key, number)


def remove_pay_line(employer: str, run_key: str, number: int) -> None:
    """Raises Refused as `change_pay_line` does."""
    require_transaction()
    removed, _ = models.PayLine.objects.filter(run=changeable_row_of(employer, run_key), id=number).delete()
    if not removed:
        raise _no_such_line(run_key, number)


def kept_pay_line(employer: str, run_key: str, number: int) -> KeptPayLine:
    """Raises Refused where the run has no such line."""
    row = models.PayLine.objects.filter(run_id=run_id_of(employer, run_key), id=number).first()
    if row is None:
        raise _no_such_line(run_key, number)
    return _kept(row)


def kept_pay_lines(employer: str, run_key: str, employee_id: str) -> list[KeptPayLine]:
    """One employee's lines, in the order given."""
    rows = models.PayLine.objects.filter(run_id=run_id_of(employer, run_key), employee_id=employee_id)
    return [_kept(row) for row in rows.order_by("id")]


def pay_lines(employer: str, run_key: str, only: Set[str] | None = None) -> dict[str, tuple[PayLine, ...]]:
    """The one-off lines of a run (or of only some people on it) by employee id, each employee's in the order given."""
    found: dict[str, list[PayLine]] = {}
    rows = models.PayLine.objects.filter(run_id=run_id_of(employer, run_key))
    if only is not None:
        rows = rows.filter(employee_id__in=only)
    for row in rows.order_by("employee_id", "id"):
        found.setdefault(row.employee_id, []).append(_kept(row).line)
    return {employee_id: tuple(theirs) for employee_id, theirs in sorted(found.items())}


def employees_with_line(employer: str, run_key: str, kinds: Collection[LineKind]) -> set[str]:
    """Everyone who has a one-off line of one of these kinds on a run."""
    rows = models.PayLine.objects.filter(run_id=run_id_of(employer, run_key), kind__in=[kind.value for kind in kinds])
    return set(rows.values_list("employee_id", flat=True))


def pay_lines_mark(employer: str, run_key: str) -> str:
    """Stands for all one-off lines of a run as they are now: SHA-256 of them."""
    rows = models.PayLine.objects.filter(run_id=run_id_of(employer, run_key)).order_by("id")
    lines = list(rows.values_list("id", "employee_id", "kind", *_PLAIN))
    return sha256(repr(lines).encode()).hexdigest()


def _columns(line: PayLine) -> dict[str, object]:
    return {"kind": line.kind.value} | {name: getattr(line, name) for name in _PLAIN}


_PLAIN = ("label", "hours", "rate_pence", "amount_pence")


def _kept(row: models.PayLine) -> KeptPayLine:
    line = PayLine(kind=LineKind(row.kind), **{name: getattr(row, name) for name in _PLAIN})
    return KeptPayLine(number=row.id, employee_id=row.employee_id, line=line, note=row.note, by=row.by, at=row.at)


def _no_such_line(run_key: str, number: int) -> Refused:
    return Refused(f"pay run {run_key} has no pay line {number}: it was removed, or belongs to another run")
