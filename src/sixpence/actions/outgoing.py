"""What leaves, run by run: the FPS to HMRC and the files to the bank, and whether each says what its run does."""

from collections.abc import Collection
from dataclasses import dataclass

from sixpence.actions.paper_files import approved_figures, read_paper
from sixpence.actions.papers import FPS_CORRECTION
from sixpence.basics.refused import Refused
from sixpence.filing.irmark import irmark
from sixpence.filing.totals import read_fps_totals
from sixpence.payments.formats import PaymentFormat, payment_formats
from sixpence.payments.instructions import payments_of
from sixpence.payrun.figures import RunFigures
from sixpence.payrun.payday import PaperKind, RunPaper
from sixpence.store.papers import papers_by_run, papers_of
from sixpence.store.payruns import pay_run
from sixpence.store.records import PayRun, RunTotals
from sixpence.store.run_totals import run_totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A run and its papers of some kinds, the newest version first; none where they are not made yet."""

    totals: RunTotals
    papers: tuple[RunPaper, ...]

    @property
    def run(self) -> PayRun:
        return self.totals.run


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One figure, as it was read back from a file and as it is on the run."""

    what: str
    in_file: int
    on_run: int
    is_money: bool = True

    @property
    def agrees(self) -> bool:
        return self.in_file == self.on_run


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A paper that is still the file that was made, with what is in it."""

    run: PayRun
    paper: RunPaper
    compared: tuple[Compared, ...]  # nothing for a correction, which tells differences
    irmark: str = ""  # of an FPS, in base32 as people are shown it

    @property
    def agrees(self) -> bool:
        return all(each.agrees for each in self.compared)


def outgoing(employer: str, kinds: Collection[PaperKind]) -> tuple[Outgoing, ...]:
    """Every run with figures, the newest first, with its papers of these kinds."""
    papers = papers_by_run(employer, kinds)
    return tuple(
        Outgoing(totals=totals, papers=tuple(papers.get(totals.run.run_key, ())))
        for totals in reversed(run_totals(employer))
        if totals.employees
    )


def check_paper(employer: str, run_key: str, version: int, kind: PaperKind) -> Checked:
    """Read an FPS or a bank file back and hold it against the figures it was made from.

    Raises Refused where there is none, or it is not the file that was made.
    """
    run = pay_run(employer, run_key)
    found = papers_of(employer, run_key, version, [kind])
    if not found:
        raise Refused(f"pay run {run_key} has no {kind.label} in version {version}: make its papers first")
    paper, figures = found[0], approved_figures(run, version)
    content = read_paper(run, paper)
    if kind is PaperKind.BANK_FILE:
        return Checked(run=run, paper=paper, compared=_bank_file(_format_of(paper), content, figures))
    told = () if paper.path == FPS_CORRECTION else _fps(content, figures)
    return Checked(run=run, paper=paper, compared=told, irmark=irmark(content).base32)


def _fps(content: bytes, figures: RunFigures) -> tuple[Compared, ...]:
    filed, totals = read_fps_totals(content).totals, figures.totals
    return (
        Compared(what="Employees", in_file=filed.employees, on_run=len(figures.people), is_money=False),
        Compared(what="Income tax", in_file=filed.tax_pence, on_run=totals.income_tax),
        Compared(what="Employee NI", in_file=filed.employee_ni_pence, on_run=totals.employee_ni),
        Compared(what="Employer NI", in_file=filed.employer_ni_pence, on_run=totals.employer_ni),
        Compared(what="Student loans", in_file=filed.student_loans_pence, on_run=totals.student_loans),
        Compared(what="Net pay", in_file=filed.net_pay_pence, on_run=totals.net_pay),
    )


def _bank_file(bank: PaymentFormat, content: bytes, figures: RunFigures) -> tuple[Compared, ...]:
    read, payments = bank.read(content), payments_of(figures).by_bank
    on_run = sum(payment.amount_pence for payment in payments)
    return (
        Compared(what="Payments", in_file=len(read.credits), on_run=len(payments), is_money=False),
        Compared(what="Total", in_file=read.total_pence, on_run=on_run),
    )


def _format_of(paper: RunPaper) -> PaymentFormat:
    return next(each for each in payment_formats().values() if paper.path == f"payments{each.ending}")
