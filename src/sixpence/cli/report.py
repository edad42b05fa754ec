"""`sixpence report`: a report in the terminal, or as a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sixpence.basics.refused import Refused
from sixpence.cli.session import EmployerOption, begin

if TYPE_CHECKING:
    from sixpence.reports.report import Cell, Column, Report


def report(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Left out: lists the reports there are.")] = "",
    run: Annotated[str, typer.Option("--run", metavar="RUN", help="About this pay run.")] = "",
    tax_year: Annotated[str, typer.Option("--tax-year", metavar="YEAR", help='About this tax year: "2026-27".')] = "",
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write it as CSV.")] = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", metavar="FILE", help="Write it as a workbook.")] = None,
    employer: EmployerOption = "",
) -> None:
    """Show a report, or write it to a file; that a file was taken out goes into the log."""
    from sixpence.actions.reports import export_report, make_report
    from sixpence.actions.whole_files import write_whole

    if not name:
        _list_reports()
        return
    session = begin(employer)
    files = [("csv", csv), ("xlsx", xlsx)]
    if not (csv or xlsx):
        _show(make_report(session.employer, name, run_key=run, tax_year=tax_year))
    for file_format, path in files:
        if path is None:
            continue
        if path.is_dir():
            raise Refused(f"{path} is a folder: name a file to write")
        content = export_report(
            session.employer,
            name,
            file_format,
            run_key=run,
            tax_year=tax_year,
            actor=session.actor,
            at=session.at,
        )
        write_whole(path, content)
        typer.echo(f"{name} is in {path}")


def _list_reports() -> None:
    from rich.console import Console
    from rich.table import Table

    from sixpence.actions.report_kinds import REPORTS

    table = Table("Report", "Shows", box=None, header_style="dim")
    for kind in REPORTS.values():
        table.add_row(kind.name, kind.shows)
    Console(highlight=False).print(table)


def _show(report: "Report") -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(highlight=False)
    console.print(f"\n[bold]{escape(report.title)}[/bold]  {escape(report.of)}", soft_wrap=True)
    table = Table(box=None, header_style="dim", show_footer=report.total is not None, footer_style="bold")
    for place, column in enumerate(report.columns):
        footer = _shown(report.total[place], column) if report.total else ""
        table.add_column(column.label, footer, justify="right" if column.is_figure else "left")
    for row in report.rows:
        table.add_row(*(_shown(cell, column) for cell, column in zip(row, report.columns, strict=True)))
    console.print(table)
    for note in report.notes:
        console.print(escape(note), style="dim")


def _shown(cell: "Cell", column: "Column") -> str:
    from rich.markup import escape

    from sixpence.reports.report import shown

    return escape(shown(cell, column))
