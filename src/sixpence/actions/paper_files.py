"""The papers of runs as files: one folder a run and version, readable by their owner alone, each known by its SHA-256.

DATA_DIR/papers/EMPLOYER/RUN/v1-figures.parquet    the figures as they were approved
DATA_DIR/papers/EMPLOYER/RUN/v1/                   what was made of them: payslips/, fps.xml, payments.txt
DATA_DIR/papers/EMPLOYER/RUN/v1/SUPERSEDED.txt     where a later version, or none, counts
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from sixpence.actions.papers import Paper
from sixpence.actions.whole_files import write_folder, write_whole
from sixpence.basics.refused import Refused
from sixpence.payrun.figures import RunFigures
from sixpence.payrun.payday import PaperKind, RunPaper
from sixpence.payrun.record import figures_from, pay_from_record
from sixpence.payrun.seal import read_records
from sixpence.store.configuration import current
from sixpence.store.employers import slug_of
from sixpence.store.papers import keep_papers, papers_of
from sixpence.store.records import PayRun

_SUPERSEDED = "SUPERSEDED.txt"


def keep_approved_figures(run: PayRun, sealed: bytes, at: datetime) -> None:
    """Keep what was approved, in the transaction of the approval. A file without its row is written over."""
    paper = Paper(path="figures.parquet", kind=PaperKind.FIGURES, content=sealed)
    known = _known(run, paper, at)
    path = _path(run, known)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(path, paper.content)
    keep_papers(run.employer, run.run_key, [known])


def approved_file(run: PayRun, version: int | None = None) -> bytes:
    """The sealed figures of a version as they were approved; of the run's own version where none is named."""
    version = run.version if version is None else version
    found = papers_of(run.employer, run.run_key, version, [PaperKind.FIGURES])
    if not found:
        raise Refused(f"pay run {run.run_key} has no approved figures of version {version}: approve it first")
    return read_paper(run, found[0])


def approved_figures(run: PayRun, version: int | None = None) -> RunFigures:
    """The same, read."""
    header, records = read_records(run.run_key, approved_file(run, version))
    return figures_from(header, map(pay_from_record, records))


def approved_records(run: PayRun, version: int) -> list[bytes]:
    """The same, each person as the digest sees them."""
    return read_records(run.run_key, approved_file(run, version))[1]


def read_paper(run: PayRun, paper: RunPaper) -> bytes:
    """The file. Raises Refused where it is not there, or is not the one that was made."""
    path = _path(run, paper)
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise Refused(f"{path} cannot be read: {problem.strerror}; restore it from a backup") from None
    if sha256(content).hexdigest() != paper.sha256:
        raise Refused(f"{path} is not the file that was made: its SHA-256 has changed; restore it from a backup")
    return content


@contextmanager
def papers_beside(run: PayRun, papers: Iterable[Paper]) -> Iterator[Path]:
    """The papers of the run's version, written beside their place until `put_in_place`; what is not is removed."""
    folder = _folder(run, run.version)
    beside = folder.with_name(f".{folder.name}.{uuid4().hex}")
    beside.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_folder(beside, {paper.path: paper.content for paper in papers})
    try:
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def put_in_place(run: PayRun, papers: Iterable[Paper], beside: Path, at: datetime) -> None:
    """Make the folder the one of the version, in the transaction that keeps what is known of it."""
    folder = _folder(run, run.version)
    shutil.rmtree(folder, ignore_errors=True)  # without rows: nobody ever saw it
    beside.rename(folder)
    for left_behind in folder.parent.glob(f".{folder.name}.*"):  # by processes that died over it
        shutil.rmtree(left_behind, ignore_errors=True)
    keep_papers(run.employer, run.run_key, [_known(run, paper, at) for paper in papers])


def tell_superseded(run: PayRun) -> None:
    """Say in the folder of every version that does not count any more that it does not. Safe to repeat."""
    versions = {paper.version for paper in papers_of(run.employer, run.run_key)}
    counts = run.version if run.approved_by else 0
    for version in versions - {counts}:
        folder = _folder(run, version)
        if folder.is_dir():
            instead = f"version {counts} counts" if counts > version else "the run was reopened"
            text = f"Version {version} of pay run {run.run_key} is superseded: {instead}. Send nothing from here.\n"
            write_whole(folder / _SUPERSEDED, text.encode())


def _known(run: PayRun, paper: Paper, at: datetime) -> RunPaper:
    return RunPaper(
        version=run.version,
        path=paper.path,
        kind=paper.kind,
        employee_id=paper.employee_id,
        sha256=paper.sha256,
        digest=run.digest,
        made_at=at,
    )


def _path(run: PayRun, paper: RunPaper) -> Path:
    folder = _folder(run, paper.version)
    if paper.kind is PaperKind.FIGURES:
        return folder.with_name(f"{folder.name}-{paper.path}")
    return folder / paper.path


def _folder(run: PayRun, version: int) -> Path:
    return current().papers_dir / slug_of(run.employer) / run.run_key / f"v{version}"
