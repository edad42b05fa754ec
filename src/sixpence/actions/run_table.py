"""A run as people look at it: last time beside this time, with the cause of each difference; and variances by item."""

from collections.abc import Collection
from dataclasses import dataclass

from sixpence.actions.kept_runs import input_row_of, paid_this_year, payment_of
from sixpence.payrun.comparison import Paid, PayCause, causes
from sixpence.store.payruns import last_payments, pay_run, payments_on, previous_run
from sixpence.store.records import KeptPayment, PayRun
from sixpence.store.run_table import ListedPay, ListedTotals, Show, TableQuery, counts, departments, listed, summed


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One person's line, and why their net pay is not what it was; the largest cause first."""

    pay: ListedPay
    causes: tuple[PayCause, ...]

    @property
    def is_explained(self) -> bool:
        return self.pay.unexplained_pence == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTable:
    run: PayRun
    query: TableQuery
    rows: tuple[TableRow, ...]
    totals: ListedTotals  # of everyone the query finds
    counts: dict[Show, int]  # of the whole run
    departments: tuple[str, ...]

    @property
    def pages(self) -> int:
        return max(-(-self.totals.people // self.query.size), 1)


def run_table(employer: str, run_key: str, query: TableQuery) -> RunTable:
    """One page of a run. Only the payments on the page are opened. Raises Refused where there is no such run."""
    run = pay_run(employer, run_key)
    page = listed(employer, run_key, query)
    changed = [row.employee_id for row in page.rows if row.difference_pence]
    told = causes_of(run, changed)
    return RunTable(
        run=run,
        query=query,
        rows=tuple(TableRow(pay=row, causes=told.get(row.employee_id, ())) for row in page.rows),
        totals=page.totals,
        counts=counts(employer, run_key),
        departments=tuple(departments(employer, run_key)),
    )


def causes_of(run: PayRun, employee_ids: Collection[str]) -> dict[str, tuple[PayCause, ...]]:
    """Why the net pay of these people is not what it was, the largest cause first; of those with a payment before."""
    only = set(employee_ids)
    now = {kept.employee_id: kept for kept in payments_on(run.employer, run.run_key, only)}
    before = payments_before(run, only)
    both = sorted(now.keys() & before.keys())
    told = causes([(_paid(before[who]), _paid(now[who])) for who in both])
    return {
        who: tuple(sorted(theirs, key=lambda cause: -abs(cause.net_pay_pence)))
        for who, theirs in zip(both, told, strict=True)
    }


def payments_before(run: PayRun, only: set[str]) -> dict[str, KeptPayment]:
    """The last closed payment of these people before the run, in whichever tax year it was."""
    this_year = paid_this_year(run, only)
    others = last_payments(run.employer, only - this_year.keys(), up_to=run.pay_date)
    return this_year | {who: person for who, (_, person) in others.items()}


def _paid(kept: KeptPayment) -> Paid:
    return Paid(pay=payment_of(kept), row=input_row_of(kept))


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemVariance:
    """One item of a run's pay beside the run before it, in whole pence."""

    label: str
    is_total: bool
    before_pence: int
    now_pence: int

    @property
    def difference_pence(self) -> int:
        return self.now_pence - self.before_pence


_TAKEN = {
    "income_tax_pence": "Income tax",
    "employee_ni_pence": "Employee’s National Insurance",
    "student_loan_pence": "Student loans",
    "postgraduate_loan_pence": "Postgraduate loans",
    "employee_pension_pence": "Employee’s pension",
    "other_deductions_pence": "Other deductions",
    "orders_pence": "Deducted by order",
    "order_costs_pence": "Kept by the employer for orders",
}
_ON_TOP = {"employer_ni_pence": "Employer’s National Insurance", "employer_pension_pence": "Employer’s pension"}


def variance_by_item(employer: str, run_key: str) -> tuple[PayRun | None, tuple[ItemVariance, ...]]:
    """The run before (None where there is none) and each item beside it, in the order of a payslip."""
    run = pay_run(employer, run_key)
    previous = previous_run(run)
    items, amounts = summed(employer, run_key)
    items_before, before = summed(employer, previous.run_key) if previous else ({}, dict.fromkeys(amounts, 0))
    lines = [
        ItemVariance(
            label=label, is_total=False, before_pence=items_before.get(label, 0), now_pence=items.get(label, 0)
        )
        for label in sorted(items.keys() | items_before.keys(), key=lambda label: (label != "Salary", label))
    ]

    def line(name: str, label: str, is_total: bool = False) -> ItemVariance:
        return ItemVariance(label=label, is_total=is_total, before_pence=before[name], now_pence=amounts[name])

    lines.append(line("gross_pay_pence", "Gross pay", True))
    lines += [line(name, label) for name, label in _TAKEN.items() if before[name] or amounts[name]]
    lines.append(line("net_pay_pence", "Net pay", True))
    lines += [line(name, label) for name, label in _ON_TOP.items() if before[name] or amounts[name]]
    lines.append(line("employer_cost_pence", "Cost to the employer", True))
    return previous, tuple(lines)
