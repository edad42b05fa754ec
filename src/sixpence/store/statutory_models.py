"""The tables of what the law has paid, taken and reported beside pay. `models` has them with all the others."""

from django.db import models
from django.db.models import Q

from sixpence.people.entries import EntryKind


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


class Entry(models.Model):
    """An order, absence, leave or benefit of an employment. Append-only: a change is the next version."""

    id = models.BigAutoField(primary_key=True)
    employment = models.ForeignKey("store.Employment", on_delete=models.PROTECT, db_index=False)
    kind = models.TextField()
    number = models.PositiveIntegerField()  # 1, 2, 3 ... within the employment and kind
    version = models.PositiveIntegerField()
    effective_from = models.DateField()
    content = models.BinaryField()  # sealed JSON; null in it where the entry has ended
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "entry"
        constraints = (
            models.UniqueConstraint(fields=("employment", "kind", "number", "version"), name="entry_one_a_version"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in EntryKind]), name="entry_kind"),
        )
