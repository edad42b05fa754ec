"""What proposals mean in money: on the run that is worked on, and in periods that are closed."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from sixpence.actions.kept_runs import history_of, paid_before, paid_this_year
from sixpence.actions.working_out import as_it_stands, digest_of_everything, of_company
from sixpence.basics.kept import Kept
from sixpence.hr.review import Proposal, backdated
from sixpence.payrun.effect import Effect, Facts, arrears, effects
from sixpence.payrun.figures import Money
from sixpence.payrun.life import RunState
from sixpence.payrun.window import window_of
from sixpence.people.person import dated
from sixpence.store.change_sets import change_set, waiting_in
from sixpence.store.employers import employer as employer_named
from sixpence.store.employments import facts_mark, known_of
from sixpence.store.events import last_sequence
from sixpence.store.pay_lines import pay_lines
from sixpence.store.payruns import last_closed_day, pay_run, pay_runs
from sixpence.store.records import PayRun
from sixpence.store.standing import waiting_mark

_CHANGEABLE = (RunState.OPEN, RunState.CALCULATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewMoney:
    """What waits, in money. `effects` are those on the open run `run_key`, "" where there is none; `arrears_pence` the
    gross pay it means for closed periods. Both by employee id."""

    run_key: str
    effects: Mapping[str, Effect] = field(repr=False)
    arrears_pence: Mapping[str, int] = field(repr=False)

    @property
    def difference(self) -> Money:
        """What all of it together comes to on the run."""
        return sum((effect.difference for effect in self.effects.values()), start=Money())


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """What all that waits in a change set comes to, on the next run that is open and for closed periods."""

    difference: Money
    arrears_pence: int


_TOGETHER = Kept[Together](most=50)


def review_together(employer: str, number: int) -> Together:
    """The sums of `review_money`, on the next run that is open. Raises Refused where there is no such change set.

    Each process works them out once, until anything changes that they rest on.
    """

    def work_out() -> Together:
        money = review_money(employer, number)
        return Together(difference=money.difference, arrears_pence=sum(money.arrears_pence.values()))

    return _TOGETHER.of(lambda: rests_on_now(employer, number), last_sequence, work_out)


def rests_on_now(employer: str, number: int) -> str:
    """Stands for everything that the money of a change set rests on, on the next run that is open: what waits, and what
    figures are worked out from."""
    run, waiting = run_to_show(employer, ""), waiting_mark(change_set(employer, number))
    rest = as_it_stands(employer, run) if run else of_company(employer) | {"facts": facts_mark(employer)}
    return digest_of_everything(rest | {"waiting": waiting})


def review_money(employer: str, number: int, *, run_key: str = "") -> ReviewMoney:
    """What all that waits in a change set comes to for each person, on that run or else on the next one that is open.

    Raises Refused where there is no such change set or run.
    """
    return money_of(employer, waiting_in(change_set(employer, number)), run_to_show(employer, run_key))


def money_of(employer: str, proposed: Facts, run: PayRun | None, only: Set[str] | None = None) -> ReviewMoney:
    """What is proposed of some people in money. `only` are these people, where they are not everybody."""
    run_key = run.run_key if run else ""
    if not proposed:  # and nobody's facts are asked for
        return ReviewMoney(run_key=run_key, effects={}, arrears_pence={})
    facts = known_of(employer, only=only)
    return ReviewMoney(
        run_key=run_key,
        effects=effects_on(run, facts, [proposed], only)[0] if run else {},
        arrears_pence=_arrears_of(employer, facts, proposed),
    )


def proposed_by(proposals: Iterable[Proposal]) -> Facts:
    """The facts that are stored when these proposals are accepted."""
    changes = (proposal.change for proposal in proposals)
    return dated((each.employee_id, each.field, each.effective_from.isoformat(), each.new) for each in changes)


def run_to_show(employer: str, run_key: str) -> PayRun | None:
    """That run, or else the next one that is worked on; None where there is none."""
    if run_key:
        return pay_run(employer, run_key)
    return next((run for run in pay_runs(employer) if run.state in _CHANGEABLE), None)


def effects_on(
    run: PayRun,
    facts: Facts,
    proposed: Sequence[Facts],
    only: Set[str] | None = None,
) -> list[dict[str, Effect]]:
    """For each of several sets of proposed facts, the effect on a run of each person of whom one is there.

    `only` are the people that the facts are about, where they are not everybody's.
    """
    employer, window = employer_named(run.employer), window_of(run.pay_date, run.frequency)
    last = {who: paid_before(kept) for who, kept in paid_this_year(run, only).items()}
    added, history = pay_lines(run.employer, run.run_key, only), history_of(run, last, only)
    return effects(employer, window, facts, proposed, added=added, history=history)


def _arrears_of(employer: str, facts: Facts, proposed: Facts) -> dict[str, int]:
    """By employee, the gross pay that backdated facts mean for closed periods."""
    late = backdated(proposed, last_closed_day(employer))
    first = min((day for days in late.values() for day in days), default=date.max.isoformat())
    periods = [
        (window_of(run.pay_date, run.frequency), pay_lines(employer, run.run_key))
        for run in pay_runs(employer)
        if run.state is RunState.CLOSED and run.period_end.isoformat() >= first
    ]
    return arrears(employer_named(employer), periods, facts, late)
