"""What the demo tells at its end: who was paid what, who was not and why, and where everything is."""

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from sixpence.actions.demo import SUMMARY, DemoOutcome
from sixpence.basics.money import pounds
from sixpence.payrun.figures import PersonPay
from sixpence.people.fields import FIELDS

# What may be missing that is no field of HR's.
_WORDS = {
    "figures_to_date": "pay and tax to date from the former payroll",
    "hours_worked": "hours worked in the period",
    "one_ni_category_all_year": "one NI category all year (directors)",
}


def report(console: Console, outcome: DemoOutcome, out: Path) -> None:
    """Print the whole outcome."""
    _changes(console, outcome)
    _people(console, outcome.payday.figures.people)
    _not_paid(console, outcome)
    _attention(console, outcome)
    _totals(console, outcome)
    _where(console, outcome, out)


def _changes(console: Console, outcome: DemoOutcome) -> None:
    preview = outcome.preview
    console.print("\n[bold]From Personio[/bold]")
    console.print(f"  {preview.people_in_hr} people read, {len(preview.changes.excluded)} excluded:")
    reasons: dict[str, int] = {}
    for because in preview.changes.excluded.values():
        reasons[because] = reasons.get(because, 0) + 1
    for because, count in sorted(reasons.items()):
        console.print(f"    {because}  ({count})")
    console.print(f"  {len(preview.changes.changes)} facts new or changed, of {len(preview.changes.starters)} people")
    for who, problems in sorted(preview.changes.problems.items()):
        for problem in problems:
            label = FIELDS[problem.field].label if problem.field in FIELDS else problem.field
            colour = "yellow" if problem.severity == "warning" else "red"
            console.print(
                f"    [{colour}]{problem.severity:8}[/{colour}] {who}  {label}: {problem.reason}", soft_wrap=True
            )


def _people(console: Console, people: Iterable[PersonPay]) -> None:
    table = Table(title="\nPaid on this run", title_justify="left", title_style="bold", header_style="dim", box=None)
    for heading in ("Id", "Name", "Code", "NI"):
        table.add_column(heading, no_wrap=True)
    for heading in ("Gross", "Tax", "NI", "Loans", "Pension", "Net pay"):
        table.add_column(heading, justify="right", no_wrap=True)
    for pay in people:
        basis = " M1" if pay.week1_month1 else ""
        amounts = (
            pay.gross_pay_pence,
            pay.income_tax_pence,
            pay.employee_ni_pence,
            pay.student_loan_pence + pay.postgraduate_loan_pence,
            pay.employee_pension_pence,
            pay.net_pay_pence,
        )
        shown = [pounds(amount) if amount else "–" for amount in amounts]
        table.add_row(pay.employee_id, pay.person.name, f"{pay.tax_code}{basis}", pay.ni_letter, *shown)
    console.print(table)


def _not_paid(console: Console, outcome: DemoOutcome) -> None:
    if not outcome.review.cannot_be_paid:
        return
    console.print("\n[bold red]Cannot be paid yet[/bold red]  (nothing is invented: each needs these facts first)")
    for one in outcome.review.cannot_be_paid:
        missing = ", ".join(_WORDS[name] if name in _WORDS else FIELDS[name].label for name in one.missing)
        console.print(f"  {one.person.employee_id}  {one.person.name or '(no name)':24}  {missing}", soft_wrap=True)


def _attention(console: Console, outcome: DemoOutcome) -> None:
    review = outcome.review
    for heading, people in (("Starters", review.starters), ("Leavers", review.leavers)):
        if people:
            names = ", ".join(f"{pay.person.name} ({pay.employee_id})" for pay in people)
            console.print(f"\n[bold]{heading}[/bold]  {names}")
    if review.assumed:
        console.print("\n[bold yellow]Paid on HMRC's rules for missing facts[/bold yellow]")
        for pay in review.assumed:
            console.print(f"  {pay.employee_id}  {pay.person.name}: {' '.join(pay.assumptions)}", soft_wrap=True)
    if outcome.payday.payments.by_hand:
        console.print(
            "\n[bold yellow]To be paid another way[/bold yellow]  (no usable bank details; not in the bank's file)"
        )
        for person in outcome.payday.payments.by_hand:
            console.print(
                f"  {person.employee_id}  {pounds(person.amount_pence):>12}  no {' and no '.join(person.missing)}"
            )


def _totals(console: Console, outcome: DemoOutcome) -> None:
    figures = outcome.payday.figures
    title = f"\nTotals, pay date {figures.pay_date:%-d %B %Y}, tax month {figures.tax_period} of {figures.tax_year}"
    table = Table(title=title, title_justify="left", title_style="bold", show_header=False, box=None)
    table.add_column()
    table.add_column(justify="right")
    table.add_row("Employees on payroll", str(outcome.review.employees_on_payroll))
    for name, pence in outcome.review.totals.as_dict().items():
        words = name.replace("_", " ").replace(" ni", " NI")
        table.add_row(words[0].upper() + words[1:], pounds(pence), style="bold" if name == "net_pay" else "")
    console.print(table)
    console.print("  [green]✓[/green] Sum of payslips = run = FPS = payments, to the penny")


def _where(console: Console, outcome: DemoOutcome, out: Path) -> None:
    payday = outcome.payday
    console.print(f"\n[bold]Everything is in {out}/[/bold]")
    payslips = sum(paper.kind == "payslip" for paper in payday.papers)
    lines = {
        "payslips/*.pdf": f"{payslips} payslips",
        "fps.xml": f"the Full Payment Submission, IRmark {payday.irmark}",
        "payments.txt": (
            f"Bacs Standard 18: {len(payday.payments.by_bank)} payments; send by {payday.days.submission:%a %-d %b}, "
            f"processing {payday.days.processing:%a %-d %b}, in accounts {payday.days.entry:%a %-d %b}"
        ),
        "payments-by-hand.csv": f"{len(payday.payments.by_hand)} people to be paid another way",
        f"{payday.figures.run_id}.parquet": "the sealed run; prove it with: sixpence replay",
        SUMMARY: f"all of this for machines; run digest {payday.digest[:16]}…",
    }
    made = {paper.path for paper in payday.papers} | {SUMMARY, "payslips/*.pdf" if payslips else ""}
    for path, what in lines.items():
        if path in made:
            console.print(f"  {path:26} {what}", soft_wrap=True)
