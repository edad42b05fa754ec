"""A company with months of payroll behind it and one open, to try the web application with.

Every month is lived through by the use cases that its people would use, on the days they would use them: people are
read from HR, changes are reviewed, the run is worked out by one person and approved by another.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from sixpence.actions.added_pay import add_pay
from sixpence.actions.checks import settle_kinds
from sixpence.actions.connections import connect
from sixpence.actions.members import accept_invitation, invite, set_up_first_owner
from sixpence.actions.money_out import payments_timeline
from sixpence.actions.opening_figures import bring_figures
from sixpence.actions.orders import add_order
from sixpence.actions.pay_runs import approve_run, calculate_pay_run, close_run, filing_settings, open_run
from sixpence.actions.payday import give_payslips, make_papers, tell_left
from sixpence.actions.payments_made import mark_paid
from sixpence.actions.review import change_sets_to_review, decide, trust
from sixpence.actions.sync import keep_changes
from sixpence.actions.sync_preview import preview_sync
from sixpence.basics.refused import Refused
from sixpence.hr.review import Act, Choice, Kind, Status
from sixpence.hr.sources.personio import Credentials
from sixpence.payrun.checks import CheckKind
from sixpence.payrun.payday import PaperKind
from sixpence.payrun.window import window_of
from sixpence.people.employer import Employer
from sixpence.people.orders import Order
from sixpence.people.roles import Role
from sixpence.store import close_store, open_store, transaction
from sixpence.store.connections import connection
from sixpence.store.employers import save_employer
from sixpence.store.records import PayRun
from sixpence.store.run_totals import run_totals

PASSWORD = "fernlark-sixpence"  # noqa: S105  # stated wherever the demo says how to sign in
DATABASE = "sixpence.sqlite3"
FREQUENCY = "monthly"
READ_BEFORE = timedelta(days=10)  # people are read from HR so long before they are paid
WORKED_OUT_BEFORE = timedelta(days=6)
APPROVED_BEFORE = timedelta(days=5)
PAID_BEFORE = timedelta(days=4)  # the bank takes its file two working days before, and there may be a weekend
_EVERYTHING = Choice(everything=True)


@dataclass(frozen=True, slots=True)
class DemoMember:
    """Somebody who can sign in to the demo company, with PASSWORD. `employee_id` is theirs on its payroll, if any."""

    email: str
    name: str
    role: Role
    employee_id: str = ""


@dataclass(frozen=True, slots=True)
class DemoOrder:
    """An order that comes by post in the month in which it starts."""

    employee_id: str
    order: Order
    starts_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCompany:
    """Whose history it is and where its people are. One member of each role."""

    employer: Employer
    members: tuple[DemoMember, ...]
    base_url: str
    credentials: Credentials
    conditions: tuple[str, ...]  # as sentences
    opening_figures: Path  # of whoever was there before the first run: zeros, at the start of a tax year
    timesheet_of: Callable[[date], Path]  # what was worked beside salaries, by pay date
    orders: tuple[DemoOrder, ...]
    paid_on: tuple[date, ...]  # the pay days that are over, oldest first
    pay_date: date  # of the run that is open
    move_hr_to: Callable[[date], None]  # from then on HR is as it was on that day

    def member(self, role: Role) -> DemoMember:
        return next(each for each in self.members if each.role is role)


def build_demo_company(company: DemoCompany, folder: Path, tell: Callable[[str], None] = lambda _: None) -> None:
    """Live the company's history into a store in `folder`, whole or not at all; what is there already is replaced.

    It is made beside the folder and moved there; the store is closed at the end. `tell` hears what is being done.
    Raises Refused while another process builds one there.
    """
    with _alone_in(folder.with_name(f"{folder.name}.part")) as beside:
        try:
            open_store(beside / DATABASE, beside)
            live_history(company, tell)
        except BaseException:
            close_store()
            shutil.rmtree(beside, ignore_errors=True)
            raise
        close_store()
        shutil.rmtree(folder, ignore_errors=True)
        beside.rename(folder)


def live_history(company: DemoCompany, tell: Callable[[str], None] = lambda _: None) -> None:
    """Live the company's history in the store that is open, and has nothing in it."""
    _found(company)
    for pay_date in company.paid_on:
        tell(f"{pay_date:%B %Y}")
        _whole_month(company, pay_date)
    tell(f"{company.pay_date:%B %Y}, up to the review of what has changed in HR")
    _this_month(company)


@contextmanager
def _alone_in(beside: Path) -> Iterator[Path]:
    """The folder, empty, locked by this process until it ends or is done. A crashed one's is taken over."""
    beside.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(beside, os.O_RDONLY)
    try:
        if not _is_ours(descriptor, beside):
            raise Refused(f"{beside} is being built by another process: wait for that, or name another folder")
        for each in beside.iterdir():
            shutil.rmtree(each) if each.is_dir() else each.unlink()
        yield beside
    finally:
        os.close(descriptor)


