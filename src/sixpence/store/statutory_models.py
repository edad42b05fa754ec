"""The tables of what the law has paid, taken and reported beside pay. `models` has them with all the others."""

from django.db import models


class EmployerYear(models.Model):
    """What an employer claims from HMRC in a tax year, and what other software had reported of it before."""

    id = models.BigAutoField(primary_key=True)
    employer = models.ForeignKey("store.Employer", on_delete=models.PROTECT, db_index=False)
    tax_year = models.TextField()
    employment_allowance = models.BooleanField()
    small_employer = models.BooleanField()
    levy_allowance_pence = models.BigIntegerField(null=True)
    employer_ni_before_pence = models.BigIntegerField()
    employment_allowance_before_pence = models.BigIntegerField()
    pay_bill_before_pence = models.BigIntegerField()
    apprenticeship_levy_before_pence = models.BigIntegerField()

    class Meta:
        db_table = "employer_year"
        constraints = (models.UniqueConstraint(fields=("employer", "tax_year"), name="employer_year_one_a_tax_year"),)
