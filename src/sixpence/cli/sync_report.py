"""What a sync found, for people to look at before it counts."""

from collections.abc import Iterable
from typing import TypeVar

from rich.console import Console
from rich.markup import escape

from sixpence.actions.hr_sources import called
from sixpence.actions.sync import SyncPreview
from sixpence.hr.mapping import FieldMapping, label_of
from sixpence.people.fields import FIELDS
from sixpence.people.shown import shown

T = TypeVar("T")
_MANY = 6  # beyond so many, employees are counted and not listed


def show_preview(console: Console, preview: SyncPreview, *, every_change: bool) -> None:
    """Print who was read and left out, what changes, and what was not taken and why. Private values are masked."""
    changes = preview.changes
    console.print(f"\n[bold]From {called(preview.source)}[/bold]")
    console.print(f"  {preview.people_in_hr} people read, {len(changes.excluded)} excluded")
    for because, people in _grouped((because, who) for who, because in changes.excluded.items()):
        console.print(f"    {escape(because)}: {people}")
    for field in preview.not_there:
        console.print(f"    [red]not read[/red]  {label_of(field)}: its attribute is gone from HR, or not readable")
    for line, label in preview.renamed:
        console.print(f"    [yellow]renamed [/yellow]  {escape(renaming(line, label))}", soft_wrap=True)
    console.print(
        f"  {len(changes.changes)} facts new or changed; {len(changes.starters)} people new to payroll, "
        f"{len(changes.leavers)} leaving, {changes.unchanged} unchanged"
    )
    if every_change:
        starters = set(changes.starters)
        for who in changes.starters:
            facts = sum(change.employee_id == who for change in changes.changes)
            console.print(f"    {who}  new to payroll, with {facts} facts")
        for change in (change for change in changes.changes if change.employee_id not in starters):
            label = FIELDS[change.field].label
            old, new = (escape(shown(change.field, value)) for value in (change.old, change.new))
            ours = "  [yellow]entered here by hand[/yellow]" if change in preview.of_by_hand else ""
            console.print(f"    {change.employee_id}  {label}: {old} -> {new} from {change.effective_from}{ours}")
        for notice in changes.notices:
            console.print(f"    [yellow]look at [/yellow]  {notice.employee_id} {escape(notice.words)}", soft_wrap=True)
    problems = (
        ((problem.severity, problem.field, problem.reason), who)
        for who, found in changes.problems.items()
        for problem in found
    )
    for (severity, field, reason), people in _grouped(problems):
        label = FIELDS[field].label if field in FIELDS else field
        colour = "yellow" if severity == "warning" else "red"
        words = "look at " if severity == "warning" else "not taken"
        console.print(f"    [{colour}]{words}[/{colour}]  {label} {escape(reason)}: {people}", soft_wrap=True)


def renaming(line: FieldMapping, label: str) -> str:
    """An attribute that is called otherwise now, and how to say that it still is the right one."""
    return (
        f"{label_of(line.field)}: {line.label} is now called {label}; if it still is the right one: "
        f"sixpence mapping set {line.field} {line.key}"
    )


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
