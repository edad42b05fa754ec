"""What the demo tells at its end: what came from HR, the run, and where everything is."""

from pathlib import Path

from rich.console import Console

from sixpence.actions.demo import SUMMARY, DemoOutcome
from sixpence.actions.sync_log import found_by
from sixpence.cli.run_report import show_review
from sixpence.cli.sync_report import show_found


def report(console: Console, outcome: DemoOutcome, out: Path) -> None:
    """Print the whole outcome."""
    show_found(console, found_by(outcome.preview), every_change=False)
    figures = outcome.payday.figures
    console.print(
        f"\n[bold]Pay run {figures.run_id}[/bold]  pay date {figures.pay_date:%-d %B %Y}, "
        f"tax month {figures.tax_period} of {figures.tax_year}"
    )
    show_review(console, outcome.review)
    console.print("  [green]✓[/green] Sum of payslips = run = FPS = payments, to the penny")
    _where(console, outcome, out)


def _where(console: Console, outcome: DemoOutcome, out: Path) -> None:
    payday = outcome.payday
    console.print(f"\n[bold]Everything is in {out}/[/bold]")
    payslips = sum(paper.kind == "payslip" for paper in payday.files)
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
    made = {paper.path for paper in payday.files} | {SUMMARY, "payslips/*.pdf" if payslips else ""}
    for path, what in lines.items():
        if path in made:
            console.print(f"  {path:26} {what}", soft_wrap=True)
    console.print(
        "\nThe same company in a browser, with months of payroll behind it: make serve (sixpence serve --demo)"
    )
