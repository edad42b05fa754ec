"""What a payslip says, as text that is ready to be set: every word and every figure, and nothing of their looks.

The items are those of section 8 of the Employment Rights Act 1996 (gross pay, each deduction and its purpose, net pay;
since 6 April 2019, by SI 2018/147 and 2018/529, also the hours where pay varies with the time worked) and what HMRC and
employees look for beside them: references, tax code, National Insurance letter, the year to date, the employer's part.
"""

from typing import TypedDict

from sixpence.basics.days import long_date
from sixpence.basics.money import pounds
from sixpence.documents.words import date_range, hours, tax_period
from sixpence.payrun.figures import PersonPay, RunFigures
from sixpence.people.orders import KINDS, LABELS

WEEK1_MONTH1_NOTE = (
    "Your tax code is on a week 1/month 1 basis: each payment is taxed by itself, not on the year so far."
)
RELIEF_AT_SOURCE_NOTE = "Your pension scheme claims basic-rate tax relief and adds it to your contribution."
TAX_REFUND_NOTE = (
    "You had paid more income tax this year than is due so far. The difference is refunded in this payment."
)

_IN_KIND = "benefit, taxed with your pay"


class Row(TypedDict):
    """One line of the ledger; a figure that does not apply is empty. `kind` is item, total or net."""

    kind: str
    label: str
    detail: str
    hours: str
    rate: str
    amount: str
    to_date: str


class Section(TypedDict):
    heading: str
    rows: list[Row]


class Fact(TypedDict):
    label: str
    text: str


class Payslip(TypedDict):
    """All that the template sets."""

    title: str
    date: tuple[int, int, int]  # year, month, day: the document's own date
    employer: str
    employer_address: str
    employee: str
    job: str
    facts: list[Fact]
    net_pay: str
    method: str  # how the net pay reaches its owner
    has_hours: bool
    sections: list[Section]
    notes: list[str]


def payslip_data(pay: PersonPay, run: RunFigures) -> Payslip:
    """The payslip of one person on `run`. Its figures add up to the net pay, else AssertionError."""
    employer = run.employer
    withheld = _withheld(pay)
    sections = [_pay(pay), _refunds(withheld), _deductions(pay, withheld), _employer(pay), _basis(pay)]
    return Payslip(
        title=f"Payslip of {_name(pay)}, {long_date(run.pay_date)}",
        date=(run.pay_date.year, run.pay_date.month, run.pay_date.day),
        employer=employer.name,
        employer_address=", ".join((*employer.address_lines, employer.postcode)),
        employee=_name(pay),
        job=", ".join(part for part in (pay.person.get("job_title"), pay.person.get("department")) if part),
        facts=_facts(pay, run),
        net_pay=pounds(pay.net_pay_pence),
        method=_method(pay),
        has_hours=any(line.hours is not None for line in pay.lines),
        sections=[section for section in sections if section["rows"]],
        notes=_notes(pay),
    )


def _name(pay: PersonPay) -> str:
    return pay.person.name or f"Employee {pay.employee_id}"


def _facts(pay: PersonPay, run: RunFigures) -> list[Fact]:
    number = pay.person.get("ni_number")
    basis = "week 1/month 1" if pay.week1_month1 else "cumulative"
    director = f" (director, {pay.director} method)" if pay.director else ""
    return [
        Fact(label="Employee number", text=pay.employee_id),
        Fact(label="Tax code", text=f"{pay.tax_code} ({basis})"),
        Fact(label="Pay date", text=long_date(run.pay_date)),
        Fact(label="National Insurance number", text=_spaced(number) if number else "Not known"),
        Fact(label="National Insurance category", text=f"{pay.ni_letter}{director}"),
        Fact(label="Pay period", text=date_range(run.period_start, run.period_end)),
        Fact(label="PAYE reference", text=run.employer.paye_reference),
        Fact(label="Pay frequency", text=run.frequency.capitalize()),
        Fact(label="Tax period", text=tax_period(run.frequency, run.tax_period, run.tax_year)),
    ]


def _spaced(ni_number: str) -> str:
    """As HMRC prints it: "AB 12 34 56 C". It is the employee's own paper, so it is not masked."""
    return " ".join((ni_number[:2], ni_number[2:4], ni_number[4:6], ni_number[6:8], ni_number[8:]))


def _method(pay: PersonPay) -> str:
    account = pay.person.bank_account
    if pay.net_pay_pence <= 0:
        return "Nothing to pay"
    return f"Bacs to account ••••{account.account_number[-4:]}" if account else "To be paid another way than by bank"


def _row(label: str, pence: int, to_date_pence: int | None = None, *, detail: str = "", kind: str = "item") -> Row:
    to_date = "" if to_date_pence is None else pounds(to_date_pence)
    return Row(kind=kind, label=label, detail=detail, hours="", rate="", amount=pounds(pence), to_date=to_date)


def _sacrificed(pay: PersonPay) -> int:
    """Pay given up for the pension. It is no deduction from pay: that much less is earned."""
    return pay.employee_pension_pence if pay.pension == "salary-sacrifice" else 0


