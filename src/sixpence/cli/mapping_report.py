"""What a connection maps and lacks, for people to look at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sixpence.actions.connections import Connected
from sixpence.actions.hr_sources import PERSONIO, called
from sixpence.actions.mapping import MappingView
from sixpence.actions.sync_log import renaming
from sixpence.cli.sync_report import listed
from sixpence.hr.mapping import FieldMapping, HrMapping, Suggestion, label_of
from sixpence.hr.preview import FieldCheck, PreviewLine
from sixpence.hr.records import HrAttribute


@dataclass(frozen=True, slots=True)
class _Shown:
    """How a source shows its attributes, and what to do where it does not."""

    attribute: str
    not_shown: str
    to_show: str
    to_fill: str


_SHOWN_BY_PERSONIO = _Shown(
    attribute="attribute",
    not_shown="Personio does not show Sixpence:",
    to_show="Tick them under Readable employee attributes",
    to_fill="Either Personio has none or it is not ticked under Readable employee attributes",
)
_SHOWN_BY_A_SPREADSHEET = _Shown(
    attribute="column",
    not_shown="The spreadsheet no longer has the column of:",
    to_show="Give it back its heading, or choose another with: sixpence mapping set",
    to_fill="Add them to the spreadsheet",
)


def show_connected(console: Console, connected: Connected) -> None:
    """Print what a new connection maps, and what it lacks, by right and by attribute."""
    _show_lines(console, connected.mapping, connected.attributes)
    for each in connected.lacking:
        console.print(f"  [yellow]may not read[/yellow]  {each.what} (right: {each.right}); {each.instead}")
    shown = _SHOWN_BY_PERSONIO if connected.source == PERSONIO else _SHOWN_BY_A_SPREADSHEET
    if connected.not_shown:
        console.print(f"  [red]{shown.not_shown}[/red] {_labels(connected.not_shown)}. {shown.to_show}")
    if connected.not_filled:
        console.print(
            f"  [yellow]No {shown.attribute} was found for:[/yellow] {_labels(connected.not_filled)}. {shown.to_fill}; "
            "if it has another label: sixpence mapping set"
        )
    if connected.replaced:
        console.print(
            f"  [yellow]The connection to {called(connected.replaced)} is removed[/yellow], with its mapping, its "
            f"conditions and what waited for review. Everybody must have the same id in {called(connected.source)}, or "
            "they are new to payroll"
        )
    console.print(f"Connected: {len(connected.mapping.lines)} fields are mapped. Next: sixpence sync")


def show_view(console: Console, view: MappingView, *, every: bool) -> None:
    """Print every line and what is wrong with it; with `every`, every attribute HR has as well."""
    _show_lines(console, view.mapping, view.attributes)
    for line in view.gone:
        console.print(
            f"  [red]gone[/red]  {label_of(line.field)}: HR no longer has or shows its attribute {escape(_was(line))}"
        )
    for line, label in view.renamed:
        console.print(f"  [yellow]renamed[/yellow]  {escape(renaming(line, label))}")
    if view.not_filled:
        console.print(f"  Nothing fills: {_labels(view.not_filled)}")
    for attribute in view.attributes if every else ():
        options = f": {', '.join(attribute.options)}" if attribute.options else ""
        console.print(f"    {escape(attribute.key):24} {escape(f'{attribute.label} ({attribute.type}{options})')}")


def show_suggestions(console: Console, suggestions: Iterable[Suggestion]) -> None:
    """Print what could fill which field, and how sure that is."""
    for each in suggestions:
        label = escape(f"{each.attribute.label} ({each.attribute.key})")
        console.print(f"  {each.sureness:9} {each.field:26} <- {label}: {escape(each.because)}")


def show_person(console: Console, lines: Iterable[PreviewLine]) -> None:
    """Print what the mapping makes of one person; private values come masked."""
    table = Table("field", "attribute", "in HR", "in payroll", "", box=None, pad_edge=False)
    for line in lines:
        table.add_row(*map(escape, (line.field, line.attribute, line.in_hr, line.becomes, line.note)))
    console.print(table)


def _show_lines(console: Console, shown: HrMapping, attributes: tuple[HrAttribute, ...]) -> None:
    labels = {attribute.key: attribute.label for attribute in attributes}
    for line in shown.lines:
        label = next((labels[key] for key in line.keys if key in labels), _was(line))
        notes = [f"({line.transform})"] if line.transform else []
        notes += [f"({theirs} = {ours})" for theirs, ours in line.choices.items()]
        console.print(f"  {line.field:26} <- {escape(' '.join((label, *notes)))}")
    for name in sorted(shown.not_mapped):
        console.print(f"  {name:26} <- (not mapped, on purpose)")


def show_checks(console: Console, checks: Mapping[str, FieldCheck]) -> None:
    """Print how everyone fares with what was just kept: counts, reasons and ids."""
    for name, check in checks.items():
        console.print(
            f"{label_of(name)}: {len(check.filled)} filled, {len(check.empty)} empty, "
            f"{len(check.unreadable)} cannot be read, {sum(map(len, check.refused.values()))} not taken"
        )
        for reason, people in check.refused.items():
            console.print(f"  [red]not taken[/red]  {escape(reason)}: {listed(list(people))}")
        for reason, people in check.doubtful.items():
            console.print(f"  [yellow]look at[/yellow]  {escape(reason)}: {listed(list(people))}")
    console.print("Kept.")


def _labels(names: tuple[str, ...]) -> str:
    return ", ".join(map(label_of, names))


def _was(line: FieldMapping) -> str:
    return line.label or line.key
