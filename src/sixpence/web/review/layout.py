"""A change set laid out for the screen: people with their money and changes, or fields with their people."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sixpence.actions.review import Line, Page
from sixpence.actions.review_by_field import STARTERS, FieldGroup, review_by_field
from sixpence.hr.review import NAME_FIELDS, WAITING, Kind, Status
from sixpence.payrun.effect import Effect
from sixpence.payrun.figures import Money
from sixpence.people.fields import FIELDS
from sixpence.people.person import in_effect
from sixpence.people.shown import missing_in_words, shown
from sixpence.store.change_sets import StoredChangeSet, change_set, proposals_in
from sixpence.store.employments import known_of
from sixpence.store.standing import Standing, standing_of

KINDS = {
    Kind.STARTERS: "Starters",
    Kind.LEAVERS: "Leavers",
    Kind.PAY: "Pay",
    Kind.TAX_AND_NI: "Tax and NI",
    Kind.BANK: "Bank details",
    Kind.PENSION: "Pension",
    Kind.PERSONAL: "Personal details",
    Kind.WORK: "Work",
}
STANDINGS = {
    "": (*WAITING, Status.HELD, Status.REJECTED),
    "waiting": WAITING,
    "confirm": (Status.TO_CONFIRM,),
    "held": (Status.HELD,),
    "rejected": (Status.REJECTED,),
}
NAMELESS = "New person"
_SHOWN = 50  # changes of one field


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line to decide on. `mine` says that whoever looks has accepted it first, so that another has to confirm."""

    line: Line
    label: str
    old: str
    new: str
    mine: bool

    @property
    def waits(self) -> bool:
        return self.line.proposal.status in WAITING

    @property
    def to_confirm(self) -> bool:
        return self.line.proposal.status is Status.TO_CONFIRM


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """One person of the change set."""

    employee_id: str
    name: str
    changes: tuple[Change, ...]
    money: Effect | None
    missing: tuple[str, ...]
    arrears_pence: int

    @property
    def waits(self) -> bool:
        return any(each.waits for each in self.changes)

    @property
    def kinds(self) -> set[Kind]:
        return {each.line.proposal.kind for each in self.changes}

    @property
    def before(self) -> Money:
        return (self.money.before.pay if self.money else None) or Money()

    @property
    def after(self) -> Money:
        return (self.money.after.pay if self.money else None) or Money()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfField:
    """What waits of one field, with everyone whose value would change; or of everybody new to payroll."""

    group: FieldGroup
    label: str
    guarded: bool
    changes: tuple[tuple[str, str, Change], ...]  # id, name and change; of starters none

    @property
    def of_starters(self) -> bool:
        return self.group.field == STARTERS


def asked_for(employer: str, found: StoredChangeSet, *, kind: str, standing: str, q: str) -> Standing:
    """Whose changes are asked for, and how many stand how. What has been accepted is over and is left out."""
    asked = standing_of(found, STANDINGS.get(standing, STANDINGS[""]), next((k for k in Kind if k == kind), None))
    sought = q.strip().casefold()
    if not sought:
        return asked
    names = names_of(employer, found)
    return replace(
        asked, people=tuple(who for who in asked.people if sought in f"{names.get(who, '')} {who}".casefold())
    )


def by_person(employer: str, page: Page, actor: str, *, kind: str, standing: str) -> list[People]:
    """The people of a page, each with the changes that are asked for."""
    statuses = STANDINGS.get(standing, STANDINGS[""])
    lines: dict[str, list[Line]] = {}
    for line in page.lines:
        if line.proposal.status in statuses and (not kind or line.proposal.kind == kind):
            lines.setdefault(line.proposal.change.employee_id, []).append(line)
    names = names_of(employer, page.change_set, frozenset(lines))
    return [
        _person(page, who, names.get(who, NAMELESS), lines[who], actor)
        for who in sorted(lines, key=lambda who: (len(who), who))
    ]


def by_field(employer: str, number: int, actor: str) -> list[OfField]:
    """What waits, field by field, each with what it alone comes to."""
    groups = review_by_field(employer, number, _SHOWN)
    shown = frozenset(line.proposal.change.employee_id for group in groups for line in group.lines)
    names = names_of(employer, change_set(employer, number), shown)
    return [
        OfField(
            group=group,
            label="New to payroll" if group.field == STARTERS else FIELDS[group.field].label,
            guarded=group.field != STARTERS and FIELDS[group.field].guarded,
            changes=tuple(
                (who := line.proposal.change.employee_id, names.get(who, NAMELESS), _change(line, actor))
                for line in group.lines
            ),
        )
        for group in groups
    ]


def _person(page: Page, who: str, name: str, lines: Iterable[Line], actor: str) -> People:
    money = page.money.effects.get(who)
    return People(
        employee_id=who,
        name=name,
        changes=tuple(_change(line, actor) for line in lines),
        money=money,
        missing=tuple(missing_in_words(each) for each in money.after.missing) if money else (),
        arrears_pence=page.money.arrears_pence.get(who, 0),
    )


def _change(line: Line, actor: str) -> Change:
    change = line.proposal.change
    return Change(
        line=line,
        label=FIELDS[change.field].label,
        old=shown(change.field, change.old),
        new=shown(change.field, change.new),
        mine=line.proposal.first_by == actor,
    )


def names_of(employer: str, found: StoredChangeSet, only: frozenset[str] | None = None) -> dict[str, str]:
    """What payroll calls them now, and of whom payroll does not know yet, what HR calls them."""
    said: dict[str, dict[str, str]] = {}
    for each in proposals_in(found, only, fields=NAME_FIELDS).values():
        said.setdefault(each.change.employee_id, {})[each.change.field] = each.change.new
    for who, days in known_of(employer, only, NAME_FIELDS).items():
        ours = in_effect(days, date.max)
        said[who] = ours or said.get(who, {})
    return {who: " ".join(of[field] for field in NAME_FIELDS if of.get(field)) or NAMELESS for who, of in said.items()}
