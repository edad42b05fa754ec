"""What employers claim from HMRC by tax year, and what their runs came to, in and out of the database."""

from django.db.models import Sum

from sixpence.payrun.employer_month import RunSums
from sixpence.payrun.life import RunState
from sixpence.people.employer import BeforeSixpence, EmployerYear
from sixpence.store.employers import row_id_of
from sixpence.store.ready import models
from sixpence.store.transactions import require_transaction

_SUMMED = (
    "income_tax_pence",
    "student_loan_pence",
    "postgraduate_loan_pence",
    "employee_ni_pence",
    "employer_ni_pence",
    "pay_bill_pence",
)


def save_employer_year(employer: str, year: EmployerYear) -> None:
    """Keep it, in place of what was kept of that tax year."""
    require_transaction()
    models.EmployerYear.objects.update_or_create(
        employer_id=row_id_of(employer),
        tax_year=year.tax_year,
        defaults={
            "employment_allowance": year.employment_allowance,
            "small_employer": year.small_employer,
            "levy_allowance_pence": year.levy_allowance_pence,
            "employer_ni_before_pence": year.before.employer_ni_pence,
            "employment_allowance_before_pence": year.before.employment_allowance_pence,
            "pay_bill_before_pence": year.before.pay_bill_pence,
            "apprenticeship_levy_before_pence": year.before.apprenticeship_levy_pence,
        },
    )


def employer_year(employer: str, tax_year: str) -> EmployerYear:
    """What is kept of that tax year; where nothing is, an employer claims nothing and has the whole levy allowance."""
    row = models.EmployerYear.objects.filter(employer_id=row_id_of(employer), tax_year=tax_year).first()
    if row is None:
        return EmployerYear(tax_year=tax_year)
    return EmployerYear(
        tax_year=row.tax_year,
        employment_allowance=row.employment_allowance,
        small_employer=row.small_employer,
        levy_allowance_pence=row.levy_allowance_pence,
        before=BeforeSixpence(
            employer_ni_pence=row.employer_ni_before_pence,
            employment_allowance_pence=row.employment_allowance_before_pence,
            pay_bill_pence=row.pay_bill_before_pence,
            apprenticeship_levy_pence=row.apprenticeship_levy_before_pence,
        ),
    )


def run_sums(employer: str, tax_year: str) -> list[RunSums]:
    """What each approved or closed run of the tax year came to, by pay date and key."""
    approved = (RunState.APPROVED.value, RunState.CLOSED.value)
    runs = models.PayRun.objects.filter(employer_id=row_id_of(employer), tax_year=tax_year, state__in=approved)
    sums = {f"sum_of_{column}": Sum(f"payrunperson__{column}", default=0) for column in _SUMMED}
    rows = runs.order_by("pay_date", "run_key").annotate(**sums)
    return [
        RunSums(
            run_key=row["run_key"],
            pay_date=row["pay_date"],
            is_closed=row["state"] == RunState.CLOSED.value,
            income_tax_pence=row["sum_of_income_tax_pence"],
            student_loans_pence=row["sum_of_student_loan_pence"] + row["sum_of_postgraduate_loan_pence"],
            employee_ni_pence=row["sum_of_employee_ni_pence"],
            employer_ni_pence=row["sum_of_employer_ni_pence"],
            pay_bill_pence=row["sum_of_pay_bill_pence"],
        )
        for row in rows.values("run_key", "pay_date", "state", *sums)
    ]
