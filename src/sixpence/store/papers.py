"""The papers of pay runs, in and out of the database. The files themselves are `actions.paper_files`."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import overload

from django.db.models import Count

from sixpence.payrun.payday import PaperKind, RunPaper, TakenBack
from sixpence.store.employers import row_id_of
from sixpence.store.payruns import run_id_of
from sixpence.store.ready import models
from sixpence.store.transactions import require_transaction

_BATCH = 1_000  # rows written, or named in a query, at a time
_COLUMNS = tuple(field.name for field in fields(RunPaper) if field.name != "kind")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many papers of a kind there are, and how many of them have left."""

    made: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class OwnPayslip:
    """What somebody holds of one run: their payslip, or the notice that it is withdrawn."""

    run_key: str
    pay_date: date
    paper: RunPaper


def keep_papers(employer: str, run_key: str, papers: Iterable[RunPaper]) -> None:
    """Keep what is known of new files of a run."""
    require_transaction()
    run_id = run_id_of(employer, run_key)
    rows = (models.RunPaper(run_id=run_id, kind=paper.kind.value, **_columns(paper)) for paper in papers)
    models.RunPaper.objects.bulk_create(rows, batch_size=_BATCH)


def papers_of(
    employer: str, run_key: str, version: int | None = None, kinds: Collection[PaperKind] = tuple(PaperKind)
) -> list[RunPaper]:
    """The papers of a run, or of one version, in order of version and path."""
    rows = models.RunPaper.objects.filter(run_id=run_id_of(employer, run_key), kind__in=[kind.value for kind in kinds])
    if version is not None:
        rows = rows.filter(version=version)
    return [_domain(row) for row in rows.order_by("version", "path")]


def papers_by_run(employer: str, kinds: Collection[PaperKind]) -> dict[str, list[RunPaper]]:
    """Of every run that has papers of these kinds, those papers, the newest version first; by run key."""
    rows = models.RunPaper.objects.filter(run__employer_id=row_id_of(employer), kind__in=[kind.value for kind in kinds])
    found: dict[str, list[RunPaper]] = {}
    for row in rows.select_related("run").order_by("-version", "path"):
        found.setdefault(row.run.run_key, []).append(_domain(row))
    return found


def tallies(employer: str, run_key: str, version: int) -> dict[PaperKind, Tally]:
    """How many papers of each kind the version has, and how many have left; every kind is named."""
    rows = models.RunPaper.objects.filter(run_id=run_id_of(employer, run_key), version=version).values("kind")
    counted = rows.annotate(made=Count("id"), left=Count("left_at")).values_list("kind", "made", "left")
    return dict.fromkeys(PaperKind, Tally()) | {PaperKind(kind): Tally(made, left) for kind, made, left in counted}


def mark_left(employer: str, run_key: str, version: int, paths: Collection[str], *, by: str, at: datetime) -> int:
    """Say that these papers have left; of how many that was news. What has left stays as it was said first."""
    require_transaction()
    run_id = run_id_of(employer, run_key)
    news, names = 0, list(paths)
    for start in range(0, len(names), _BATCH):
        here = models.RunPaper.objects.filter(run_id=run_id, version=version, left_at__isnull=True)
        news += here.filter(path__in=names[start : start + _BATCH]).update(left_at=at, left_by=by)
    return news


def take_mark_back(employer: str, run_key: str, paper: RunPaper, reason: str, *, by: str, at: datetime) -> None:
    """Keep that a paper marked as left has not left after all, beside who had said so."""
    require_transaction()
    assert paper.left_at is not None
    row = models.RunPaper.objects.get(run_id=run_id_of(employer, run_key), version=paper.version, path=paper.path)
    models.MarkTakenBack.objects.create(
        paper=row, left_at=paper.left_at, left_by=paper.left_by, reason=reason, by=by, at=at
    )
    row.left_at, row.left_by = None, ""
    row.save(update_fields=["left_at", "left_by"])


def marks_taken_back(employer: str, run_key: str, version: int) -> list[TakenBack]:
    """Of a version of a run, in the order in which they were taken back."""
    of_version = models.MarkTakenBack.objects.filter(paper__run_id=run_id_of(employer, run_key), paper__version=version)
    rows = of_version.select_related("paper")
    return [
        TakenBack(
            kind=PaperKind(row.paper.kind),
            version=row.paper.version,
            left_at=row.left_at,
            left_by=row.left_by,
            reason=row.reason,
            by=row.by,
            at=row.at,
        )
        for row in rows.order_by("id")
    ]


def payslips_held(employer: str, run_key: str) -> dict[str, RunPaper]:
    """Of everyone who was given a payslip of the run, the last one, or the notice that withdrew it; by employee id."""
    rows = models.RunPaper.objects.filter(run_id=run_id_of(employer, run_key), left_at__isnull=False).exclude(
        employee_id=""
    )
    return {row.employee_id: _domain(row) for row in rows.order_by("version")}


def corrected_payslips(employer: str, run_key: str, version: int) -> int:
    """How many payslips of the version took the place of another that had been given, and is not the same."""
    given = models.RunPaper.objects.filter(
        run_id=run_id_of(employer, run_key), kind=PaperKind.PAYSLIP.value, left_at__isnull=False
    )
    if version < 2:
        return 0
    before = dict(given.filter(version__lt=version).order_by("version").values_list("employee_id", "sha256"))
    now = given.filter(version=version).values_list("employee_id", "sha256")
    return sum(employee_id in before and before[employee_id] != sha256 for employee_id, sha256 in now)


def payslips_of(employer: str, employee_id: str) -> list[OwnPayslip]:
    """What somebody was given, one a run: the last of each, newest pay date first."""
    rows = models.RunPaper.objects.filter(
        run__employer_id=row_id_of(employer), employee_id=employee_id, left_at__isnull=False
    ).exclude(employee_id="")
    last = {row.run.run_key: row for row in rows.select_related("run").order_by("version")}
    held = [OwnPayslip(row.run.run_key, row.run.pay_date, _domain(row)) for row in last.values()]
    return sorted(held, key=lambda each: (each.pay_date, each.run_key), reverse=True)


class GivenPayslips(Sequence[OwnPayslip]):
    """Every payslip, or notice, that an employer gave somebody, the newest first; read a slice at a time."""

    def __init__(self, employer: str) -> None:
        self._rows = (
            models.RunPaper.objects.filter(run__employer_id=row_id_of(employer), left_at__isnull=False)
            .exclude(employee_id="")
            .select_related("run")
            .order_by("-left_at", "-run__pay_date", "-version", "employee_id")
        )

    def __len__(self) -> int:
        return self._rows.count()

    @overload
    def __getitem__(self, which: int) -> OwnPayslip: ...
    @overload
    def __getitem__(self, which: slice) -> list[OwnPayslip]: ...
    def __getitem__(self, which: int | slice) -> OwnPayslip | list[OwnPayslip]:
        if isinstance(which, slice):
            return [_given(row) for row in self._rows[which]]
        return _given(self._rows[which])


def _given(row: models.RunPaper) -> OwnPayslip:
    return OwnPayslip(row.run.run_key, row.run.pay_date, _domain(row))


def _columns(paper: RunPaper) -> dict[str, object]:
    return {column: getattr(paper, column) for column in _COLUMNS}


def _domain(row: models.RunPaper) -> RunPaper:
    return RunPaper(kind=PaperKind(row.kind), **{column: getattr(row, column) for column in _COLUMNS})
