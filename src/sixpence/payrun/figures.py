"""The figures of one pay run, as everything that leaves is made from them: payslips, FPS, payments.

Every amount is whole pence. `PersonPay` is one person on one pay day; `RunFigures` is the whole run.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from sixpence.law.parental_pay import ParentalPayment
from sixpence.people.employer import Employer
from sixpence.people.person import Person

NO_PARENTAL_PAY = (0,) * len(ParentalPayment)
UNDER_16 = "X"  # no liability to National Insurance at all


class LineKind(StrEnum):
    """What an item is. All but a deduction are parts of gross pay, subject to tax and National Insurance alike; the
    gender pay gap tells them apart."""

    PAY = "pay"
    BONUS = "bonus"
    OVERTIME = "overtime"
    DEDUCTION = "deduction"  # taken from net pay, after everything else

    @property
    def is_of_gross_pay(self) -> bool:
        return self is not LineKind.DEDUCTION


@dataclass(frozen=True, slots=True, kw_only=True)
class PayLine:
    """One item: a salary, hours at a rate, an amount taken from net pay. `hours` is in hundredths of an hour."""

    label: str
    amount_pence: int
    hours: int | None = None
    rate_pence: int | None = None
    kind: LineKind = LineKind.PAY


@dataclass(frozen=True, slots=True, kw_only=True)
class NiToDate:
    """Class 1 figures of one category letter in this tax year, this payment included."""

    letter: str
    earnings_pence: int = 0
    at_lel_pence: int = 0
    lel_to_pt_pence: int = 0
    pt_to_uel_pence: int = 0
    employee_pence: int = 0
    employer_pence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDate:
    """One employment's figures in this tax year, this payment included."""

    gross_pay_pence: int = 0
    taxable_pay_pence: int = 0
    tax_pence: int = 0
    student_loan_pence: int = 0
    postgraduate_loan_pence: int = 0
    employee_pension_pence: int = 0  # all of the employee's, by whichever method
    employee_pension_net_pay_pence: int = 0  # of which under a net pay arrangement
    employee_pension_after_tax_pence: int = 0  # of which taken after tax (relief at source)
    employer_pension_pence: int = 0
    net_pay_pence: int = 0
    parental_pay_pence: tuple[int, ...] = NO_PARENTAL_PAY  # statutory, by place in `ParentalPayment`
    benefits_pence: int = 0  # taxed through the payroll
    ni: tuple[NiToDate, ...] = ()  # by letter, in the order first used

    def ni_of(self, letter: str) -> NiToDate:
        return next((ni for ni in self.ni if ni.letter == letter), NiToDate(letter=letter))


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousEmployment:
    """Pay and tax of an earlier job this tax year, from a P45. They count for the code, and are not reported by us."""

    taxable_pay_pence: int = 0
    tax_pence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderTaken:
    """One order on one payment, in whole pence: what it was worked out from, and what came of it."""

    number: int  # of the entry
    kind: str  # as in `people.orders.KINDS`
    authority: str
    reference: str
    made_on: date
    normal_deduction_pence: int
    protected_earnings_pence: int
    owed_pence: int | None  # when it was entered; None: it runs until it is stopped
    employer_keeps_costs: bool
    days: int  # since the last deduction
    taken_before_pence: int  # under it, on earlier payments
    brought_forward_pence: int
    protection_brought_forward_pence: int
    attachable_pence: int = 0  # the payment's earnings that orders may be taken from
    reckoned_on_pence: int = 0  # of them, what its table is applied to
    due_pence: int = 0
    protected_pence: int = 0
    available_pence: int = 0
    deduction_pence: int = 0
    administration_pence: int = 0  # kept by the employer
    carried_forward_pence: int = 0
    protection_carried_forward_pence: int = 0

    @property
    def taken_to_date_pence(self) -> int:
        """Under it so far, this payment included."""
        return self.taken_before_pence + self.deduction_pence


