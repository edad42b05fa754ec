"""What there is to look at on a run, and what somebody has said of it, in and out of the database."""

from collections.abc import Iterable, Mapping, Set
from datetime import datetime

from sixpence.payrun.checks import CheckKind, Finding
from sixpence.store.encryption import seal_all, unseal
from sixpence.store.many_rows import insert_rows
from sixpence.store.payruns import batched, changeable_row_of, run_id_of
from sixpence.store.ready import models
from sixpence.store.records import Settled
from sixpence.store.transactions import require_transaction

_BATCH = 5_000  # rows written at a time


def save_findings(employer: str, run_key: str, findings: Iterable[Finding], only: Set[str] | None = None) -> None:
    """Keep what was found on a run, or only on some of its people, in place of what was found before."""
    require_transaction()
    run = changeable_row_of(employer, run_key)
    before = models.RunFinding.objects.filter(run=run)
    if only is None:
        before.delete()
    for some in batched(only or frozenset()):
        before.filter(employee_id__in=some).delete()
    found, run_id = list(findings), str(run.id)
    words = seal_all(
        [(f"{run_id}/{one.key}", one.words.encode()) for one in found], table="run_finding", column="words"
    )
    insert_rows(
        models.RunFinding,
        ("run", "kind", "employee_id", "name", "figures", "words"),
        (
            (run.id, one.kind.value, one.employee_id, one.name, one.figures, sealed)
            for one, sealed in zip(found, words, strict=True)
        ),
    )


def finding_keys(employer: str, run_key: str) -> list[tuple[CheckKind, str]]:
    """Kind and key of everything found, in the order found; nothing is opened."""
    rows = models.RunFinding.objects.filter(run_id=run_id_of(employer, run_key)).order_by("id")
    return [
        (CheckKind(kind), f"{kind}/{employee_id}/{figures}")
        for kind, employee_id, figures in rows.values_list("kind", "employee_id", "figures")
    ]


def findings_of(
    employer: str, run_key: str, *, kind: CheckKind | None = None, employee_id: str | None = None, most: int = 0
) -> list[Finding]:
    """What was found of one kind or one person, or all of it; the first `most`, where that is not 0."""
    run_id = run_id_of(employer, run_key)
    rows = models.RunFinding.objects.filter(run_id=run_id).order_by("id")
    if kind is not None:
        rows = rows.filter(kind=kind.value)
    if employee_id is not None:
        rows = rows.filter(employee_id=employee_id)
    found = []
    for row in rows[:most] if most else rows:
        place = f"{run_id}/{row.kind}/{row.employee_id}/{row.figures}"
        words = unseal(bytes(row.words), table="run_finding", row=place, column="words")
        found.append(
            Finding(
                kind=CheckKind(row.kind), employee_id=row.employee_id, name=row.name, words=words, figures=row.figures
            )
        )
    return found


def settle(employer: str, run_key: str, keys: Iterable[str], reason: str, *, actor: str, at: datetime) -> None:
    """Keep that somebody has looked at these, and why they are all right; a later word takes an earlier one's place."""
    require_transaction()
    run = changeable_row_of(employer, run_key)
    models.Acknowledgement.objects.bulk_create(
        (models.Acknowledgement(run=run, warning=key, reason=reason, by=actor, at=at) for key in keys),
        update_conflicts=True,
        unique_fields=["run", "warning"],
        update_fields=["reason", "by", "at"],
        batch_size=_BATCH,
    )


def unsettle(employer: str, run_key: str, keys: Iterable[str]) -> None:
    require_transaction()
    models.Acknowledgement.objects.filter(run=changeable_row_of(employer, run_key), warning__in=list(keys)).delete()


def settled(employer: str, run_key: str) -> Mapping[str, Settled]:
    """Everything that was ever settled on the run, by key."""
    rows = models.Acknowledgement.objects.filter(run_id=run_id_of(employer, run_key))
    return {row.warning: Settled(reason=row.reason, by=row.by, at=row.at) for row in rows.order_by("id")}
