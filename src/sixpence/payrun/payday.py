"""What leaves on a pay day: which papers, in which versions, and what may not be done any more once one has left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sixpence.basics.days import long_date
from sixpence.basics.refused import Refused


class PaperKind(StrEnum):
    """What a file of a run is."""

    FIGURES = "figures"  # the approved figures that all papers of a version are made from; it stays here
    PAYSLIP = "payslip"
    WITHDRAWAL = "payslip-withdrawn"  # to somebody who had a payslip and is not paid on the run any more
    FPS = "fps"
    BANK_FILE = "payments"
    BY_HAND = "payments-by-hand"
    ORDERS = "orders"  # whom to pay what was deducted by order; nobody has to say that it was paid
    SEALED_RUN = "sealed-run"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def how_it_leaves(self) -> str:
        """In words that follow "is": what somebody says of it when it has left."""
        return _HOW[self]


_LABELS = {
    PaperKind.FIGURES: "approved figures",
    PaperKind.PAYSLIP: "payslip",
    PaperKind.WITHDRAWAL: "notice that a payslip is withdrawn",
    PaperKind.FPS: "FPS",
    PaperKind.BANK_FILE: "bank file",
    PaperKind.BY_HAND: "list of payments by hand",
    PaperKind.ORDERS: "list of deductions by order",
    PaperKind.SEALED_RUN: "sealed run",
}
_HOW = {
    PaperKind.PAYSLIP: "given to its owner",
    PaperKind.WITHDRAWAL: "given to its owner",
    PaperKind.FPS: "sent to HMRC",
    PaperKind.BANK_FILE: "uploaded to the bank",
    PaperKind.BY_HAND: "paid",
}
MONEY = (PaperKind.BANK_FILE, PaperKind.BY_HAND)
TO_EMPLOYEES = (PaperKind.PAYSLIP, PaperKind.WITHDRAWAL)
TOLD_BY_PEOPLE = (*MONEY, PaperKind.FPS)  # leave by somebody's hand, who then says so


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPaper:
    """One file of one version of a run. `left_at` is when it left, as somebody or the delivery says."""

    version: int
    path: str  # inside the folder of the version
    kind: PaperKind
    employee_id: str = ""  # whose it is; "" for those of the whole run
    sha256: str
    digest: str  # of the approved figures it was made from
    made_at: datetime
    left_at: datetime | None = None
    left_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """A mark that a paper had left, which was a mistake: whose it was and when, and who says so and why."""

    kind: PaperKind
    version: int
    left_at: datetime
    left_by: str
    reason: str
    by: str
    at: datetime


def check_reopening(run_key: str, papers: Iterable[RunPaper]) -> None:
    """Whether the figures may still change. `papers` are those of the run's version.

    Raises Refused once money has left: what is paid is paid, and a difference is put right by paying it.
    """
    for paper in papers:
        if paper.kind in MONEY and paper.left_at is not None:
            raise Refused(
                f"cannot reopen pay run {run_key}: the money has left (the {paper.kind.label} of version "
                f"{paper.version} {_said(paper)}); put what changed into the next run, or pay the difference "
                "as a supplementary payment"
            )


def check_leaving(run_key: str, paper: RunPaper) -> None:
    """Whether somebody may say of a paper that it has left now. Raises Refused where it has already."""
    if paper.left_at is not None:
        raise Refused(
            f"nothing is changed on pay run {run_key}: the {paper.kind.label} of version {paper.version} {_said(paper)}"
        )


def check_taking_back(run_key: str, papers: Iterable[RunPaper], paper: RunPaper) -> None:
    """Whether somebody may say that a paper has not left after all. `papers` are those of every version of the run.

    Raises Refused where nobody has said that it left, and where a later version has been made with that in mind.
    """
    if paper.left_at is None:
        raise Refused(
            f"nothing is taken back on pay run {run_key}: the {paper.kind.label} of version {paper.version} is not "
            f"marked as {paper.kind.how_it_leaves}"
        )
    later = max(each.version for each in papers)
    if later > paper.version:
        raise Refused(
            f"nothing is taken back on pay run {run_key}: version {later} was approved since, and its papers rest on "
            f"the {paper.kind.label} of version {paper.version}, which {_said(paper)}"
        )


def check_closing(run_key: str, version: int, papers: Iterable[RunPaper]) -> None:
    """Whether all has left that the run's version has to send. `papers` are those of every version. Raises Refused.

    A run of which no papers were ever made here was paid and reported elsewhere, and closes as it is.
    """
    made = [paper for paper in papers if paper.kind is not PaperKind.FIGURES]
    if made and not any(paper.version == version for paper in made):
        raise Refused(f"cannot close pay run {run_key}: the papers of version {version} are not made yet")
    here = [paper for paper in made if (paper.version, paper.left_at) == (version, None)]
    here = [paper for paper in here if paper.kind in TOLD_BY_PEOPLE]
    if here:
        listed = " and ".join(f"its {paper.kind.label} is not marked as {paper.kind.how_it_leaves}" for paper in here)
        raise Refused(f"cannot close pay run {run_key}: {listed}")


def _said(paper: RunPaper) -> str:
    """By whom and when it left."""
    assert paper.left_at is not None
    when = f"{long_date(paper.left_at)} at {paper.left_at:%H:%M}"
    return f"was marked as {paper.kind.how_it_leaves} by {paper.left_by} on {when}"
