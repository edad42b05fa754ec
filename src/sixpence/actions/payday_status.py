"""How far the pay day of a run has come, and what comes next: the checklist that every face shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sixpence.actions import durable
from sixpence.actions.durable import JobNow, JobState
from sixpence.actions.payday import are_made, waiting_payslips
from sixpence.actions.payday_job import payday_job_id
from sixpence.payments.calendar import BacsDays, bacs_days
from sixpence.payrun.life import RunState
from sixpence.payrun.payday import TOLD_BY_PEOPLE, PaperKind, RunPaper, TakenBack
from sixpence.store.papers import Tally, corrected_payslips, marks_taken_back, papers_of, tallies
from sixpence.store.payruns import pay_run
from sixpence.store.records import PayRun


class Stage(StrEnum):
    """What the pay day waits for. In order."""

    APPROVAL = "approval"
    START = "start"
    WORK = "work"
    RETRY = "retry"
    PEOPLE = "people"  # somebody has to send what waits, and say so
    CLOSE = "close"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaydayStatus:
    run: PayRun
    stage: Stage
    job: JobNow | None  # None where it has not begun, or has long ended
    payslips: Tally
    withdrawals: Tally
    corrected: int  # payslips of this version that took the place of another
    to_hand_over: tuple[str, ...]  # employee ids of those without an e-mail address, whose payslip waits for somebody
    papers: tuple[RunPaper, ...]  # bank file, payments by hand and FPS, where there are any
    orders: RunPaper | None  # whom to pay what was deducted by order; nobody has to say that it was paid
    taken_back: tuple[TakenBack, ...]  # marks on papers of this version that were mistakes
    days: BacsDays

    @property
    def waiting(self) -> tuple[RunPaper, ...]:
        """What somebody still has to send."""
        return tuple(paper for paper in self.papers if paper.left_at is None)


def payday_status(employer: str, run_key: str) -> PaydayStatus:
    """The checklist of the run's version as it is now. Looking changes nothing."""
    run = pay_run(employer, run_key)
    counted = tallies(employer, run_key, run.version)
    made = run.state in (RunState.APPROVED, RunState.CLOSED) and are_made(run)
    papers = papers_of(employer, run_key, run.version, TOLD_BY_PEOPLE) if made else []
    papers.sort(key=lambda paper: TOLD_BY_PEOPLE.index(paper.kind))  # what has to leave first comes first
    left_over = tuple(paper.employee_id for paper in waiting_payslips(run)) if made else ()
    job = None
    if run.state is RunState.APPROVED and (left_over or not made):
        # Otherwise it has nothing to say, and durable work is not launched to look at what has ended.
        job = durable.look(payday_job_id(run))
    return PaydayStatus(
        run=run,
        stage=_stage(run, papers, job, done=made and not left_over),
        job=job,
        payslips=counted[PaperKind.PAYSLIP],
        withdrawals=counted[PaperKind.WITHDRAWAL],
        corrected=corrected_payslips(employer, run_key, run.version),
        to_hand_over=left_over if job is not None and job.state is JobState.DONE else (),
        papers=tuple(papers),
        orders=next(iter(papers_of(employer, run_key, run.version, [PaperKind.ORDERS])), None) if made else None,
        taken_back=tuple(marks_taken_back(employer, run_key, run.version)),
        days=bacs_days(run.pay_date),
    )


def _stage(run: PayRun, papers: Sequence[RunPaper], job: JobNow | None, *, done: bool) -> Stage:
    if run.state is RunState.CLOSED:
        return Stage.DONE
    if run.state is not RunState.APPROVED:
        return Stage.APPROVAL
    if job is not None and job.state is not JobState.DONE:
        return Stage.RETRY if job.state is JobState.FAILED else Stage.WORK
    if job is None and not done:
        return Stage.START
    return Stage.PEOPLE if any(paper.left_at is None for paper in papers) else Stage.CLOSE
