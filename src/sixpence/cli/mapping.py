"""`sixpence mapping`: which attribute of HR fills which payroll field, and what everyone would get from it."""

from typing import Annotated

import typer
from rich.console import Console

from sixpence.basics.refused import Refused
from sixpence.cli.reading import reading
from sixpence.cli.session import EmployerOption, begin

mapping = typer.Typer(name="mapping", help="Which attribute of HR fills which payroll field.", no_args_is_help=True)

FieldArgument = Annotated[str, typer.Argument(metavar="FIELD", help="A payroll field, such as tax_code.")]


@mapping.command("show")
def show(
    employer: EmployerOption = "",
    every: Annotated[bool, typer.Option("--all", help="List every attribute HR has too.")] = False,
) -> None:
    """Every line, and what has gone, was renamed or is still to be filled."""
    from sixpence.actions.mapping import mapping_view
    from sixpence.cli.mapping_report import show_view

    session, console = begin(employer), _console()
    show_view(console, mapping_view(session.employer, at=session.at), every=every)


@mapping.command("suggest")
def suggest(
    employer: EmployerOption = "",
    take: Annotated[bool, typer.Option("--take", help="Keep those that are certain or likely.")] = False,
) -> None:
    """What could fill the fields that have no line, and how sure that is."""
    from sixpence.actions.mapping import mapping_view, take_suggestions
    from sixpence.cli.mapping_report import show_suggestions

    session, console = begin(employer), _console()
    view = mapping_view(session.employer, at=session.at)
    show_suggestions(console, view.suggestions)
    if not view.suggestions:
        console.print("Nothing more to suggest.")
    elif take:
        new = take_suggestions(view, session.employer, actor=session.actor, at=session.at)
        console.print(f"{len(new)} lines kept. See what people get with: sixpence mapping preview EMPLOYEE")


@mapping.command("set")
def set_(
    field: FieldArgument,
    attribute: Annotated[str, typer.Argument(metavar="ATTRIBUTE", help="Its label in HR, or its key.")],
    employer: EmployerOption = "",
    read_as: Annotated[
        str, typer.Option("--as", help='What the value is: "pounds a year", "pounds an hour", "day/month/year" ...')
    ] = "",
    also: Annotated[
        list[str] | None, typer.Option(help="A key the same attribute has in the other version of Personio's API.")
    ] = None,
) -> None:
    """Fill a field from an attribute, after trying it on everyone."""
    from sixpence.actions.mapping import set_line
    from sixpence.cli.mapping_report import show_checks

    session, console = begin(employer), _console()
    with reading(console) as progress:
        checks = set_line(
            session.employer,
            field,
            attribute,
            transform=read_as,
            other_keys=tuple(also or ()),
            progress=progress,
            actor=session.actor,
            at=session.at,
        )
    show_checks(console, checks)


@mapping.command("choices")
def choices(
    field: FieldArgument,
    words: Annotated[list[str], typer.Argument(metavar="THEIRS=OURS...", help='Such as "Plan 2=2".')],
    employer: EmployerOption = "",
) -> None:
    """Say what the words of a list in HR mean."""
    from sixpence.actions.mapping import match_choices
    from sixpence.cli.mapping_report import show_checks

    matched = {}
    for text in words:
        theirs, equals, ours = text.rpartition("=")
        if not (equals and theirs.strip() and ours.strip()):
            raise Refused(f'{text!r}: write it as "Plan 2=2"')
        matched[theirs.strip()] = ours.strip()
    session, console = begin(employer), _console()
    with reading(console) as progress:
        checks = match_choices(session.employer, field, matched, progress=progress, actor=session.actor, at=session.at)
    show_checks(console, checks)


@mapping.command("unset")
def unset(field: FieldArgument, employer: EmployerOption = "") -> None:
    """Do not map a field, and suggest nothing for it. What payroll has stays."""
    from sixpence.actions.mapping import leave_out_field
    from sixpence.hr.mapping import label_of

    session = begin(employer)
    leave_out_field(session.employer, field, actor=session.actor, at=session.at)
    typer.echo(f"{label_of(field)} is not mapped. To map it again: sixpence mapping set {field} ATTRIBUTE")


@mapping.command("preview")
def preview(
    employee_id: Annotated[str, typer.Argument(metavar="EMPLOYEE", help="The id HR gives the person.")],
    employer: EmployerOption = "",
) -> None:
    """What the mapping makes of one real person; private values are masked."""
    from sixpence.actions.mapping import preview_employee
    from sixpence.cli.mapping_report import show_person

    session, console = begin(employer), _console()
    show_person(console, preview_employee(session.employer, employee_id, at=session.at))


def _console() -> Console:
    return Console(highlight=False, soft_wrap=True)
