"""The columns that `sixpence calculate` writes: names and order are a contract, as those it reads are."""

from sixpence.pay.results import PayResults, Pence

# Name in the file -> name in PayResults. `employee_id` stands before them.
AMOUNTS_OUT = {
    "gross_pay": "gross_pay_pence",
    "taxable_pay": "taxable_pay_pence",
    "income_tax": "income_tax_pence",
    "tax_due_to_date": "tax_due_to_date_pence",
    "employee_ni": "employee_ni_pence",
    "employer_ni": "employer_ni_pence",
    "ni_at_lel": "ni_at_lel_pence",
    "ni_lel_to_pt": "ni_lel_to_pt_pence",
    "ni_pt_to_uel": "ni_pt_to_uel_pence",
    "student_loan": "student_loan_pence",
    "postgraduate_loan": "postgraduate_loan_pence",
    "employee_pension": "employee_pension_pence",
    "employer_pension": "employer_pension_pence",
    "net_pay": "net_pay_pence",
    "employer_cost": "employer_cost_pence",
}


def amounts_out(results: PayResults) -> dict[str, Pence]:
    """Whole pence by the name each amount has in the file, in the file's order."""
    return {name: getattr(results, column) for name, column in AMOUNTS_OUT.items()}
