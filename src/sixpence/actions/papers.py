"""The papers of one run, made from its figures alone and reconciled with them before anything is written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from urllib.parse import quote

from sixpence.basics.days import long_date
from sixpence.basics.money import plain_pounds, pounds
from sixpence.basics.refused import Refused
from sixpence.documents.payslip import render_payslips
from sixpence.documents.payslip_data import payslip_data
from sixpence.filing.fps import build_fps
from sixpence.filing.fps_correction import Correction
from sixpence.filing.govtalk import FilingSettings
from sixpence.filing.totals import read_fps_totals
from sixpence.payments.calendar import bacs_days
from sixpence.payments.formats import PaymentFormat, Submission, payment_formats
from sixpence.payments.instructions import Payments, payments_of
from sixpence.payrun.figures import RunFigures, totals_of
from sixpence.payrun.payday import PaperKind
from sixpence.rates.frequency import BY_LABEL
from sixpence.reports.deductions_by_order import deductions_by_order
from sixpence.reports.files import to_csv

Progress = Callable[[int, int], None]
FPS_CORRECTION = "fps-correction.xml"  # tells HMRC the difference to an FPS that was sent before


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One file to be written: its path below the folder chosen, what it is, and its bytes."""

    path: str
    kind: PaperKind
    content: bytes
    employee_id: str = ""  # whose it is; "" for those of the whole run

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


def check_papers(figures: RunFigures, filing: FilingSettings, correction: Correction | None = None) -> None:
    """Whether papers can be made of these figures, so that whoever approves them is not stopped afterwards.

    `correction` is what HMRC has to be told, where it was sent an FPS of an earlier version of the run. Raises Refused,
    naming employee and field, for what does not fit HMRC's form or a payment.
    """
    payments = payments_of(figures)
    fps = _fps(figures, filing, correction)
    _reconcile(figures, payments)
    _reconcile_fps(figures, fps, correction)


def build_papers(
    figures: RunFigures,
    *,
    today: date,
    filing: FilingSettings,
    payment_format: str,
    correction: Correction | None = None,
    progress: Progress | None = None,
) -> tuple[Paper, ...]:
    """Payslips, FPS and the bank's file; with a `correction`, the FPS that says it. Nothing is written.

    Raises Refused where a fact does not fit HMRC's or the bank's form, or where any two of payslips, run, FPS and
    payments differ by a penny.
    """
    payments, bank = payments_of(figures), payment_formats()[payment_format]
    submission = Submission(days=bacs_days(figures.pay_date), created_on=today, serial=submission_serial(figures))
    bank_file = bank.write(payments.by_bank, figures.employer, submission) if payments.by_bank else b""
    fps = _fps(figures, filing, correction)
    _reconcile(figures, payments, bank, bank_file)
    _reconcile_fps(figures, fps, correction)
    payslips = dict(render_payslips(figures, progress))
    _agree("payslips", "employees", len(payslips), len(figures.people))

    files = [
        Paper(path=f"payslips/{file_name(who, '.pdf')}", kind=PaperKind.PAYSLIP, content=pdf, employee_id=who)
        for who, pdf in payslips.items()
    ]
    if fps:
        path = "fps.xml" if correction is None else FPS_CORRECTION
        files.append(Paper(path=path, kind=PaperKind.FPS, content=fps))
    if bank_file:
        files.append(Paper(path=f"payments{bank.ending}", kind=PaperKind.BANK_FILE, content=bank_file))
    if any(pay.orders for pay in figures.people):
        files.append(Paper(path="orders.csv", kind=PaperKind.ORDERS, content=_orders_to_pay(figures)))
    if payments.by_hand:
        files.append(Paper(path="payments-by-hand.csv", kind=PaperKind.BY_HAND, content=_by_hand(payments)))
    return tuple(files)


def _fps(figures: RunFigures, filing: FilingSettings, correction: Correction | None) -> bytes:
    """The message; b"" where there is nobody to tell HMRC of."""
    if correction is None:
        return build_fps(figures, filing).message if figures.people else b""
    return build_fps(correction.run, filing, told=correction.told).message if correction.run.people else b""


