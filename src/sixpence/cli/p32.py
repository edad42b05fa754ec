"""`sixpence p32` and `employer-year`: what is owed to HMRC by tax month, and what the employer claims."""

from pathlib import Path
from typing import Annotated

import typer

from sixpence.cli.options import pence_of
from sixpence.cli.report import report
from sixpence.cli.session import EmployerOption, begin


def p32(
    tax_year: Annotated[str, typer.Option("--tax-year", metavar="YEAR", help='"2026-27"')],
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write it as CSV.")] = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", metavar="FILE", help="Write it as a workbook.")] = None,
    employer: EmployerOption = "",
) -> None:
    """What is owed to HMRC for each tax month, from the runs that are approved or closed: `report p32`."""
    report("p32", tax_year=tax_year, csv=csv, xlsx=xlsx, employer=employer)


def employer_year(
    tax_year: Annotated[str, typer.Argument(metavar="TAX_YEAR", help='"2026-27"')],
    employment_allowance: Annotated[bool, typer.Option(help="Whether Employment Allowance is claimed.")] = False,
    small_employer: Annotated[bool, typer.Option(help="Whether small employers' relief is due.")] = False,
    levy_allowance: Annotated[str, typer.Option(help="This scheme's share of the year's levy allowance.")] = "",
    ni_before: Annotated[str, typer.Option(help="Employer's NI of the year before Sixpence.")] = "0",
    allowance_before: Annotated[str, typer.Option(help="Employment Allowance used of it.")] = "0",
    pay_bill_before: Annotated[str, typer.Option(help="Pay bill of the year before Sixpence.")] = "0",
    levy_before: Annotated[str, typer.Option(help="Apprenticeship levy of it.")] = "0",
    employer: EmployerOption = "",
) -> None:
    """Say what the employer claims from HMRC in a tax year; what is left out is not claimed. Amounts in pounds."""
    from sixpence.actions.employer_month import claim_in_year
    from sixpence.people.employer import BeforeSixpence, EmployerYear

    session = begin(employer)
    year = EmployerYear(
        tax_year=tax_year,
        employment_allowance=employment_allowance,
        small_employer=small_employer,
        levy_allowance_pence=pence_of("--levy-allowance", levy_allowance) if levy_allowance else None,
        before=BeforeSixpence(
            employer_ni_pence=pence_of("--ni-before", ni_before),
            employment_allowance_pence=pence_of("--allowance-before", allowance_before),
            pay_bill_pence=pence_of("--pay-bill-before", pay_bill_before),
            apprenticeship_levy_pence=pence_of("--levy-before", levy_before),
        ),
    )
    claim_in_year(session.employer, year, actor=session.actor, at=session.at)
    typer.echo(f"Kept for {tax_year}. Next: sixpence p32 --tax-year {tax_year}")
