"""Facts of the invented employer's people, and runs that pay them."""

from datetime import UTC, date, datetime

from builders import an_employer
from sixpence.actions.checks import settle_kinds
from sixpence.actions.pay_runs import approve_run, calculate_pay_run, close_run, open_run
from sixpence.payrun.checks import CheckKind
from sixpence.people.person import Fact
from sixpence.store import transaction
from sixpence.store.employments import add_employments, save_facts
from sixpence.store.payruns import pay_run
from sixpence.store.records import PayRun

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
BY = {"actor": "a tester", "at": AT}
SECOND = {"actor": "a second tester", "at": AT}  # who prepared a run may not approve it
EMPLOYER = an_employer().name
RUN = "2026-11-30-monthly"


def know(*people: list[Fact]) -> None:
    with transaction():
        add_employments(EMPLOYER, {facts[0].employee_id for facts in people})
        save_facts(EMPLOYER, [fact for facts in people for fact in facts], origin="test", at=BY["at"])


def look_and_approve(run_key: str = RUN, employer: str = EMPLOYER) -> PayRun:
    """Give a reason for whatever there is to look at, and approve the figures as they stand."""
    settle_kinds(employer, run_key, tuple(CheckKind), "as it should be", **BY)
    return approve_run(employer, run_key, pay_run(employer, run_key).digest, **SECOND)


def paid(pay_date: date) -> str:
    """Open, calculate, approve and close a run; gives its key."""
    run = open_run(EMPLOYER, pay_date, "monthly", **BY)
    run, _ = calculate_pay_run(EMPLOYER, run.run_key, **BY)
    look_and_approve(run.run_key)
    close_run(EMPLOYER, run.run_key, **BY)
    return run.run_key
