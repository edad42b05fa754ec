"""`sixpence people`: who there is and what they lack, what is known of one of them, and facts entered by hand."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from sixpence.cli.session import EmployerOption, begin

if TYPE_CHECKING:
    from sixpence.actions.a_person import PersonFile
    from sixpence.payrun.lacks import Lack
    from sixpence.store.employments import RecordedFact

people = typer.Typer(help="What payroll knows of people.", no_args_is_help=True)

Employee = Annotated[str, typer.Argument(metavar="EMPLOYEE")]


@people.command("list")
def list_(
    words: Annotated[str, typer.Argument(help="In the name, the number or the job title.")] = "",
    lacking: Annotated[bool, typer.Option("--lacking", help="Only who lacks something.")] = False,
    employer: EmployerOption = "",
) -> None:
    """Everyone, and what they lack on the run ahead, in money."""
    from rich.table import Table

    from sixpence.actions.people import people_page
    from sixpence.payrun.roster import Wanted
    from sixpence.people.shown import shown

    session, console = begin(employer), Console(highlight=False)
    wanted = Wanted(words=words, lacking=lacking, a_page=1_000_000)
    found = people_page(session.employer, wanted, today=session.at.date())
    table = Table("Id", "Name", "Department", "Started", "Pay", "Lacks", box=None, header_style="dim")
    for line in found.roster.lines:
        person = line.person
        pay = person.get("salary") and shown("salary", person.get("salary"))
        lack = found.lacks.get(person.employee_id)
        cells = (person.employee_id, person.name, person.get("department"), person.get("start_date"), pay)
        table.add_row(*map(escape, cells), escape(_in_words(lack)) if lack else "")
    console.print(table)
    console.print(f"{found.roster.found} of {found.roster.everyone} people, as they stand on {found.run.period_end}")
    if found.not_worked_out:
        console.print(f"What they lack could not be worked out: {escape(found.not_worked_out)}", soft_wrap=True)


@people.command()
def show(
    employee: Employee,
    history: Annotated[bool, typer.Option("--history", help="Everything ever recorded.")] = False,
    employer: EmployerOption = "",
) -> None:
    """What is known of one person, since when and by whose word; private values are masked."""
    from sixpence.actions.a_person import person_file

    session, console = begin(employer), Console(highlight=False, soft_wrap=True)
    found = person_file(session.employer, employee, today=session.at.date())
    console.print(f"\n[bold]{escape(found.name or '(no name)')}[/bold]  {escape(found.employee_id)}")
    if found.lack:
        console.print(f"  lacks: {escape(_in_words(found.lack))}")
    (_show_history if history else _show_facts)(console, found)


@people.command()
def reveal(
    employee: Employee,
    fields: Annotated[list[str], typer.Argument(metavar="FIELD...", help='"sort_code", "ni_number" ...')],
    employer: EmployerOption = "",
) -> None:
    """Private values of one person in full. The log says who looked at which."""
    from sixpence.actions.a_person import reveal_here

    session = begin(employer)
    values = reveal_here(session.employer, employee, fields, day=session.at.date(), actor=session.actor, at=session.at)
    for field, value in values.items():
        typer.echo(f"{field}: {value}")


@people.command("set")
def set_(
    employee: Annotated[str, typer.Argument(metavar="EMPLOYEE")],
    field: Annotated[str, typer.Argument(metavar="FIELD", help='"salary", "tax_code" ...')],
    value: Annotated[str, typer.Argument(metavar="VALUE", help='"4166.67 monthly", "1257L" ...')],
    day: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="The day from which it is so.")],
    employer: EmployerOption = "",
) -> None:
    """Enter a fact by hand. A guarded one waits for a second person."""
    from sixpence.actions.by_hand import set_by_hand

    session = begin(employer)
    number = set_by_hand(session.employer, employee, field, value, day.date(), actor=session.actor, at=session.at)
    if number is None:
        typer.echo(f"Stored: {field} of employee {employee} from {day.date()}")
    else:
        typer.echo(f"Not stored yet: somebody else has to confirm it with sixpence review confirm {number} --all")


def _show_facts(console: Console, found: "PersonFile") -> None:
    for section in found.sections:
        known = [each for each in section.known if each.told]
        if known:
            console.print(f"  [bold]{section.heading}[/bold]")
        for each in known:
            assert each.told is not None
            told = f"since {each.told.fact.effective_from}, {_by(each.told)}"
            console.print(f"    {each.label}: {escape(each.shown)}  [dim]{escape(told)}[/dim]")
    for ahead in found.ahead:
        console.print(f"  from {ahead.recorded.fact.effective_from}: {ahead.label}: {escape(ahead.shown)}")


def _show_history(console: Console, found: "PersonFile") -> None:
    for told in found.history:
        recorded = told.recorded
        who = _by(recorded)
        replaced = "" if told.counts else "  (replaced)"
        console.print(
            f"  {recorded.recorded_at:%Y-%m-%d %H:%M}  {told.label}: {escape(told.shown)} from "
            f"{recorded.fact.effective_from}, {escape(who)}{replaced}"
        )


def _by(recorded: "RecordedFact") -> str:
    """Where a fact came from, and by whose word."""
    return " by ".join(filter(None, (recorded.origin, recorded.who)))


def _in_words(lack: "Lack") -> str:
    from sixpence.basics.money import pounds
    from sixpence.people.shown import missing_in_words

    said = []
    if lack.missing:
        waits = f" ({pounds(lack.waits_pence)} waits)" if lack.waits_pence else ""
        said.append(", ".join(map(missing_in_words, lack.missing)) + waits)
    said += lack.assumptions
    if lack.by_hand_pence:
        said.append(f"no bank account: {pounds(lack.by_hand_pence)} to be paid another way")
    return "; ".join(said)
