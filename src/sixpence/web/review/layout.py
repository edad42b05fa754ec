"""A change set laid out for the screen: people with their money and changes, or fields with their people."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sixpence.actions.review import Line, Page
from sixpence.hr.review import WAITING, Kind, Status
from sixpence.payrun.effect import Effect, Money
from sixpence.people.fields import FIELDS
from sixpence.people.shown import missing_in_words, shown
from sixpence.store.employments import facts_of

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
_OVER = (Status.ACCEPTED, Status.SUPERSEDED)


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

    @staticmethod
    def counts(people: Iterable["People"]) -> dict[str, int]:
        """How many people, and how many changes wait, stand decided, and want a second person."""
        listed = list(people)
        changes = [change for person in listed for change in person.changes]
        waiting = [change for change in changes if change.waits]
        return {
            "people": len(listed),
            "waiting": len(waiting),
            "decided": len(changes) - len(waiting),
            "to_confirm": sum(change.to_confirm for change in waiting),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class OfField:
    """One field of the change set, with everyone whose value would change."""

    field: str
    label: str
    guarded: bool
    people: tuple[tuple[People, Change], ...]


def by_person(employer: str, page: Page, actor: str, *, kind: str, standing: str, q: str) -> list[People]:
    """Everyone whose changes are asked for, by name. What has been accepted is over and is left out."""
    lines: dict[str, list[Line]] = {}
    for line in page.lines:
        if line.proposal.status not in _OVER and _asked_for(line, kind, standing):
            lines.setdefault(line.proposal.change.employee_id, []).append(line)
    names = _names(employer, lines)
    people = [_person(page, who, names.get(who) or _new_name(page, who), of, actor) for who, of in lines.items()]
    sought = q.strip().casefold()
    found = [one for one in people if sought in f"{one.name} {one.employee_id}".casefold()]
    return sorted(found, key=lambda one: (one.name.casefold(), one.employee_id))


def by_field(people: Iterable[People]) -> list[OfField]:
    fields: dict[str, list[tuple[People, Change]]] = {}
    for person in people:
        for change in person.changes:
            fields.setdefault(change.line.proposal.change.field, []).append((person, change))
    return [
        OfField(field=name, label=FIELDS[name].label, guarded=FIELDS[name].guarded, people=tuple(of))
        for name, of in sorted(fields.items(), key=lambda each: FIELDS[each[0]].label)
    ]


def totals(page: Page) -> Money:
    """What all that waits comes to on the open run."""
    differences = [effect.difference for effect in page.effects.values()]
    return Money(
        gross_pay_pence=sum(each.gross_pay_pence for each in differences),
        net_pay_pence=sum(each.net_pay_pence for each in differences),
        employer_cost_pence=sum(each.employer_cost_pence for each in differences),
    )


def _asked_for(line: Line, kind: str, standing: str) -> bool:
    status = line.proposal.status
    stands = {
        "": True,
        "waiting": status in WAITING,
        "confirm": status is Status.TO_CONFIRM,
        "held": status is Status.HELD,
        "rejected": status is Status.REJECTED,
    }
    return (not kind or line.proposal.kind == kind) and stands.get(standing, True)


def _person(page: Page, who: str, name: str, lines: Iterable[Line], actor: str) -> People:
    money = page.effects.get(who)
    return People(
        employee_id=who,
        name=name,
        changes=tuple(_change(line, actor) for line in lines),
        money=money,
        missing=tuple(missing_in_words(each) for each in money.after.missing) if money else (),
        arrears_pence=page.arrears_pence.get(who, 0),
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


def _names(employer: str, who: Collection[str]) -> dict[str, str]:
    """What payroll calls them now."""
    names = {}
    for employee_id, facts in facts_of(employer, ("first_name", "last_name")).items():
        if employee_id not in who:
            continue
        said = {fact.field: fact.value for fact in sorted(facts, key=lambda fact: fact.effective_from)}
        names[employee_id] = " ".join(said[field] for field in ("first_name", "last_name") if field in said)
    return names


def _new_name(page: Page, who: str) -> str:
    """Of somebody payroll does not know yet: what HR calls them."""
    said = {
        line.proposal.change.field: line.proposal.change.new
        for line in page.lines
        if line.proposal.change.employee_id == who and line.proposal.change.field in ("first_name", "last_name")
    }
    return " ".join(filter(None, (said.get("first_name"), said.get("last_name")))) or "New person"