SICK_PAY = "SSP"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatutoryPaid:
    """One absence or leave on one payment, in whole pence: what is due up to the end of the period, less what was paid.

    So an absence that is entered late, or corrected, is put right with the next payment.
    """

    kind: str  # SSP, or the label of a `ParentalPayment`
    number: int  # of the entry
    first_day: date
    average_pence: int  # weekly earnings are average_pence / average_over
    average_over: int
    days_due: int  # paid days so far
    due_to_date_pence: int
    paid_before_pence: int

    @property
    def amount_pence(self) -> int:
        """Of this payment; below zero where too much had been paid."""
        return self.due_to_date_pence - self.paid_before_pence


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitTaxed:
    """One benefit on one payment, in whole pence: taxed with it, and not paid."""

    number: int  # of the entry
    name: str
    value_in_year_pence: int  # of the days of this tax year on which it is there
    taxed_before_pence: int  # in this tax year
    amount_pence: int

    @property
    def taxed_to_date_pence(self) -> int:
        return self.taxed_before_pence + self.amount_pence


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidBefore:
    """What the next payment looks back at of one."""

    person: Person
    tax_code: str  # as operated, without its basis: "S1257L", "0T"
    week1_month1: bool
    ni_letter: str
    gross_pay_pence: int
    net_pay_pence: int
    to_date: ToDate

    @property
    def employee_id(self) -> str:
        return self.person.employee_id

    @property
    def tax_code_operated(self) -> str:
        """The code in canonical form, its basis with it."""
        return f"{self.tax_code} X" if self.week1_month1 else self.tax_code

    @property
    def is_leaver(self) -> bool:
        return bool(self.person.get("leaving_date"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPay(PaidBefore):
    """One person's payment: what went in, what came out, and the year so far."""

    lines: tuple[PayLine, ...]  # of gross pay
    director: str  # "", "standard" or "alternative"
    director_weeks: int  # 52, or fewer where appointed in the year
    student_loan_plan: str  # "", "1", "2", "4" or "5"
    postgraduate_loan: bool
    pension: str  # none, relief-at-source, net-pay, salary-sacrifice
    taxable_pay_pence: int
    nicable_pay_pence: int
    income_tax_pence: int
    employee_ni_pence: int
    employer_ni_pence: int
    ni_at_lel_pence: int
    ni_lel_to_pt_pence: int
    ni_pt_to_uel_pence: int
    student_loan_pence: int
    postgraduate_loan_pence: int
    employee_pension_pence: int
    employer_pension_pence: int
    employer_cost_pence: int
    is_starter: bool  # the first payment of this employment, to be reported with its start date and declaration
    starter_declaration: str  # "", "A", "B" or "C"
    assumptions: tuple[str, ...] = ()  # what the law lets us assume where facts are missing, in words
    orders: tuple[OrderTaken, ...] = ()  # in the turn in which they were served
    benefits: tuple[BenefitTaxed, ...] = ()  # payrolled
    statutory: tuple[StatutoryPaid, ...] = ()  # of every absence and leave entered, also where nothing is due now
    deductions: tuple[PayLine, ...] = ()  # from net pay by agreement, each more than zero

    @property
    def other_deductions_pence(self) -> int:
        return sum(line.amount_pence for line in self.deductions)

    @property
    def benefits_pence(self) -> int:
        """Benefits taxed with this payment: a part of taxable pay, and of nothing else."""
        return sum(benefit.amount_pence for benefit in self.benefits)

    @property
    def sick_pay_pence(self) -> int:
        """Statutory sick pay, a part of gross pay."""
        return sum(paid.amount_pence for paid in self.statutory if paid.kind == SICK_PAY)

    @property
    def parental_pay_pence(self) -> int:
        """All statutory parental payments, a part of gross pay, which comes back to the employer or most of it."""
        return sum(self.parental_pay_by_kind)

    @property
    def parental_pay_by_kind(self) -> tuple[int, ...]:
        """The same by place in `ParentalPayment`."""
        if not self.statutory:
            return NO_PARENTAL_PAY
        return tuple(
            sum(paid.amount_pence for paid in self.statutory if paid.kind == payment.label)
            for payment in ParentalPayment
        )

    @property
    def orders_pence(self) -> int:
        """Deducted by order, for others than the employer."""
        return sum(order.deduction_pence for order in self.orders)

    @property
    def order_costs_pence(self) -> int:
        """What the employer keeps for the deductions by order."""
        return sum(order.administration_pence for order in self.orders)

    @property
    def pay_bill_pence(self) -> int:
        """Earnings within secondary Class 1, on which the apprenticeship levy is charged; under-16s have letter X."""
        return 0 if self.ni_letter == UNDER_16 else self.nicable_pay_pence


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """One person's pay on a run, in whole pence."""

    gross_pay_pence: int = 0
    net_pay_pence: int = 0
    employer_cost_pence: int = 0

    def __add__(self, other: "Money") -> "Money":
        return Money(
            gross_pay_pence=self.gross_pay_pence + other.gross_pay_pence,
            net_pay_pence=self.net_pay_pence + other.net_pay_pence,
            employer_cost_pence=self.employer_cost_pence + other.employer_cost_pence,
        )

    def __sub__(self, other: "Money") -> "Money":
        return Money(
            gross_pay_pence=self.gross_pay_pence - other.gross_pay_pence,
            net_pay_pence=self.net_pay_pence - other.net_pay_pence,
            employer_cost_pence=self.employer_cost_pence - other.employer_cost_pence,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidOn:
    """A payment before this one, as far as average earnings and pay days ask for it."""

    pay_date: date
    period_start: date
    period_end: date
    earnings_pence: int  # for Class 1 National Insurance


@dataclass(frozen=True, slots=True, kw_only=True)
class LastPayment:
    """Somebody's last payment, in whichever tax year it was made."""

    pay_date: date
    payment: PersonPay


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Sums over everyone on the run, in whole pence."""

    gross_pay: int
    income_tax: int
    employee_ni: int
    employer_ni: int
    student_loans: int  # student and postgraduate loans together
    employee_pension: int
    employer_pension: int
    net_pay: int
    other_deductions: int = 0  # from net pay, by agreement
    orders: int = 0  # deducted by order
    order_costs: int = 0  # kept by the employer for it

    def as_dict(self) -> dict[str, int]:
        """By name; what few runs have is left out of one that has none of it."""
        amounts = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: pence for name, pence in amounts.items() if pence or name not in _OF_FEW_RUNS}


_OF_FEW_RUNS = ("other_deductions", "orders", "order_costs")


def totals_of(people: Iterable[PersonPay]) -> Totals:
    everyone = tuple(people)
    return Totals(
        gross_pay=sum(pay.gross_pay_pence for pay in everyone),
        income_tax=sum(pay.income_tax_pence for pay in everyone),
        employee_ni=sum(pay.employee_ni_pence for pay in everyone),
        employer_ni=sum(pay.employer_ni_pence for pay in everyone),
        student_loans=sum(pay.student_loan_pence + pay.postgraduate_loan_pence for pay in everyone),
        employee_pension=sum(pay.employee_pension_pence for pay in everyone),
        employer_pension=sum(pay.employer_pension_pence for pay in everyone),
        other_deductions=sum(pay.other_deductions_pence for pay in everyone),
        net_pay=sum(pay.net_pay_pence for pay in everyone),
        orders=sum(pay.orders_pence for pay in everyone),
        order_costs=sum(pay.order_costs_pence for pay in everyone),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFigures:
    """A whole pay run. `people` are in order of employee id, so that the same run always makes the same bytes."""

    run_id: str
    employer: Employer
    pay_date: date
    tax_year: str  # "2026-27"
    frequency: str  # weekly, fortnightly, four-weekly, monthly, annual
    tax_period: int  # tax month (monthly) or tax week number of the pay date
    period_start: date
    period_end: date
    people: tuple[PersonPay, ...]

    @property
    def totals(self) -> Totals:
        return totals_of(self.people)
