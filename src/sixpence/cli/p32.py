"""`sixpence p32` and `employer-year`: what is owed to HMRC by tax month, and what the employer claims."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sixpence.basics.money import pence_from_pounds, plain_pounds, pounds
from sixpence.basics.refused import Refused
from sixpence.cli.session import EmployerOption, begin

if TYPE_CHECKING:
    from sixpence.payrun.employer_month import EmployerMonth

# What the columns are called, and where each figure is found; those taken off are shown as negative.
_OWED = {
    "Income tax": ("income_tax_pence", 1),
    "Student loans": ("student_loans_pence", 1),
    "NI": ("national_insurance_pence", 1),
    "Levy": ("apprenticeship_levy_pence", 1),
    "Employment Allowance": ("employment_allowance_pence", -1),
    "Recovered": ("recovered_pence", -1),
    "Compensation": ("compensation_pence", -1),
    "Owed": ("owed_pence", 1),
}


def p32(
    tax_year: Annotated[str, typer.Option("--tax-year", metavar="YEAR", help='"2026-27"')],
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write it as CSV.")] = None,
    employer: EmployerOption = "",
) -> None:
    """What is owed to HMRC for each tax month, from the runs that are approved or closed."""
    from rich.console import Console
    from rich.table import Table

    from sixpence.actions.employer_month import owed_to_hmrc
    from sixpence.actions.whole_files import write_whole

    session = begin(employer)
    owed = owed_to_hmrc(session.employer, tax_year)
    if csv is not None:
        write_whole(csv, _as_csv(owed.months))
        typer.echo(f"{len(owed.months)} tax months are in {csv}")
        return
    table = Table("Month", "Ends", "Pay by", box=None, header_style="dim")
    for heading in _OWED:
        table.add_column(heading, justify="right")
    for month in owed.months:
        days = (f"{month.tax_month}{'' if month.is_final else '*'}", str(month.ends_on), str(month.pay_by))
        table.add_row(*days, *(pounds(pence) for pence in _figures(month)))
    console = Console(highlight=False)
    console.print(table)
    if not all(month.is_final for month in owed.months):
        console.print("* a run of the month is approved and not closed yet")
    console.print(f"{tax_year}: {pounds(owed.owed_pence)} in {len(owed.months)} tax months", highlight=False)


def _figures(month: "EmployerMonth") -> list[int]:
    return [sign * int(getattr(month, name)) for name, sign in _OWED.values()]


def _as_csv(months: "tuple[EmployerMonth, ...]") -> bytes:
    names = ",".join(name.removesuffix("_pence") for name, _ in _OWED.values())
    lines = [f"tax_month,ends_on,pay_by,final,{names}"]
    for month in months:
        figures = ",".join(plain_pounds(pence) for pence in _figures(month))
        lines.append(f"{month.tax_month},{month.ends_on},{month.pay_by},{'yes' if month.is_final else 'no'},{figures}")
    return ("\n".join(lines) + "\n").encode()


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
        levy_allowance_pence=_amount("--levy-allowance", levy_allowance) if levy_allowance else None,
        before=BeforeSixpence(
            employer_ni_pence=_amount("--ni-before", ni_before),
            employment_allowance_pence=_amount("--allowance-before", allowance_before),
            pay_bill_pence=_amount("--pay-bill-before", pay_bill_before),
            apprenticeship_levy_pence=_amount("--levy-before", levy_before),
        ),
    )
    claim_in_year(session.employer, year, actor=session.actor, at=session.at)
    typer.echo(f"Kept for {tax_year}. Next: sixpence p32 --tax-year {tax_year}")


def _amount(option: str, text: str) -> int:
    try:
        return pence_from_pounds(text)
    except ValueError as problem:
        raise Refused(f"{option} {text!r} {problem}") from None