def _is_ours(descriptor: int, folder: Path) -> bool:
    """Whether this process has the lock of the folder now, and the folder is still the one that was locked."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return folder.exists() and os.path.samestat(os.fstat(descriptor), folder.stat())


def find_hr_again(company: DemoCompany, *, at: datetime) -> None:
    """Connect to where HR is served now, if that has changed since the company was built or last looked at."""
    name = company.employer.name
    if connection(name).base_url != company.base_url:
        preparer = company.member(Role.PREPARER).email
        connect(name, company.credentials, company.base_url, actor=preparer, at=at)


def _found(company: DemoCompany) -> None:
    """The company, its team, its connection to HR, and what the first run of it needs."""
    name, first = company.employer.name, company.paid_on[0]
    at = _on(first - timedelta(days=20))
    owner, preparer = company.member(Role.OWNER), company.member(Role.PREPARER)
    with transaction():
        save_employer(company.employer)
    set_up_first_owner(owner.email, owner.name, PASSWORD, (name,), at=at)
    for each in company.members:
        if each is not owner:
            token = invite(name, each.email, each.role, each.employee_id, actor=owner.email, at=at)
            accept_invitation(token, each.name, PASSWORD, at=at)
    company.move_hr_to(first - READ_BEFORE)
    connect(
        name, company.credentials, company.base_url, conditions=company.conditions, actor=preparer.email, at=_on(first)
    )
    trust(name, frozenset({Kind.PERSONAL, Kind.WORK}), actor=owner.email, at=at)
    tax_year = window_of(first, FREQUENCY).tax_year
    bring_figures(name, tax_year, company.opening_figures, actor=preparer.email, at=at)


def _whole_month(company: DemoCompany, pay_date: date) -> None:
    """A month from HR's changes to the sealed run."""
    name, approver = company.employer.name, company.member(Role.APPROVER).email
    _settle_up(company, pay_date - READ_BEFORE)
    _read(company, pay_date)
    _review(company, pay_date)
    for each in company.orders:
        if (each.starts_on.year, each.starts_on.month) == (pay_date.year, pay_date.month):
            preparer = company.member(Role.PREPARER).email
            at = _on(pay_date - READ_BEFORE, 11)
            add_order(name, each.employee_id, each.order, each.starts_on, actor=preparer, at=at)
    run_key, digest = _work_out(company, pay_date)
    preparer, at = company.member(Role.PREPARER).email, _on(pay_date - APPROVED_BEFORE)
    settle_kinds(name, run_key, tuple(CheckKind), "Looked at with the changes of the month", actor=preparer, at=at)
    run = approve_run(name, run_key, digest, actor=approver, at=at)
    _pay(company, run)


def _pay(company: DemoCompany, run: PayRun) -> None:
    """The papers are made and given out, the money and the FPS leave, and the run is closed."""
    name, preparer = run.employer, company.member(Role.PREPARER).email
    when = _on(run.pay_date - PAID_BEFORE)
    make_papers(name, run.run_key, filing=filing_settings(when), actor=preparer, at=when)
    give_payslips(name, run.run_key, run.version, actor=preparer, at=when)
    for kind in (PaperKind.BANK_FILE, PaperKind.FPS):
        tell_left(name, run.run_key, kind, run.version, actor=preparer, at=when)
    close_run(name, run.run_key, actor=preparer, at=_on(run.pay_date, 16))


def _settle_up(company: DemoCompany, today: date) -> None:
    """What the months before owe to HMRC and the pension scheme is paid on its last day, and marked as paid."""
    name, preparer = company.employer.name, company.member(Role.PREPARER).email
    for one in payments_timeline(name, run_totals(name), today=today):
        if one.left_pence and one.day <= today:
            mark_paid(name, one.to, one.period, one.left_pence, one.day, actor=preparer, at=_on(one.day, 15))


def _this_month(company: DemoCompany) -> None:
    """The run is worked out from what is known; what has changed in HR waits to be reviewed."""
    _settle_up(company, company.pay_date - READ_BEFORE - timedelta(days=1))
    _work_out(company, company.pay_date, at=_on(company.pay_date - READ_BEFORE))
    _read(company, company.pay_date)


def _read(company: DemoCompany, pay_date: date) -> None:
    day = pay_date - READ_BEFORE
    company.move_hr_to(day)
    found = preview_sync(company.employer.name, as_of=pay_date)
    keep_changes(found, actor=company.member(Role.PREPARER).email, at=_on(day))


def _review(company: DemoCompany, pay_date: date) -> None:
    """The preparer accepts what HR says, and the approver confirms what is guarded."""
    name, day = company.employer.name, pay_date - READ_BEFORE
    for number in change_sets_to_review(name):
        preparer, approver = company.member(Role.PREPARER).email, company.member(Role.APPROVER).email
        accepted = decide(name, number, _EVERYTHING, Act.ACCEPT, actor=preparer, at=_on(day, 10))
        if accepted.stands.get(Status.TO_CONFIRM):
            decide(name, number, _EVERYTHING, Act.CONFIRM, actor=approver, at=_on(day, 14))


def _work_out(company: DemoCompany, pay_date: date, at: datetime | None = None) -> tuple[str, str]:
    """Open the run, add what was worked beside salaries, calculate; the run's key and digest."""
    name, preparer = company.employer.name, company.member(Role.PREPARER).email
    when = at or _on(pay_date - WORKED_OUT_BEFORE)
    run = open_run(name, pay_date, FREQUENCY, actor=preparer, at=when)
    add_pay(name, run.run_key, company.timesheet_of(pay_date), actor=preparer, at=when)
    run, _ = calculate_pay_run(name, run.run_key, actor=preparer, at=when)
    return run.run_key, run.digest


def _on(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), UTC)
