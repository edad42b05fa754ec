"""A change set by field: for how many people each field changes, and what that alone comes to in money."""

from dataclasses import dataclass

from sixpence.actions.review import Line, review_changes
from sixpence.actions.review_money import effects_on, proposed_by, rests_on_now, run_to_show
from sixpence.basics.kept import Kept
from sixpence.hr.review import WAITING, Kind, Proposal
from sixpence.payrun.effect import Facts
from sixpence.payrun.figures import Money
from sixpence.store.change_sets import change_set, proposals_in
from sixpence.store.employments import known_of
from sixpence.store.events import last_sequence
from sixpence.store.standing import WaitingOfField, waiting_by_field

STARTERS = "starters"  # in the place of a field: one by one, the facts of somebody new mean nothing in money
MoneyOfFields = dict[str, Money]
_MONEY = Kept[MoneyOfFields](most=50)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGroup:
    """What waits of one field, or of people new to payroll (`STARTERS`). `lines` are the first of the changes, of
    starters none; `money` is the difference all of it alone makes to the run, None where none is open."""

    field: str
    people: int
    changes: int
    lines: tuple[Line, ...]
    money: Money | None


def review_by_field(employer: str, number: int, most: int) -> tuple[FieldGroup, ...]:
    """What waits of a change set by field, and of people new to payroll together at the end; `most` lines of each.

    Only the values of people who have one of these lines are opened. Raises Refused where there is no such change set.
    """
    of_fields, of_starters = waiting_by_field(change_set(employer, number), most)
    shown = frozenset(who for each in of_fields for who in each.first)
    page = review_changes(employer, number, only=shown, in_money=False)
    lines: dict[str, list[Line]] = {}
    for line in page.lines:
        if line.proposal.status in WAITING and line.proposal.kind is not Kind.STARTERS:
            lines.setdefault(line.proposal.change.field, []).append(line)
    money = _money_of_fields(employer, number)

    def group(field: str, found: WaitingOfField) -> FieldGroup:
        first = lines.get(field, [])[:most]
        return FieldGroup(
            field=field, people=found.people, changes=found.changes, lines=tuple(first), money=money.get(field)
        )

    groups = [group(each.field, each) for each in of_fields]
    return (*groups, group(STARTERS, of_starters)) if of_starters.changes else tuple(groups)


def _money_of_fields(employer: str, number: int) -> MoneyOfFields:
    """Worked out once by each process, until anything changes that it rests on; nothing where no run is open."""
    return _MONEY.of(lambda: rests_on_now(employer, number), last_sequence, lambda: _worked_out(employer, number))


def _worked_out(employer: str, number: int) -> MoneyOfFields:
    run = run_to_show(employer, "")
    proposed = _proposed(list(proposals_in(change_set(employer, number)).values())) if run else {}
    if run is None or not proposed:
        return {}
    found = effects_on(run, known_of(employer), list(proposed.values()))
    return {
        field: sum((effect.difference for effect in each.values()), start=Money())
        for field, each in zip(proposed, found, strict=True)
    }


def _proposed(proposals: list[Proposal]) -> dict[str, Facts]:
    """What waits of each field, or of starters, as it would be stored."""
    groups: dict[str, list[Proposal]] = {}
    for each in proposals:
        if each.status in WAITING:
            field = STARTERS if each.kind is Kind.STARTERS else each.change.field
            groups.setdefault(field, []).append(each)
    return {field: proposed_by(theirs) for field, theirs in groups.items()}
