"""`sixpence calculate`: gross to net for a file, and the explanation of one of its payments."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sixpence.basics.refused import Refused

if TYPE_CHECKING:
    from sixpence.pay.explanation import Explanation

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
    as_json: Annotated[bool, typer.Option("--json", help="With --explain: the explanation as JSON.")] = False,
) -> None:
    """Gross to net for a table of payments."""
    from sixpence.actions.calculate_file import calculate_file

    if as_json and explain is None:
        raise Refused("--json is the form of an explanation: name the employee with --explain ID")
    if explain is None:
        calculate_file(source, output)
        return
    from sixpence.actions.explain_file import explain_file

    explanation = explain_file(source, explain)
    if output is not None:
        calculate_file(source, output)
    if as_json:
        _print_json(explanation)
    else:
        _print_text(explanation)


def _print_json(explanation: "Explanation") -> None:
    import json

    from sixpence.pay.explanation import as_json

    typer.echo(json.dumps(as_json(explanation), ensure_ascii=False, indent=2))


def _print_text(explanation: "Explanation") -> None:
    from rich.console import Console
    from rich.text import Text

    from sixpence.pay.explain_text import Kind, lines

    console = Console(highlight=False)
    looks = {Kind.TITLE: "bold", Kind.HEADING: "bold cyan", Kind.FIGURE: "", Kind.RULE: "", Kind.SOURCE: "dim"}
    for line in lines(explanation, min(console.width, MOST_COLUMNS) if console.is_terminal else MOST_COLUMNS):
        console.print(Text(line.text, style=looks.get(line.kind, "")), soft_wrap=True)
