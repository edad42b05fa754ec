"""What needs somebody now: each thing that they may do and that nobody else has done yet, the most urgent first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sixpence.actions.checks import open_findings
from sixpence.actions.money_out import MoneyOut, To
from sixpence.actions.payday import are_made
from sixpence.actions.permissions import Right, why_member_may_not
from sixpence.basics.days import long_date
from sixpence.basics.money import pounds
from sixpence.payments.calendar import bacs_days, next_pay_date
from sixpence.payrun.checks import CheckKind
from sixpence.payrun.life import RunState
from sixpence.payrun.payday import TOLD_BY_PEOPLE, PaperKind
from sixpence.store.change_sets import StoredChangeSet, change_sets
from sixpence.store.connections import find_connection
from sixpence.store.employments import employee_ids
from sixpence.store.members import Member
from sixpence.store.papers import papers_of
from sixpence.store.records import PayRun
from sixpence.store.standing import waiting_in

_SOON = timedelta(days=7)  # a payment to HMRC or a scheme is something to do from then on


class Need(StrEnum):
    """What there is to do. In order of a month's work."""

    CONNECT = "connect"  # people come from HR, and none is connected
    REVIEW = "review"  # changes from HR wait for a decision
    CONFIRM = "confirm"  # guarded changes wait for a second person
    OPEN = "open"  # no pay run is being worked on
    CALCULATE = "calculate"
    CHECK = "check"  # what was found on a run has to be looked at
    APPROVE = "approve"
    PAY = "pay"  # approved: its papers can be made
    SEND = "send"  # a paper is made, and nobody has said that it left
    CLOSE = "close"
    PAY_HMRC = "pay-hmrc"
    PAY_PENSION = "pay-pension"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """One thing to do, in words for the person it is for."""

    need: Need
    says: str  # "Approve the pay run of 30 November 2026"
    because: str  # one sentence more
    run_key: str = ""
    change_set: int | None = None
    by: date | None = None  # the last day on which it is in time
    period: str = ""  # of a payment

    def is_late(self, today: date) -> bool:
        return self.by is not None and self.by < today


def needs(member: Member, runs: Iterable[PayRun], money: Iterable[MoneyOut], *, today: date) -> tuple[ToDo, ...]:
    """What this member has to do at their company, whose runs and payments are given."""
    theirs = list(runs)
    at_work = [run for run in theirs if run.state is not RunState.CLOSED]
    first_leaves = min((bacs_days(run.pay_date).submission for run in at_work), default=None)
    every = [*_of_hr(member, first_leaves), *_of_runs(member, theirs, at_work), *_of_payments(member, money, today)]
    return tuple(sorted(every, key=lambda one: (one.by or date.max, _ORDER[one.need], one.run_key)))


_ORDER = {need: place for place, need in enumerate(Need)}


def _may(member: Member, right: Right, run: PayRun | None = None) -> bool:
    state = run.state if run else None
    own = run is not None and run.prepared_by == member.email
    return not why_member_may_not(member, right, own=own, state=state)


def _of_hr(member: Member, by: date | None) -> Iterator[ToDo]:
    """What HR said is in time until the first run that could have it leaves."""
    employer = member.employer
    if _may(member, Right.CONNECT) and find_connection(employer) is None and not employee_ids(employer):
        yield ToDo(
            need=Need.CONNECT,
            says="Connect your HR system",
            because="People come from Personio or from a spreadsheet; nobody is on payroll yet.",
        )
    if not _may(member, Right.REVIEW):
        return
    newest: dict[str, StoredChangeSet] = {}
    for each in change_sets(employer):
        newest.setdefault(each.source, each)
    for found in newest.values():
        waiting = waiting_in(found, not_first_by=member.email)
        if waiting.proposed:
            yield ToDo(
                need=Need.REVIEW,
                says=f"Review {_counted(waiting.proposed, 'change')} from HR",
                because=f"They are about {_counted(waiting.people, 'person', 'people')}, and count once accepted.",
                change_set=found.number,
                by=by,
            )
        if waiting.to_confirm:
            yield ToDo(
                need=Need.CONFIRM,
                says=f"Confirm {_counted(waiting.to_confirm, 'guarded change')}",
                because="Somebody has accepted them; bank details and the like need a second person.",
                change_set=found.number,
                by=by,
            )


