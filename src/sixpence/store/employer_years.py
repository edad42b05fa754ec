"""What employers claim from HMRC by tax year, and what their runs came to, in and out of the database."""

from sixpence.payrun.employer_month import RunSums
from sixpence.payrun.life import RunState
from sixpence.people.employer import BeforeSixpence, EmployerYear
from sixpence.store.employers import row_id_of
from sixpence.store.payruns import pay_runs
from sixpence.store.ready import models
from sixpence.store.run_totals import run_totals
from sixpence.store.transactions import require_transaction


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
    final = (RunState.APPROVED, RunState.CLOSED)
    approved = [run for run in pay_runs(employer) if run.tax_year == tax_year and run.state in final]
    return [
        RunSums(
            run_key=totals.run.run_key,
            pay_date=totals.run.pay_date,
            is_closed=totals.run.state is RunState.CLOSED,
            income_tax_pence=totals.income_tax_pence,
            student_loans_pence=totals.student_loan_pence + totals.postgraduate_loan_pence,
            employee_ni_pence=totals.employee_ni_pence,
            employer_ni_pence=totals.employer_ni_pence,
            pay_bill_pence=totals.pay_bill_pence,
            with_parental_pay=totals.with_parental_pay,
        )
        for totals in run_totals(employer, approved)
    ]
