"""Pension contributions: by person, as a provider's file will have them, and by scheme, as the money goes."""

from collections.abc import Mapping, Sequence

from sixpence.payrun.figures import PersonPay, RunFigures
from sixpence.reports.people import Alike, Groups, Paid, by_person
from sixpence.reports.report import Column, Kind, Report, Row, total_of

RELIEF_AT_SOURCE, NO_PENSION = "relief-at-source", "none"
AMOUNTS = ("employee_pension_pence", "employer_pension_pence")  # what goes to a scheme
_METHODS = {
    RELIEF_AT_SOURCE: "Relief at source",
    "net-pay": "Net pay arrangement",
    "salary-sacrifice": "Salary sacrifice",
}
_AMOUNTS = (
    Column("employee_pension", "From pay", Kind.MONEY),
    Column("employer_pension", "From the employer", Kind.MONEY),
    Column("to_scheme", "To the scheme", Kind.MONEY),
)
_BY_PERSON = (
    Column("employee_id", "Employee"),
    Column("name", "Name"),
    Column("method", "Method"),
    Column("gross_pay", "Gross pay", Kind.MONEY),
    *_AMOUNTS,
)
_BY_SCHEME = (
    Column("scheme", "Scheme"),
    Column("method", "Method"),
    Column("people", "People", Kind.COUNT),
    *_AMOUNTS,
)
NO_NAME = "(the scheme has no name yet)"
_RELIEF = "Under relief at source the scheme claims basic-rate tax relief from HMRC, which is not in these sums."


def pension_contributions(runs: Sequence[RunFigures], *, of: str) -> Report:
    """A line for each person for whom something was contributed, and the method."""
    rows: list[Row] = []
    for paid in by_person(runs):
        for method in _METHODS:
            theirs = Paid(tuple(pay for pay in paid.payments if pay.pension == method))
            if theirs.payments and any(sums := _sums(theirs.payments)):
                last = theirs.last
                who = (last.employee_id, last.person.name, _METHODS[method], theirs.sum_of("gross_pay_pence"))
                rows.append((*who, *sums))
    return Report(
        name="pension-contributions",
        title="Pension contributions",
        of=of,
        columns=_BY_PERSON,
        rows=tuple(rows),
        total=total_of(_BY_PERSON, rows),
        notes=_notes(runs),
    )


def pension_contributions_total(amounts: Mapping[str, int]) -> Row:
    """The total, from the sums over everyone who has a line, by their names in `PersonPay`."""
    employee, employer = amounts["employee_pension_pence"], amounts["employer_pension_pence"]
    return "Total", None, None, amounts["gross_pay_pence"], employee, employer, employee + employer


def pension_schemes(methods: Groups, *, scheme: str, of: str) -> Report:
    """A line for each method by which something goes to the scheme: how many people, and what is to be paid over.

    `methods` are those that contribute at all.
    """
    rows: list[Row] = [
        (scheme or NO_NAME, _METHODS[one.value], one.people, *_paid_over(one))
        for one in sorted(methods.groups, key=lambda one: one.value)
    ]
    summed = total_of(_BY_SCHEME, rows)
    at_source = any(one.value == RELIEF_AT_SOURCE for one in methods.groups)
    return Report(
        name="pension-schemes",
        title="Pension contributions by scheme",
        of=of,
        columns=_BY_SCHEME,
        rows=tuple(rows),
        total=(summed[0], None, methods.people, *summed[3:]),
        notes=(_RELIEF,) if at_source else (),
    )


def _paid_over(method: Alike) -> tuple[int, int, int]:
    employee, employer = (method.amounts[name] for name in AMOUNTS)
    return employee, employer, employee + employer


def _sums(payments: Sequence[PersonPay]) -> tuple[int, int, int]:
    employee = sum(pay.employee_pension_pence for pay in payments)
    employer = sum(pay.employer_pension_pence for pay in payments)
    return employee, employer, employee + employer


def _notes(runs: Sequence[RunFigures]) -> tuple[str, ...]:
    at_source = any(pay.pension == RELIEF_AT_SOURCE for run in runs for pay in run.people)
    return (_RELIEF,) if at_source else ()