def _of_runs(member: Member, runs: list[PayRun], at_work: list[PayRun]) -> Iterator[ToDo]:
    if not at_work and _may(member, Right.PREPARE):
        yield from _open_the_next(member, runs)
    for run in at_work:
        yield from _STEPS[run.state](member, run)


def _calculate(member: Member, run: PayRun) -> Iterator[ToDo]:
    if _may(member, Right.PREPARE, run):
        yield _on_run(
            run, Need.CALCULATE, f"Work out the pay run of {long_date(run.pay_date)}", "It has no figures yet."
        )


def _approve(member: Member, run: PayRun) -> Iterator[ToDo]:
    """What was found comes first: with any of it open nobody can approve."""
    left = open_findings(run)
    day = long_date(run.pay_date)
    if not left and _may(member, Right.APPROVE, run):
        yield _on_run(
            run, Need.APPROVE, f"Approve the pay run of {day}", "Its figures are ready; nothing leaves before."
        )
    if left and _may(member, Right.PREPARE, run):
        unpaid = sum(kind is CheckKind.CANNOT_BE_PAID for kind, _ in left)
        because = (
            f"{_counted(unpaid, 'person', 'people')} cannot be paid yet." if unpaid else "Then it can be approved."
        )
        yield _on_run(run, Need.CHECK, f"Look at {_counted(len(left), 'finding')} on the pay run of {day}", because)


def _pay(member: Member, run: PayRun) -> Iterator[ToDo]:
    if not _may(member, Right.PAY, run):
        return
    day = long_date(run.pay_date)
    if not are_made(run):
        yield _on_run(run, Need.PAY, f"Pay and file the pay run of {day}", "Its figures are approved and can leave.")
        return
    papers = papers_of(run.employer, run.run_key, run.version, TOLD_BY_PEOPLE)
    waiting = [paper for paper in papers if paper.left_at is None]
    for paper in waiting:
        says = f"The {paper.kind.label} of {day} waits to be {paper.kind.how_it_leaves}"
        yield _on_run(
            run, Need.SEND, says, "Say so on the pay day once it has left.", is_fps=paper.kind is PaperKind.FPS
        )
    if not waiting:
        yield _on_run(run, Need.CLOSE, f"Close the pay run of {day}", "Everything has left; closing seals its figures.")


def _on_run(run: PayRun, need: Need, says: str, because: str, *, is_fps: bool = False) -> ToDo:
    """An FPS is in time until the pay date; money has to leave before it."""
    by = run.pay_date if is_fps else bacs_days(run.pay_date).submission
    return ToDo(need=need, says=says, because=because, run_key=run.run_key, by=None if need is Need.CLOSE else by)


_STEPS = {RunState.OPEN: _calculate, RunState.CALCULATED: _approve, RunState.APPROVED: _pay}


def _open_the_next(member: Member, runs: list[PayRun]) -> Iterator[ToDo]:
    if runs:
        last = max(runs, key=lambda run: run.pay_date)
        pay_date = next_pay_date(last.pay_date, last.frequency)
        yield ToDo(
            need=Need.OPEN,
            says=f"Open the pay run of {long_date(pay_date)}",
            because=f"That of {long_date(last.pay_date)} is closed.",
            by=bacs_days(pay_date).submission,
        )
    elif employee_ids(member.employer):
        yield ToDo(need=Need.OPEN, says="Open your first pay run", because="There are people, and nobody is paid yet.")


def _of_payments(member: Member, money: Iterable[MoneyOut], today: date) -> Iterator[ToDo]:
    if not _may(member, Right.PAY):
        return
    for one in money:
        if one.left_pence and one.day <= today + _SOON:
            yield ToDo(
                need=_PAYEES[one.to],
                says=f"Pay {pounds(one.left_pence)} to {one.to.label}",
                because="It has to be there by then; mark it as made once it is.",
                by=one.day,
                period=one.period,
            )


_PAYEES = {To.HMRC: Need.PAY_HMRC, To.PENSION: Need.PAY_PENSION}


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
