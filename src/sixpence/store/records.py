"""What the store keeps that no room below it has a word for. Frozen, plain, and free of Django."""

from dataclasses import dataclass, field, fields
from datetime import date, datetime

from sixpence.hr.conditions import Conditions
from sixpence.hr.mapping import HrMapping
from sixpence.hr.sources.spreadsheet import Layout
from sixpence.payrun.figures import PayLine, PreviousEmployment, ToDate
from sixpence.payrun.life import RunState


@dataclass(frozen=True, slots=True, kw_only=True)
class HrConnection:
    """How one employer's people are read from its one HR system."""

    source: str  # "personio" or "spreadsheet"
    base_url: str  # Personio's address, or the absolute path of the spreadsheet
    client_id: str
    client_secret: str = field(repr=False)
    mapping: HrMapping
    conditions: Conditions
    layout: Layout = field(default_factory=Layout)  # of the spreadsheet


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningFigures:
    """What an employment brings into a tax year that Sixpence did not pay, in whole pence."""

    to_date: ToDate | None = None  # paid by this employer with other software; None where nothing is known of it
    previous: PreviousEmployment = field(default_factory=PreviousEmployment)  # paid by another employer, from the P45


@dataclass(frozen=True, slots=True, kw_only=True)
class PayRun:
    """One pay run and how far it has come. Figures are in `RunPerson`, one a person."""

    employer: str  # its name
    run_key: str  # unique with the employer: "2026-11-30-monthly"
    pay_date: date
    frequency: str  # weekly, fortnightly, four-weekly, monthly, annual
    tax_year: str  # "2026-27"
    tax_period: int  # tax month or week number of the pay date
    period_start: date
    period_end: date
    state: RunState = RunState.OPEN
    digest: str = ""  # of the exact figures; an approval is bound to it
    prepared_by: str = ""  # who worked out these figures last, and so may not approve them
    last_fact: int = 0  # the newest fact that all of the run was worked out from
    last_entry: int = 0  # and the newest order, absence, leave or benefit
    rests_on: str = ""  # stands for all else that the figures were worked out from (see `actions.working_out`)
    version: int = 0  # of the papers: one more with each approval
    approved_by: str = ""
    approved_at: datetime | None = None
    closed_at: datetime | None = None
    sealed_path: str = ""  # of the Parquet file, inside the sealed folder
    sealed_sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunAmounts:
    """What is listed and summed of a run without opening anything, in whole pence.

    The names are those of `payrun.figures.PersonPay`.
    """

    gross_pay_pence: int
    taxable_pay_pence: int
    income_tax_pence: int
    employee_ni_pence: int
    employer_ni_pence: int
    pay_bill_pence: int
    student_loan_pence: int
    postgraduate_loan_pence: int
    employee_pension_pence: int
    employer_pension_pence: int
    sick_pay_pence: int
    parental_pay_pence: int
    orders_pence: int
    order_costs_pence: int
    other_deductions_pence: int
    net_pay_pence: int
    employer_cost_pence: int

    @property
    def amounts(self) -> dict[str, int]:
        """By name."""
        return {amount.name: getattr(self, amount.name) for amount in fields(RunAmounts)}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPerson(RunAmounts):
    """One person on one run: what is summed and listed, and all the rest as the caller's bytes."""

    employee_id: str
    name: str = ""
    department: str = ""
    pension: str = ""  # by which method; "" only of those kept before it was
    items: dict[str, int] = field(default_factory=dict)  # of gross pay: whole pence by label
    last_gross_pay_pence: int | None = None  # of the payment before this one; None where there is none
    last_net_pay_pence: int | None = None
    unexplained_pence: int = 0  # of the difference in net pay
    payload: bytes = field(repr=False)  # encrypted at rest
    record_sha256: bytes = field(repr=False)  # what stands for the person in the run's digest; encrypted at rest


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPayment:
    """One payment as later runs look back at it: the same without what it is listed by."""

    employee_id: str
    gross_pay_pence: int
    net_pay_pence: int
    payload: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Something to look at that somebody has looked at, and why it is all right."""

    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPayLine:
    """A one-off item on a run, and how it came there."""

    number: int
    employee_id: str
    line: PayLine
    note: str  # why, for those who look at the run; it is on no payslip
    by: str
    at: datetime | None  # None of lines from before this was kept


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTotals(RunAmounts):
    """A run and the sums over everyone on it; all zeros where nothing is calculated yet."""

    run: PayRun
    employees: int
    with_parental_pay: int  # people who were paid any, or from whom any was taken back
