"""A change set on the terminal: what waits of each person, and what it comes to."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape

from sixpence.actions.review import Line, Page
from sixpence.basics.money import pounds
from sixpence.hr.review import WAITING, Status
from sixpence.payrun.effect import Effect
from sixpence.payrun.figures import Money
from sixpence.people.fields import FIELDS
from sixpence.people.shown import missing_in_words, shown

_MANY = 50  # beyond so many people, the rest are counted and not listed
_MONEY = (("gross", "gross_pay_pence"), ("net", "net_pay_pence"), ("employer cost", "employer_cost_pence"))


def show_page(console: Console, page: Page, *, everyone: bool) -> None:
    """Print the change set: totals first, then each person's money and changes. Private values are masked."""
    found = page.change_set
    console.print(
        f"\n[bold]Change set {found.number}[/bold]  {found.source}, as of {found.as_of}, made by {found.made_by} on "
        f"{found.made_at:%Y-%m-%d %H:%M}",
        soft_wrap=True,
    )
    open_lines = [line for line in page.lines if line.proposal.status not in (Status.ACCEPTED, Status.SUPERSEDED)]
    waiting = [line for line in open_lines if line.proposal.status in WAITING]
    to_confirm = sum(line.proposal.status is Status.TO_CONFIRM for line in waiting)
    console.print(
        f"  waiting: {len(waiting)}, of which for a second person: {to_confirm}; "
        f"held or rejected: {len(open_lines) - len(waiting)}"
    )
    _show_totals(console, page)
    people: dict[str, list[Line]] = {}
    for line in open_lines:
        people.setdefault(line.proposal.change.employee_id, []).append(line)
    listed = list(people) if everyone else list(people)[:_MANY]
    for who in listed:
        _show_person(console, who, people[who], page)
    if len(listed) < len(people):
        console.print(f"  and {len(people) - len(listed)} more people: see them with --all")


def _show_totals(console: Console, page: Page) -> None:
    if not page.money.run_key:
        console.print(
            "  No pay run is open, so there is no money to show: sixpence payrun open PAY_DATE", soft_wrap=True
        )
        return
    sums = ", ".join(f"{name} {_signed(getattr(page.money.difference, key))}" for name, key in _MONEY)
    console.print(f"  On {page.money.run_key}, if all that waits is accepted: {sums}", soft_wrap=True)
    if page.money.arrears_pence:
        total = sum(page.money.arrears_pence.values())
        console.print(
            f"  [yellow]For closed periods[/yellow]: {_signed(total)} of gross pay; nothing pays it by itself",
            soft_wrap=True,
        )


def _show_person(console: Console, who: str, lines: Sequence[Line], page: Page) -> None:
    console.print(f"  [bold]{who}[/bold]{_money_in_words(page.money.effects.get(who))}", soft_wrap=True)
    if who in page.money.arrears_pence:
        console.print(f"    [yellow]arrears of closed periods[/yellow] {_signed(page.money.arrears_pence[who])} gross")
    for line in lines:
        change = line.proposal.change
        old, new = (escape(shown(change.field, value)) for value in (change.old, change.new))
        remarks = "; ".join(_remarks(line))
        console.print(
            f"    {FIELDS[change.field].label}: {old} -> {new} from {change.effective_from}  [dim]{remarks}[/dim]",
            soft_wrap=True,
        )


def _remarks(line: Line) -> Iterable[str]:
    proposal = line.proposal
    yield f"{proposal.change.field}, {proposal.kind}"
    if proposal.status is Status.TO_CONFIRM:
        yield f"accepted by {proposal.first_by}, to be confirmed by somebody else"
    elif proposal.status is not Status.PROPOSED:
        yield f"{proposal.status} by {proposal.decided_by}"
    elif line.second_person:
        yield "needs a second person"
    if proposal.by_hand:
        yield "contradicts what was entered here"
    if line.backdated:
        yield "reaches back into a closed period"


def _money_in_words(effect: Effect | None) -> str:
    if effect is None:
        return ""
    if effect.after.missing:
        return f"  cannot be paid yet, for want of: {_named(effect.after.missing)}"
    if effect.after.pay is None:
        return "  not on the run"
    before = effect.before.pay or Money()
    could_not = f" (could not be paid before, for want of: {_named(effect.before.missing)})"
    money = ", ".join(_moved(name, getattr(before, key), getattr(effect.after.pay, key)) for name, key in _MONEY)
    return f"  {money}{could_not if effect.before.missing else ''}"


def _moved(name: str, before: int, after: int) -> str:
    return f"{name} {pounds(before)}" if before == after else f"{name} {pounds(before)} -> {pounds(after)}"


def _named(missing: Iterable[str]) -> str:
    return ", ".join(missing_in_words(name) for name in missing)


def _signed(pence: int) -> str:
    return f"+{pounds(pence)}" if pence > 0 else pounds(pence)
