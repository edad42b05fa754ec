"""What a sync found, for people to look at before it counts."""

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from rich.console import Console
from rich.markup import escape

from sixpence.actions.sync_log import SyncFound
from sixpence.hr.review import Found
from sixpence.people.fields import FIELDS
from sixpence.people.shown import shown

T = TypeVar("T")
_MANY = 6  # beyond so many, employees are counted and not listed


def show_found(console: Console, found: SyncFound, *, every_change: bool) -> None:
    """Print who was read and left out, what changes, and what was not taken and why. Private values are masked."""
    excluded = [(one.because, one.employee_id) for one in found.outcomes if one.found is Found.EXCLUDED]
    console.print(f"\n[bold]From {found.source_called}[/bold]")
    who = "people read" if found.whole else "people read, who may have changed"
    console.print(f"  {found.people_read} {who}, {len(excluded)} excluded")
    for because, people in _grouped(excluded):
        console.print(f"    {escape(because)}: {people}")
    for label in found.not_there:
        console.print(f"    [red]not read[/red]  {label}: its attribute is gone from HR, or not readable")
    for words in found.renamed:
        console.print(f"    [yellow]renamed [/yellow]  {escape(words)}", soft_wrap=True)
    starters = found.people(Found.CREATED)
    console.print(
        f"  {len(found.proposals)} facts new or changed; {len(starters)} people new to payroll, "
        f"{len(found.leavers)} leaving, {len(found.people(Found.UNCHANGED))} unchanged"
    )
    if every_change:
        _show_changes(console, found, starters)
    problems = (
        ((one.found, one.field, one.because), one.employee_id)
        for one in found.outcomes
        if one.found in (Found.REFUSED, Found.WARNING)
    )
    for (what, field, reason), people in _grouped(problems):
        label = FIELDS[field].label if field in FIELDS else field
        colour, words = ("yellow", "look at ") if what is Found.WARNING else ("red", "not taken")
        console.print(f"    [{colour}]{words}[/{colour}]  {label} {escape(reason)}: {people}", soft_wrap=True)


def _show_changes(console: Console, found: SyncFound, starters: tuple[str, ...]) -> None:
    facts = Counter(each.change.employee_id for each in found.proposals)
    for who in starters:
        console.print(f"    {who}  new to payroll, with {facts[who]} facts")
    for each in found.proposals:
        change = each.change
        if change.employee_id not in starters:
            old, new = (escape(shown(change.field, value)) for value in (change.old, change.new))
            ours = "  [yellow]entered here by hand[/yellow]" if each.by_hand else ""
            label = FIELDS[change.field].label
            console.print(f"    {change.employee_id}  {label}: {old} -> {new} from {change.effective_from}{ours}")
    for one in found.outcomes:
        if one.found is Found.NOTICE:
            console.print(f"    [yellow]look at [/yellow]  {one.employee_id} {escape(one.because)}", soft_wrap=True)


def _grouped(pairs: Iterable[tuple[T, str]]) -> list[tuple[T, str]]:
    groups: dict[T, list[str]] = {}
    for key, who in pairs:
        groups.setdefault(key, []).append(who)
    return [(key, listed(people)) for key, people in groups.items()]


def listed(people: list[str]) -> str:
    """Employees in words: their ids, or how many and the first few."""
    if len(people) <= _MANY:
        return ", ".join(sorted(people))
    return f"{len(people)} people ({', '.join(sorted(people)[:3])} ...)"
