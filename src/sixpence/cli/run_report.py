"""A pay run on the terminal: who is paid what, who is not and why, what to look at, and the totals."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sixpence.basics.money import pounds
from sixpence.cli.sync_report import listed
from sixpence.payrun.figures import PersonPay, Totals
from sixpence.payrun.review import Review
from sixpence.people.shown import missing_in_words
from sixpence.store.records import PayRun

_WIDE = 104  # columns that the whole table takes


def show_runs(runs: Sequence[PayRun]) -> None:
    """Print every run and how far it has come."""
    console = Console(highlight=False)
    if not runs:
        console.print("There is no pay run yet. Begin one with: sixpence payrun open PAY_DATE")
        return
    table = Table("Run", "Pay date", "State", "Digest", "Approved by", box=None, header_style="dim")
    for run in runs:
        table.add_row(run.run_key, str(run.pay_date), run.state.value, run.digest[:12], run.approved_by)
    console.print(table)


def show_review(console: Console, review: Review) -> None:
    """Print a calculated run before it is approved."""
    show_people(console, review.people)
    show_not_paid(console, review)
    show_attention(console, review)
    show_totals(console, review.totals, review.employees_on_payroll)


def show_people(console: Console, people: Iterable[PersonPay]) -> None:
    """A line a person; a narrow terminal gets the deductions as one sum."""
    wide = console.width >= _WIDE
    table = Table(title="\nPaid on this run", title_justify="left", title_style="bold", header_style="dim", box=None)
    for heading in ("Id", "Name", "Code", "NI"):
        table.add_column(heading, no_wrap=True)
    deductions = ("Tax", "NI", "Loans", "Pension", "Other") if wide else ("Deducted",)
    for heading in ("Gross", *deductions, "Net pay"):
        table.add_column(heading, justify="right", no_wrap=True)
    for pay in people:
        taken = (
            pay.income_tax_pence,
            pay.employee_ni_pence,
            pay.student_loan_pence + pay.postgraduate_loan_pence,
            pay.employee_pension_pence,
            pay.other_deductions_pence,
        )
        shown = [pounds(amount) if amount else "–" for amount in (taken if wide else (sum(taken),))]
        code = f"{pay.tax_code} M1" if pay.week1_month1 else pay.tax_code
        row = [pay.employee_id, escape(pay.person.name), code, pay.ni_letter, pounds(pay.gross_pay_pence)]
        table.add_row(*row, *shown, pounds(pay.net_pay_pence))
    console.print(table)


def show_not_paid(console: Console, review: Review) -> None:
    if not review.cannot_be_paid:
        return
    console.print("\n[bold red]Cannot be paid yet[/bold red]  (nothing is invented: each needs these facts first)")
    for one in review.cannot_be_paid:
        missing = ", ".join(missing_in_words(name) for name in one.missing)
        console.print(f"  {one.person.employee_id}  {one.person.name or '(no name)':24}  {missing}", soft_wrap=True)


def show_attention(console: Console, review: Review) -> None:
    """Starters, leavers, and whoever is paid on the law's own rules or by hand."""
    for heading, people in (("Starters", review.starters), ("Leavers", review.leavers)):
        if people:
            console.print(f"\n[bold]{heading}[/bold]  {listed([pay.employee_id for pay in people])}", soft_wrap=True)
    if review.assumed:
        console.print("\n[bold yellow]Paid on HMRC's rules where facts are missing[/bold yellow]")
        by_rule: dict[str, list[str]] = {}
        for pay in review.assumed:
            for assumption in pay.assumptions:
                by_rule.setdefault(assumption, []).append(pay.employee_id)
        for assumption, ids in by_rule.items():
            console.print(f"  {assumption} {listed(ids)}", soft_wrap=True)
    if review.by_hand:
        console.print(
            "\n[bold yellow]To be paid another way[/bold yellow]  (no usable bank details: not in a bank file)"
        )
        for pay in review.by_hand:
            console.print(f"  {pay.employee_id}  {pounds(pay.net_pay_pence):>12}")


def show_totals(console: Console, totals: Totals, employees: int) -> None:
    console.print("\n[bold]Totals[/bold]")
    table = Table(show_header=False, box=None)
    table.add_column()
    table.add_column(justify="right")
    table.add_row("Employees on payroll", str(employees))
    for name, pence in totals.as_dict().items():
        words = name.replace("_", " ").replace(" ni", " NI")
        table.add_row(words[0].upper() + words[1:], pounds(pence), style="bold" if name == "net_pay" else "")
    console.print(table)
