"""What an employer claims in a tax year, as it is typed."""

from typing import Any

from django import forms

from sixpence.people.employer import BeforeSixpence, EmployerYear
from sixpence.web.forms import PoundsField


class ClaimsForm(forms.Form):
    employment_allowance = forms.BooleanField(
        required=False,
        label="Claim Employment Allowance",
        help_text="It is taken off the employer’s National Insurance.",
    )
    small_employer = forms.BooleanField(
        required=False,
        label="Claim small employers’ relief",
        help_text="Where National Insurance of the last whole tax year was within the limit for small employers.",
    )
    levy_allowance = PoundsField(
        required=False,
        label="Share of the apprenticeship levy allowance",
        help_text="Left empty it is all of it. Connected employers share one.",
    )
    employer_ni = PoundsField(required=False, label="Employer’s National Insurance before Sixpence, since 6 April")
    allowance_used = PoundsField(required=False, label="Employment Allowance used of it")
    pay_bill = PoundsField(required=False, label="Pay bill before Sixpence, since 6 April")
    levy = PoundsField(required=False, label="Apprenticeship levy of it")

    def year(self, tax_year: str) -> EmployerYear:
        given = self.cleaned_data
        return EmployerYear(
            tax_year=tax_year,
            employment_allowance=given["employment_allowance"],
            small_employer=given["small_employer"],
            levy_allowance_pence=given["levy_allowance"],
            before=BeforeSixpence(
                employer_ni_pence=given["employer_ni"] or 0,
                employment_allowance_pence=given["allowance_used"] or 0,
                pay_bill_pence=given["pay_bill"] or 0,
                apprenticeship_levy_pence=given["levy"] or 0,
            ),
        )


def values_of(year: EmployerYear) -> dict[str, Any]:
    """What the form begins with."""
    return {
        "employment_allowance": year.employment_allowance,
        "small_employer": year.small_employer,
        "levy_allowance": year.levy_allowance_pence,
        "employer_ni": year.before.employer_ni_pence or None,
        "allowance_used": year.before.employment_allowance_pence or None,
        "pay_bill": year.before.pay_bill_pence or None,
        "levy": year.before.apprenticeship_levy_pence or None,
    }
