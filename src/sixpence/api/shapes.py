"""What goes in and comes out. Amounts are whole pence; days are ISO dates; private values are masked."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field, Query, Schema
from pydantic import StringConstraints

from sixpence.hr.review import Act, Kind
from sixpence.payrun.payday import RunPaper

# PostgreSQL's text cannot hold the character of code 0.
Words = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
Sought = Annotated[str, Query(max_length=200, pattern=r"^[^\x00]*$")]
Pence = Annotated[int, Field(ge=-10_000_000_000, le=10_000_000_000)]
Page = Annotated[int, Field(ge=1, le=1_000_000)]


class Company(Schema):
    name: str
    paye_reference: str
    you: str
    role: str
    one_person_may_approve: bool


class Person(Schema):
    """`missing` are facts without which they cannot be paid; `assumed` those without which the law says what to do."""

    employee_id: str
    name: str
    stage: str
    missing: list[str]
    assumed: list[str]
    paid_by_hand: bool


class PeopleList(Schema):
    people: list[Person]
    count: int
    page: int


class Fact(Schema):
    field: str
    value: str
    since: date | None


class OnePerson(Schema):
    employee_id: str
    facts: list[Fact]


class Run(Schema):
    """A pay run and how far it has come."""

    run_key: str
    pay_date: date
    frequency: str
    tax_year: str
    tax_period: int
    period_start: date
    period_end: date
    state: str
    digest: str
    prepared_by: str
    version: int
    approved_by: str
    approved_at: datetime | None
    closed_at: datetime | None


class NewRun(Schema):
    pay_date: date
    frequency: Literal["weekly", "fortnightly", "four-weekly", "monthly", "annual"] = "monthly"


class Amounts(Schema):
    gross_pay_pence: int
    income_tax_pence: int
    employee_ni_pence: int
    employer_ni_pence: int
    student_loan_pence: int
    postgraduate_loan_pence: int
    employee_pension_pence: int
    employer_pension_pence: int
    net_pay_pence: int


class PaidPerson(Amounts):
    employee_id: str


class PeopleOfRun(Schema):
    run: Run
    people: list[PaidPerson]
    count: int
    page: int


class NotPaid(Schema):
    employee_id: str
    missing: list[str]


class Calculated(Schema):
    run: Run
    employees_on_payroll: int
    cannot_be_paid: list[NotPaid]


class Approval(Schema):
    """The digest is of the exact figures that were seen; other figures are not approved."""

    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Line(Schema):
    """An item typed onto somebody's pay: an amount, or hours in hundredths at a rate."""

    employee_id: Words
    label: Words
    amount_pence: Pence
    kind: Literal["pay", "deduction"] = "pay"
    note: Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00]*$")] = ""


class Paper(Schema):
    """One file of a run. `left_at` and `left_by` say that somebody marked it as uploaded, sent or delivered."""

    version: int
    path: str
    kind: str
    sha256: str
    made_at: datetime
    left_at: datetime | None
    left_by: str

    @staticmethod
    def of(paper: RunPaper) -> "Paper":
        return Paper(
            version=paper.version,
            path=paper.path,
            kind=paper.kind.value,
            sha256=paper.sha256,
            made_at=paper.made_at,
            left_at=paper.left_at,
            left_by=paper.left_by,
        )


class PayDay(Schema):
    """How far the pay day of a run is: `job` runs by itself, `to_hand_over` waits for people."""

    stage: str
    job: str
    failure: str
    papers: list[Paper]


class Left(Schema):
    kind: Literal["payments", "fps"]


class NotLeft(Left):
    reason: Words


class Started(Schema):
    id: str


class SyncNow(Schema):
    as_of: date
    whole: bool = True


class Sync(Schema):
    id: UUID
    as_of: date
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None
    failure: str
    people_read: int | None
    change_set: int | None


class Change(Schema):
    """One proposed change. Private values are masked."""

    employee_id: str
    field: str
    kind: str
    effective_from: date
    old: str
    new: str
    status: str
    needs_second_person: bool
    backdated: bool


class ChangeSet(Schema):
    """`count` is of the people of whom something would change; everything of one person is on one page."""

    number: int
    run_key: str
    changes: list[Change]
    count: int
    page: int


class Decision(Schema):
    """What to do with which changes: those that meet all that is named."""

    act: Act
    employees: tuple[Words, ...] = ()
    fields: tuple[Words, ...] = ()
    kinds: tuple[Kind, ...] = ()
    everything: bool = False


class Decided(Schema):
    stands: dict[str, int]
    people: int
    facts: int


Payee = Literal["hmrc", "pension"]


class Owed(Schema):
    """What is approved and still to be paid for a period: of HMRC's, a tax month ("2026-27-08"); of contributions, a
    month ("2026-11"). `day` is the day by which the money has to be there."""

    to: Payee
    period: str
    what: str
    day: date
    left_pence: int


class MadePayment(Schema):
    """A payment that somebody said was made, or took back."""

    number: int
    to: Payee
    period: str
    what: str
    amount_pence: int
    paid_on: date
    by: str
    taken_back_by: str
    taken_back_at: datetime | None
    reason: str


class Payments(Schema):
    owed: list[Owed]
    made: list[MadePayment]


class PaymentMarked(Schema):
    """Without an amount, all that is left of what is owed for the period."""

    to: Payee
    period: Words
    paid_on: date
    amount_pence: Pence | None = None


class NotPaidAfterAll(Schema):
    reason: Words


class PaymentKept(Schema):
    number: int


class OnPayroll(Schema):
    """Employees on payroll: the figure that billing rests on."""

    month: str
    employees: int
    runs: dict[str, int]


class ReportTable(Schema):
    title: str
    columns: list[str]
    rows: list[list[str | int | None]]
    count: int
    page: int


class LogEntry(Schema):
    sequence: int
    at: datetime
    actor: str
    kind: str
    subject: str
    detail: dict[str, str | int | bool | None]
    hash: str
