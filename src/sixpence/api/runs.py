"""Pay runs: open, work out, adjust, approve, pay and file, close."""

from typing import Annotated

from django.core.paginator import Paginator
from django.http import HttpResponse
from ninja import Path, Router

from sixpence.actions import pay_runs as use_cases
from sixpence.actions.adjustments import add_adjustment
from sixpence.actions.paper_files import read_paper
from sixpence.actions.payday import tell_left, tell_not_left
from sixpence.actions.payday_job import start_payday
from sixpence.actions.payday_status import payday_status
from sixpence.actions.permissions import Right
from sixpence.api.access import Call, require, who
from sixpence.api.answers import acts, reads
from sixpence.api.once import once
from sixpence.api.shapes import (
    Approval,
    Calculated,
    Left,
    Line,
    NewRun,
    NotLeft,
    NotPaid,
    Page,
    PaidPerson,
    Paper,
    PayDay,
    PeopleOfRun,
    Run,
    Started,
)
from sixpence.basics.refused import Refused
from sixpence.payrun.figures import LineKind, PayLine
from sixpence.payrun.payday import PaperKind
from sixpence.store.papers import papers_of
from sixpence.store.payruns import load_run_people, paid_ids, pay_run, pay_runs
from sixpence.store.records import PayRun

router = Router(tags=["Pay runs"])
_PEOPLE = 500
Key = Annotated[str, Path(max_length=80, pattern=r"^[^\x00]+$")]


@router.get("/pay-runs", response=reads(list[Run]))
def runs(request: Call) -> list[Run]:
    """Every run, by pay date."""
    require(request, Right.SEE)
    return [_run(each) for each in pay_runs(request.employer)]


@router.post("/pay-runs", response=acts(Run))
@once
def open_run(request: Call, asked: NewRun) -> Run:
    """Open a run for a pay date."""
    require(request, Right.PREPARE)
    return _run(use_cases.open_run(request.employer, asked.pay_date, asked.frequency, **who(request)))


@router.get("/pay-runs/{run_key}", response=reads(Run))
def one_run(request: Call, run_key: Key) -> Run:
    require(request, Right.SEE)
    return _run(pay_run(request.employer, run_key))


@router.get("/pay-runs/{run_key}/people", response=reads(PeopleOfRun))
def people(request: Call, run_key: Key, page: Page = 1) -> PeopleOfRun:
    """Who is paid on the run, and how much; 500 to a page."""
    require(request, Right.SEE)
    run = pay_run(request.employer, run_key)
    everyone = sorted(paid_ids(request.employer, run_key))
    shown = Paginator(everyone, _PEOPLE).get_page(page)
    return PeopleOfRun(
        run=_run(run),
        people=[PaidPerson.from_orm(each) for each in load_run_people(request.employer, run_key, set(shown))],
        count=shown.paginator.count,
        page=shown.number,
    )


@router.post("/pay-runs/{run_key}/calculate", response=acts(Calculated))
@once
def calculate(request: Call, run_key: Key) -> Calculated:
    """Work the run out from what is known now, and keep the figures."""
    require(request, Right.PREPARE, state=pay_run(request.employer, run_key).state)
    run, review = use_cases.calculate_pay_run(request.employer, run_key, **who(request))
    return Calculated(
        run=_run(run),
        employees_on_payroll=review.employees_on_payroll,
        cannot_be_paid=[
            NotPaid(employee_id=each.person.employee_id, missing=list(each.missing)) for each in review.cannot_be_paid
        ],
    )


@router.post("/pay-runs/{run_key}/lines", response=acts(Run))
@once
def add_line(request: Call, asked: Line, run_key: Key) -> Run:
    """Put one more item on somebody's pay; theirs is worked out again."""
    require(request, Right.PREPARE, state=pay_run(request.employer, run_key).state)
    line = PayLine(label=asked.label, amount_pence=asked.amount_pence, kind=LineKind(asked.kind))
    done = add_adjustment(request.employer, run_key, asked.employee_id, line, asked.note, **who(request))
    return _run(done.run)


