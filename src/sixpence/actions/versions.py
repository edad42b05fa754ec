"""The versions of a run: what was approved when, what of it left, and what differs from one to the next."""

from dataclasses import dataclass
from datetime import datetime

from sixpence.actions.kept_runs import kept_run
from sixpence.actions.paper_files import approved_records
from sixpence.payrun.changes import PersonChange, changes_between
from sixpence.payrun.life import RunState
from sixpence.payrun.payday import TOLD_BY_PEOPLE, PaperKind, RunPaper
from sixpence.payrun.record import pay_from_record
from sixpence.store.papers import Tally, papers_of, tallies
from sixpence.store.payruns import pay_run
from sixpence.store.records import PayRun
from sixpence.store.run_totals import totals_of_run


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One approval of a run and what came of it."""

    number: int
    digest: str
    approved_at: datetime
    counts: bool  # it is the one approved now; the others are superseded
    payslips: Tally
    papers: tuple[RunPaper, ...]  # bank file, payments by hand and FPS, where there are any


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What the figures that stand change against the ones approved before."""

    against: int  # a version
    people: tuple[PersonChange, ...]
    net_pay_before_pence: int
    net_pay_after_pence: int

    @property
    def net_difference_pence(self) -> int:
        return self.net_pay_after_pence - self.net_pay_before_pence


def versions_of(employer: str, run_key: str) -> tuple[Version, ...]:
    """Every version of the run, the newest first."""
    run = pay_run(employer, run_key)
    approved = papers_of(employer, run_key, kinds=[PaperKind.FIGURES])
    return tuple(_version(run, figures) for figures in reversed(approved))


def difference_of(employer: str, run_key: str) -> Difference | None:
    """What the run changes, person by person, against the version approved before; None where there is none.

    A run that was reopened is held against the version that was approved last, an approved one against the one before.
    """
    run = pay_run(employer, run_key)
    stands = run.state in (RunState.APPROVED, RunState.CLOSED)
    against = run.version - 1 if stands else run.version
    if against < 1:
        return None
    before = set(approved_records(run, against))
    after = set(approved_records(run, run.version) if stands else kept_run(run).records)
    # Most people are the same to the last byte, and need not be read.
    people = changes_between(map(pay_from_record, before - after), map(pay_from_record, after - before))
    net_pay_pence = totals_of_run(employer, run_key).net_pay_pence
    return Difference(
        against=against,
        people=people,
        net_pay_before_pence=net_pay_pence - sum(change.net_difference_pence for change in people),
        net_pay_after_pence=net_pay_pence,
    )


def _version(run: PayRun, figures: RunPaper) -> Version:
    number = figures.version
    return Version(
        number=number,
        digest=figures.digest,
        approved_at=figures.made_at,
        counts=bool(run.approved_by) and number == run.version,
        payslips=tallies(run.employer, run.run_key, number)[PaperKind.PAYSLIP],
        papers=tuple(papers_of(run.employer, run.run_key, number, TOLD_BY_PEOPLE)),
    )
