"""The review of what HR would change: look at it in money, accept, hold, reject, confirm; trust kinds of change."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sixpence.actions.review_money import ReviewMoney, money_of, proposed_by, run_to_show
from sixpence.basics.refused import Refused
from sixpence.hr.review import (
    WAITING,
    Act,
    Choice,
    Kind,
    Policy,
    Proposal,
    Status,
    counts_from,
    decided,
    needs_second_person,
    with_bank_change,
)
from sixpence.payrun.life import RunState
from sixpence.people.fields import FIELDS
from sixpence.people.person import Fact
from sixpence.store import transaction
from sixpence.store.change_sets import (
    StoredChangeSet,
    change_set,
    change_sets,
    policy_of,
    proposals_in,
    require_newest,
    save_decisions,
    save_policy,
    told_since,
)
from sixpence.store.employments import add_employments, save_facts
from sixpence.store.events import record
from sixpence.store.payruns import last_closed_day, pay_runs
from sixpence.store.standing import has_waiting

_PAST = {Act.ACCEPT: "accepted", Act.HOLD: "held", Act.REJECT: "rejected", Act.CONFIRM: "confirmed"}
BY_POLICY = "policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One proposal as people look at it."""

    proposal: Proposal
    second_person: bool  # one person's word is not enough
    backdated: bool  # makes a difference to a period that is closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A change set to decide on, and what waits of it in money."""

    change_set: StoredChangeSet
    lines: tuple[Line, ...]
    money: ReviewMoney


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What came of an act: how many proposals stand how, of how many people, and how many facts are new."""

    stands: Mapping[Status, int]
    people: int
    facts: int


def change_sets_to_review(employer: str) -> list[int]:
    """The numbers of the change sets in which something waits: at most one for each source."""
    newest: dict[str, StoredChangeSet] = {}
    for each in change_sets(employer):
        newest.setdefault(each.source, each)
    return [each.number for each in newest.values() if has_waiting(each)]


def review_changes(
    employer: str, number: int, *, run_key: str = "", only: frozenset[str] | None = None, in_money: bool = True
) -> Page:
    """A change set with what it means in money, on that run or else on the next one that is open. Changes nothing.

    With `only`, of these people alone, which takes a moment in a company of any size; so does leaving out the money.
    """
    found = change_set(employer, number)
    proposals = tuple(proposals_in(found, only).values())
    bank_changes, first_import = with_bank_change(proposals), is_first_import(employer)
    closed_until = last_closed_day(employer)
    lines = tuple(
        Line(
            proposal=each,
            second_person=needs_second_person(each, bank_changes, first_import=first_import),
            backdated=counts_from(each.change) <= closed_until,
        )
        for each in proposals
    )
    waiting = proposed_by(each for each in proposals if each.status in WAITING) if in_money else {}
    money = money_of(employer, waiting, run_to_show(employer, run_key), only)
    return Page(change_set=found, lines=lines, money=money)


def decide(employer: str, number: int, choice: Choice, act: Act, *, actor: str, at: datetime) -> Decisions:
    """Accept, hold, reject or confirm what is chosen of a change set, all of it or nothing. What is accepted is stored.

    Raises Refused where a later sync has taken its place, nothing that is chosen can be decided so, a fact was changed
    here since, or the second person is the first.
    """
    with transaction():
        found = change_set(employer, number)
        require_newest(employer, found)
        outcome = act_on(employer, found, choice, act, actor=actor, at=at)
        if not outcome.people:
            raise Refused(f"nothing of what is chosen in change set {number} is there to {act}: look at it again")
        _tell(f"HR changes {_PAST[act]}", employer, found, outcome, actor, at)
    return outcome


def act_on(employer: str, found: StoredChangeSet, choice: Choice, act: Act, *, actor: str, at: datetime) -> Decisions:
    """`decide`, inside the transaction of a use case that tells of it."""
    proposals = proposals_in(found, choice.people or None)
    bank_changes, first_import = with_bank_change(proposals.values()), is_first_import(employer)
    after = {
        row: decided(
            each,
            act,
            second_person=needs_second_person(each, bank_changes, first_import=first_import),
            actor=actor,
            at=at,
        )
        for row, each in proposals.items()
        if choice.takes(each, act)
    }
    return _kept(employer, found, after, at)


def accept_trusted(employer: str, found: StoredChangeSet, *, actor: str, at: datetime) -> Decisions:
    """Accept what the employer's policy covers, inside the transaction of the sync that found it."""
    policy = policy_of(employer)
    proposals = proposals_in(found) if policy.trusted else {}
    bank_changes, first_import = with_bank_change(proposals.values()), is_first_import(employer)
    closed_until = last_closed_day(employer)
    after = {}
    for row, each in proposals.items():
        second = needs_second_person(each, bank_changes, first_import=first_import)
        # What is guarded is never covered, not even in the first import: there a person takes it over, by name.
        second = second or FIELDS[each.change.field].guarded
        if policy.covers(each, second_person=second, last_closed_day=closed_until):
            after[row] = decided(each, Act.ACCEPT, second_person=False, actor=BY_POLICY, at=at)
    outcome = _kept(employer, found, after, at)
    if after:
        _tell("HR changes accepted by policy", employer, found, outcome, actor, at)
    return outcome


