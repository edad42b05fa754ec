"""What proposals mean in money: on the run that is worked on, and in periods that are closed."""

from collections.abc import Iterable, Set
from datetime import date

from sixpence.actions.kept_runs import history_of, paid_before, paid_this_year
from sixpence.hr.review import Proposal, counts_from
from sixpence.payrun.effect import Effect, Facts, arrears, effects
from sixpence.payrun.life import RunState
from sixpence.payrun.window import window_of
from sixpence.people.person import Fact
from sixpence.store.employers import employer as employer_named
from sixpence.store.pay_lines import pay_lines
from sixpence.store.payruns import pay_run, pay_runs
from sixpence.store.records import PayRun

_CHANGEABLE = (RunState.OPEN, RunState.CALCULATED)


def fact_of(proposal: Proposal) -> Fact:
    """The fact that is stored when the proposal is accepted."""
    change = proposal.change
    return Fact(change.employee_id, change.field, change.effective_from, change.new)


def run_to_show(employer: str, run_key: str) -> PayRun | None:
    """That run, or else the next one that is worked on; None where there is none."""
    if run_key:
        return pay_run(employer, run_key)
    return next((run for run in pay_runs(employer) if run.state in _CHANGEABLE), None)


def effects_on(
    run: PayRun,
    facts: Facts,
    proposed: Iterable[Iterable[Fact]],
    only: Set[str] | None = None,
) -> list[dict[str, Effect]]:
    """For each of several sets of proposed facts, the effect on a run of each person of whom one is there.

    `only` are the people that the facts are about, where they are not everybody's.
    """
    employer, window = employer_named(run.employer), window_of(run.pay_date, run.frequency)
    last = {who: paid_before(kept) for who, kept in paid_this_year(run, only).items()}
    added, history = pay_lines(run.employer, run.run_key, only), history_of(run, last, only)
    return [effects(employer, window, facts, each, added=added, history=history) for each in proposed]


def arrears_of(employer: str, closed: Iterable[PayRun], facts: Facts, backdated: Iterable[Proposal]) -> dict[str, int]:
    """By employee, the gross pay that backdated proposals mean for closed periods."""
    proposed = [
        Fact(each.change.employee_id, each.change.field, counts_from(each.change), each.change.new)
        for each in backdated
    ]
    first = min((fact.effective_from for fact in proposed), default=date.max)
    periods = [
        (window_of(run.pay_date, run.frequency), pay_lines(employer, run.run_key))
        for run in closed
        if run.period_end >= first
    ]
    return arrears(employer_named(employer), periods, facts, proposed)
