"""What a pay day sends out: papers made once a version, payslips given once, and what people say has left."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sixpence.actions.corrections import fps_correction
from sixpence.actions.one_reason import one_reason
from sixpence.actions.outbox import take_back, write_message
from sixpence.actions.paper_files import approved_figures, papers_beside, put_in_place, read_paper, tell_superseded
from sixpence.actions.papers import Paper, Progress, build_papers, withdrawals
from sixpence.actions.pay_runs import check_approved, sealed_run
from sixpence.basics.refused import Refused
from sixpence.filing.govtalk import FilingSettings
from sixpence.filing.irmark import irmark
from sixpence.payments.calendar import BacsDays, bacs_days
from sixpence.payments.instructions import Payments, payments_of
from sixpence.payrun.figures import RunFigures
from sixpence.payrun.life import RunState
from sixpence.payrun.payday import TO_EMPLOYEES, TOLD_BY_PEOPLE, PaperKind, RunPaper, check_leaving, check_taking_back
from sixpence.store import transaction
from sixpence.store.events import record
from sixpence.store.papers import mark_left, papers_of, payslips_held, take_mark_back, tallies
from sixpence.store.payruns import held_pay_run, pay_run
from sixpence.store.records import PayRun

_AT_ONCE = 50  # payslips given in one transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Payday:
    """All papers of one run, which agree with it to the penny; the sealed run among them once it is closed."""

    figures: RunFigures
    digest: str
    payments: Payments
    days: BacsDays
    irmark: str  # of the FPS in base32, as it is shown to people; "" where there is none
    files: tuple[Paper, ...]


def make_papers(
    employer: str,
    run_key: str,
    version: int | None = None,
    *,
    filing: FilingSettings,
    payment_format: str = "standard18",
    actor: str,
    at: datetime,
    progress: Progress | None = None,
) -> None:
    """Make what an approved or closed run sends out, reconcile it and keep it: once a version, however often asked.

    Raises Refused where `version` is not the one approved now, where what was approved has changed, or as
    `papers.build_papers` says; then nothing is kept.
    """
    run = payable(pay_run(employer, run_key), version)
    if are_made(run):
        return
    if run.state is RunState.APPROVED:
        check_approved(run, "make papers of")
    figures = approved_figures(run)
    papers = build_papers(
        figures,
        today=at.date(),
        filing=filing,
        payment_format=payment_format,
        correction=fps_correction(run, figures),
        progress=progress,
    )
    papers += withdrawals(figures, _holders(run))
    with papers_beside(run, papers) as beside, transaction():
        held = payable(held_pay_run(employer, run_key), run.version)
        if not are_made(held):  # by another process, meanwhile
            put_in_place(held, papers, beside, at)
            _tell("papers made", held, {"files": len(papers), "digest": held.digest}, actor, at)
    tell_superseded(run)


def payday_of(employer: str, run_key: str) -> Payday:
    """The papers that `make_papers` kept of the run's version, read back. Raises Refused where one is not as made."""
    run = payable(pay_run(employer, run_key))
    if not are_made(run):
        raise Refused(f"pay run {run_key} has no papers yet: sixpence payrun pay {run_key}")
    figures = approved_figures(run)
    made = [paper for paper in papers_of(employer, run_key, run.version) if paper.kind is not PaperKind.FIGURES]
    files = [
        Paper(path=each.path, kind=each.kind, content=read_paper(run, each), employee_id=each.employee_id)
        for each in made
    ]
    if run.state is RunState.CLOSED:
        _, content = sealed_run(employer, run_key)
        files.append(Paper(path=f"{run_key}.parquet", kind=PaperKind.SEALED_RUN, content=content))
    return Payday(
        figures=figures,
        digest=run.digest,
        payments=payments_of(figures),
        days=bacs_days(run.pay_date),
        irmark=next((irmark(file.content).base32 for file in files if file.kind is PaperKind.FPS), ""),
        files=tuple(files),
    )


def give_payslips(
    employer: str, run_key: str, version: int, *, actor: str, at: datetime, progress: Progress | None = None
) -> None:
    """Give everyone their payslip: once, and a corrected one only to those for whom it differs.

    Who has no e-mail address is left over, for somebody to hand it to them (`tell_left`). Raises Refused where the
    run was reopened meanwhile: from then on no more of this version leave.
    """
    run = payable(pay_run(employer, run_key), version)
    addresses = _addresses(run)
    held = payslips_held(employer, run_key)
    _take_back_what_never_left(run)
    _say_when_the_same_left(run, held)
    to_give = [paper for paper in waiting_payslips(run) if paper.employee_id in addresses]
    for start in range(0, len(to_give), _AT_ONCE):
        batch = to_give[start : start + _AT_ONCE]
        with transaction():
            payable(held_pay_run(employer, run_key), version)
            for paper in batch:
                before = held.get(paper.employee_id)
                write_message(
                    run,
                    paper,
                    read_paper(run, paper),
                    to=addresses[paper.employee_id],
                    correction=before is not None and before.kind is PaperKind.PAYSLIP,
                    at=at,
                )
            mark_left(employer, run_key, version, [paper.path for paper in batch], by=actor, at=at)
            _tell("payslips given", run, {"payslips": len(batch)}, actor, at)
        if progress is not None:
            progress(start + len(batch), len(to_give))