def trust(employer: str, kinds: frozenset[Kind], *, actor: str, at: datetime) -> Policy:
    """From now on accept changes of these kinds, and no others, as a sync finds them; never a guarded one."""
    with transaction():
        policy = Policy(trusted=kinds, paused=policy_of(employer).paused)
        save_policy(employer, policy)
        detail = {"trusted": ", ".join(sorted(kinds))}
        record(kind="review policy changed", subject=employer, detail=detail, actor=actor, at=at)
    return policy


def is_first_import(employer: str) -> bool:
    """Whether nobody has been paid yet."""
    return not any(run.state is RunState.CLOSED for run in pay_runs(employer))


def _kept(employer: str, found: StoredChangeSet, after: Mapping[int, Proposal], at: datetime) -> Decisions:
    save_decisions(after)
    accepted = [each for each in after.values() if each.status is Status.ACCEPTED]
    if accepted:
        _refuse_stale(employer, found, accepted)
        add_employments(employer, {each.change.employee_id for each in accepted})
    facts = _save_accepted(employer, found, accepted, at) if accepted else 0
    return Decisions(
        stands=Counter(each.status for each in after.values()),
        people=len({each.change.employee_id for each in after.values()}),
        facts=facts,
    )


def _fact_of(proposal: Proposal) -> Fact:
    """The fact that is stored when the proposal is accepted."""
    change = proposal.change
    return Fact(change.employee_id, change.field, change.effective_from, change.new)


def _save_accepted(employer: str, found: StoredChangeSet, accepted: Collection[Proposal], at: datetime) -> int:
    """Store what was accepted of a change set, with whose word it was; says how many facts are new."""
    facts = [_fact_of(each) for each in accepted]
    return save_facts(
        employer,
        facts,
        origin=found.source,
        at=at,
        by=next(each.decided_by for each in accepted),
        first_by={fact: each.first_by for fact, each in zip(facts, accepted, strict=True) if each.first_by},
    )


def _refuse_stale(employer: str, found: StoredChangeSet, accepted: Iterable[Proposal]) -> None:
    """What was told here since is not what the change set was compared with."""
    since = told_since(employer, found)
    for each in accepted:
        change = each.change
        if (change.employee_id, change.field) in since:
            raise Refused(
                f"{FIELDS[change.field].label} of employee {change.employee_id} was changed here after change set "
                f"{found.number} was made: sync again"
            )


def _tell(kind: str, employer: str, found: StoredChangeSet, outcome: Decisions, actor: str, at: datetime) -> None:
    detail = {status.value: count for status, count in sorted(outcome.stands.items())}
    detail |= {"change_set": found.number, "people": outcome.people, "facts": outcome.facts}
    record(kind=kind, subject=employer, detail=detail, actor=actor, at=at)
