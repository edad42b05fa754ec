"""Gross to net, in the order the law has it: pension, National Insurance, tax, loans, net pay."""

import numpy as np
from numpy.typing import NDArray

from sixpence.basics.columns import only_if, told_once
from sixpence.law.earnings_periods import contributions
from sixpence.law.income_tax import income_tax
from sixpence.law.payrolled_benefits import taxed_pay
from sixpence.law.pensions import PensionMethod, pension_contributions
from sixpence.law.student_loans import student_loans
from sixpence.pay.inputs import PayInputs
from sixpence.pay.results import PayResults
from sixpence.rates import Rates, rates_on

# Blocks of this many payments stay near a processor, and what is done once a block is little beside it; results do not
# depend on it.
BLOCK = 32_768
# The C library hands freed memory back to the system, and every block frees some megabytes: faulting them in again cost
# more than the law does. Having seen one large array go, it keeps as much (mallopt(3): the thresholds are dynamic).
np.empty(30_000_000, dtype=np.uint8)


def calculate(inputs: PayInputs, *, block: int = BLOCK, out: PayResults | None = None) -> PayResults:
    """Work out every payment with the rates of its own pay date. Pure: the same inputs always give the same figures.

    `out` are results of as many payments that are no longer wanted: theirs is the memory that is filled and returned.
    At a million payments it costs a system a quarter of the time to hand out new memory.

    Raises TaxYearNotLoaded for a pay date that no rates file covers, ValueError where `out` has another length.
    """
    results = PayResults.empty(len(inputs)) if out is None else out
    if len(results.gross_pay_pence) != len(inputs):
        raise ValueError(f"{len(inputs)} payments do not fit results of {len(results.gross_pay_pence)}")
    for rates, rows in _by_rates(inputs.pay_date):
        payments = inputs.told_once(rows)
        for start in range(0, len(payments.gross_pay_pence), block):
            some = slice(start, start + block)
            results.put(some if isinstance(rows, slice) else rows[some], _calculate_block(rates, payments.block(some)))
    return results


def _by_rates(pay_dates: NDArray[np.datetime64]) -> list[tuple[Rates, slice | NDArray[np.intp]]]:
    """Payments grouped by what is in force on their day."""
    if len(told_once(pay_dates)) == 1:  # what a pay day is; sorting would cost more than it saves
        return [(rates_on(pay_dates[0].item()), slice(None))]
    days, day_of_row = np.unique(pay_dates, return_inverse=True)
    in_force = [rates_on(day.item()) for day in days]
    groups: dict[tuple[str, int], int] = {}
    key_of_day = [groups.setdefault((rates.tax_year, id(rates.national_insurance)), len(groups)) for rates in in_force]
    group_of_row = np.array(key_of_day, dtype=np.intp)[day_of_row]
    return [(in_force[key_of_day.index(group)], np.flatnonzero(group_of_row == group)) for group in range(len(groups))]


def _calculate_block(rates: Rates, inputs: PayInputs) -> PayResults:
    gross = inputs.gross_pay_pence
    pension = pension_contributions(
        rates.pensions,
        method=inputs.pension,
        basis=inputs.pension_basis,
        frequency=inputs.frequency,
        pay_pence=gross,
        employee_rate_millionths=inputs.employee_pension_rate,
        employer_rate_millionths=inputs.employer_pension_rate,
        relief_at_source_millionths=rates.income_tax.relief_at_source_millionths,
    )
    # A sacrifice lowers the pay itself; a net pay arrangement lowers only what is taxed.
    nicable = gross - only_if(inputs.pension == int(PensionMethod.SALARY_SACRIFICE), pension.employee_pence)
    net_pay_pension = only_if(inputs.pension == int(PensionMethod.NET_PAY), pension.employee_pence)
    taxed = taxed_pay(nicable, net_pay_pension, inputs.payrolled_benefits_pence)
    ni = contributions(
        rates,
        letters=inputs.ni_letter,
        frequency=inputs.frequency,
        tax_period=inputs.tax_period,
        nicable_pay_pence=nicable,
        director=inputs.director,
        director_weeks=inputs.director_weeks,
        nicable_pay_before_pence=inputs.nicable_pay_to_date_pence,
        employee_ni_before_pence=inputs.employee_ni_to_date_pence,
        employer_ni_before_pence=inputs.employer_ni_to_date_pence,
    )
    tax = income_tax(
        rates.income_tax,
        codes=inputs.tax_codes,
        frequency=inputs.frequency,
        tax_period=inputs.tax_period,
        taxable_pay_pence=taxed.taxable_pence,
        taxable_pay_before_pence=inputs.taxable_pay_to_date_pence,
        tax_before_pence=inputs.tax_to_date_pence,
        relevant_pay_pence=taxed.relevant_pence,
    )
    loans = student_loans(
        rates.student_loans,
        plan=inputs.student_loan_plan,
        has_postgraduate_loan=inputs.postgraduate_loan,
        frequency=inputs.frequency,
        nicable_pay_pence=nicable,
    )
    deductions = (
        tax.tax_pence + ni.employee + loans.student_loan_pence + loans.postgraduate_loan_pence + pension.employee_pence
    )
    return PayResults(
        gross_pay_pence=gross,
        nicable_pay_pence=nicable,
        taxable_pay_pence=taxed.taxable_pence,
        income_tax_pence=tax.tax_pence,
        tax_due_to_date_pence=tax.tax_to_date_pence,
        employee_ni_pence=ni.employee,
        employer_ni_pence=ni.employer,
        ni_at_lel_pence=ni.at_lel,
        ni_lel_to_pt_pence=ni.lel_to_pt,
        ni_pt_to_uel_pence=ni.pt_to_uel,
        ni_annual_basis=ni.annual_basis,
        student_loan_pence=loans.student_loan_pence,
        postgraduate_loan_pence=loans.postgraduate_loan_pence,
        employee_pension_pence=pension.employee_pence,
        employer_pension_pence=pension.employer_pence,
        net_pay_pence=gross - deductions - inputs.other_deductions_pence,
        employer_cost_pence=gross + ni.employer + pension.employer_pence,
    )
