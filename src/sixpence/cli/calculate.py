"""`sixpence calculate`: gross to net for a file, the explanation of one of its payments, and what has changed since."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from sixpence.basics.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sixpence.pay.explain_text import Line

MOST_COLUMNS = 100  # wider lines are hard to read


def calculate(
    source: Annotated[Path, typer.Argument(metavar="IN", help="CSV or Parquet (.parquet), one payment a row.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="Where to write; else standard output.")
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="ID",
            help="Explain the figures of this employee on standard output; the table is written only with -o.",
        ),
    ] = None,
    since: Annotated[
        Path | None,
        typer.Option(
            "--since",
            metavar="EARLIER",
            help="With --explain: a file with another payment of this employee; tells why net pay is not the same.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="With --explain: what is told as JSON.")] = False,
) -> None:
    """Gross to net for a table of payments."""
    from sixpence.actions.calculate_file import calculate_file

    if explain is None:
        if as_json:
            raise Refused("--json is the form of an explanation: name the employee with --explain ID")
        if since is not None:
            raise Refused("--since is said of an explanation: name the employee with --explain ID")
        calculate_file(source, output)
        return
    told = _explained(source, explain) if since is None else _compared(since, source, explain)
    if output is not None:
        calculate_file(source, output)
    if as_json:
        _print_json(told.data)
    else:
        _print_text(told.lines)


class _Told(NamedTuple):
    """What is told, as data and as lines of a width."""

    data: dict[str, Any]
    lines: "Callable[[int], Iterator[Line]]"


def _explained(source: Path, employee_id: str) -> _Told:
    from sixpence.actions.explain_file import explain_file
    from sixpence.pay.explain_text import lines
    from sixpence.pay.explanation import as_json

    explanation = explain_file(source, employee_id)
    return _Told(as_json(explanation), lambda width: lines(explanation, width))


def _compared(earlier: Path, source: Path, employee_id: str) -> _Told:
    from sixpence.actions.explain_file import difference_file
    from sixpence.pay.difference import as_json
    from sixpence.pay.explain_text import difference_lines

    found = difference_file(earlier, source, employee_id)
    return _Told(
        {"employee_id": employee_id, **as_json(found)}, lambda width: difference_lines(employee_id, found, width)
    )


def _print_json(data: dict[str, Any]) -> None:
    import json

    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _print_text(lines: "Callable[[int], Iterator[Line]]") -> None:
    from rich.console import Console
    from rich.text import Text

    from sixpence.pay.explain_text import Kind

    console = Console(highlight=False)
    looks = {Kind.TITLE: "bold", Kind.HEADING: "bold cyan", Kind.FIGURE: "", Kind.RULE: "", Kind.SOURCE: "dim"}
    for line in lines(min(console.width, MOST_COLUMNS) if console.is_terminal else MOST_COLUMNS):
        console.print(Text(line.text, style=looks.get(line.kind, "")), soft_wrap=True)
