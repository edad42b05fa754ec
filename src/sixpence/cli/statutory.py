"""`sixpence statutory`: sick pay, parental pay and redundancy pay for files."""

from pathlib import Path
from typing import Annotated

import typer

statutory = typer.Typer(
    help="Statutory payments for a file: one absence, leave or dismissal a row.", no_args_is_help=True
)

Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="OUT", help="Where to write; else standard output.")
]


@statutory.command("sick-pay")
def sick_pay(
    source: Annotated[Path, typer.Argument(metavar="IN", help="CSV, one absence a row.")], output: Output = None
) -> None:
    """Statutory sick pay, week by week, before and after the reform of 6 April 2026 and across it."""
    from sixpence.actions.sick_pay_file import sick_pay_file

    _say_beyond(sick_pay_file(source, output))


@statutory.command("parental-pay")
def parental_pay(
    source: Annotated[Path, typer.Argument(metavar="IN", help="CSV, one leave a row.")], output: Output = None
) -> None:
    """SMP, SAP, SPP, ShPP, SPBP and SNCP, on the days that wages are paid."""
    from sixpence.actions.parental_pay_file import parental_pay_file

    _say_beyond(parental_pay_file(source, output))


@statutory.command("redundancy")
def redundancy(
    source: Annotated[Path, typer.Argument(metavar="IN", help="CSV, one dismissal a row.")], output: Output = None
) -> None:
    """Statutory redundancy pay in Great Britain and Northern Ireland."""
    from sixpence.actions.redundancy_file import redundancy_file

    redundancy_file(source, output)


def _say_beyond(rows: int) -> None:
    """Figures for days that no law has rates for yet are not to be taken for final ones."""
    if rows:
        from sixpence.rates.through_years import last_known_day

        which = "1 row goes" if rows == 1 else f"{rows} rows go"
        note = f"beyond {last_known_day()}, until when rates are known: from there the latest known stand in"
        typer.echo(f"sixpence: note: {which} {note}", err=True)
