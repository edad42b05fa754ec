"""Everything a closed run sends out: payslips, the FPS, the bank's file. Reconciled before a byte is written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sixpence.actions.pay_runs import sealed_run
from sixpence.basics.money import pounds
from sixpence.basics.refused import Refused
from sixpence.documents.payslip import render_payslips
from sixpence.documents.payslip_data import payslip_data
from sixpence.filing.fps import build_fps
from sixpence.filing.govtalk import FilingSettings
from sixpence.filing.totals import read_fps_totals
from sixpence.payments.calendar import BacsDays, bacs_days
from sixpence.payments.formats import PaymentFormat, Submission, payment_formats
from sixpence.payments.instructions import Payments, payments_of
from sixpence.payrun.figures import RunFigures
from sixpence.rates.frequency import BY_LABEL

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One file to be written: its path below the folder chosen, what it is, and its bytes."""

    path: str
    kind: str  # payslip, fps, payments, payments-by-hand, sealed-run
    content: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Payday:
    """All papers of one run, which agree with it to the penny."""

    figures: RunFigures
    digest: str
    payments: Payments
    days: BacsDays
    irmark: str  # base32, as it is shown to people
    papers: tuple[Paper, ...]


def make_papers(
    employer: str,
    run_key: str,
    *,
    today: date,
    filing: FilingSettings,
    payment_format: str = "standard18",
    progress: Progress | None = None,
) -> Payday:
    """Make what a closed run sends out, from its sealed file alone. Nothing is written.

    Raises Refused where the run is not closed, where a fact does not fit HMRC's or the bank's form, or where any two
    of payslips, run, FPS and payments differ by a penny.
    """
    sealed, content = sealed_run(employer, run_key)
    figures = sealed.figures
    payments, days = payments_of(figures), bacs_days(figures.pay_date)
    bank = payment_formats()[payment_format]
    submission = Submission(days=days, created_on=today, serial=submission_serial(figures))
    bank_file = bank.write(payments.by_bank, figures.employer, submission) if payments.by_bank else b""
    fps = build_fps(figures, filing) if figures.people else None
    payslips = dict(render_payslips(figures, progress))
    _reconcile(figures, payslips, fps.message if fps else b"", bank, bank_file, payments)

    papers = [Paper(path=f"payslips/{who}.pdf", kind="payslip", content=pdf) for who, pdf in payslips.items()]
    if fps:
        papers.append(Paper(path="fps.xml", kind="fps", content=fps.message))
    if bank_file:
        papers.append(Paper(path=f"payments{bank.ending}", kind="payments", content=bank_file))
    if payments.by_hand:
        papers.append(Paper(path="payments-by-hand.csv", kind="payments-by-hand", content=_by_hand(payments)))
    papers.append(Paper(path=f"{run_key}.parquet", kind="sealed-run", content=content))
    return Payday(
        figures=figures,
        digest=sealed.digest,
        payments=payments,
        days=days,
        irmark=fps.irmark.base32 if fps else "",
        papers=tuple(papers),
    )


def submission_serial(figures: RunFigures) -> str:
    """Six characters that no other run of the scheme has: year, period, frequency, and 1 for the run's first file."""
    letter = BY_LABEL[figures.frequency].name[0]
    return f"{figures.tax_year[-2:]}{figures.tax_period:02d}{letter}1"


def _reconcile(
    figures: RunFigures,
    payslips: dict[str, bytes],
    fps: bytes,
    bank: PaymentFormat,
    bank_file: bytes,
    payments: Payments,
) -> None:
    """Sum of payslips = run = FPS = payments, each read back from what would leave."""
    totals = figures.totals
    _agree("payslips", "employees", len(payslips), len(figures.people))
    shown = [payslip_data(pay, figures)["net_pay"] for pay in figures.people]
    expected = [pounds(pay.net_pay_pence) for pay in figures.people]
    if shown != expected:
        raise Refused("nothing is made of this run: a payslip shows a net pay that is not the run's")
    if fps:
        filed = read_fps_totals(fps)
        _agree("FPS", "employees", filed.totals.employees, len(figures.people))
        _agree("FPS", "income tax", filed.totals.tax_pence, totals.income_tax)
        _agree("FPS", "employee NI", filed.totals.employee_ni_pence, totals.employee_ni)
        _agree("FPS", "employer NI", filed.totals.employer_ni_pence, totals.employer_ni)
        _agree("FPS", "student loans", filed.totals.student_loans_pence, totals.student_loans)
        for pay in figures.people:
            _agree(
                "FPS", f"net pay of employee {pay.employee_id}", filed.net_pay_pence[pay.employee_id], pay.net_pay_pence
            )
    by_hand = sum(person.amount_pence for person in payments.by_hand)
    by_bank = bank.read(bank_file).total_pence if bank_file else 0
    _agree("payments", "net pay", by_bank + by_hand, totals.net_pay)


def _agree(paper: str, what: str, there: int, on_the_run: int) -> None:
    if there != on_the_run:
        raise Refused(f"nothing is made of this run: {what} is {there} on the {paper} and {on_the_run} on the run")


def _by_hand(payments: Payments) -> bytes:
    """Who has to be paid another way, how much, and what is missing."""
    from sixpence.basics.money import plain_pounds

    lines = ["employee_id,net_pay,missing"]
    lines += [
        f"{person.employee_id},{plain_pounds(person.amount_pence)},{' and '.join(person.missing)}"
        for person in payments.by_hand
    ]
    return ("\n".join(lines) + "\n").encode()


def settings_for(version: str, at: datetime) -> FilingSettings:
    """How this installation files. Until HMRC has issued a vendor id it is all zeros and messages are tests."""
    return FilingSettings(vendor_id="0000", product_version=version, timestamp=at, gateway_test=True)
