"""`sixpence payrun checks` and `settle`: what to look at before a run is approved."""

from typing import Annotated

import typer

from sixpence.basics.refused import Refused
from sixpence.cli.session import EmployerOption, begin

Run = Annotated[str, typer.Argument(metavar="RUN", help='"2026-11-30-monthly"')]


def checks(run: Run, employer: EmployerOption = "") -> None:
    """What to look at before the run is approved, with what was said of it."""
    from sixpence.actions.checks import changed_since, checks_of
    from sixpence.store.payruns import pay_run

    session = begin(employer)
    if changed := changed_since(pay_run(session.employer, run)):
        typer.echo(
            f"Something has become known of {len(changed)} since all was worked out: sixpence payrun calculate {run}"
        )
    found = checks_of(session.employer, run)
    for kind in found.kinds:
        typer.echo(f"{kind.kind.label}  ({kind.kind}, {kind.kind.severity}): {kind.count}, open {kind.open}")
        for looked in kind.shown:
            said = f"  [{looked.settled.by}: {looked.settled.reason}]" if looked.settled else ""
            typer.echo(f"  {looked.finding.employee_id}  {looked.finding.words}{said}")
        if kind.count > len(kind.shown):
            typer.echo(f"  and {kind.count - len(kind.shown)} more")
    typer.echo("Nothing is in the way of an approval" if not found.open else f"{found.open} to settle")


def settle(
    run: Run,
    reason: Annotated[str, typer.Option(help="Why it is all right.")],
    kind: Annotated[list[str] | None, typer.Option(help="As `checks` names it; may be given several times.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All kinds that a reason can settle.")] = False,
    employee: Annotated[str, typer.Option(metavar="ID", help="Only of this person.")] = "",
    employer: EmployerOption = "",
) -> None:
    """Give a reason for what is open. What changes afterwards is asked about again."""
    from sixpence.actions.checks import settle_findings, settle_kinds
    from sixpence.payrun.checks import CheckKind
    from sixpence.store.findings import findings_of

    session = begin(employer)
    if unknown := set(kind or ()) - set(CheckKind):
        raise Refused(f"{sorted(unknown)[0]!r} is not one of {', '.join(CheckKind)}")
    kinds = list(CheckKind) if everything else [CheckKind(each) for each in kind or ()]
    if not kinds:
        raise Refused("say what to settle: --kind KIND, or --all")
    if employee:
        found = findings_of(session.employer, run, employee_id=employee)
        keys = [one.key for one in found if one.kind in kinds and one.kind.can_be_settled]
        settle_findings(session.employer, run, keys, reason, actor=session.actor, at=session.at)
        count = len(keys)
    else:
        count = settle_kinds(session.employer, run, kinds, reason, actor=session.actor, at=session.at)
    typer.echo(f"{count} settled")