def _pay(pay: PersonPay) -> Section:
    assert sum(line.amount_pence for line in pay.lines) == pay.gross_pay_pence, "the lines of pay add up to gross pay"
    rows = []
    for line in pay.lines:
        row = _row(line.label, line.amount_pence)
        row["hours"] = "" if line.hours is None else hours(line.hours)
        row["rate"] = "" if line.rate_pence is None else pounds(line.rate_pence)
        rows.append(row)
    gross = _row("Gross pay", pay.gross_pay_pence, pay.to_date.gross_pay_pence, kind="total")
    worked = [line.hours for line in pay.lines if line.hours is not None]
    gross["hours"] = hours(sum(worked)) if worked else ""
    rows.append(gross)
    if pay.pension == "salary-sacrifice":
        after = pay.gross_pay_pence - _sacrificed(pay)
        year = pay.to_date
        rows += [
            _row("Pension", -_sacrificed(pay), -year.employee_pension_pence, detail="salary sacrifice"),
            _row("Pay after salary sacrifice", after, kind="total"),
        ]
    return Section(heading="Pay", rows=rows)


Withheld = tuple[str, str, int, int, bool]


def _withheld(pay: PersonPay) -> list[Withheld]:
    """Everything that may be taken from pay: label, detail, this payment, year to date, and whether zero is shown."""
    year = pay.to_date
    director = ", director" if pay.director else ""
    plan = f"plan {pay.student_loan_plan}" if pay.student_loan_plan else ""
    basis = ", week 1/month 1" if pay.week1_month1 else ""
    ni_to_date = sum(ni.employee_pence for ni in year.ni)
    items = [
        ("Income tax", f"tax code {pay.tax_code}{basis}", pay.income_tax_pence, year.tax_pence, True),
        ("National Insurance", f"category {pay.ni_letter}{director}", pay.employee_ni_pence, ni_to_date, True),
        ("Student loan", plan, pay.student_loan_pence, year.student_loan_pence, bool(plan)),
        (
            "Postgraduate loan",
            "",
            pay.postgraduate_loan_pence,
            year.postgraduate_loan_pence,
            pay.postgraduate_loan,
        ),
    ]
    if pay.pension != "salary-sacrifice":
        method = {"none": "", "net-pay": "net pay arrangement", "relief-at-source": "relief at source"}[pay.pension]
        items.append(
            ("Pension", method, pay.employee_pension_pence, year.employee_pension_pence, pay.pension != "none")
        )
    return items


def _by_order(pay: PersonPay) -> list[Row]:
    """A line an order, and one for what the employer keeps for its work; they have no year to date."""
    rows = [
        _row(LABELS[KINDS[order.kind]], order.deduction_pence, detail=f"{order.authority}, {order.reference}")
        for order in pay.orders
    ]
    if pay.order_costs_pence:
        rows.append(_row("Employer’s costs of orders", pay.order_costs_pence))
    return rows


def _refunds(withheld: list[Withheld]) -> Section:
    """Money given back is said in words, and not as a deduction below zero."""
    rows = [_row(f"{label} refund", -pence) for label, _, pence, _, _ in withheld if pence < 0]
    return Section(heading="Refunds", rows=rows)


def _deductions(pay: PersonPay, withheld: list[Withheld]) -> Section:
    rows = [
        _row(label, max(pence, 0), to_date, detail=detail)
        for label, detail, pence, to_date, shown_at_zero in withheld
        if shown_at_zero or pence or to_date
    ]
    rows += [_row(line.label, line.amount_pence, detail="from net pay") for line in pay.deductions]
    from_net_pay = pay.orders_pence + pay.order_costs_pence + pay.other_deductions_pence
    deducted = sum(max(pence, 0) for _, _, pence, _, _ in withheld) + from_net_pay
    refunded = sum(max(-pence, 0) for _, _, pence, _, _ in withheld)
    net = pay.gross_pay_pence - _sacrificed(pay) + refunded - deducted
    assert net == pay.net_pay_pence, "pay, refunds and deductions add up to net pay"
    return Section(
        heading="Deductions",
        rows=[
            *rows,
            *_by_order(pay),
            _row("Total deductions", deducted, kind="total"),
            _row("Net pay", net, pay.to_date.net_pay_pence, kind="net"),
        ],
    )


def _employer(pay: PersonPay) -> Section:
    year = pay.to_date
    rows = [_row("Employer’s National Insurance", pay.employer_ni_pence, sum(ni.employer_pence for ni in year.ni))]
    if pay.pension != "none" or pay.employer_pension_pence or year.employer_pension_pence:
        rows.append(_row("Employer’s pension contribution", pay.employer_pension_pence, year.employer_pension_pence))
    return Section(heading="Paid by your employer on top", rows=rows)


def _basis(pay: PersonPay) -> Section:
    year = pay.to_date
    return Section(
        heading="What tax and National Insurance are worked out on",
        rows=[
            *(_row(one.name, one.amount_pence, one.taxed_to_date_pence, detail=_IN_KIND) for one in pay.benefits),
            _row("Taxable pay", pay.taxable_pay_pence, year.taxable_pay_pence),
            _row("Pay for National Insurance", pay.nicable_pay_pence, sum(ni.earnings_pence for ni in year.ni)),
        ],
    )


def _notes(pay: PersonPay) -> list[str]:
    notes = list(pay.assumptions)
    if pay.income_tax_pence < 0 and not pay.week1_month1:
        notes.append(TAX_REFUND_NOTE)
    if pay.week1_month1:
        notes.append(WEEK1_MONTH1_NOTE)
    if pay.pension == "relief-at-source" and pay.employee_pension_pence > 0:
        notes.append(RELIEF_AT_SOURCE_NOTE)
    return notes