@router.post("/pay-runs/{run_key}/approve", response=acts(Run))
@once
def approve(request: Call, asked: Approval, run_key: Key) -> Run:
    """Approve the exact figures that were seen. Whoever prepared them may not, unless the company has waived that."""
    run = pay_run(request.employer, run_key)
    require(request, Right.APPROVE, state=run.state, own=run.prepared_by == request.auth.email)
    return _run(use_cases.approve_run(request.employer, run_key, asked.digest, **who(request)))


@router.post("/pay-runs/{run_key}/reopen", response=acts(Run))
@once
def reopen(request: Call, run_key: Key) -> Run:
    """Take the approval back, until the money has left."""
    require(request, Right.REOPEN, state=pay_run(request.employer, run_key).state)
    return _run(use_cases.reopen_run(request.employer, run_key, **who(request)))


@router.post("/pay-runs/{run_key}/pay", response=acts(Started))
@once
def pay(request: Call, run_key: Key) -> Started:
    """Begin the pay day: papers made and reconciled, payslips given. Asked again, it goes on where it failed."""
    require(request, Right.PAY, state=pay_run(request.employer, run_key).state)
    return Started(id=start_payday(request.employer, run_key, **who(request)))


@router.get("/pay-runs/{run_key}/pay-day", response=reads(PayDay))
def pay_day(request: Call, run_key: Key) -> PayDay:
    """How far the pay day is, and which papers there are."""
    require(request, Right.SEE)
    now = payday_status(request.employer, run_key)
    return PayDay(
        stage=now.stage.value,
        job=now.job.state.value if now.job else "",
        failure=now.job.failure if now.job else "",
        papers=[Paper.of(each) for each in papers_of(request.employer, run_key)],
    )


@router.get("/pay-runs/{run_key}/papers/{kind}", response={**reads(None), 200: bytes}, include_in_schema=False)
def paper(request: Call, kind: str, run_key: Key) -> HttpResponse:
    """The bank file or the FPS of the run's version, as it was made."""
    require(request, Right.PAY)
    run = pay_run(request.employer, run_key)
    wanted = [each for each in (PaperKind.FPS, PaperKind.BANK_FILE) if each == kind]
    found = papers_of(request.employer, run_key, run.version, wanted) if wanted else []
    if not found:
        raise Refused(f"the run has no {kind}: ask for fps or payments, once its pay day has made them")
    return HttpResponse(read_paper(run, found[0]), content_type="application/octet-stream")


@router.post("/pay-runs/{run_key}/left", response=acts(Run))
@once
def left(request: Call, asked: Left, run_key: Key) -> Run:
    """Say that the bank file is uploaded, or the FPS sent."""
    require(request, Right.PAY, state=pay_run(request.employer, run_key).state)
    tell_left(request.employer, run_key, PaperKind(asked.kind), **who(request))
    return _run(pay_run(request.employer, run_key))


@router.post("/pay-runs/{run_key}/left/take-back", response=acts(Run))
@once
def not_left(request: Call, asked: NotLeft, run_key: Key) -> Run:
    """Say that a paper marked as uploaded or sent has not left after all, and why."""
    require(request, Right.TAKE_BACK, state=pay_run(request.employer, run_key).state)
    tell_not_left(request.employer, run_key, PaperKind(asked.kind), asked.reason, **who(request))
    return _run(pay_run(request.employer, run_key))


@router.post("/pay-runs/{run_key}/close", response=acts(Run))
@once
def close(request: Call, run_key: Key) -> Run:
    """Seal the run, once all that leaves has left."""
    require(request, Right.PAY, state=pay_run(request.employer, run_key).state)
    return _run(use_cases.close_run(request.employer, run_key, **who(request)))


def _run(run: PayRun) -> Run:
    return Run.from_orm(run)
