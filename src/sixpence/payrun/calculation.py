"""From people to figures: who is on the run, what each is paid, and the year so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import add
from typing import Any

import numpy as np

from sixpence.basics.money import plain_pounds
from sixpence.basics.refused import Refused
from sixpence.law.earnings_periods import year_bands
from sixpence.law.national_insurance import letter_places
from sixpence.law.tax_codes import parse_tax_code
from sixpence.law.tax_periods import LAST_WEEK
from sixpence.pay import BadValue, PayInputs, PayResults, calculate
from sixpence.payrun.benefits import benefits_of
from sixpence.payrun.figures import (
    BenefitTaxed,
    LineKind,
    Money,
    NiToDate,
    PayLine,
    PersonPay,
    RunFigures,
    StatutoryPaid,
    ToDate,
)
from sixpence.payrun.gross import gross_lines
from sixpence.payrun.orders import orders_due, take_orders
from sixpence.payrun.readiness import History, Terms, is_employed_in, missing_facts, terms_of
from sixpence.payrun.statutory_pay import statutory_of
from sixpence.payrun.window import Window
from sixpence.people.employer import PART_PERIOD_METHODS, Employer
from sixpence.people.person import Days, Person, in_effect
from sixpence.rates import rates_on


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPaid:
    """Someone who should be on the run and cannot be, and the fields that are missing."""

    person: Person
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """Someone who can be paid, before the calculation."""

    person: Person
    lines: tuple[PayLine, ...]
    deductions: tuple[PayLine, ...]
    terms: Terms
    history: History
    statutory: tuple[StatutoryPaid, ...] = ()
    benefits: tuple[BenefitTaxed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculated:
    figures: RunFigures
    cannot_be_paid: tuple[NotPaid, ...]
    input_rows: tuple[dict[str, str], ...]  # of each person on the run, in the columns of `sixpence calculate`
    inputs: PayInputs  # the same, read


def calculate_run(
    employer: Employer,
    window: Window,
    facts: Mapping[str, Days],
    *,
    added: Mapping[str, Sequence[PayLine]],
    history: Mapping[str, History],
) -> Calculated:
    """The whole run. Facts, added pay lines and history are by employee id; the order they come in does not matter.

    Raises Refused, naming the employee and the field, for a fact that the law's functions cannot take.
    """
    ready, not_paid = _sort_out(employer, window, facts, added, history)
    rows = tuple(_input_row(window, one) for one in ready)
    inputs = _pay_inputs(rows)
    payments = _payments(window, ready, calculate(inputs))
    people = tuple(
        replace(pay, to_date=_to_date(one.history.to_date or ToDate(), pay))
        for one, pay in zip(ready, payments, strict=True)
    )
    figures = RunFigures(
        run_id=window.run_id,
        employer=employer,
        pay_date=window.pay_date,
        tax_year=window.tax_year,
        frequency=window.frequency.label,
        tax_period=window.tax_period,
        period_start=window.starts_on,
        period_end=window.ends_on,
        people=people,
    )
    return Calculated(figures=figures, cannot_be_paid=not_paid, input_rows=rows, inputs=inputs)


def money_of_run(
    employer: Employer,
    window: Window,
    facts: Mapping[str, Days],
    *,
    added: Mapping[str, Sequence[PayLine]],
    history: Mapping[str, History],
) -> tuple[dict[str, Money], tuple[NotPaid, ...]]:
    """Of the same run what each person's payment comes to, by employee id, and who cannot be paid.

    In half the time: only the payments that orders may be taken from are made.
    """
    ready, not_paid = _sort_out(employer, window, facts, added, history)
    results = calculate(_pay_inputs([_input_row(window, one) for one in ready]))
    amounts = zip(*(getattr(results, name).tolist() for name in _OF_MONEY), strict=True)
    found = {
        one.person.employee_id: Money(gross_pay_pence=gross, net_pay_pence=net, employer_cost_pence=cost)
        for one, (gross, net, cost) in zip(ready, amounts, strict=True)
    }
    entered = [place for place, one in enumerate(ready) if one.history.entries]
    for pay in _payments(window, [ready[place] for place in entered], results.rows(np.array(entered, dtype=np.intp))):
        found[pay.employee_id] = Money(**{name: getattr(pay, name) for name in _OF_MONEY})
    return found, not_paid


def _sort_out(
    employer: Employer,
    window: Window,
    facts: Mapping[str, Days],
    added: Mapping[str, Sequence[PayLine]],
    history: Mapping[str, History],
) -> tuple[list[Ready], tuple[NotPaid, ...]]:
    ready, not_paid = [], []
    for employee_id in sorted(facts):
        days = facts[employee_id]
        person = Person(employee_id, in_effect(days, window.ends_on))
        if not is_employed_in(person, window):
            continue
        past, lines = history.get(employee_id, History()), added.get(employee_id, ())
        statutory = statutory_of(person, days, employer, window, past)
        missing = missing_facts(person, employer, window, past, lines, has_statutory_pay=statutory.is_due)
        if missing := (*missing, *statutory.missing):
            not_paid.append(NotPaid(person=person, missing=missing))
        else:
            method = PART_PERIOD_METHODS[employer.part_period]
            ready.append(
                Ready(
                    person=person,
                    lines=gross_lines(person, days, lines, window, method) + statutory.lines,
                    deductions=tuple(line for line in lines if line.kind is LineKind.DEDUCTION),
                    terms=terms_of(person, window, past),
                    history=past,
                    statutory=statutory.paid,
                    benefits=benefits_of(person, window, past) if past.entries else (),
                )
            )
    return ready, tuple(not_paid)


def _pay_inputs(rows: Sequence[Mapping[str, str]]) -> PayInputs:
    try:
        return PayInputs.of(rows)
    except BadValue as bad:
        employee_id = rows[bad.row]["employee_id"]
        raise Refused(f"employee {employee_id}: {bad.column} cannot be used for this pay date; correct it") from None


def _input_row(window: Window, one: Ready) -> dict[str, str]:
    person, before = one.person, one.history.to_date or ToDate()
    director = person.get("director")
    row = {
        "employee_id": person.employee_id,
        "pay_date": window.pay_date.isoformat(),
        "frequency": window.frequency.label,
        "tax_period": str(window.tax_period),
        "tax_code": one.terms.tax_code,
        "ni_category": one.terms.ni_letter,
        "gross_pay": plain_pounds(sum(line.amount_pence for line in one.lines)),
        "taxable_pay_to_date": plain_pounds(before.taxable_pay_pence + one.history.previous.taxable_pay_pence),
        "tax_to_date": plain_pounds(before.tax_pence + one.history.previous.tax_pence),
        "student_loan_plan": person.get("student_loan_plan").replace("none", ""),
        "postgraduate_loan": "1" if person.get("postgraduate_loan") == "yes" else "0",
        "pension": person.get("pension"),
        "pension_basis": person.get("pension_basis"),
        "employee_pension_percent": person.get("employee_pension_percent"),
        "employer_pension_percent": person.get("employer_pension_percent"),
    }
    if one.deductions:
        row["other_deductions"] = plain_pounds(sum(line.amount_pence for line in one.deductions))
    if one.benefits:
        row["payrolled_benefits"] = plain_pounds(sum(benefit.amount_pence for benefit in one.benefits))
    if director in ("standard", "alternative"):
        row["director"] = director
        row["director_weeks"] = str(director_weeks(person, window))
        row["nicable_pay_to_date"] = plain_pounds(sum(ni.earnings_pence for ni in before.ni))
        row["employee_ni_to_date"] = plain_pounds(sum(ni.employee_pence for ni in before.ni))
        row["employer_ni_to_date"] = plain_pounds(sum(ni.employer_pence for ni in before.ni))
    return row


def director_weeks(person: Person, window: Window) -> int:
    """Tax weeks from the one of appointment to week 52; the whole year for a director of an earlier year."""
    since = person.day("director_since")
    if since is None or since <= window.tax_year_starts_on:
        return LAST_WEEK
    return max(LAST_WEEK - (since - window.tax_year_starts_on).days // 7, 1)


_OF_MONEY = tuple(Money.__dataclass_fields__)
_CARRIED = tuple(name for name in PayResults.__dataclass_fields__ if name in PersonPay.__dataclass_fields__)


def _person_pay(window: Window, one: Ready, amounts: dict[str, Any], is_annual: bool) -> PersonPay:
    """`amounts` are the results that a payment carries; `is_annual`: its contributions are reckoned on the year."""
    person, code = one.person, parse_tax_code(one.terms.tax_code)
    director = person.get("director").replace("no", "")
    pay = PersonPay(
        person=person,
        lines=one.lines,
        deductions=one.deductions,
        tax_code=code.base,
        week1_month1=code.week1_month1,
        ni_letter=one.terms.ni_letter,
        director=director,
        director_weeks=director_weeks(person, window) if director else LAST_WEEK,
        student_loan_plan=person.get("student_loan_plan").replace("none", ""),
        postgraduate_loan=person.get("postgraduate_loan") == "yes",
        pension=person.get("pension") or "none",
        to_date=ToDate(),
        is_starter=one.terms.is_starter,
        starter_declaration=one.terms.starter_declaration,
        assumptions=one.terms.assumptions,
        statutory=one.statutory,
        benefits=one.benefits,
        **amounts,
    )
    if is_annual:
        return _with_bands_of_the_year(window, pay, one.history.to_date or ToDate())
    return pay


def _payments(window: Window, ready: Sequence[Ready], results: PayResults) -> list[PersonPay]:
    """The payments of these people, of whom these are the results, without the year so far."""
    amounts = zip(*(getattr(results, name).tolist() for name in _CARRIED), strict=True)
    before_orders = [
        _person_pay(window, one, dict(zip(_CARRIED, of_one, strict=True)), is_annual)
        for one, of_one, is_annual in zip(ready, amounts, results.ni_annual_basis.tolist(), strict=True)
    ]
    return _with_orders(window, ready, before_orders)


def _with_orders(window: Window, ready: Sequence[Ready], payments: Sequence[PersonPay]) -> list[PersonPay]:
    """The same payments after deductions by order; only those of people who have orders are looked at."""
    after = list(payments)
    due = {}
    for row, one in enumerate(ready):
        past = one.history
        if past.entries and (orders := orders_due(past.entries, past.last_payment, window.pay_date)):
            due[row] = replace(payments[row], orders=orders)
    if due:
        for row, pay in zip(due, take_orders(window.pay_date, window.frequency.label, list(due.values())), strict=True):
            after[row] = pay
    return after


def _with_bands_of_the_year(window: Window, pay: PersonPay, before: ToDate) -> PersonPay:
    """A director's payment on the annual basis brings the bands reported so far to what the year's earnings come to."""
    ni = before.ni_of(pay.ni_letter)
    at_lel, lel_to_pt, pt_to_uel = year_bands(
        rates_on(window.pay_date),
        letter_places(pay.ni_letter),
        np.array([pay.director_weeks]),
        np.array([ni.earnings_pence + pay.nicable_pay_pence]),
    )
    return replace(
        pay,
        ni_at_lel_pence=int(at_lel[0]) - ni.at_lel_pence,
        ni_lel_to_pt_pence=int(lel_to_pt[0]) - ni.lel_to_pt_pence,
        ni_pt_to_uel_pence=int(pt_to_uel[0]) - ni.pt_to_uel_pence,
    )


def _to_date(before: ToDate, pay: PersonPay) -> ToDate:
    """The year's figures with this payment."""
    net_pay_method, after_tax = pay.pension == "net-pay", pay.pension == "relief-at-source"
    ni = before.ni_of(pay.ni_letter)
    now = NiToDate(
        letter=pay.ni_letter,
        earnings_pence=ni.earnings_pence + pay.nicable_pay_pence,
        at_lel_pence=ni.at_lel_pence + pay.ni_at_lel_pence,
        lel_to_pt_pence=ni.lel_to_pt_pence + pay.ni_lel_to_pt_pence,
        pt_to_uel_pence=ni.pt_to_uel_pence + pay.ni_pt_to_uel_pence,
        employee_pence=ni.employee_pence + pay.employee_ni_pence,
        employer_pence=ni.employer_pence + pay.employer_ni_pence,
    )
    letters = [one if one.letter != pay.ni_letter else now for one in before.ni]
    if pay.ni_letter not in {one.letter for one in before.ni}:
        letters.append(now)
    pension = pay.employee_pension_pence
    return ToDate(
        gross_pay_pence=before.gross_pay_pence + pay.gross_pay_pence,
        taxable_pay_pence=before.taxable_pay_pence + pay.taxable_pay_pence,
        tax_pence=before.tax_pence + pay.income_tax_pence,
        student_loan_pence=before.student_loan_pence + pay.student_loan_pence,
        postgraduate_loan_pence=before.postgraduate_loan_pence + pay.postgraduate_loan_pence,
        employee_pension_pence=before.employee_pension_pence + pension,
        employee_pension_net_pay_pence=before.employee_pension_net_pay_pence + pension * net_pay_method,
        employee_pension_after_tax_pence=before.employee_pension_after_tax_pence + pension * after_tax,
        employer_pension_pence=before.employer_pension_pence + pay.employer_pension_pence,
        net_pay_pence=before.net_pay_pence + pay.net_pay_pence,
        parental_pay_pence=tuple(map(add, before.parental_pay_pence, pay.parental_pay_by_kind))
        if pay.statutory
        else before.parental_pay_pence,
        benefits_pence=before.benefits_pence + pay.benefits_pence,
        ni=tuple(letters),
    )
