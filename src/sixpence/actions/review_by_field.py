"""A change set by field: for how many people each field changes, and what that alone comes to in money."""

from dataclasses import dataclass

from sixpence.actions.review import Line, Page
from sixpence.actions.review_money import effects_on, proposed_by, run_to_show
from sixpence.hr.review import WAITING, Kind
from sixpence.payrun.figures import Money
from sixpence.store.employments import known_of

STARTERS = "starters"  # in the place of a field: one by one, the facts of somebody new mean nothing in money


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGroup:
    """All that waits of one field, or of people new to payroll (`STARTERS`). `money` is the difference it alone makes
    to the run, None where none is open."""

    field: str
    lines: tuple[Line, ...]
    money: Money | None

    @property
    def people(self) -> int:
        """How many people it changes something for."""
        return len({line.proposal.change.employee_id for line in self.lines})


def group_by_field(employer: str, page: Page) -> tuple[FieldGroup, ...]:
    """What waits of a page of `review_changes`, by field, and of people new to payroll together at the end."""
    groups: dict[str, list[Line]] = {}
    for line in page.lines:
        if line.proposal.status in WAITING:
            field = STARTERS if line.proposal.kind is Kind.STARTERS else line.proposal.change.field
            groups.setdefault(field, []).append(line)
    ordered = {field: groups[field] for field in sorted(groups, key=lambda field: (field == STARTERS, field))}
    money = _money(employer, page.money.run_key, ordered) if page.money.run_key else {}
    return tuple(
        FieldGroup(field=field, lines=tuple(lines), money=money.get(field)) for field, lines in ordered.items()
    )


def _money(employer: str, run_key: str, groups: dict[str, list[Line]]) -> dict[str, Money]:
    run = run_to_show(employer, run_key)
    assert run is not None
    proposed = [proposed_by(line.proposal for line in lines) for lines in groups.values()]
    found = effects_on(run, known_of(employer), proposed)
    return {
        field: sum((effect.difference for effect in each.values()), start=Money())
        for field, each in zip(groups, found, strict=True)
    }