def tell_left(
    employer: str, run_key: str, kind: PaperKind, version: int | None = None, *, actor: str, at: datetime
) -> None:
    """Somebody says that a paper has left: the bank file is uploaded, the FPS sent, the rest paid or handed over.

    `version` is the one that they saw. Raises Refused where another one counts now, where it has left already, or
    where there is none.
    """
    with transaction():
        run = payable(held_pay_run(employer, run_key), version)
        handed_over = kind is PaperKind.PAYSLIP
        papers = _to_hand_over(run) if handed_over else papers_of(employer, run_key, run.version, [kind])
        if not papers:
            raise Refused(f"pay run {run_key} has no {kind.label} in version {run.version} for you to send")
        for paper in papers:
            check_leaving(run_key, paper)
        mark_left(employer, run_key, run.version, [paper.path for paper in papers], by=actor, at=at)
        detail: dict[str, str | int] = {"papers": len(papers)}
        if len(papers) == 1:
            detail["sha256"] = papers[0].sha256
        _tell(f"{kind.label} {kind.how_it_leaves}", run, detail, actor, at)


def tell_not_left(
    employer: str,
    run_key: str,
    kind: PaperKind,
    reason: str,
    version: int | None = None,
    *,
    actor: str,
    at: datetime,
) -> None:
    """Somebody says that a paper marked as uploaded, paid or sent has not left: the mark was a mistake.

    `version` is the one that they saw; without it, the newest of which papers were made. Raises Refused where the run
    is closed, where nobody has marked it, where a later version rests on it, or without a reason.
    """
    told = one_reason(reason)
    with transaction():
        run = held_pay_run(employer, run_key)
        if run.state is RunState.CLOSED:
            raise Refused(f"nothing is taken back on pay run {run_key}: it is closed, and closed for good")
        papers = papers_of(employer, run_key, kinds=(PaperKind.FIGURES, *TOLD_BY_PEOPLE))
        of_kind = [each for each in papers if each.kind is kind and each.version == (version or each.version)]
        if kind not in TOLD_BY_PEOPLE or not of_kind:
            raise Refused(f"pay run {run_key} has no {kind.label} that anybody could have marked")
        marked = of_kind[-1]
        check_taking_back(run_key, papers, marked)
        take_mark_back(employer, run_key, marked, told, by=actor, at=at)
        detail: dict[str, str | int] = {"version": marked.version, "sha256": marked.sha256}
        _tell(f"{kind.label} not {kind.how_it_leaves} after all", run, detail, actor, at)


def payable(run: PayRun, version: int | None = None) -> PayRun:
    """The run, if its papers may leave; Refused where it is not approved, or another version is."""
    if run.state not in (RunState.APPROVED, RunState.CLOSED):
        again = f"version {version} goes no further, for it was reopened; " if version else ""
        raise Refused(f"pay run {run.run_key} is {run.state}: {again}approve it first, then its papers can leave")
    if version is not None and version != run.version:
        raise Refused(
            f"version {version} of pay run {run.run_key} goes no further: version {run.version} has taken its place"
        )
    return run


def are_made(run: PayRun) -> bool:
    """Whether the run's version has its papers."""
    kinds = [kind for kind in PaperKind if kind is not PaperKind.FIGURES]
    return any(tallies(run.employer, run.run_key, run.version)[kind].made for kind in kinds)


def waiting_payslips(run: PayRun) -> list[RunPaper]:
    """Payslips of the run's version, and notices that one is withdrawn, that have not been given yet."""
    papers = papers_of(run.employer, run.run_key, run.version, TO_EMPLOYEES)
    return [paper for paper in papers if paper.left_at is None]


def _to_hand_over(run: PayRun) -> list[RunPaper]:
    """The payslips that are left over once all others are given."""
    waiting, addresses = waiting_payslips(run), _addresses(run)
    if any(paper.employee_id in addresses for paper in waiting):
        raise Refused(f"the payslips of pay run {run.run_key} are still being sent: wait for that, or try it again")
    return waiting


def _addresses(run: PayRun) -> dict[str, str]:
    """The e-mail address of everyone who has one, as it was when any version they were on was approved."""
    versions = {paper.version for paper in papers_of(run.employer, run.run_key, kinds=[PaperKind.FIGURES])}
    everyone = [pay.person for version in sorted(versions) for pay in approved_figures(run, version).people]
    return {person.employee_id: person.get("email") for person in everyone if person.get("email")}


def _holders(run: PayRun) -> list[str]:
    """Who was given a payslip of an earlier version, by employee id."""
    held = payslips_held(run.employer, run.run_key)
    return [employee_id for employee_id, paper in held.items() if paper.kind is PaperKind.PAYSLIP]


def _say_when_the_same_left(run: PayRun, held: Mapping[str, RunPaper]) -> None:
    """Whoever holds the very same payslip from an earlier version needs no other: it left when that one did."""
    same: dict[tuple[datetime, str], list[str]] = defaultdict(list)
    for paper in waiting_payslips(run):
        before = held.get(paper.employee_id)
        if before is not None and before.left_at is not None and before.sha256 == paper.sha256:
            same[before.left_at, before.left_by].append(paper.path)
    with transaction():
        payable(held_pay_run(run.employer, run.run_key), run.version)
        for (left_at, left_by), paths in same.items():
            mark_left(run.employer, run.run_key, run.version, paths, by=left_by, at=left_at)


def _take_back_what_never_left(run: PayRun) -> None:
    """A process that died in the middle of giving may have left messages of a version that was then replaced."""
    for paper in papers_of(run.employer, run.run_key, kinds=TO_EMPLOYEES):
        if paper.version < run.version and paper.left_at is None:
            take_back(run, paper)


def _tell(kind: str, run: PayRun, detail: Mapping[str, str | int], actor: str, at: datetime) -> None:
    record(
        kind=kind,
        subject=f"{run.employer} {run.run_key}",
        detail={"version": run.version, **detail},
        actor=actor,
        at=at,
    )
