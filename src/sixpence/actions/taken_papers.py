"""Papers taken out by somebody who sends them on: named so that versions are told apart, and in the log."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from sixpence.actions.paper_files import read_paper
from sixpence.basics.refused import Refused
from sixpence.payrun.payday import MONEY, PaperKind, RunPaper
from sixpence.store import transaction
from sixpence.store.employers import slug_of
from sixpence.store.events import record
from sixpence.store.papers import papers_of
from sixpence.store.payruns import pay_run
from sixpence.store.records import PayRun


@dataclass(frozen=True, slots=True)
class TakenPaper:
    name: str
    content: bytes


def take_paper(employer: str, run_key: str, version: int, kind: PaperKind, *, actor: str, at: datetime) -> TakenPaper:
    """One paper of a version; all payslips as one ZIP file.

    Raises Refused where there is none, where it is not the file that was made, or where it would pay people by a
    version that another has taken the place of.
    """
    with transaction():
        run = pay_run(employer, run_key)
        papers = papers_of(employer, run_key, version, [kind])
        if not papers:
            raise Refused(f"pay run {run_key} has no {kind.label} in version {version}: make its papers first")
        counts = bool(run.approved_by) and version == run.version
        if kind in MONEY and not counts and papers[0].left_at is None:
            raise Refused(f"version {version} of pay run {run_key} is superseded: nothing of it may be paid any more")
        content = _zipped(run, papers) if kind is PaperKind.PAYSLIP else read_paper(run, papers[0])
        record(
            kind=f"{kind.label} taken out",
            subject=f"{employer} {run_key}",
            detail={"version": version, "files": len(papers)},
            actor=actor,
            at=at,
        )
    file = "payslips.zip" if kind is PaperKind.PAYSLIP else PurePosixPath(papers[0].path).name
    return TakenPaper(f"{slug_of(employer)}-{run_key}-v{version}{'' if counts else '-superseded'}-{file}", content)


def payslip_of_version(employer: str, run_key: str, version: int, employee_id: str) -> bytes:
    """One person's payslip of a version. Raises Refused where there is none."""
    run = pay_run(employer, run_key)
    for paper in papers_of(employer, run_key, version, [PaperKind.PAYSLIP]):
        if paper.employee_id == employee_id:
            return read_paper(run, paper)
    raise Refused(f"employee {employee_id} has no payslip in version {version} of pay run {run_key}")


def _zipped(run: PayRun, papers: list[RunPaper]) -> bytes:
    """The same files always make the same bytes: each is dated by the pay day."""
    packed = BytesIO()
    day = run.pay_date
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for paper in papers:
            entry = ZipInfo(PurePosixPath(paper.path).name, (day.year, day.month, day.day, 0, 0, 0))
            archive.writestr(entry, read_paper(run, paper))
    return packed.getvalue()