def withdrawals(figures: RunFigures, holders: Iterable[str]) -> tuple[Paper, ...]:
    """To each of these who are not paid on the run any more, that the payslip they hold of it does not count."""
    paid = {pay.employee_id for pay in figures.people}
    text = (
        f"The payslip of {long_date(figures.pay_date)} that {figures.employer.name} sent you does not count:\n"
        "you are not paid on that day. Ask your payroll team if you expected to be.\n"
    )
    return tuple(
        Paper(
            path=f"withdrawn/{file_name(who, '.txt')}",
            kind=PaperKind.WITHDRAWAL,
            content=text.encode(),
            employee_id=who,
        )
        for who in sorted(set(holders) - paid)
    )


def file_name(employee_id: str, ending: str) -> str:
    """A file named by an employee id, which may hold any sign: what a path gives a meaning to is written as %2F is."""
    return quote(employee_id, safe=" ") + ending


def submission_serial(figures: RunFigures) -> str:
    """Six characters that no other run of the scheme has: year, period, frequency, and 1 for the run's first file.

    All versions of a run share it on purpose: a bank that was sent an earlier one refuses the next as seen before.
    """
    letter = BY_LABEL[figures.frequency].name[0]
    return f"{figures.tax_year[-2:]}{figures.tax_period:02d}{letter}1"


def _reconcile(
    figures: RunFigures,
    payments: Payments,
    bank: PaymentFormat | None = None,
    bank_file: bytes = b"",
) -> None:
    """Sum of payslips = run = payments: what would leave is read back and held against the run."""
    totals = figures.totals
    for pay in figures.people:
        if payslip_data(pay, figures)["net_pay"] != pounds(pay.net_pay_pence):
            raise Refused(
                f"nothing is made of this run: the payslip of employee {pay.employee_id} shows another net pay"
            )
    by_hand = sum(person.amount_pence for person in payments.by_hand)
    by_bank = sum(payment.amount_pence for payment in payments.by_bank)
    if bank is not None and bank_file:
        _agree("bank's file", "total", bank.read(bank_file).total_pence, by_bank)
    _agree("payments", "net pay", by_bank + by_hand, totals.net_pay)
    withheld = totals.income_tax + totals.employee_ni + totals.student_loans + totals.employee_pension
    taken = totals.orders + totals.order_costs + totals.other_deductions
    _agree("payslips", "gross pay", totals.net_pay + withheld + taken, totals.gross_pay)


def _reconcile_fps(figures: RunFigures, fps: bytes, correction: Correction | None) -> None:
    """What HMRC was told before, with what this FPS tells, read back, is the run."""
    people = figures.people if correction is None else correction.run.people
    told = {} if correction is None else correction.told
    if not people:
        return
    filed = read_fps_totals(fps)
    before, totals = totals_of(told.values()), totals_of(people)
    _agree("FPS", "employees", filed.totals.employees, len(people))
    _agree("FPS", "income tax", before.income_tax + filed.totals.tax_pence, totals.income_tax)
    _agree("FPS", "employee NI", before.employee_ni + filed.totals.employee_ni_pence, totals.employee_ni)
    _agree("FPS", "employer NI", before.employer_ni + filed.totals.employer_ni_pence, totals.employer_ni)
    _agree("FPS", "student loans", before.student_loans + filed.totals.student_loans_pence, totals.student_loans)
    for pay in people:
        who = pay.employee_id
        net = filed.net_pay_pence[who] + (told[who].net_pay_pence if who in told else 0)
        _agree("FPS", f"net pay of employee {who}", net, pay.net_pay_pence)


def _agree(paper: str, what: str, there: int, on_the_run: int) -> None:
    if there != on_the_run:
        raise Refused(f"nothing is made of this run: {what} is {there} on the {paper} and {on_the_run} on the run")


def _orders_to_pay(figures: RunFigures) -> bytes:
    """Who is to be paid what was deducted by order. It adds up to the run's deductions, else nothing is made."""
    report = deductions_by_order([figures], of=figures.run_id)
    listed = sum(amount for amount in report.column("deduction") if isinstance(amount, int))
    _agree("list of orders", "deducted by order", listed, figures.totals.orders)
    return to_csv(report)


def _by_hand(payments: Payments) -> bytes:
    """Who has to be paid another way, how much, and what is missing."""
    lines = ["employee_id,net_pay,missing"]
    lines += [
        f"{person.employee_id},{plain_pounds(person.amount_pence)},{' and '.join(person.missing)}"
        for person in payments.by_hand
    ]
    return ("\n".join(lines) + "\n").encode()
